//! Figures: each base figure is one file of SQL, wrapped once to list its rows and once to fold them. What is
//! listed is what is folded.

use crate::{Statement, StoreError, Tx, params, statements};
use domain::Month;
use domain::figures::{Folded, Query, Register, Window};
use domain::ids::{EntryId, OfficeId, UnitId};

/// Parameters of every figure: $1 office, $2 first day, $3 first day after, $4 year, $5 id of the figure,
/// $6 last month of the period.
/// A file may read `asked` (these), `closed_run`: the last closed monthly run of the period, with the last of
/// its months that lies in it, and the parts that several figures share: `event_rests`, what totals of an
/// event's attendance count beyond the names (may be less than nothing), `jobs`, `supply` with `supply_told` and
/// `supply_rests`, `households_named`, `reviewed` households, `support_rests`, `registered` people, `tet_shares` and
/// `tet_money`, and `merit_months`.
macro_rules! over_evidence {
    ($file:literal, $rest:literal) => {
        concat!(
            "with asked as (
                select cast($1 as bigint) as office_id, cast($2 as text) as from_date,
                    cast($3 as text) as until_date, cast($4 as bigint) as year, cast($5 as text) as figure,
                    cast($6 as text) as last_month
            ),
            closed_run as (
                select runs.id as run_id, case
                        when runs.last_month < asked.last_month then runs.last_month
                        else asked.last_month
                    end as month
                from asked join runs on runs.office_id = asked.office_id
                where runs.kind = 'monthly' and runs.state = 'closed'
                    and runs.last_month >= cast(asked.year as text) || '-01'
                    and runs.month <= asked.last_month
                order by 2 desc, runs.sequence desc, runs.id desc
                limit 1
            ),\n",
            include_str!("../sql/parts/event_rests.sql"),
            ",\n",
            include_str!("../sql/parts/jobs.sql"),
            ",\n",
            include_str!("../sql/parts/supply.sql"),
            ",\n",
            include_str!("../sql/parts/households_named.sql"),
            ",\n",
            include_str!("../sql/parts/reviewed.sql"),
            ",\n",
            include_str!("../sql/parts/support_rests.sql"),
            ",\n",
            include_str!("../sql/parts/registered.sql"),
            ",\n",
            include_str!("../sql/parts/tet.sql"),
            ",\n",
            include_str!("../sql/parts/merit_months.sql"),
            ",\n            listed as (\n",
            include_str!(concat!("../sql/figures/", $file, ".sql")),
            "\n),
            typed as (
                select typed_figures.id as id, typed_figures.paper as paper, typed_figures.quantity as quantity
                from asked join typed_figures on typed_figures.office_id = asked.office_id
                    and typed_figures.figure = asked.figure and typed_figures.year = asked.year
                where typed_figures.voided_entry is null and typed_figures.quantity is not null
            )\n",
            $rest
        )
    };
}

