//! Who may do what: verbs, roles, and one table that joins them.

use domain::ids::UnitId;
use domain::worded;

worded!(
    /// What a command asks for before it opens a transaction.
    Permission {
        ReadOffice = "read_office",
        ManageOffice = "manage_office",
        ManageOfficers = "manage_officers",
        ReadRegisters = "read_registers",
        RecordRegisters = "record_registers",
        MergePeople = "merge_people",
        ReadSensitive = "read_sensitive",
        Import = "import",
        /// Hand in a commune's monthly report.
        HandInReports = "hand_in_reports",
        /// Accept or return its rows, and answer matches of outside lists.
        CheckReports = "check_reports",
        Takeover = "takeover",
        ReadDecisions = "read_decisions",
        DraftDecisions = "draft_decisions",
        /// Enter a decision received from a higher body.
        RecordDecisions = "record_decisions",
        /// Record the signature on a decision drafted here.
        SignDecisions = "sign_decisions",
        ReadPayroll = "read_payroll",
        PreparePayroll = "prepare_payroll",
        CheckPayroll = "check_payroll",
        ApprovePayroll = "approve_payroll",
        SendPayroll = "send_payroll",
        RecordResults = "record_results",
        ReconcilePayroll = "reconcile_payroll",
        ClosePayroll = "close_payroll",
        PlanRecoveries = "plan_recoveries",
        ReadLedger = "read_ledger",
        RecordBudget = "record_budget",
        ApproveCampaigns = "approve_campaigns",
        SettleCampaigns = "settle_campaigns",
        ReadFigures = "read_figures",
        SetTargets = "set_targets",
        WriteReports = "write_reports",
        FreezeReports = "freeze_reports",
        ReadJournal = "read_journal",
        RunDoctor = "run_doctor",
    }
);

worded!(Role {
    Specialist = "specialist",
    Accountant = "accountant",
    Head = "head",
    Leader = "leader",
    Administrator = "administrator",
    Auditor = "auditor",
    CommuneOfficer = "commune_officer",
});

worded!(
    /// The fields of an office's work; a role may be narrowed to one.
    Field {
        Merit = "merit",
        Assistance = "assistance",
        Poverty = "poverty",
        Labour = "labour",
        Children = "children",
    }
);

impl Role {
    pub fn label(self) -> &'static str {
        match self {
            Role::Specialist => "Chuyên viên",
            Role::Accountant => "Kế toán",
            Role::Head => "Trưởng phòng",
            Role::Leader => "Lãnh đạo",
            Role::Administrator => "Quản trị",
            Role::Auditor => "Kiểm tra",
            Role::CommuneOfficer => "Cán bộ xã",
        }
    }
}

impl Field {
    pub fn label(self) -> &'static str {
        match self {
            Field::Merit => "Người có công",
            Field::Assistance => "Bảo trợ xã hội",
            Field::Poverty => "Giảm nghèo",
            Field::Labour => "Lao động",
            Field::Children => "Trẻ em",
        }
    }
}

