//! Ids of rows: one newtype per table, so that a payment can never be taken for a payee.

/// Calls the macro `$make` with the name of every id. `store` binds them all by it.
#[macro_export]
macro_rules! each_id {
    ($make:ident) => {
        $make! {
            OfficeId, OfficerId, OfficerRoleId, OfficeSettingId, EntryId, UnitId,
            PersonId, PersonRecordId, PersonNumberId, DeathId, PayeeId,
            HouseholdId, HouseholdPlaceId, HouseholdMemberId, HouseholdClassId, HouseholdTotalId,
            FactId, MeritFileId, MeritRelativeId, ImportId, ImportRowId, TargetId, PaperTotalId,
            EnrolmentId, DecisionId, DecisionItemId, DecisionTermsId,
            RunId, ExplanationId, PaymentId, PaymentResultId, LineId, WaitingId,
            RecoveryId, RecoveryReceiptId, TransactionId, PostingId, BudgetLineId, BudgetMovementId,
            TakeoverLineId, ReportId,
            CaseId, CaseRecordId, CaseEventId, CaseStandingId, DisputeId, InspectionId, InspectionFindingId, PlanId,
            SealedTextId,
            EventId, EventAttendeeId,
            PlacementId, EmployerId, LabourUseId, VacancyId, SupplyFormId,
            ProgrammeId, TrainingClassId, LearnerId, TrainingProblemId,
            RemainsId, CemeteryId, GraveId, HouseId, HouseMoneyId, MotherCareId, CareEntryId, FundEntryId,
            ChildCircumstanceId, SubstituteCareId, YearlyCountId, ViolenceCountId, ProtectionCaseId,
            ProtectionOfficerId,
            PovertyPointId, PovertySeasonId, PovertyStepId, PovertyFormId, PovertyMarkId, PovertyReasonId, PovertyClosingId,
            PovertyDecisionId, PovertyCertificateId, PovertyHelperId, PovertySupportId,
            ProgrammeProjectId, ProgrammeSpendingId, ProgrammeObstacleId,
            MergeId, DistinctId,
            CampaignId, CampaignLineId, GiftId, MeetingId, DonorReceiptId, SettlementId, ListApprovalId,
            RepresentativeId,
            PaidByMinistryId,
            CommuneReportId, ProposalId, ProposalStepId, OutsideRowId, OutsideAnswerId,
            ClientId,
        }
    };
}

macro_rules! define {
    ($($name:ident),+ $(,)?) => {
        $(
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub i64);

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl std::str::FromStr for $name {
                type Err = std::num::ParseIntError;
                fn from_str(text: &str) -> Result<$name, Self::Err> {
                    text.parse().map($name)
                }
            }
        )+
    };
}

each_id!(define);