macro_rules! base_figures {
    ($($query:ident $list:ident $fold:ident $file:literal;)+) => {
        statements! {
            $(
                $list = over_evidence!($file, "select kind, id, label, unit_id, quantity from (
                        select kind, id, label, unit_id, quantity from listed
                        union all
                        select 'paper', id, paper, cast(null as bigint), quantity from typed
                        where not exists (select 1 from listed)) evidence
                    order by coalesce(unit_id, 0), kind, id");
                // The rows are read once, and nothing of them that a fold does not need.
                $fold = over_evidence!($file, "select case when told.ids > 0 then told.ids else papers.ids end,
                        case when told.ids > 0 then told.quantity else papers.quantity end,
                        case when told.ids > 0 then told.from_totals else papers.quantity end
                    from (select count(*) as ids, cast(coalesce(sum(quantity), 0) as bigint) as quantity,
                            cast(coalesce(sum(case when kind in ('total', 'paper') then quantity else 0 end), 0)
                                as bigint) as from_totals
                        from listed) told
                    cross join (select count(*) as ids, cast(coalesce(sum(quantity), 0) as bigint) as quantity
                        from typed) papers");
            )+
            HAS_CLOSED_RUNS = "select count(*) from runs where office_id = $1 and kind = 'monthly'
                and state = 'closed' and last_month >= cast(cast($2 as bigint) as text) || '-01'
                and month <= cast(cast($2 as bigint) as text) || '-12'";
            LAST_CLOSED = "select max(last_month) from runs where office_id = $1 and kind = 'monthly'
                and state = 'closed' and month <= cast(cast($2 as bigint) as text) || '-12'
                and last_month >= cast(cast($2 as bigint) as text) || '-01'";
            HAS_MERIT_FILES = "select count(*) from merit_files where office_id = $1 and voided_entry is null
                and coalesce(recognised_on, '') < cast(cast($2 as bigint) as text) || '-12-15'";
            HAS_EVENTS = "select count(*) from events where office_id = $1 and voided_entry is null
                and held_on >= cast(cast($2 as bigint) as text) || '-01-01'
                and held_on <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_PLACEMENTS = "select (select count(*) from placements where office_id = $1 and voided_entry is null
                    and substr(started_on, 1, 4) = cast(cast($2 as bigint) as text))
                + (select count(*) from paper_totals where office_id = $1 and voided_entry is null
                    and book in ('placements', 'placements_other')
                    and substr(on_date, 1, 4) = cast(cast($2 as bigint) as text))";
            HAS_EMPLOYERS = "select count(*) from employers where office_id = $1 and voided_entry is null
                and coalesce(opened_on, '') <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_SUPPLY_SURVEY = "select (select count(*) from supply_forms where office_id = $1
                    and survey = $2 and voided_entry is null)
                + (select count(*) from paper_totals where office_id = $1 and voided_entry is null
                    and book in ('supply_collected', 'supply_entered', 'labour_market')
                    and substr(on_date, 1, 4) = cast(cast($2 as bigint) as text))";
            HAS_TRAINING = "select count(*) from training_classes where office_id = $1 and voided_entry is null
                and substr(starts_on, 1, 4) = cast(cast($2 as bigint) as text)";
            HAS_REMAINS = "select count(*) from remains where office_id = $1 and voided_entry is null
                and coalesce(buried_on, found_on, '') <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_GRAVES = "select count(*) from graves where office_id = $1 and voided_entry is null
                and coalesce(buried_on, '') <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_HOUSES = "select count(*) from houses where office_id = $1 and voided_entry is null
                and coalesce(proposed_on, surveyed_on, approved_on, started_on, accepted_on, handed_over_on,
                    settled_on, '') <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_MOTHER_CARES = "select count(*) from mother_cares where office_id = $1 and voided_entry is null
                and from_date <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_CARE_ENTRIES = "select count(*) from care_entries where office_id = $1 and voided_entry is null
                and on_date <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_FUND = "select count(*) from fund_entries where office_id = $1 and voided_entry is null
                and on_date <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_CHILD_GROUPS = "select count(*) from child_circumstances where office_id = $1 and voided_entry is null
                and from_date <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_SUBSTITUTE_CARES = "select count(*) from substitute_cares where office_id = $1 and voided_entry is null
                and registered_on <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_YEARLY_COUNTS = "select count(*) from yearly_counts where office_id = $1 and voided_entry is null
                and year = $2";
            HAS_VIOLENCE_COUNTS = "select count(*) from violence_counts where office_id = $1 and voided_entry is null
                and substr(month, 1, 4) = cast(cast($2 as bigint) as text)";
            /// Where children are registered here, no case is none and not unknown.
            HAS_PROTECTION_CASES = "select
                (select count(*) from protection_cases where office_id = $1 and voided_entry is null
                    and received_on <= cast(cast($2 as bigint) as text) || '-12-31')
                + (select count(*) from child_circumstances where office_id = $1 and voided_entry is null
                    and from_date <= cast(cast($2 as bigint) as text) || '-12-31')";
            HAS_MOVEMENTS = "select
                (select count(*) from houses where office_id = $1 and voided_entry is null
                    and handed_over_on <= cast(cast($2 as bigint) as text) || '-12-31')
                + (select count(*) from care_entries where office_id = $1 and voided_entry is null
                    and on_date <= cast(cast($2 as bigint) as text) || '-12-31')";
            HAS_REVIEW = "select
                (select count(*) from household_totals
                    where office_id = $1 and review_year = $2 and voided_entry is null)
                + (select count(*) from household_classes
                    join households on households.id = household_classes.household_id
                    where households.office_id = $1 and household_classes.review_year = $2
                        and household_classes.voided_entry is null)";
            HAS_PLANS = "select count(*) from plans where office_id = $1 and year = $2 and voided_entry is null";
            HAS_REPORTS = "select count(*) from offices where id = $1 and cast($2 as bigint) > 0";
            HAS_DISPUTES = "select count(*) from cases join case_records on case_records.case_id = cases.id
                    and case_records.voided_entry is null
                where office_id = $1 and kind like 'dispute.%'
                    and case_records.received_on <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_TASKS = "select count(*) from cases join case_records on case_records.case_id = cases.id
                    and case_records.voided_entry is null
                where office_id = $1 and kind = 'task'
                    and case_records.received_on <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_CASES = "select count(*) from cases join case_records on case_records.case_id = cases.id
                    and case_records.voided_entry is null
                where office_id = $1 and kind <> 'task' and kind not like 'dispute.%' and kind not like 'child.%'
                    and case_records.received_on <= cast(cast($2 as bigint) as text) || '-12-31'";
            HAS_INSPECTIONS = "select count(*) from inspections where office_id = $1 and voided_entry is null
                and (year = $2 or visited_on like cast(cast($2 as bigint) as text) || '%')";
            HAS_REVIEW_FORMS = "select count(*) from poverty_seasons join poverty_forms
                    on poverty_forms.season = poverty_seasons.code
                    and poverty_forms.office_id = poverty_seasons.office_id and poverty_forms.voided_entry is null
                where poverty_seasons.office_id = $1 and poverty_seasons.year = $2
                    and poverty_seasons.kind = 'yearly' and poverty_seasons.voided_entry is null";
            HAS_POVERTY_SUPPORT = "select
                (select count(*) from poverty_supports where office_id = $1 and voided_entry is null
                    and substr(on_date, 1, 4) = cast(cast($2 as bigint) as text))
                + (select count(*) from paper_totals where office_id = $1 and voided_entry is null
                    and book = 'poverty_support' and substr(on_date, 1, 4) = cast(cast($2 as bigint) as text))";
            HAS_POVERTY_HELPERS = "select count(*) from poverty_helpers where office_id = $1 and voided_entry is null
                and substr(from_date, 1, 4) <= cast(cast($2 as bigint) as text)
                and (until_date is null or cast(cast($2 as bigint) as text) <= substr(until_date, 1, 4))";
            HAS_PROGRAMME = "select count(*) from programme_projects
                where office_id = $1 and year = $2 and voided_entry is null";
            HAS_CAMPAIGN = "select count(*) from campaigns
                where office_id = $1 and year = $2 and voided_entry is null";
            HAS_TET = "select count(*) from campaigns
                where office_id = $1 and year = $2 and occasion = 'tet' and voided_entry is null";
            HAS_MID_AUTUMN = "select count(*) from campaigns
                where office_id = $1 and year = $2 and occasion = 'mid_autumn' and voided_entry is null";
            HAS_ACTION_MONTH = "select count(*) from campaigns
                where office_id = $1 and year = $2 and occasion = 'childrens_day' and voided_entry is null";
            HAS_JULY = "select count(*) from campaigns
                where office_id = $1 and year = $2 and occasion = 'war_invalids_day' and voided_entry is null";
            TYPED_RATES = "select figure, hundredths from typed_figures
                where office_id = $1 and voided_entry is null and hundredths is not null
                    and figure not like '%:estimate'
                order by figure";
            TYPED_ESTIMATES = "select figure, quantity, hundredths, paper from typed_figures
                where office_id = $1 and year = $2 and voided_entry is null and figure like '%:estimate'
                order by figure";
            INSERT_TYPED = "insert into typed_figures
                (id, office_id, figure, year, quantity, hundredths, paper, recorded_entry)
                values ($1, $2, $3, $4, $5, $6, $7, $8)";
            VOID_TYPED = "update typed_figures set voided_entry = $4
                where office_id = $1 and figure = $2 and year = $3 and voided_entry is null";
            ANSWERS = "select warning, answer from warning_answers where office_id = $1 and year = $2 order by id";
            INSERT_ANSWER = "insert into warning_answers (id, office_id, year, warning, answer, recorded_entry)
                values ($1, $2, $3, $4, $5, $6)";
        }

        fn list_statement(query: Query) -> &'static Statement {
            match query { $(Query::$query => &$list),+ }
        }

        fn fold_statement(query: Query) -> &'static Statement {
            match query { $(Query::$query => &$fold),+ }
        }
    };
}