impl Permission {
    /// Completes "không có quyền …".
    pub fn label(self) -> &'static str {
        match self {
            Permission::ReadOffice => "xem thông tin cơ quan",
            Permission::ManageOffice => "quản lý thông tin cơ quan",
            Permission::ManageOfficers => "quản lý cán bộ",
            Permission::ReadRegisters => "xem hồ sơ",
            Permission::RecordRegisters => "ghi hồ sơ",
            Permission::MergePeople => "gộp hồ sơ trùng",
            Permission::ReadSensitive => "xem thông tin nhạy cảm",
            Permission::Import => "nhập dữ liệu từ tệp",
            Permission::HandInReports => "nộp báo cáo biến động của xã, phường",
            Permission::CheckReports => "duyệt báo cáo biến động và danh sách đối chiếu",
            Permission::Takeover => "tiếp nhận danh sách cũ",
            Permission::ReadDecisions => "xem quyết định",
            Permission::DraftDecisions => "dự thảo quyết định",
            Permission::RecordDecisions => "ghi quyết định của cấp trên",
            Permission::SignDecisions => "ghi nhận quyết định đã ký",
            Permission::ReadPayroll => "xem danh sách chi trả",
            Permission::PreparePayroll => "lập danh sách chi trả",
            Permission::CheckPayroll => "kiểm tra danh sách chi trả",
            Permission::ApprovePayroll => "duyệt danh sách chi trả",
            Permission::SendPayroll => "chuyển danh sách chi trả",
            Permission::RecordResults => "ghi kết quả chi trả",
            Permission::ReconcilePayroll => "đối chiếu chi trả",
            Permission::ClosePayroll => "khóa kỳ chi trả",
            Permission::PlanRecoveries => "quyết định thu hồi",
            Permission::ReadLedger => "xem sổ kế toán",
            Permission::RecordBudget => "ghi dự toán",
            Permission::ApproveCampaigns => "duyệt danh sách tặng quà",
            Permission::SettleCampaigns => "quyết toán đợt tặng quà",
            Permission::ReadFigures => "xem số liệu",
            Permission::SetTargets => "ghi chỉ tiêu",
            Permission::WriteReports => "lập báo cáo",
            Permission::FreezeReports => "chốt báo cáo",
            Permission::ReadJournal => "xem nhật ký",
            Permission::RunDoctor => "kiểm tra dữ liệu",
        }
    }

    /// The roles that hold it. That one person must not prepare, check and approve the same run is the
    /// payroll's rule: a role may hold two of these.
    pub fn roles(self) -> &'static [Role] {
        use Role::{Accountant, Administrator, Auditor, CommuneOfficer, Head, Leader, Specialist};
        match self {
            Permission::ReadOffice => Role::ALL,
            Permission::ManageOffice | Permission::ManageOfficers => &[Administrator],
            Permission::ReadRegisters => &[Specialist, Accountant, Head, Leader, Auditor, CommuneOfficer],
            Permission::RecordRegisters => &[Specialist, Head, CommuneOfficer],
            Permission::Import => &[Specialist, Accountant, Head, CommuneOfficer],
            Permission::HandInReports => &[Specialist, CommuneOfficer],
            Permission::CheckReports => &[Specialist, Head],
            Permission::MergePeople => &[Specialist, Head],
            Permission::ReadSensitive => &[Specialist, Head],
            Permission::Takeover => &[Accountant, Head],
            Permission::ReadDecisions => &[Specialist, Accountant, Head, Leader, Auditor],
            Permission::DraftDecisions | Permission::RecordDecisions => &[Specialist, Head],
            Permission::SignDecisions => &[Specialist, Head, Leader],
            Permission::ReadPayroll => &[Specialist, Accountant, Head, Leader, Auditor],
            Permission::PreparePayroll => &[Specialist, Accountant],
            Permission::CheckPayroll => &[Accountant, Head],
            Permission::ApprovePayroll => &[Head, Leader],
            Permission::SendPayroll
            | Permission::RecordResults
            | Permission::ReconcilePayroll
            | Permission::ClosePayroll => &[Accountant, Head],
            Permission::PlanRecoveries => &[Accountant, Head, Leader],
            Permission::ReadLedger => &[Accountant, Head, Leader, Auditor],
            Permission::RecordBudget => &[Accountant],
            Permission::ApproveCampaigns => &[Head, Leader],
            Permission::SettleCampaigns => &[Accountant, Head],
            Permission::ReadFigures => &[Specialist, Accountant, Head, Leader, Auditor],
            Permission::SetTargets => &[Specialist, Head],
            Permission::WriteReports => &[Specialist, Accountant, Head],
            Permission::FreezeReports => &[Head, Leader],
            Permission::ReadJournal => &[Head, Leader, Administrator, Auditor],
            Permission::RunDoctor => &[Head, Administrator, Auditor],
        }
    }
}

/// A role of an officer, for one unit with everything below it, or one field; `None` narrows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Assignment {
    pub role: Role,
    pub unit: Option<UnitId>,
    pub field: Option<Field>,
}

/// One permission of a client, narrowed like a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    pub permission: Permission,
    pub unit: Option<UnitId>,
    pub field: Option<Field>,
}

/// Where a permission holds: the union of the assignments that grant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    grants: Vec<(Option<UnitId>, Option<Field>)>,
}

/// An area and a field; `None` is all of them.
pub(crate) type Narrow = (Option<UnitId>, Option<Field>);

impl Scope {
    /// `None` if no assignment grants the permission at all.
    pub fn of(permission: Permission, assignments: &[Assignment]) -> Option<Scope> {
        let granting = assignments.iter().filter(|a| permission.roles().contains(&a.role));
        let grants: Vec<_> = granting.map(|a| (a.unit, a.field)).collect();
        (!grants.is_empty()).then_some(Scope { grants })
    }

