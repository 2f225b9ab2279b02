//! Identifiers of rows: one type for each table, so that they cannot be mixed up.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub i64);
        )+
    };
}

ids!(
    PersonId,
    OfficeId,
    OfficerId,
    EntryId,
    UnitId,
    HouseholdId,
    FactId,
    EnrolmentId,
    DecisionId,
    RunId,
    PaymentId,
    LineId,
    RecoveryId,
    ImportId,
    MeritFileId,
    PayeeId
);