base_figures! {
    OshMonth LIST_OSH FOLD_OSH "labour.osh_month";
    LabourPlan LIST_LABOUR_PLAN FOLD_LABOUR_PLAN "labour.plan";
    Disputes LIST_DISPUTES FOLD_DISPUTES "labour.disputes";
    DisputesConcluded LIST_DISPUTES_CONCLUDED FOLD_DISPUTES_CONCLUDED "labour.disputes.concluded";
    DisputesSettled LIST_DISPUTES_SETTLED FOLD_DISPUTES_SETTLED "labour.disputes.settled";
    DisputesSettledInTime LIST_DISPUTES_SETTLED_IN_TIME FOLD_DISPUTES_SETTLED_IN_TIME "labour.disputes.settled_in_time";
    DisputesWorkers LIST_DISPUTES_WORKERS FOLD_DISPUTES_WORKERS "labour.disputes.workers";
    InspectionPlanned LIST_INSPECTION_PLANNED FOLD_INSPECTION_PLANNED "labour.inspection.planned";
    Inspection LIST_INSPECTION FOLD_INSPECTION "labour.inspection";
    InspectionFindings LIST_INSPECTION_FINDINGS FOLD_INSPECTION_FINDINGS "labour.inspection.findings";
    InspectionRemedied LIST_INSPECTION_REMEDIED FOLD_INSPECTION_REMEDIED "labour.inspection.remedied";
    InspectionOverdue LIST_INSPECTION_OVERDUE FOLD_INSPECTION_OVERDUE "labour.inspection.overdue";
    Tasks LIST_TASKS FOLD_TASKS "tasks";
    Reports LIST_REPORT FOLD_REPORT "report";
    TasksDone LIST_TASKS_DONE FOLD_TASKS_DONE "tasks.done";
    TasksOnTime LIST_TASKS_ON_TIME FOLD_TASKS_ON_TIME "tasks.on_time";
    TasksLate LIST_TASKS_LATE FOLD_TASKS_LATE "tasks.late";
    CasesReceived LIST_CASES_RECEIVED FOLD_CASES_RECEIVED "cases.received";
    CasesConcluded LIST_CASES_CONCLUDED FOLD_CASES_CONCLUDED "cases.concluded";
    CasesOnTime LIST_CASES_ON_TIME FOLD_CASES_ON_TIME "cases.on_time";
    CasesLate LIST_CASES_LATE FOLD_CASES_LATE "cases.late";
    JobsCreated LIST_JOBS_CREATED FOLD_JOBS_CREATED "labour.jobs_created";
    JobsEnterprise LIST_JOBS_ENTERPRISE FOLD_JOBS_ENTERPRISE "labour.jobs_created.enterprise";
    JobsCooperative LIST_JOBS_COOPERATIVE FOLD_JOBS_COOPERATIVE "labour.jobs_created.cooperative";
    JobsLoan LIST_JOBS_LOAN FOLD_JOBS_LOAN "labour.jobs_created.loan";
    JobsAbroad LIST_JOBS_ABROAD FOLD_JOBS_ABROAD "labour.jobs_created.abroad";
    JobsEmploymentService LIST_JOBS_EMPLOYMENT_SERVICE FOLD_JOBS_EMPLOYMENT_SERVICE "labour.jobs_created.employment_service";
    JobsAfterTraining LIST_JOBS_AFTER_TRAINING FOLD_JOBS_AFTER_TRAINING "labour.jobs_created.after_training";
    JobsSelfEmployed LIST_JOBS_SELF_EMPLOYED FOLD_JOBS_SELF_EMPLOYED "labour.jobs_created.self_employed";
    JobsOutOfProvince LIST_JOBS_OUT_OF_PROVINCE FOLD_JOBS_OUT_OF_PROVINCE "labour.jobs_created.out_of_province";
    JobsOther LIST_JOBS_OTHER FOLD_JOBS_OTHER "labour.jobs_other";
    JobsLost LIST_JOBS_LOST FOLD_JOBS_LOST "labour.jobs_lost";
    Employers LIST_EMPLOYERS FOLD_EMPLOYERS "labour.employers";
    EmployersReporting LIST_EMPLOYERS_REPORTING FOLD_EMPLOYERS_REPORTING "labour.employers.reporting";
    Vacancies LIST_VACANCIES FOLD_VACANCIES "labour.vacancies";
    VacanciesFilled LIST_VACANCIES_FILLED FOLD_VACANCIES_FILLED "labour.vacancies.filled";
    SupplyCollected LIST_SUPPLY_COLLECTED FOLD_SUPPLY_COLLECTED "labour.supply.collected";
    SupplyEntered LIST_SUPPLY_ENTERED FOLD_SUPPLY_ENTERED "labour.supply.entered";
    SupplyEmployed LIST_SUPPLY_EMPLOYED FOLD_SUPPLY_EMPLOYED "labour.supply.employed";
    SupplyUnemployed LIST_SUPPLY_UNEMPLOYED FOLD_SUPPLY_UNEMPLOYED "labour.supply.unemployed";
    SupplyInactive LIST_SUPPLY_INACTIVE FOLD_SUPPLY_INACTIVE "labour.supply.inactive";
    TrainingClasses LIST_TRAINING_CLASSES FOLD_TRAINING_CLASSES "training.classes";
    TrainingLearners LIST_TRAINING_LEARNERS FOLD_TRAINING_LEARNERS "training.learners";
    TrainingPassed LIST_TRAINING_PASSED FOLD_TRAINING_PASSED "training.passed";
    TrainingFollowed LIST_TRAINING_FOLLOWED FOLD_TRAINING_FOLLOWED "training.followed";
    TrainingEmployed LIST_TRAINING_EMPLOYED FOLD_TRAINING_EMPLOYED "training.employed_after";
    TrainingSupport LIST_TRAINING_SUPPORT FOLD_TRAINING_SUPPORT "training.support";
    TrainingProblems LIST_TRAINING_PROBLEMS FOLD_TRAINING_PROBLEMS "training.problems";
    TrainingProblemsSolved LIST_TRAINING_PROBLEMS_SOLVED FOLD_TRAINING_PROBLEMS_SOLVED "training.problems.solved";
    MeritMonthlyPeople LIST_MERIT_PEOPLE FOLD_MERIT_PEOPLE "merit.monthly.beneficiaries";
    MeritMonthlyLines LIST_MERIT_LINES FOLD_MERIT_LINES "merit.monthly.lines";
    MeritMonthlyAmount LIST_MERIT_AMOUNT FOLD_MERIT_AMOUNT "merit.monthly.amount";
    MeritYearAmount LIST_MERIT_YEAR FOLD_MERIT_YEAR "merit.year.amount";
    MeritRegimesDue LIST_REGIMES FOLD_REGIMES "merit.regimes.due";
    MeritRegimesOnTime LIST_ON_TIME FOLD_ON_TIME "merit.regimes.on_time";
    MeritRegimesLate LIST_REGIMES_LATE FOLD_REGIMES_LATE "merit.regimes.late";
    MeritWorshipMartyrs LIST_WORSHIP FOLD_WORSHIP "merit.worship.martyrs";
    MeritWorshipAmount LIST_WORSHIP_AMOUNT FOLD_WORSHIP_AMOUNT "merit.worship.amount";
    AssistanceMonthlyPeople LIST_ASSISTANCE_PEOPLE FOLD_ASSISTANCE_PEOPLE "assistance.monthly.beneficiaries";
    AssistanceMonthlyLines LIST_ASSISTANCE_LINES FOLD_ASSISTANCE_LINES "assistance.monthly.lines";
    AssistanceMonthlyAmount LIST_ASSISTANCE_AMOUNT FOLD_ASSISTANCE_AMOUNT "assistance.monthly.amount";
    AssistanceYearAmount LIST_ASSISTANCE_YEAR FOLD_ASSISTANCE_YEAR "assistance.year.amount";
    RegistryMerit LIST_REGISTRY FOLD_REGISTRY "registry.merit";
    RegistryMartyrs LIST_MARTYRS FOLD_MARTYRS "registry.martyrs";
    RegistryHeroes LIST_HEROES FOLD_HEROES "registry.heroes";
    RegistryHeroicMothers LIST_MOTHERS FOLD_MOTHERS "registry.heroic_mothers";
    RegistryHeroicMothersLiving LIST_LIVING_MOTHERS FOLD_LIVING_MOTHERS "registry.heroic_mothers.living";
    PoorHouseholds LIST_POOR FOLD_POOR "poverty.households";
    AllHouseholds LIST_HOUSEHOLDS FOLD_HOUSEHOLDS "poverty.all_households";
    Remains LIST_REMAINS FOLD_REMAINS "merit.remains";
    Graves LIST_GRAVES FOLD_GRAVES "merit.graves";
    GravesUnidentified LIST_GRAVES_UNIDENTIFIED FOLD_GRAVES_UNIDENTIFIED "merit.graves.unidentified";
    ChildrenOutreach LIST_CHILDREN_OUTREACH FOLD_CHILDREN_OUTREACH "children.outreach";
    ChildrenMonth LIST_CHILDREN_MONTH FOLD_CHILDREN_MONTH "children.action_month.children";
    ChildrenUnder16 LIST_CHILDREN_UNDER16 FOLD_CHILDREN_UNDER16 "children.under_16";
    ChildrenSpecial LIST_CHILDREN_SPECIAL FOLD_CHILDREN_SPECIAL "children.special_circumstances";
    ChildrenSupported LIST_CHILDREN_SUPPORTED FOLD_CHILDREN_SUPPORTED "children.supported";
    ChildrenAtRisk LIST_CHILDREN_AT_RISK FOLD_CHILDREN_AT_RISK "children.at_risk";
    SubstituteCare LIST_SUBSTITUTE_CARE FOLD_SUBSTITUTE_CARE "children.substitute_care";
    ChildrenAbused LIST_CHILDREN_ABUSED FOLD_CHILDREN_ABUSED "children.abused";
    ProtectionCases LIST_PROTECTION_CASES FOLD_PROTECTION_CASES "children.protection_cases";
    ProtectionCasesOpen LIST_PROTECTION_CASES_OPEN FOLD_PROTECTION_CASES_OPEN "children.protection_cases.open";
    Leaders LIST_LEADERS FOLD_LEADERS "children.gender.leaders";
    WomenLeaders LIST_WOMEN_LEADERS FOLD_WOMEN_LEADERS "children.gender.women_leaders";
    ViolenceCases LIST_VIOLENCE_CASES FOLD_VIOLENCE_CASES "children.violence.cases";
    Movements LIST_MOVEMENTS FOLD_MOVEMENTS "movements";
    HousesBuilt LIST_HOUSES_BUILT FOLD_HOUSES_BUILT "movements.houses.built";
    HousesRepaired LIST_HOUSES_REPAIRED FOLD_HOUSES_REPAIRED "movements.houses.repaired";
    HousesAmount LIST_HOUSES_AMOUNT FOLD_HOUSES_AMOUNT "movements.houses.amount";
    HousesPoor LIST_HOUSES_POOR FOLD_HOUSES_POOR "movements.houses.poor";
    MothersCared LIST_MOTHERS_CARED FOLD_MOTHERS_CARED "movements.mothers_cared";
    FamiliesVisited LIST_FAMILIES_VISITED FOLD_FAMILIES_VISITED "movements.families_visited";
    GravesCared LIST_GRAVES_CARED FOLD_GRAVES_CARED "movements.graves_cared";
    FundReceived LIST_FUND_RECEIVED FOLD_FUND_RECEIVED "movements.fund.received";
    FundSpent LIST_FUND_SPENT FOLD_FUND_SPENT "movements.fund.spent";
    FundBalance LIST_FUND_BALANCE FOLD_FUND_BALANCE "movements.fund.balance";
    NearPoorHouseholds LIST_NEAR_POOR_HOUSEHOLDS FOLD_NEAR_POOR_HOUSEHOLDS "poverty.near_poor";
    EscapedHouseholds LIST_ESCAPED_HOUSEHOLDS FOLD_ESCAPED_HOUSEHOLDS "poverty.escaped";
    NewlyPoorHouseholds LIST_NEWLY_POOR_HOUSEHOLDS FOLD_NEWLY_POOR_HOUSEHOLDS "poverty.newly_poor";
    PoorEthnicMinority LIST_POOR_ETHNIC_MINORITY FOLD_POOR_ETHNIC_MINORITY "poverty.ethnic_minority";
    PoorFemaleHead LIST_POOR_FEMALE_HEAD FOLD_POOR_FEMALE_HEAD "poverty.female_head";
    PoorWithMerit LIST_POOR_WITH_MERIT FOLD_POOR_WITH_MERIT "poverty.with_merit";
    PoorWithAssistance LIST_POOR_WITH_ASSISTANCE FOLD_POOR_WITH_ASSISTANCE "poverty.with_assistance";
    SurveyedHouseholds LIST_SURVEYED_HOUSEHOLDS FOLD_SURVEYED_HOUSEHOLDS "poverty.surveyed";
    PovertySupport LIST_POVERTY_SUPPORT FOLD_POVERTY_SUPPORT "poverty.support";
    PovertySupportAmount LIST_POVERTY_SUPPORT_AMOUNT FOLD_POVERTY_SUPPORT_AMOUNT "poverty.support.amount";
    PovertySupportHouseholds LIST_POVERTY_SUPPORT_HOUSEHOLDS FOLD_POVERTY_SUPPORT_HOUSEHOLDS "poverty.support.households";
    PovertySupportEscaped LIST_POVERTY_SUPPORT_ESCAPED FOLD_POVERTY_SUPPORT_ESCAPED "poverty.support.escaped";
    PovertyAssigned LIST_POVERTY_ASSIGNED FOLD_POVERTY_ASSIGNED "poverty.support.assigned";
    ProgrammeProjects LIST_PROGRAMME_PROJECTS FOLD_PROGRAMME_PROJECTS "poverty.programme";
    ProgrammeCapital LIST_PROGRAMME_CAPITAL FOLD_PROGRAMME_CAPITAL "poverty.programme.capital";
    ProgrammeSpent LIST_PROGRAMME_SPENT FOLD_PROGRAMME_SPENT "poverty.programme.spent";
    ProgrammeObstacles LIST_PROGRAMME_OBSTACLES FOLD_PROGRAMME_OBSTACLES "poverty.programme.obstacles";
    ProgrammeObstructed LIST_PROGRAMME_OBSTRUCTED FOLD_PROGRAMME_OBSTRUCTED "poverty.programme.obstructed";
    MidAutumnChildren LIST_MID_AUTUMN_CHILDREN FOLD_MID_AUTUMN_CHILDREN "children.mid_autumn.children";
    MidAutumnAmount LIST_MID_AUTUMN_AMOUNT FOLD_MID_AUTUMN_AMOUNT "children.mid_autumn.amount";
    MidAutumnTown LIST_MID_AUTUMN_TOWN FOLD_MID_AUTUMN_TOWN "children.mid_autumn.town";
    MidAutumnCommunes LIST_MID_AUTUMN_COMMUNES FOLD_MID_AUTUMN_COMMUNES "children.mid_autumn.communes";
    MidAutumnMobilised LIST_MID_AUTUMN_MOBILISED FOLD_MID_AUTUMN_MOBILISED "children.mid_autumn.mobilised";
    ActionMonthGifts LIST_ACTION_MONTH_GIFTS FOLD_ACTION_MONTH_GIFTS "children.action_month.gifts";
    ActionMonthAmount LIST_ACTION_MONTH_AMOUNT FOLD_ACTION_MONTH_AMOUNT "children.action_month.amount";
    TetGifts LIST_TET_GIFTS FOLD_TET_GIFTS "tet.gifts";
    TetGiftsMerit LIST_TET_GIFTS_MERIT FOLD_TET_GIFTS_MERIT "tet.gifts.merit";
    TetGiftsPoor LIST_TET_GIFTS_POOR FOLD_TET_GIFTS_POOR "tet.gifts.poor";
    TetGiftsAssistance LIST_TET_GIFTS_ASSISTANCE FOLD_TET_GIFTS_ASSISTANCE "tet.gifts.assistance";
    TetGiftsElderly LIST_TET_GIFTS_ELDERLY FOLD_TET_GIFTS_ELDERLY "tet.gifts.elderly";
    TetGiftsChildren LIST_TET_GIFTS_CHILDREN FOLD_TET_GIFTS_CHILDREN "tet.gifts.children";
    TetGiftsWorkers LIST_TET_GIFTS_WORKERS FOLD_TET_GIFTS_WORKERS "tet.gifts.workers";
    TetGiftsOthers LIST_TET_GIFTS_OTHERS FOLD_TET_GIFTS_OTHERS "tet.gifts.others";
    TetMeetingsPeople LIST_TET_MEETINGS_PEOPLE FOLD_TET_MEETINGS_PEOPLE "tet.meetings.people";
    TetMeetingsAmount LIST_TET_MEETINGS_AMOUNT FOLD_TET_MEETINGS_AMOUNT "tet.meetings.amount";
    TetAmount LIST_TET_AMOUNT FOLD_TET_AMOUNT "tet.amount";
    TetItemised LIST_TET_ITEMISED FOLD_TET_ITEMISED "tet.itemised";
    TetAmountCentral LIST_TET_AMOUNT_CENTRAL FOLD_TET_AMOUNT_CENTRAL "tet.amount.central";
    TetAmountProvince LIST_TET_AMOUNT_PROVINCE FOLD_TET_AMOUNT_PROVINCE "tet.amount.province";
    TetAmountTown LIST_TET_AMOUNT_TOWN FOLD_TET_AMOUNT_TOWN "tet.amount.town";
    TetAmountCommunes LIST_TET_AMOUNT_COMMUNES FOLD_TET_AMOUNT_COMMUNES "tet.amount.communes";
    TetAmountMobilised LIST_TET_AMOUNT_MOBILISED FOLD_TET_AMOUNT_MOBILISED "tet.amount.mobilised";
    TetAmountFunds LIST_TET_AMOUNT_FUNDS FOLD_TET_AMOUNT_FUNDS "tet.amount.funds";
    JulyGifts LIST_JULY_GIFTS FOLD_JULY_GIFTS "campaigns.july.gifts";
    JulyAmount LIST_JULY_AMOUNT FOLD_JULY_AMOUNT "campaigns.july.amount";
    CampaignGifts LIST_CAMPAIGN_GIFTS FOLD_CAMPAIGN_GIFTS "campaigns.gifts";
}

