//! The base figures, and the books that they are read from.

use crate::worded;

worded!(
    /// Each has a file `<word>.sql` in the store: the rows that are the figure.
    Query {
        MeritMonthlyPeople = "merit.monthly.beneficiaries",
        MeritMonthlyLines = "merit.monthly.lines",
        MeritMonthlyAmount = "merit.monthly.amount",
        MeritYearAmount = "merit.year.amount",
        MeritRegimesDue = "merit.regimes.due",
        MeritRegimesOnTime = "merit.regimes.on_time",
        MeritRegimesLate = "merit.regimes.late",
        MeritWorshipMartyrs = "merit.worship.martyrs",
        MeritWorshipAmount = "merit.worship.amount",
        AssistanceMonthlyPeople = "assistance.monthly.beneficiaries",
        AssistanceMonthlyLines = "assistance.monthly.lines",
        AssistanceMonthlyAmount = "assistance.monthly.amount",
        AssistanceYearAmount = "assistance.year.amount",
        RegistryMerit = "registry.merit",
        RegistryMartyrs = "registry.martyrs",
        RegistryHeroes = "registry.heroes",
        RegistryHeroicMothers = "registry.heroic_mothers",
        RegistryHeroicMothersLiving = "registry.heroic_mothers.living",
        PoorHouseholds = "poverty.households",
        AllHouseholds = "poverty.all_households",
        OshMonth = "labour.osh_month",
        LabourPlan = "labour.plan",
        Disputes = "labour.disputes",
        DisputesConcluded = "labour.disputes.concluded",
        DisputesSettled = "labour.disputes.settled",
        DisputesSettledInTime = "labour.disputes.settled_in_time",
        DisputesWorkers = "labour.disputes.workers",
        InspectionPlanned = "labour.inspection.planned",
        Inspection = "labour.inspection",
        InspectionFindings = "labour.inspection.findings",
        InspectionRemedied = "labour.inspection.remedied",
        InspectionOverdue = "labour.inspection.overdue",
        Tasks = "tasks",
        TasksDone = "tasks.done",
        TasksOnTime = "tasks.on_time",
        TasksLate = "tasks.late",
        Reports = "report",
        CasesReceived = "cases.received",
        CasesConcluded = "cases.concluded",
        CasesOnTime = "cases.on_time",
        CasesLate = "cases.late",
        JobsCreated = "labour.jobs_created",
        JobsEnterprise = "labour.jobs_created.enterprise",
        JobsCooperative = "labour.jobs_created.cooperative",
        JobsLoan = "labour.jobs_created.loan",
        JobsAbroad = "labour.jobs_created.abroad",
        JobsEmploymentService = "labour.jobs_created.employment_service",
        JobsAfterTraining = "labour.jobs_created.after_training",
        JobsSelfEmployed = "labour.jobs_created.self_employed",
        JobsOutOfProvince = "labour.jobs_created.out_of_province",
        JobsOther = "labour.jobs_other",
        JobsLost = "labour.jobs_lost",
        Employers = "labour.employers",
        EmployersReporting = "labour.employers.reporting",
        Vacancies = "labour.vacancies",
        VacanciesFilled = "labour.vacancies.filled",
        SupplyCollected = "labour.supply.collected",
        SupplyEntered = "labour.supply.entered",
        SupplyEmployed = "labour.supply.employed",
        SupplyUnemployed = "labour.supply.unemployed",
        SupplyInactive = "labour.supply.inactive",
        TrainingClasses = "training.classes",
        TrainingLearners = "training.learners",
        TrainingPassed = "training.passed",
        TrainingFollowed = "training.followed",
        TrainingEmployed = "training.employed_after",
        TrainingSupport = "training.support",
        TrainingProblems = "training.problems",
        TrainingProblemsSolved = "training.problems.solved",
        Remains = "merit.remains",
        Graves = "merit.graves",
        GravesUnidentified = "merit.graves.unidentified",
        ChildrenOutreach = "children.outreach",
        ChildrenMonth = "children.action_month.children",
        ChildrenUnder16 = "children.under_16",
        ChildrenSpecial = "children.special_circumstances",
        ChildrenSupported = "children.supported",
        ChildrenAtRisk = "children.at_risk",
        SubstituteCare = "children.substitute_care",
        ChildrenAbused = "children.abused",
        ProtectionCases = "children.protection_cases",
        ProtectionCasesOpen = "children.protection_cases.open",
        Leaders = "children.gender.leaders",
        WomenLeaders = "children.gender.women_leaders",
        ViolenceCases = "children.violence.cases",
        Movements = "movements",
        HousesBuilt = "movements.houses.built",
        HousesRepaired = "movements.houses.repaired",
        HousesAmount = "movements.houses.amount",
        HousesPoor = "movements.houses.poor",
        MothersCared = "movements.mothers_cared",
        FamiliesVisited = "movements.families_visited",
        GravesCared = "movements.graves_cared",
        FundReceived = "movements.fund.received",
        FundSpent = "movements.fund.spent",
        FundBalance = "movements.fund.balance",
        NearPoorHouseholds = "poverty.near_poor",
        EscapedHouseholds = "poverty.escaped",
        NewlyPoorHouseholds = "poverty.newly_poor",
        PoorEthnicMinority = "poverty.ethnic_minority",
        PoorFemaleHead = "poverty.female_head",
        PoorWithMerit = "poverty.with_merit",
        PoorWithAssistance = "poverty.with_assistance",
        SurveyedHouseholds = "poverty.surveyed",
        PovertySupport = "poverty.support",
        PovertySupportAmount = "poverty.support.amount",
        PovertySupportHouseholds = "poverty.support.households",
        PovertySupportEscaped = "poverty.support.escaped",
        PovertyAssigned = "poverty.support.assigned",
        ProgrammeProjects = "poverty.programme",
        ProgrammeCapital = "poverty.programme.capital",
        ProgrammeSpent = "poverty.programme.spent",
        ProgrammeObstacles = "poverty.programme.obstacles",
        ProgrammeObstructed = "poverty.programme.obstructed",
        MidAutumnChildren = "children.mid_autumn.children",
        MidAutumnAmount = "children.mid_autumn.amount",
        MidAutumnTown = "children.mid_autumn.town",
        MidAutumnCommunes = "children.mid_autumn.communes",
        MidAutumnMobilised = "children.mid_autumn.mobilised",
        ActionMonthGifts = "children.action_month.gifts",
        ActionMonthAmount = "children.action_month.amount",
        TetGifts = "tet.gifts",
        TetGiftsMerit = "tet.gifts.merit",
        TetGiftsPoor = "tet.gifts.poor",
        TetGiftsAssistance = "tet.gifts.assistance",
        TetGiftsElderly = "tet.gifts.elderly",
        TetGiftsChildren = "tet.gifts.children",
        TetGiftsWorkers = "tet.gifts.workers",
        TetGiftsOthers = "tet.gifts.others",
        TetMeetingsPeople = "tet.meetings.people",
        TetMeetingsAmount = "tet.meetings.amount",
        TetAmount = "tet.amount",
        TetItemised = "tet.itemised",
        TetAmountCentral = "tet.amount.central",
        TetAmountProvince = "tet.amount.province",
        TetAmountTown = "tet.amount.town",
        TetAmountCommunes = "tet.amount.communes",
        TetAmountMobilised = "tet.amount.mobilised",
        TetAmountFunds = "tet.amount.funds",
        JulyGifts = "campaigns.july.gifts",
        JulyAmount = "campaigns.july.amount",
        CampaignGifts = "campaigns.gifts",
    }
);

