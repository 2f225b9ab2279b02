//! Taking back what one journal entry recorded: its rows are voided, the rows that it voided are written again.

use crate::statements::Statement;
use crate::{StoreError, Tx, params, statements};
use domain::ids::EntryId;

/// The statements of one table.
pub struct Undoable {
    /// Vietnamese name of its rows, for refusals.
    pub what: &'static str,
    /// Rows of the entry that a later entry has voided.
    pub(crate) superseded: Statement,
    pub(crate) void: Statement,
    /// Rows that the entry voided.
    pub(crate) taken: Statement,
    pub(crate) revive: Statement,
}

macro_rules! undoable {
    ($($name:ident = $table:literal, $what:literal, $columns:literal, $values:literal;)+ $(=> $own:path;)+) => {
        $(static $name: Undoable = Undoable {
            what: $what,
            superseded: Statement::new(concat!(module_path!(), "::", $table, "_superseded"), concat!(
                "select count(*) from ", $table,
                " where recorded_entry = $1 and voided_entry is not null and voided_entry <> $1")),
            void: Statement::new(concat!(module_path!(), "::", $table, "_void"), concat!(
                "update ", $table, " set voided_entry = $2 where recorded_entry = $1 and voided_entry is null")),
            taken: Statement::new(concat!(module_path!(), "::", $table, "_taken"), concat!(
                "select count(*) from ", $table, " where voided_entry = $1 and recorded_entry <> $1")),
            revive: Statement::new(concat!(module_path!(), "::", $table, "_revive"), concat!(
                "insert into ", $table, " (id, ", $columns, ", recorded_entry) select $3 - 1 + row_number() over (",
                "order by t.id), ", $values, ", $2 from ", $table,
                " t where t.voided_entry = $1 and t.recorded_entry <> $1")),
        };)+

        /// In the order of their references.
        pub static TABLES: &[&Undoable] = &[$(&$name,)+ $(&$own),+];

        /// The statements of all tables, for the test that prepares them.
        pub static TABLE_STATEMENTS: &[(&str, &Statement)] = &[$(
            ($table, &$name.superseded), ($table, &$name.void), ($table, &$name.taken), ($table, &$name.revive),
        )+ $(
            (stringify!($own), &$own.superseded), (stringify!($own), &$own.void),
            (stringify!($own), &$own.taken), (stringify!($own), &$own.revive),
        )+];
    };
}