    /// `None` if none of the grants is of the permission.
    pub fn granted(permission: Permission, grants: &[Grant]) -> Option<Scope> {
        let own = grants.iter().filter(|grant| grant.permission == permission);
        let grants: Vec<_> = own.map(|grant| (grant.unit, grant.field)).collect();
        (!grants.is_empty()).then_some(Scope { grants })
    }

    /// What this scope and a wish for one unit and one field have in common. `lies_in(a, b)`: `a` is `b` or lies in it.
    pub(crate) fn narrowed<E>(
        &self,
        unit: Option<UnitId>,
        field: Option<Field>,
        mut lies_in: impl FnMut(UnitId, UnitId) -> Result<bool, E>,
    ) -> Result<Vec<Narrow>, E> {
        let mut common = Vec::new();
        for (own_unit, own_field) in &self.grants {
            let field = match (*own_field, field) {
                (Some(own), Some(wished)) if own != wished => continue,
                (own, wished) => own.or(wished),
            };
            let unit = match (*own_unit, unit) {
                (Some(own), Some(wished)) if lies_in(wished, own)? => Some(wished),
                (Some(own), Some(wished)) if lies_in(own, wished)? => Some(own),
                (Some(_), Some(_)) => continue,
                (own, wished) => own.or(wished),
            };
            common.push((unit, field));
        }
        Ok(common)
    }

    /// Neither unit nor field narrows it: lists need no filter.
    pub fn is_whole_office(&self) -> bool {
        self.grants.contains(&(None, None))
    }

    /// The units for which the permission holds in `field`, `None` if for all of the office. Rows that belong to
    /// no field, such as people, are asked for with `None`. `Ctx::reach` adds what lies within the units.
    pub fn units(&self, field: Option<Field>) -> Option<Vec<UnitId>> {
        let fits = |own: &Option<Field>| own.is_none_or(|own| field.is_none_or(|field| own == field));
        self.grants.iter().filter(|(_, own)| fits(own)).map(|(unit, _)| *unit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_permissions() {
        // Who holds what, in the order of `Role::ALL`: S A H L Q K X.
        let mut table = String::new();
        for permission in Permission::ALL {
            let held = |role| if permission.roles().contains(role) { 'x' } else { '.' };
            let row: String = Role::ALL.iter().map(held).collect();
            table.push_str(&format!("{row} {}\n", permission.word()));
        }
        let expected = "\
xxxxxxx read_office
....x.. manage_office
....x.. manage_officers
xxxx.xx read_registers
x.x...x record_registers
x.x.... merge_people
x.x.... read_sensitive
xxx...x import
x.....x hand_in_reports
x.x.... check_reports
.xx.... takeover
xxxx.x. read_decisions
x.x.... draft_decisions
x.x.... record_decisions
x.xx... sign_decisions
xxxx.x. read_payroll
xx..... prepare_payroll
.xx.... check_payroll
..xx... approve_payroll
.xx.... send_payroll
.xx.... record_results
.xx.... reconcile_payroll
.xx.... close_payroll
.xxx... plan_recoveries
.xxx.x. read_ledger
.x..... record_budget
..xx... approve_campaigns
.xx.... settle_campaigns
xxxx.x. read_figures
x.x.... set_targets
xxx.... write_reports
..xx... freeze_reports
..xxxx. read_journal
..x.xx. run_doctor
";
        assert_eq!(table, expected);
    }

    #[test]
    fn scopes_narrow_by_unit_and_field() {
        let commune = UnitId(1);
        let assignments = [
            Assignment { role: Role::CommuneOfficer, unit: Some(commune), field: None },
            Assignment { role: Role::Specialist, unit: None, field: Some(Field::Merit) },
        ];
        let record = Scope::of(Permission::RecordRegisters, &assignments).unwrap();
        assert!(!record.is_whole_office());
        assert_eq!(record.units(Some(Field::Poverty)), Some(vec![commune]));
        assert_eq!(record.units(Some(Field::Merit)), None);
        assert_eq!(Scope::of(Permission::ApprovePayroll, &assignments), None);
        let officer = Scope::of(Permission::RecordRegisters, &assignments[..1]).unwrap();
        assert_eq!(officer.units(None), Some(vec![commune]));
        assert_eq!(record.units(None), None);
        let abroad = [Assignment { field: None, unit: None, ..assignments[1] }];
        assert!(Scope::of(Permission::DraftDecisions, &abroad).unwrap().is_whole_office());
        let merit = Scope::of(Permission::DraftDecisions, &assignments).unwrap();
        assert_eq!(merit.units(Some(Field::Poverty)), Some(Vec::new()));
    }
}
