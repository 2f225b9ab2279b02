//! Vocational training, see `domain::training`.

use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::OfficeId;
use domain::training::{Outcome, ProblemKind, SupportGroup, TradeKind, TrainingLevel, TrainingResult};

word_columns!(SupportGroup, TrainingLevel, TradeKind, TrainingResult, Outcome, ProblemKind);

/// Who pays for classes.
pub mod programmes {
    use crate::record_table::record_table;
    use domain::training::Programme;

    record_table!(Programme, ProgrammeId, "training_programmes", "chương trình đào tạo nghề", order by "code" {
        code "code",
        title "title",
        paper "paper",
        starts_on "starts_on",
        ends_on "ends_on",
        note "note",
    });
}

pub mod classes {
    use crate::record_table::record_table;
    use domain::training::TrainingClass;

    record_table!(TrainingClass, TrainingClassId, "training_classes", "lớp đào tạo nghề", order by "starts_on, code" {
        code "code",
        programme "programme",
        trade "trade",
        trade_kind "trade_kind",
        level "level",
        provider "provider",
        contract "contract",
        decision "decision",
        place "place",
        unit "unit_id",
        starts_on "starts_on",
        ends_on "ends_on",
        days "days",
        hours "hours",
        planned "planned",
        teacher "teacher",
        budget "budget",
        certificate_decision "certificate_decision",
        inspection "inspection",
    });
}

pub mod learners {
    use crate::record_table::record_table;
    use domain::training::Learner;

    record_table!(Learner, LearnerId, "training_learners", "học viên", order by "class" {
        class "class",
        person "person_id",
        unit "unit_id",
        group "support_group",
        groups "support_groups",
        proof "proof",
        distance "distance",
        hard_area "hard_area",
        attended_days "attended_days",
        tuition "tuition",
        meals "meals",
        travel "travel",
        paid_on "paid_on",
        result "result",
        certificate "certificate",
        outcome "outcome",
        followed_on "followed_on",
        employer "employer",
        again "again",
    });
}

pub mod problems {
    use crate::record_table::record_table;
    use domain::training::TrainingProblem;

    record_table!(TrainingProblem, TrainingProblemId, "training_problems", "vướng mắc đào tạo nghề", order by "raised_on" {
        class "class",
        raised_on "raised_on",
        kind "kind",
        content "content",
        owner "owner",
        due_on "due_on",
        solved_on "solved_on",
        solution "solution",
    });
}

statements! {
    /// Codes of classes that learners, totals or problems name and the register does not have.
    STRAY = "select code from (
            select class as code from training_learners where office_id = $1 and voided_entry is null
            union select class from training_problems where office_id = $1 and voided_entry is null
                and class <> ''
            union select subject from paper_totals where office_id = $1 and voided_entry is null
                and book = 'training_learners'
        ) named
        where not exists (select 1 from training_classes c where c.office_id = $1 and c.code = named.code
            and c.voided_entry is null)
        order by code";
    /// Classes with more named learners than the total of a paper.
    MORE_NAMES = "select total.subject, cast(sum(total.quantity) as bigint), (select count(*) from training_learners l
                where l.office_id = $1 and l.class = total.subject and l.voided_entry is null)
        from paper_totals total
        where total.office_id = $1 and total.book = 'training_learners' and total.voided_entry is null
        group by total.subject
        having cast(sum(total.quantity) as bigint) < (select count(*) from training_learners l
            where l.office_id = $1 and l.class = total.subject and l.voided_entry is null)
        order by total.subject";
    /// People supported in several courses, with the number of courses that no paper allows.
    SEVERAL_TIMES = "select person_id, count(*), cast(sum(case when again is null then 1 else 0 end) as bigint)
        from training_learners
        where office_id = $1 and voided_entry is null
            and coalesce(tuition, 0) + coalesce(meals, 0) + coalesce(travel, 0) > 0
        group by person_id
        having count(*) > 1
        order by person_id";
}

/// Codes of classes that are named and not there.
pub fn stray(tx: &mut Tx, office: OfficeId) -> Result<Vec<String>, StoreError> {
    tx.all(&STRAY, &params![office], |row| row.get(0))
}

/// Class, total and names of each total with more names than it counts.
pub fn more_names(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i64, i64)>, StoreError> {
    tx.all(&MORE_NAMES, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Person, courses with support, courses among them that no paper allows.
pub fn several_times(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    tx.all(&SEVERAL_TIMES, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