undoable! {
    OFFICE_SETTINGS = "office_settings", "thông tin cơ quan",
        "office_id, item, value, valid_from, valid_until",
        "t.office_id, t.item, t.value, t.valid_from, t.valid_until";
    OFFICER_ROLES = "officer_roles", "vai trò cán bộ",
        "officer_id, role, unit_id, field", "t.officer_id, t.role, t.unit_id, t.field";
    PERSON_RECORDS = "person_records", "hồ sơ người",
        "person_id, full_name, folded_name, sex, born, ethnicity, phone",
        "t.person_id, t.full_name, t.folded_name, t.sex, t.born, t.ethnicity, t.phone";
    PERSON_NUMBERS = "person_numbers", "số giấy tờ", "person_id, kind, number", "t.person_id, t.kind, t.number";
    DEATHS = "deaths", "ngày mất", "person_id, died_on, certificate", "t.person_id, t.died_on, t.certificate";
    PAYEES = "payees", "nơi nhận",
        "person_id, payee_person_id, name, ground, relation, paper, channel, point, bank, account_number,
            account_holder, from_date, until_date",
        "t.person_id, t.payee_person_id, t.name, t.ground, t.relation, t.paper, t.channel, t.point, t.bank,
            t.account_number, t.account_holder, t.from_date, t.until_date";
    HOUSEHOLD_PLACES = "household_places", "nơi ở của hộ",
        "household_id, unit_id, hamlet, from_date, until_date",
        "t.household_id, t.unit_id, t.hamlet, t.from_date, t.until_date";
    HOUSEHOLD_MEMBERS = "household_members", "thành viên hộ",
        "household_id, person_id, relation, is_head, from_date, until_date",
        "t.household_id, t.person_id, t.relation, t.is_head, t.from_date, t.until_date";
    HOUSEHOLD_CLASSES = "household_classes", "phân loại hộ",
        "household_id, class, review_year, from_date, until_date",
        "t.household_id, t.class, t.review_year, t.from_date, t.until_date";
    HOUSEHOLD_TOTALS = "household_totals", "tổng số hộ",
        "office_id, unit_id, hamlet, review_year, reviewed_on, households, people, source",
        "t.office_id, t.unit_id, t.hamlet, t.review_year, t.reviewed_on, t.households, t.people, t.source";
    FACTS = "facts", "dữ kiện",
        "person_id, kind, from_date, until_date, unit_id, hamlet, ref_person_id, ref_text, ref_date, word, word2,
            word3, amount, number, number2, flag1, flag2, flag3, flag4",
        "t.person_id, t.kind, t.from_date, t.until_date, t.unit_id, t.hamlet, t.ref_person_id, t.ref_text,
            t.ref_date, t.word, t.word2, t.word3, t.amount, t.number, t.number2, t.flag1, t.flag2, t.flag3, t.flag4";
    MERIT_FILES = "merit_files", "hồ sơ người có công",
        "office_id, person_id, file_number, category, subtype, certificate_number, title, recognised_on, died_place",
        "t.office_id, t.person_id, t.file_number, t.category, t.subtype, t.certificate_number, t.title,
            t.recognised_on, t.died_place";
    MERIT_RELATIVES = "merit_relatives", "thân nhân",
        "merit_file_id, person_id, relation, worships, from_date, until_date",
        "coalesce((select n.id from merit_files n join merit_files o on o.file_number = n.file_number
                and o.category = n.category and o.person_id = n.person_id
            where o.id = t.merit_file_id and n.recorded_entry = $2 and n.voided_entry is null), t.merit_file_id),
            t.person_id, t.relation, t.worships, t.from_date, t.until_date";
    PAPER_TOTALS = "paper_totals", "số tổng hợp",
        "office_id, book, subject, unit_id, recipient_group, source, quantity, amount, on_date, paper, file",
        "t.office_id, t.book, t.subject, t.unit_id, t.recipient_group, t.source, t.quantity, t.amount, t.on_date,
            t.paper, t.file";
    POVERTY_POINTS = "poverty_points", "bảng điểm B1",
        "office_id, region, area, question, question_text, answer, answer_text, points, instrument,
            from_date, until_date",
        "t.office_id, t.region, t.area, t.question, t.question_text, t.answer, t.answer_text, t.points,
            t.instrument, t.from_date, t.until_date";
    POVERTY_SEASONS = "poverty_seasons", "kỳ rà soát",
        "office_id, code, kind, year, standard, other_standard, starts_on, ends_on, plan",
        "t.office_id, t.code, t.kind, t.year, t.standard, t.other_standard, t.starts_on, t.ends_on, t.plan";
    POVERTY_STEPS = "poverty_steps", "bước rà soát",
        "office_id, season, unit_id, hamlet, step, on_date, present, agreed, paper, note",
        "t.office_id, t.season, t.unit_id, t.hamlet, t.step, t.on_date, t.present, t.agreed, t.paper, t.note";
    POVERTY_REASONS = "poverty_reasons", "lý do biến động hộ nghèo",
        "office_id, year, household_id, unit_id, reason, note",
        "t.office_id, t.year, t.household_id, t.unit_id, t.reason, t.note";
    POVERTY_CLOSINGS = "poverty_closings", "biểu diễn biến hộ nghèo",
        "office_id, year, unit_id, listed, counted, c1, c2, c3, c4, c5, c6, c7, c8, c9, paper",
        "t.office_id, t.year, t.unit_id, t.listed, t.counted, t.c1, t.c2, t.c3, t.c4, t.c5, t.c6, t.c7, t.c8,
            t.c9, t.paper";
    POVERTY_DECISIONS = "poverty_decisions", "quyết định công nhận hộ nghèo",
        "office_id, season, unit_id, number, signed_on, signer, paper",
        "t.office_id, t.season, t.unit_id, t.number, t.signed_on, t.signer, t.paper";
    POVERTY_CERTIFICATES = "poverty_certificates", "giấy chứng nhận hộ nghèo",
        "office_id, season, household_id, unit_id, number, class, issued_on",
        "t.office_id, t.season, t.household_id, t.unit_id, t.number, t.class, t.issued_on";
    POVERTY_HELPERS = "poverty_helpers", "phân công giúp đỡ",
        "office_id, household_id, unit_id, kind, name, task, from_date, until_date, paper",
        "t.office_id, t.household_id, t.unit_id, t.kind, t.name, t.task, t.from_date, t.until_date, t.paper";
    POVERTY_SUPPORTS = "poverty_supports", "hỗ trợ hộ nghèo",
        "office_id, household_id, unit_id, kind, source, on_date, quantity, measure, value, giver, project,
            outcome, outcome_note, paper",
        "t.office_id, t.household_id, t.unit_id, t.kind, t.source, t.on_date, t.quantity, t.measure, t.value,
            t.giver, t.project, t.outcome, t.outcome_note, t.paper";
    PROGRAMME_PROJECTS = "programme_projects", "dự án giảm nghèo",
        "office_id, code, year, number, title, owner, unit_id, budget_code, fund, given, carried, households,
            models, model, recovered, state, paper",
        "t.office_id, t.code, t.year, t.number, t.title, t.owner, t.unit_id, t.budget_code, t.fund, t.given,
            t.carried, t.households, t.models, t.model, t.recovered, t.state, t.paper";
    PROGRAMME_SPENDINGS = "programme_spendings", "giải ngân dự án",
        "office_id, project, on_date, amount, budget_code, content, paper",
        "t.office_id, t.project, t.on_date, t.amount, t.budget_code, t.content, t.paper";
    PROGRAMME_OBSTACLES = "programme_obstacles", "vướng mắc dự án",
        "office_id, project, raised_on, content, asked_of, due_on, solved_on, solution",
        "t.office_id, t.project, t.raised_on, t.content, t.asked_of, t.due_on, t.solved_on, t.solution";
    POVERTY_FORMS = "poverty_forms", "phiếu rà soát",
        "office_id, season, standard, household_id, unit_id, form, area, surveyed_on, reviewer, passed, b1,
            b1_origin, b2, b2_origin, income, class, no_labour, farming, wishes",
        "t.office_id, t.season, t.standard, t.household_id, t.unit_id, t.form, t.area, t.surveyed_on,
            t.reviewer, t.passed, t.b1, t.b1_origin, t.b2, t.b2_origin, t.income, t.class, t.no_labour,
            t.farming, t.wishes";
    POVERTY_MARKS = "poverty_marks", "nội dung phiếu rà soát",
        "office_id, season, standard, household_id, form, kind, number, answer",
        "t.office_id, t.season, t.standard, t.household_id, t.form, t.kind, t.number, t.answer";
    CAMPAIGNS = "campaigns", "đợt tặng quà",
        "office_id, code, occasion, year, title, plan, from_date, until_date",
        "t.office_id, t.code, t.occasion, t.year, t.title, t.plan, t.from_date, t.until_date";
    CAMPAIGN_LINES = "campaign_lines", "dự toán đợt tặng quà",
        "office_id, campaign, source, recipient, unit_id, planned, cash, goods, goods_value, age_from, age_below,
            paper",
        "t.office_id, t.campaign, t.source, t.recipient, t.unit_id, t.planned, t.cash, t.goods, t.goods_value,
            t.age_from, t.age_below, t.paper";
    CAMPAIGN_GIFTS = "campaign_gifts", "suất quà",
        "office_id, campaign, source, recipient, recipient_group, person_id, household_id, collective, martyr_id,
            unit_id, hamlet, list_number, cash, goods, goods_value, state, on_date, received_by, relation, reason",
        "t.office_id, t.campaign, t.source, t.recipient, t.recipient_group, t.person_id, t.household_id, t.collective,
            t.martyr_id, t.unit_id, t.hamlet, t.list_number, t.cash, t.goods, t.goods_value, t.state, t.on_date,
            t.received_by, t.relation, t.reason";
    CAMPAIGN_MEETINGS = "campaign_meetings", "cuộc họp mặt",
        "office_id, campaign, on_date, place, unit_id, recipient_group, source, invited, present, cost,
            gift_per_head, paper",
        "t.office_id, t.campaign, t.on_date, t.place, t.unit_id, t.recipient_group, t.source, t.invited, t.present,
            t.cost, t.gift_per_head, t.paper";
    CAMPAIGN_RECEIPTS = "campaign_receipts", "phiếu tiếp nhận ủng hộ",
        "office_id, campaign, number, on_date, donor, donor_number, source, unit_id, cash, goods, goods_value",
        "t.office_id, t.campaign, t.number, t.on_date, t.donor, t.donor_number, t.source, t.unit_id, t.cash, t.goods,
            t.goods_value";
    MARTYR_REPRESENTATIVES = "martyr_representatives", "đại diện thân nhân liệt sĩ",
        "office_id, martyr_id, person_id, year, role, relation, paper",
        "t.office_id, t.martyr_id, t.person_id, t.year, t.role, t.relation, t.paper";
    GIFTS_PAID_BY_MINISTRY = "gifts_paid_by_ministry", "người do bộ khác chi quà",
        "office_id, person_id, year, ministry, paper", "t.office_id, t.person_id, t.year, t.ministry, t.paper";
    TARGETS = "targets", "chỉ tiêu",
        "office_id, year, figure, comparison, value, paper, unit_id",
        "t.office_id, t.year, t.figure, t.comparison, t.value, t.paper, t.unit_id";
    CASE_RECORDS = "case_records", "hồ sơ, vụ việc",
        "case_id, subject, person_id, unit_id, received_on, due_on, owner, source_number, source_issuer, source_on",
        "t.case_id, t.subject, t.person_id, t.unit_id, t.received_on, t.due_on, t.owner, t.source_number,
            t.source_issuer, t.source_on";
    CASE_EVENTS = "case_events", "diễn biến hồ sơ",
        "case_id, kind, on_date, step, due_on, holder, result, paper, note",
        "t.case_id, t.kind, t.on_date, t.step, t.due_on, t.holder, t.result, t.paper, t.note";
    CASE_STANDINGS = "case_standings", "tình trạng hồ sơ",
        "case_id, state, step, due_on, holder, concluded_on, result, late_steps, in_time",
        "t.case_id, t.state, t.step, t.due_on, t.holder, t.concluded_on, t.result, t.late_steps, t.in_time";
    COMMUNE_STEPS = "commune_steps", "việc duyệt báo cáo của xã",
        "proposal_id, state, reason", "t.proposal_id, t.state, t.reason";
    DISPUTES = "disputes", "tranh chấp lao động",
        "case_id, employer, tax_code, applicant, subject, workers, women, claimed, agreed, mediator, record_number,
            carried_out",
        "t.case_id, t.employer, t.tax_code, t.applicant, t.subject, t.workers, t.women, t.claimed, t.agreed,
            t.mediator, t.record_number, t.carried_out";
    => crate::inspections::UNDO;
    => crate::inspections::findings::UNDO;
    => crate::plans::UNDO;
    => crate::events::UNDO;
    => crate::events::attendees::UNDO;
    => crate::placements::UNDO;
    => crate::employers::UNDO;
    => crate::employers::labour_use::UNDO;
    => crate::employers::vacancies::UNDO;
    => crate::supply_forms::UNDO;
    => crate::training::programmes::UNDO;
    => crate::training::classes::UNDO;
    => crate::training::learners::UNDO;
    => crate::training::problems::UNDO;
    => crate::remains::UNDO;
    => crate::remains::cemeteries::UNDO;
    => crate::remains::graves::UNDO;
    => crate::movements::houses::UNDO;
    => crate::movements::house_moneys::UNDO;
    => crate::movements::mother_cares::UNDO;
    => crate::movements::care_entries::UNDO;
    => crate::movements::fund_entries::UNDO;
    => crate::children::circumstances::UNDO;
    => crate::children::substitute_cares::UNDO;
    => crate::children::yearly_counts::UNDO;
    => crate::children::violence_counts::UNDO;
    => crate::outside::UNDO;
}