/// One row of a figure. `kind` says what `id` is the id of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub kind: String,
    pub id: i64,
    pub label: String,
    pub unit: Option<UnitId>,
    pub quantity: i64,
}

/// Which figure of which year is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    pub office: OfficeId,
    pub query: Query,
    pub window: Window,
    /// Id under which a typed figure of the year is kept.
    pub figure: &'a str,
}

impl Asked<'_> {
    fn params(&self) -> [crate::Value; 6] {
        let Window { year, from, until, last_month } = self.window;
        params![self.office, from, until, year, self.figure, last_month]
    }
}

pub fn fold(tx: &mut Tx, asked: &Asked) -> Result<Folded, StoreError> {
    tx.one(fold_statement(asked.query), &asked.params(), |row| {
        let rows: i64 = row.get(0)?;
        Ok(Folded { rows: rows.unsigned_abs(), quantity: row.get(1)?, from_totals: row.get(2)? })
    })
}

/// What `fold` gives, of rows that `evidence` has given.
pub fn folded(rows: &[Evidence]) -> Folded {
    let from_totals = rows.iter().filter(|row| matches!(row.kind.as_str(), "total" | "paper"));
    Folded {
        rows: rows.len() as u64,
        quantity: rows.iter().map(|row| row.quantity).sum(),
        from_totals: from_totals.map(|row| row.quantity).sum(),
    }
}