worded!(
    /// Where a book was never opened for a year, its figures are not known, which is not zero.
    Register {
        /// At least one closed monthly run of the year.
        ClosedRuns = "closed_runs",
        MeritFiles = "merit_files",
        /// Classes or totals of the review of the year.
        Review = "review",
        /// Any event of the year.
        Events = "events",
        /// Any plan of the year.
        Plans = "plans",
        /// Any case of the kind, received by the end of the year.
        Disputes = "disputes",
        Tasks = "tasks",
        Cases = "cases",
        /// Always known.
        Reports = "reports",
        /// Any enterprise in a plan of the year, or visited.
        Inspections = "inspections",
        /// Any job found in the year, by name or by a total.
        Placements = "placements",
        /// Any employer.
        Employers = "employers",
        /// Forms of the year's survey, or totals of them.
        SupplySurvey = "supply_survey",
        /// Any class of the year.
        Training = "training",
        Remains = "remains",
        Graves = "graves",
        YearlyCounts = "yearly_counts",
        ChildGroups = "child_groups",
        SubstituteCares = "substitute_cares",
        ProtectionCases = "protection_cases",
        ViolenceCounts = "violence_counts",
        Movements = "movements",
        Houses = "houses",
        MotherCares = "mother_cares",
        CareEntries = "care_entries",
        Fund = "fund",
        /// Forms of the yearly season.
        ReviewForms = "review_forms",
        /// Support of the calendar year, named or in totals.
        PovertySupport = "poverty_support",
        /// Helpers assigned in the year.
        PovertyHelpers = "poverty_helpers",
        /// Projects of the national target programme in the year.
        Programme = "programme",
        /// A campaign of the year for that occasion.
        TetCampaign = "tet_campaign",
        MidAutumnCampaign = "mid_autumn_campaign",
        ActionMonthCampaign = "action_month_campaign",
        JulyCampaign = "july_campaign",
        AnyCampaign = "any_campaign",
    }
);