statements! {
    /// What later entries recorded of people whom the entry brought.
    PEOPLE_USED = "with brought as (select id from people where created_entry = $1)
        select coalesce((select min(x.what) from (
            select 'hồ sơ người' as what from person_records r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'số giấy tờ' from person_numbers r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'ngày mất' from deaths r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'nơi nhận' from payees r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'thành viên hộ' from household_members r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'dữ kiện' from facts r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'dữ kiện' from facts r join brought b on b.id = r.ref_person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'hồ sơ người có công' from merit_files r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'thân nhân' from merit_relatives r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'người dự sự kiện' from event_attendees r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'việc làm đã tạo' from placements r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'phiếu cung lao động' from supply_forms r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'học viên' from training_learners r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'nhà tình nghĩa' from houses r join brought b on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'phụng dưỡng Mẹ' from mother_cares r join brought b on b.id = r.mother_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'phần mộ' from graves r join brought b on b.id = r.martyr_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'quy tập hài cốt' from remains r join brought b on b.id = r.martyr_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'hoàn cảnh trẻ em' from child_circumstances r join brought b on b.id = r.child_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'chăm sóc thay thế' from substitute_cares r join brought b on b.id = r.child_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'việc gộp hồ sơ' from person_merges r
                join brought b on b.id in (r.kept_person_id, r.merged_person_id)
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'suất quà' from campaign_gifts r join brought b
                on b.id = r.person_id or b.id = r.martyr_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'đại diện thân nhân liệt sĩ' from martyr_representatives r join brought b
                on b.id = r.person_id or b.id = r.martyr_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'người do bộ khác chi quà' from gifts_paid_by_ministry r join brought b
                on b.id = r.person_id
                where r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'chế độ đang hưởng' from enrolments r join brought b on b.id = r.person_id
                where r.opened_entry <> $1) x), '')";
    /// What later entries recorded of merit files, households and payees that the entry recorded.
    ROWS_USED = "select coalesce((select min(x.what) from (
            select 'thân nhân' as what from merit_relatives r join merit_files f on f.id = r.merit_file_id
                where f.recorded_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'thành viên hộ' from household_members r join households h on h.id = r.household_id
                where h.created_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'phân loại hộ' from household_classes r join households h on h.id = r.household_id
                where h.created_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'phiếu rà soát' from poverty_forms r join households h on h.id = r.household_id
                where h.created_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'phân công giúp đỡ' from poverty_helpers r join households h on h.id = r.household_id
                where h.created_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'hỗ trợ hộ nghèo' from poverty_supports r join households h on h.id = r.household_id
                where h.created_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'suất quà' from campaign_gifts r join households h on h.id = r.household_id
                where h.created_entry = $1 and r.recorded_entry <> $1 and r.voided_entry is null
            union all select 'khoản chi trả' from payments r join payees y on y.id = r.payee_id
                where y.recorded_entry = $1
            union all select 'dòng chi trả' from run_lines r join decisions d on d.id = r.decision_id
                where d.recorded_entry = $1
            union all select 'danh sách tiếp nhận' from takeover_lines r where r.recorded_entry = $1
            union all select 'kết quả chi trả' from payment_results r where r.recorded_entry = $1) x), '')";
    VOID_DECISIONS = "update decisions set voided_entry = $2 where recorded_entry = $1 and voided_entry is null";
}