pub fn evidence(tx: &mut Tx, asked: &Asked) -> Result<Vec<Evidence>, StoreError> {
    tx.all(list_statement(asked.query), &asked.params(), |row| {
        Ok(Evidence {
            kind: row.get(0)?,
            id: row.get(1)?,
            label: row.get::<Option<String>>(2)?.unwrap_or_default(),
            unit: row.get(3)?,
            quantity: row.get(4)?,
        })
    })
}

/// Whether the book was ever opened for the year.
pub fn is_open(tx: &mut Tx, office: OfficeId, register: Register, year: i16) -> Result<bool, StoreError> {
    let statement = match register {
        Register::ClosedRuns => &HAS_CLOSED_RUNS,
        Register::MeritFiles => &HAS_MERIT_FILES,
        Register::Review => &HAS_REVIEW,
        Register::Plans => &HAS_PLANS,
        Register::Disputes => &HAS_DISPUTES,
        Register::Tasks => &HAS_TASKS,
        Register::Reports => &HAS_REPORTS,
        Register::Cases => &HAS_CASES,
        Register::Inspections => &HAS_INSPECTIONS,
        Register::Events => &HAS_EVENTS,
        Register::Placements => &HAS_PLACEMENTS,
        Register::Employers => &HAS_EMPLOYERS,
        Register::SupplySurvey => &HAS_SUPPLY_SURVEY,
        Register::Training => &HAS_TRAINING,
        Register::Remains => &HAS_REMAINS,
        Register::Graves => &HAS_GRAVES,
        Register::YearlyCounts => &HAS_YEARLY_COUNTS,
        Register::ChildGroups => &HAS_CHILD_GROUPS,
        Register::SubstituteCares => &HAS_SUBSTITUTE_CARES,
        Register::ProtectionCases => &HAS_PROTECTION_CASES,
        Register::ViolenceCounts => &HAS_VIOLENCE_COUNTS,
        Register::Movements => &HAS_MOVEMENTS,
        Register::Houses => &HAS_HOUSES,
        Register::MotherCares => &HAS_MOTHER_CARES,
        Register::CareEntries => &HAS_CARE_ENTRIES,
        Register::Fund => &HAS_FUND,
        Register::ReviewForms => &HAS_REVIEW_FORMS,
        Register::PovertySupport => &HAS_POVERTY_SUPPORT,
        Register::PovertyHelpers => &HAS_POVERTY_HELPERS,
        Register::Programme => &HAS_PROGRAMME,
        Register::TetCampaign => &HAS_TET,
        Register::MidAutumnCampaign => &HAS_MID_AUTUMN,
        Register::ActionMonthCampaign => &HAS_ACTION_MONTH,
        Register::JulyCampaign => &HAS_JULY,
        Register::AnyCampaign => &HAS_CAMPAIGN,
    };
    tx.one(statement, &params![office, year], |row| Ok(row.get::<i64>(0)? > 0))
}