impl Query {
    #[expect(clippy::too_many_lines, reason = "a table: each query beside its register")]
    pub fn register(self) -> Register {
        match self {
            Query::MeritMonthlyPeople
            | Query::MeritMonthlyLines
            | Query::MeritMonthlyAmount
            | Query::MeritYearAmount
            | Query::MeritRegimesDue
            | Query::MeritRegimesOnTime
            | Query::MeritRegimesLate
            | Query::MeritWorshipMartyrs
            | Query::MeritWorshipAmount
            | Query::AssistanceMonthlyPeople
            | Query::AssistanceMonthlyLines
            | Query::AssistanceMonthlyAmount
            | Query::AssistanceYearAmount => Register::ClosedRuns,
            Query::RegistryMerit
            | Query::RegistryMartyrs
            | Query::RegistryHeroes
            | Query::RegistryHeroicMothers
            | Query::RegistryHeroicMothersLiving => Register::MeritFiles,
            Query::OshMonth => Register::Events,
            Query::LabourPlan => Register::Plans,
            Query::Disputes
            | Query::DisputesConcluded
            | Query::DisputesSettled
            | Query::DisputesSettledInTime
            | Query::DisputesWorkers => Register::Disputes,
            Query::InspectionPlanned
            | Query::Inspection
            | Query::InspectionFindings
            | Query::InspectionRemedied
            | Query::InspectionOverdue => Register::Inspections,
            Query::Tasks | Query::TasksDone | Query::TasksOnTime | Query::TasksLate => Register::Tasks,
            Query::Reports => Register::Reports,
            Query::CasesReceived | Query::CasesConcluded | Query::CasesOnTime | Query::CasesLate => {
                Register::Cases
            }
            Query::JobsCreated
            | Query::JobsEnterprise
            | Query::JobsCooperative
            | Query::JobsLoan
            | Query::JobsAbroad
            | Query::JobsEmploymentService
            | Query::JobsAfterTraining
            | Query::JobsSelfEmployed
            | Query::JobsOutOfProvince
            | Query::JobsOther
            | Query::JobsLost => Register::Placements,
            Query::Employers | Query::EmployersReporting | Query::Vacancies | Query::VacanciesFilled => {
                Register::Employers
            }
            Query::SupplyCollected
            | Query::SupplyEntered
            | Query::SupplyEmployed
            | Query::SupplyUnemployed
            | Query::SupplyInactive => Register::SupplySurvey,
            Query::TrainingClasses
            | Query::TrainingLearners
            | Query::TrainingPassed
            | Query::TrainingFollowed
            | Query::TrainingEmployed
            | Query::TrainingSupport
            | Query::TrainingProblems
            | Query::TrainingProblemsSolved => Register::Training,
            Query::Remains => Register::Remains,
            Query::Graves | Query::GravesUnidentified => Register::Graves,
            Query::ChildrenOutreach | Query::ChildrenMonth => Register::Events,
            Query::ChildrenUnder16 | Query::ChildrenAbused | Query::Leaders | Query::WomenLeaders => {
                Register::YearlyCounts
            }
            Query::ChildrenSpecial | Query::ChildrenSupported | Query::ChildrenAtRisk => {
                Register::ChildGroups
            }
            Query::SubstituteCare => Register::SubstituteCares,
            Query::ProtectionCases | Query::ProtectionCasesOpen => Register::ProtectionCases,
            Query::ViolenceCases => Register::ViolenceCounts,
            Query::Movements => Register::Movements,
            Query::HousesBuilt | Query::HousesRepaired | Query::HousesAmount | Query::HousesPoor => {
                Register::Houses
            }
            Query::MothersCared => Register::MotherCares,
            Query::FamiliesVisited | Query::GravesCared => Register::CareEntries,
            Query::FundReceived | Query::FundSpent | Query::FundBalance => Register::Fund,
            Query::PoorHouseholds
            | Query::AllHouseholds
            | Query::NearPoorHouseholds
            | Query::EscapedHouseholds
            | Query::NewlyPoorHouseholds
            | Query::PoorEthnicMinority
            | Query::PoorFemaleHead
            | Query::PoorWithMerit
            | Query::PoorWithAssistance => Register::Review,
            Query::SurveyedHouseholds => Register::ReviewForms,
            Query::PovertySupport
            | Query::PovertySupportAmount
            | Query::PovertySupportHouseholds
            | Query::PovertySupportEscaped => Register::PovertySupport,
            Query::PovertyAssigned => Register::PovertyHelpers,
            Query::ProgrammeProjects
            | Query::ProgrammeCapital
            | Query::ProgrammeSpent
            | Query::ProgrammeObstacles
            | Query::ProgrammeObstructed => Register::Programme,
            Query::TetGifts
            | Query::TetGiftsMerit
            | Query::TetGiftsPoor
            | Query::TetGiftsAssistance
            | Query::TetGiftsElderly
            | Query::TetGiftsChildren
            | Query::TetGiftsWorkers
            | Query::TetGiftsOthers
            | Query::TetMeetingsPeople
            | Query::TetMeetingsAmount
            | Query::TetAmount
            | Query::TetItemised
            | Query::TetAmountCentral
            | Query::TetAmountProvince
            | Query::TetAmountTown
            | Query::TetAmountCommunes
            | Query::TetAmountMobilised
            | Query::TetAmountFunds => Register::TetCampaign,
            Query::MidAutumnChildren
            | Query::MidAutumnAmount
            | Query::MidAutumnTown
            | Query::MidAutumnCommunes
            | Query::MidAutumnMobilised => Register::MidAutumnCampaign,
            Query::ActionMonthGifts | Query::ActionMonthAmount => Register::ActionMonthCampaign,
            Query::JulyGifts | Query::JulyAmount => Register::JulyCampaign,
            Query::CampaignGifts => Register::AnyCampaign,
        }
    }
}