/// What rests on the entry, in Vietnamese; `None`: nothing, it can be taken back.
pub fn rests_on(tx: &mut Tx, entry: EntryId) -> Result<Option<String>, StoreError> {
    for statement in [&PEOPLE_USED, &ROWS_USED] {
        let what: String = tx.one(statement, &params![entry], |row| row.get(0))?;
        if !what.is_empty() {
            return Ok(Some(what));
        }
    }
    for table in TABLES {
        let superseded: i64 = tx.one(&table.superseded, &params![entry], |row| row.get(0))?;
        if superseded > 0 {
            return Ok(Some(table.what.to_owned()));
        }
    }
    Ok(None)
}

/// Voids what `entry` recorded and writes again what it voided, both as of `undo`. Returns the rows voided.
pub fn undo(tx: &mut Tx, entry: EntryId, undo: EntryId) -> Result<u64, StoreError> {
    let mut voided = tx.execute(&VOID_DECISIONS, &params![entry, undo])?;
    for table in TABLES {
        voided += tx.execute(&table.void, &params![entry, undo])?;
    }
    for table in TABLES {
        let taken: i64 = tx.one(&table.taken, &params![entry], |row| row.get(0))?;
        if taken > 0 {
            let first = tx.next_ids(taken.unsigned_abs())?;
            tx.execute(&table.revive, &params![entry, undo, first])?;
        }
    }
    crate::names::index_entry(tx, undo)?;
    Ok(voided)
}