/// The last month of the year that a closed monthly run has paid.
pub fn last_closed_month(tx: &mut Tx, office: OfficeId, year: i16) -> Result<Option<Month>, StoreError> {
    let last: Option<Month> = tx.one(&LAST_CLOSED, &params![office, year], |row| row.get(0))?;
    Ok(last.map(|month| if month.year() > year { month.plus(-i32::from(month.number())) } else { month }))
}

/// Rates of earlier years as typed, in hundredths of a per cent, by figure id.
pub fn typed_rates(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(&TYPED_RATES, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Behind the id of a figure whose typed value says what the year will come to.
pub const ESTIMATE: &str = ":estimate";

/// Figure, quantity or hundredths, ground.
pub type TypedEstimate = (String, Option<i64>, Option<i64>, String);

/// Estimates of a year as typed.
pub fn typed_estimates(tx: &mut Tx, office: OfficeId, year: i16) -> Result<Vec<TypedEstimate>, StoreError> {
    tx.all(&TYPED_ESTIMATES, &params![office, year], |row| {
        let figure: String = row.get(0)?;
        let id = figure.strip_suffix(ESTIMATE).unwrap_or(&figure).to_owned();
        Ok((id, row.get(1)?, row.get(2)?, row.get(3)?))
    })
}

/// A figure typed in with its paper: exactly one of `quantity` and `hundredths`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<'a> {
    pub figure: &'a str,
    pub year: i16,
    pub quantity: Option<i64>,
    pub hundredths: Option<i64>,
    pub paper: &'a str,
}

/// Replaces what was typed before for the same figure and year.
pub fn replace_typed(tx: &mut Tx, office: OfficeId, typed: &Typed, entry: EntryId) -> Result<(), StoreError> {
    tx.execute(&VOID_TYPED, &params![office, typed.figure, typed.year, entry])?;
    let id = tx.next_ids(1)?;
    let Typed { figure, year, quantity, hundredths, paper } = typed;
    tx.execute_one(&INSERT_TYPED, &params![id, office, *figure, *year, *quantity, *hundredths, *paper, entry])
}

/// Warnings that somebody has answered, with the answer.
pub fn answers(tx: &mut Tx, office: OfficeId, year: i16) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&ANSWERS, &params![office, year], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn insert_answer(
    tx: &mut Tx,
    office: OfficeId,
    year: i16,
    warning: &str,
    answer: &str,
    entry: EntryId,
) -> Result<(), StoreError> {
    let id = tx.next_ids(1)?;
    tx.execute_one(&INSERT_ANSWER, &params![id, office, year, warning, answer, entry])
}
