//! The figures themselves.

use super::Fold::{Count, Fewer, OfTarget, Ratio, Sum, Verdict};
use super::Unit::{self, Gift, Household, Item, Line, PerCent, Person, Points, Vnd};
use super::{Section, Spec, of, year_before};
use crate::figures::clock::Clock::{
    CalendarYear, CampaignsOfYear, LastClosedMonth, ReportPeriod, Review, StockAtPeriodEnd,
};
use crate::figures::query::Query;

macro_rules! catalogue {
    ($($id:literal $title:literal $unit:ident $clock:ident $section:ident { $fold:expr } $($running:literal)?;)+) => {
        /// In the order in which figures are printed.
        pub static CATALOGUE: &[Spec] = &[$(Spec {
            id: $id,
            title_vi: $title,
            unit: $unit,
            clock: $clock,
            fold: $fold,
            section: Section::$section,
            running: catalogue!(@running $($running)?),
        }),+];
    };
    (@running) => { None };
    (@running $running:literal) => { Some($running) };
}

use Unit::Verdict as Judged;

catalogue! {
    "labour.plan" "Số kế hoạch năm về việc làm và đào tạo nghề"
        Item CalendarYear Labour { Count(Query::LabourPlan) };
    "labour.disputes" "Số vụ tranh chấp lao động tiếp nhận"
        Item CalendarYear Labour { Count(Query::Disputes) };
    "labour.disputes.workers" "Số lao động trong các vụ tranh chấp"
        Person CalendarYear Labour { Sum(Query::DisputesWorkers) };
    "labour.disputes.concluded" "Số vụ tranh chấp lao động đã kết thúc"
        Item CalendarYear Labour { Count(Query::DisputesConcluded) };
    "labour.disputes.settled" "Số vụ tranh chấp lao động hòa giải thành"
        Item CalendarYear Labour { Count(Query::DisputesSettled) };
    "labour.disputes.settled_in_time" "Số vụ tranh chấp lao động hòa giải thành đúng thời hạn"
        Item CalendarYear Labour { Count(Query::DisputesSettledInTime) };
    "labour.disputes.in_time.ratio" "Tỷ lệ vụ hòa giải thành đúng thời hạn"
        PerCent CalendarYear Labour {
            Ratio { part: of("labour.disputes.settled_in_time"), whole: of("labour.disputes.settled") }
        };
    "labour.inspection.planned" "Số doanh nghiệp trong kế hoạch kiểm tra pháp luật lao động"
        Item CalendarYear Labour { Count(Query::InspectionPlanned) };
    "labour.inspection" "Số cuộc kiểm tra doanh nghiệp đã thực hiện"
        Item CalendarYear Labour { Count(Query::Inspection) };
    "labour.inspection.findings" "Số vi phạm, thiếu sót phát hiện khi kiểm tra doanh nghiệp"
        Item CalendarYear Labour { Count(Query::InspectionFindings) };
    "labour.inspection.remedied" "Số vi phạm, thiếu sót doanh nghiệp đã khắc phục"
        Item CalendarYear Labour { Count(Query::InspectionRemedied) };
    "labour.inspection.overdue" "Số vi phạm, thiếu sót quá hạn khắc phục"
        Item CalendarYear Labour { Count(Query::InspectionOverdue) };
    "tasks" "Số nhiệm vụ cấp trên giao trong năm"
        Item CalendarYear Tasks { Count(Query::Tasks) };
    "tasks.done" "Số nhiệm vụ đã hoàn thành trong năm"
        Item CalendarYear Tasks { Count(Query::TasksDone) };
    "tasks.on_time" "Số nhiệm vụ hoàn thành đúng hạn"
        Item CalendarYear Tasks { Count(Query::TasksOnTime) };
    "tasks.on_time.ratio" "Tỷ lệ nhiệm vụ hoàn thành đúng hạn"
        PerCent CalendarYear Tasks { Ratio { part: of("tasks.on_time"), whole: of("tasks.done") } };
    "tasks.late" "Số nhiệm vụ quá hạn chưa hoàn thành"
        Item StockAtPeriodEnd Tasks { Count(Query::TasksLate) };
    "report" "Số báo cáo năm của các năm trước đã chốt"
        Item StockAtPeriodEnd Tasks { Count(Query::Reports) };
    "cases.received" "Số hồ sơ tiếp nhận trong năm"
        Item CalendarYear Tasks { Count(Query::CasesReceived) };
    "cases.concluded" "Số hồ sơ đã giải quyết trong năm"
        Item CalendarYear Tasks { Count(Query::CasesConcluded) };
    "cases.on_time" "Số hồ sơ giải quyết đúng hạn"
        Item CalendarYear Tasks { Count(Query::CasesOnTime) };
    "cases.on_time.ratio" "Tỷ lệ hồ sơ giải quyết đúng hạn"
        PerCent CalendarYear Tasks { Ratio { part: of("cases.on_time"), whole: of("cases.concluded") } };
    "cases.late" "Số hồ sơ quá hạn chưa giải quyết"
        Item StockAtPeriodEnd Tasks { Count(Query::CasesLate) };
    "labour.jobs_created" "Số lao động được tạo việc làm tăng thêm"
        Person CalendarYear Labour { Count(Query::JobsCreated) };
    "labour.jobs_created.ratio" "Tỷ lệ việc làm tăng thêm so với chỉ tiêu Nghị quyết"
        PerCent CalendarYear Labour { OfTarget { of: of("labour.jobs_created") } };
    "labour.jobs_created.enterprise" "Việc làm tăng thêm: doanh nghiệp trong tỉnh tuyển dụng"
        Person CalendarYear Labour { Count(Query::JobsEnterprise) };
    "labour.jobs_created.cooperative" "Việc làm tăng thêm: hợp tác xã, trang trại, hộ kinh doanh"
        Person CalendarYear Labour { Count(Query::JobsCooperative) };
    "labour.jobs_created.loan" "Việc làm tăng thêm: vay vốn Quỹ quốc gia về việc làm"
        Person CalendarYear Labour { Count(Query::JobsLoan) };
    "labour.jobs_created.abroad" "Việc làm tăng thêm: đi làm việc ở nước ngoài theo hợp đồng"
        Person CalendarYear Labour { Count(Query::JobsAbroad) };
    "labour.jobs_created.employment_service" "Việc làm tăng thêm: trung tâm, phiên giao dịch việc làm"
        Person CalendarYear Labour { Count(Query::JobsEmploymentService) };
    "labour.jobs_created.after_training" "Việc làm tăng thêm: có việc làm sau học nghề"
        Person CalendarYear Labour { Count(Query::JobsAfterTraining) };
    "labour.jobs_created.self_employed" "Việc làm tăng thêm: tự tạo việc làm"
        Person CalendarYear Labour { Count(Query::JobsSelfEmployed) };
    "labour.jobs_created.out_of_province" "Việc làm tăng thêm: làm việc ngoài tỉnh"
        Person CalendarYear Labour { Count(Query::JobsOutOfProvince) };
    "labour.jobs_other" "Số lao động được giải quyết việc làm khác"
        Person CalendarYear Labour { Count(Query::JobsOther) };
    "labour.jobs_lost" "Số việc làm tăng thêm đã mất trong năm"
        Person CalendarYear Labour { Count(Query::JobsLost) };
    "labour.jobs_net" "Số việc làm tăng thêm sau khi trừ việc làm đã mất"
        Person CalendarYear Labour { Fewer { before: of("labour.jobs_created"), now: of("labour.jobs_lost") } };
    "labour.employers" "Số đơn vị sử dụng lao động"
        Item StockAtPeriodEnd Labour { Count(Query::Employers) };
    "labour.employers.reporting" "Số đơn vị đã báo cáo sử dụng lao động"
        Item CalendarYear Labour { Count(Query::EmployersReporting) };
    "labour.vacancies" "Số lao động các đơn vị cần tuyển"
        Person CalendarYear Labour { Sum(Query::Vacancies) };
    "labour.vacancies.filled" "Số lao động các đơn vị đã tuyển"
        Person CalendarYear Labour { Sum(Query::VacanciesFilled) };
    "labour.supply.collected" "Số phiếu cung lao động đã thu"
        Item CalendarYear Labour { Count(Query::SupplyCollected) };
    "labour.supply.entered" "Số phiếu cung lao động đã nhập"
        Item CalendarYear Labour { Count(Query::SupplyEntered) };
    "labour.supply.employed" "Số người có việc làm theo điều tra cung lao động"
        Person CalendarYear Labour { Count(Query::SupplyEmployed) };
    "labour.supply.unemployed" "Số người thất nghiệp theo điều tra cung lao động"
        Person CalendarYear Labour { Count(Query::SupplyUnemployed) };
    "labour.supply.inactive" "Số người không tham gia hoạt động kinh tế theo điều tra cung lao động"
        Person CalendarYear Labour { Count(Query::SupplyInactive) };
    "labour.supply_demand" "Tỷ lệ phiếu cung lao động đã nhập so với đã thu"
        PerCent CalendarYear Labour {
            Ratio { part: of("labour.supply.entered"), whole: of("labour.supply.collected") }
        };
    "training.classes" "Số lớp đào tạo nghề"
        Item CalendarYear Training { Count(Query::TrainingClasses) };
    "training.learners" "Số học viên đào tạo nghề"
        Person CalendarYear Training { Count(Query::TrainingLearners) };
    "training.passed" "Số học viên hoàn thành khóa học"
        Person CalendarYear Training { Count(Query::TrainingPassed) };
    "training.followed" "Số học viên đã theo dõi việc làm sau đào tạo"
        Person CalendarYear Training { Count(Query::TrainingFollowed) };
    "training.employed_after" "Số học viên có việc làm sau đào tạo"
        Person CalendarYear Training { Count(Query::TrainingEmployed) };
    "training.employed_after.rate" "Tỷ lệ học viên có việc làm trong số đã theo dõi"
        PerCent CalendarYear Training {
            Ratio { part: of("training.employed_after"), whole: of("training.followed") }
        };
    "training.support" "Số tiền hỗ trợ học viên đào tạo nghề"
        Vnd CalendarYear Training { Sum(Query::TrainingSupport) };
    "training.problems" "Số vướng mắc trong đào tạo nghề đã ghi nhận"
        Item CalendarYear Training { Count(Query::TrainingProblems) };
    "training.problems.solved" "Số vướng mắc trong đào tạo nghề đã giải quyết"
        Item CalendarYear Training { Count(Query::TrainingProblemsSolved) };
    "labour.osh_month" "Số người dự lễ phát động Tháng hành động về an toàn, vệ sinh lao động và Tháng công nhân"
        Person CalendarYear Labour { Count(Query::OshMonth) };
    "merit.monthly.beneficiaries" "Số người hưởng trợ cấp ưu đãi hằng tháng"
        Person LastClosedMonth Merit { Count(Query::MeritMonthlyPeople) };
    "merit.monthly.lines" "Số suất trợ cấp ưu đãi hằng tháng"
        Line LastClosedMonth Merit { Count(Query::MeritMonthlyLines) };
    "merit.monthly.amount" "Số tiền trợ cấp ưu đãi một tháng"
        Vnd LastClosedMonth Merit { Sum(Query::MeritMonthlyAmount) } "merit.year.amount";
    "merit.year.amount" "Số tiền trợ cấp ưu đãi của các kỳ đã khóa sổ trong năm"
        Vnd CalendarYear Merit { Sum(Query::MeritYearAmount) };
    "merit.regimes.due" "Số suất chế độ ưu đãi đến hạn trong năm, kể cả thờ cúng liệt sĩ"
        Line CalendarYear Merit { Count(Query::MeritRegimesDue) };
    "merit.regimes.on_time" "Số suất chế độ ưu đãi chi đúng hạn trong năm"
        Line CalendarYear Merit { Count(Query::MeritRegimesOnTime) };
    "merit.regimes.late" "Số suất chế độ ưu đãi chi sau hạn trong năm"
        Line CalendarYear Merit { Count(Query::MeritRegimesLate) };
    "merit.regimes" "Tỷ lệ chế độ ưu đãi chi đầy đủ, đúng hạn"
        PerCent CalendarYear Merit {
            Ratio { part: of("merit.regimes.on_time"), whole: of("merit.regimes.due") }
        };
    "merit.worship.martyrs" "Số liệt sĩ được chi trợ cấp thờ cúng trong năm"
        Person CalendarYear Merit { Count(Query::MeritWorshipMartyrs) };
    "merit.worship.amount" "Số tiền trợ cấp thờ cúng liệt sĩ của năm"
        Vnd CalendarYear Merit { Sum(Query::MeritWorshipAmount) };
    "assistance.monthly.beneficiaries" "Số người hưởng trợ giúp xã hội hằng tháng"
        Person LastClosedMonth Assistance { Count(Query::AssistanceMonthlyPeople) };
    "assistance.monthly.lines" "Số suất trợ giúp xã hội hằng tháng"
        Line LastClosedMonth Assistance { Count(Query::AssistanceMonthlyLines) };
    "assistance.monthly.amount" "Số tiền trợ giúp xã hội thường xuyên một tháng"
        Vnd LastClosedMonth Assistance { Sum(Query::AssistanceMonthlyAmount) } "assistance.year.amount";
    "assistance.year.amount" "Số tiền trợ giúp xã hội của các kỳ đã khóa sổ trong năm"
        Vnd CalendarYear Assistance { Sum(Query::AssistanceYearAmount) };
    "poverty.{year}.households" "Số hộ nghèo cuối năm {year}"
        Household Review Poverty { Count(Query::PoorHouseholds) };
    "poverty.{year}.all_households" "Tổng số hộ dân cư tại cuộc rà soát năm {year}"
        Household Review Poverty { Count(Query::AllHouseholds) };
    "poverty.{year}.rate" "Tỷ lệ hộ nghèo năm {year}"
        PerCent Review Poverty {
            Ratio { part: of("poverty.{year}.households"), whole: of("poverty.{year}.all_households") }
        };
    "poverty.{year}.decrease" "Số hộ nghèo giảm trong năm {year}"
        Household Review Poverty {
            Fewer { before: year_before("poverty.{year}.households"), now: of("poverty.{year}.households") }
        };
    "poverty.{year}.rate_decrease" "Tỷ lệ hộ nghèo giảm trong năm {year}"
        Points Review Poverty {
            Fewer { before: year_before("poverty.{year}.rate"), now: of("poverty.{year}.rate") }
        };
    "poverty.target" "Tỷ lệ hộ nghèo so với chỉ tiêu Nghị quyết"
        Judged Review Poverty { Verdict { of: of("poverty.{year}.rate") } };
    "poverty.{year}.near_poor" "Số hộ cận nghèo cuối năm {year}"
        Household Review Poverty { Count(Query::NearPoorHouseholds) };
    "poverty.{year}.near_poor_rate" "Tỷ lệ hộ cận nghèo năm {year}"
        PerCent Review Poverty { Ratio { part: of("poverty.{year}.near_poor"), whole: of("poverty.{year}.all_households") } };
    "poverty.{year}.escaped" "Số hộ thoát nghèo trong năm {year}"
        Household Review Poverty { Count(Query::EscapedHouseholds) };
    "poverty.{year}.newly_poor" "Số hộ nghèo tăng thêm trong năm {year}"
        Household Review Poverty { Count(Query::NewlyPoorHouseholds) };
    "poverty.{year}.ethnic_minority" "Số hộ nghèo dân tộc thiểu số cuối năm {year}"
        Household Review Poverty { Count(Query::PoorEthnicMinority) };
    "poverty.{year}.female_head" "Số hộ nghèo có chủ hộ là nữ cuối năm {year}"
        Household Review Poverty { Count(Query::PoorFemaleHead) };
    "poverty.{year}.with_merit" "Số hộ nghèo có người có công cuối năm {year}"
        Household Review Poverty { Count(Query::PoorWithMerit) };
    "poverty.{year}.with_assistance" "Số hộ nghèo có người hưởng bảo trợ xã hội cuối năm {year}"
        Household Review Poverty { Count(Query::PoorWithAssistance) };
    "poverty.{year}.surveyed" "Số hộ được khảo sát bằng Phiếu B năm {year}"
        Household Review Poverty { Count(Query::SurveyedHouseholds) };
    "poverty.support" "Số lượt hỗ trợ hộ nghèo, hộ cận nghèo"
        Item ReportPeriod Poverty { Count(Query::PovertySupport) };
    "poverty.support.households" "Số hộ được hỗ trợ có tên trong danh sách"
        Household ReportPeriod Poverty { Count(Query::PovertySupportHouseholds) };
    "poverty.support.amount" "Giá trị hỗ trợ hộ nghèo, hộ cận nghèo"
        Vnd ReportPeriod Poverty { Sum(Query::PovertySupportAmount) };
    "poverty.support.assigned" "Số hộ nghèo được phân công người giúp đỡ"
        Household ReportPeriod Poverty { Count(Query::PovertyAssigned) };
    "poverty.support.assigned_rate" "Tỷ lệ hộ nghèo được phân công người giúp đỡ"
        PerCent ReportPeriod Poverty { Ratio { part: of("poverty.support.assigned"), whole: year_before("poverty.{year}.households") } };
    "poverty.support.escaped" "Số hộ thoát nghèo sau khi được hỗ trợ"
        Household ReportPeriod Poverty { Count(Query::PovertySupportEscaped) };
    "poverty.programme" "Số dự án, tiểu dự án giảm nghèo bền vững thực hiện trong năm"
        Item CalendarYear Poverty { Count(Query::ProgrammeProjects) };
    "poverty.programme.capital" "Vốn Chương trình giảm nghèo bền vững của năm"
        Vnd CalendarYear Poverty { Sum(Query::ProgrammeCapital) };
    "poverty.programme.spent" "Vốn Chương trình giảm nghèo bền vững đã giải ngân"
        Vnd CalendarYear Poverty { Sum(Query::ProgrammeSpent) };
    "poverty.programme.disbursement" "Tỷ lệ giải ngân vốn giảm nghèo bền vững"
        PerCent CalendarYear Poverty { Ratio { part: of("poverty.programme.spent"), whole: of("poverty.programme.capital") } };
    "poverty.programme.obstacles" "Số vướng mắc của các dự án giảm nghèo"
        Item CalendarYear Poverty { Count(Query::ProgrammeObstacles) };
    "poverty.programme.obstructed" "Số dự án giảm nghèo còn vướng mắc"
        Item CalendarYear Poverty { Count(Query::ProgrammeObstructed) };
    "registry.merit" "Số người trong sổ người có công và thân nhân"
        Person StockAtPeriodEnd Registry { Count(Query::RegistryMerit) };
    "registry.martyrs" "Số liệt sĩ"
        Person StockAtPeriodEnd Registry { Count(Query::RegistryMartyrs) };
    "registry.heroes" "Số Anh hùng Lực lượng vũ trang nhân dân"
        Person StockAtPeriodEnd Registry { Count(Query::RegistryHeroes) };
    "registry.heroic_mothers" "Số Bà mẹ Việt Nam anh hùng"
        Person StockAtPeriodEnd Registry { Count(Query::RegistryHeroicMothers) };
    "registry.heroic_mothers.living" "Số Bà mẹ Việt Nam anh hùng còn sống"
        Person StockAtPeriodEnd Registry { Count(Query::RegistryHeroicMothersLiving) };
    "merit.remains" "Số hài cốt liệt sĩ tìm kiếm, quy tập về nghĩa trang"
        Item ReportPeriod Merit { Count(Query::Remains) };
    "merit.graves" "Số phần mộ trong các nghĩa trang liệt sĩ"
        Item StockAtPeriodEnd Merit { Count(Query::Graves) };
    "merit.graves.unidentified" "Số phần mộ liệt sĩ chưa đủ thông tin"
        Item StockAtPeriodEnd Merit { Count(Query::GravesUnidentified) };
    "children.outreach" "Số hoạt động tuyên truyền bảo vệ, chăm sóc trẻ em, bình đẳng giới"
        Item CalendarYear Children { Count(Query::ChildrenOutreach) };
    "children.action_month.children" "Số trẻ em dự lễ phát động Tháng hành động vì trẻ em"
        Person CalendarYear Children { Count(Query::ChildrenMonth) };
    "children.under_16" "Số trẻ em dưới 16 tuổi"
        Person CalendarYear Children { Count(Query::ChildrenUnder16) };
    "children.special_circumstances" "Số trẻ em có hoàn cảnh đặc biệt"
        Person StockAtPeriodEnd Children { Count(Query::ChildrenSpecial) };
    "children.supported" "Số trẻ em có hoàn cảnh đặc biệt được hỗ trợ"
        Person StockAtPeriodEnd Children { Count(Query::ChildrenSupported) };
    "children.supported.rate" "Tỷ lệ trẻ em có hoàn cảnh đặc biệt được hỗ trợ"
        PerCent StockAtPeriodEnd Children { Ratio { part: of("children.supported"), whole: of("children.special_circumstances") } };
    "children.at_risk" "Số trẻ em có nguy cơ rơi vào hoàn cảnh đặc biệt"
        Person StockAtPeriodEnd Children { Count(Query::ChildrenAtRisk) };
    "children.substitute_care" "Số trẻ em được chăm sóc thay thế"
        Person StockAtPeriodEnd Children { Count(Query::SubstituteCare) };
    "children.abused" "Số trẻ em bị xâm hại được phát hiện"
        Person CalendarYear Children { Count(Query::ChildrenAbused) };
    "children.protection_cases" "Số vụ việc bảo vệ trẻ em tiếp nhận"
        Item ReportPeriod Children { Count(Query::ProtectionCases) };
    "children.protection_cases.open" "Số vụ việc bảo vệ trẻ em đang can thiệp"
        Item StockAtPeriodEnd Children { Count(Query::ProtectionCasesOpen) };
    "children.gender.leaders" "Số lãnh đạo chủ chốt"
        Person CalendarYear Children { Count(Query::Leaders) };
    "children.gender.women_leaders" "Số nữ lãnh đạo chủ chốt"
        Person CalendarYear Children { Count(Query::WomenLeaders) };
    "children.gender.women_leaders.rate" "Tỷ lệ nữ lãnh đạo chủ chốt"
        PerCent CalendarYear Children { Ratio { part: of("children.gender.women_leaders"), whole: of("children.gender.leaders") } };
    "children.violence.cases" "Số vụ bạo lực gia đình được chia sẻ"
        Item CalendarYear Children { Count(Query::ViolenceCases) };
    "movements" "Số việc đền ơn đáp nghĩa đã làm"
        Item ReportPeriod Movements { Count(Query::Movements) };
    "movements.houses.built" "Số nhà tình nghĩa xây mới đã bàn giao"
        Item ReportPeriod Movements { Count(Query::HousesBuilt) };
    "movements.houses.repaired" "Số nhà tình nghĩa sửa chữa đã bàn giao"
        Item ReportPeriod Movements { Count(Query::HousesRepaired) };
    "movements.houses.amount" "Kinh phí các nhà tình nghĩa đã bàn giao"
        Vnd ReportPeriod Movements { Sum(Query::HousesAmount) };
    "movements.houses.poor" "Số nhà đại đoàn kết cho hộ nghèo đã bàn giao"
        Item ReportPeriod Movements { Count(Query::HousesPoor) };
    "movements.mothers_cared" "Số Bà mẹ Việt Nam anh hùng được phụng dưỡng"
        Person StockAtPeriodEnd Movements { Count(Query::MothersCared) };
    "movements.families_visited" "Số lượt thăm hỏi, chăm sóc Mẹ, thương binh, gia đình liệt sĩ"
        Item ReportPeriod Movements { Count(Query::FamiliesVisited) };
    "movements.graves_cared" "Số lượt phần mộ, nghĩa trang được chăm sóc"
        Item ReportPeriod Movements { Count(Query::GravesCared) };
    "movements.fund.received" "Quỹ Đền ơn đáp nghĩa đã thu"
        Vnd ReportPeriod Movements { Sum(Query::FundReceived) };
    "movements.fund.spent" "Quỹ Đền ơn đáp nghĩa đã chi"
        Vnd ReportPeriod Movements { Sum(Query::FundSpent) };
    "movements.fund.balance" "Quỹ Đền ơn đáp nghĩa còn lại"
        Vnd StockAtPeriodEnd Movements { Sum(Query::FundBalance) };
    "children.mid_autumn.children" "Số trẻ em được tặng quà Trung thu"
        Person CampaignsOfYear Children { Count(Query::MidAutumnChildren) };
    "children.mid_autumn.amount" "Kinh phí quà Trung thu từ mọi nguồn"
        Vnd CampaignsOfYear Children { Sum(Query::MidAutumnAmount) };
    "children.mid_autumn.town" "Quà Trung thu từ ngân sách cấp thị xã"
        Vnd CampaignsOfYear Children { Sum(Query::MidAutumnTown) };
    "children.mid_autumn.communes" "Quà Trung thu từ ngân sách xã, phường"
        Vnd CampaignsOfYear Children { Sum(Query::MidAutumnCommunes) };
    "children.mid_autumn.mobilised" "Quà Trung thu do xã, phường vận động"
        Vnd CampaignsOfYear Children { Sum(Query::MidAutumnMobilised) };
    "children.action_month.gifts" "Số suất quà trong Tháng hành động vì trẻ em"
        Gift CampaignsOfYear Children { Count(Query::ActionMonthGifts) };
    "children.action_month.amount" "Kinh phí quà trong Tháng hành động vì trẻ em"
        Vnd CampaignsOfYear Children { Sum(Query::ActionMonthAmount) };
    "tet.gifts" "Số suất quà Tết"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGifts) };
    "tet.gifts.merit" "Số suất quà Tết cho người có công"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsMerit) };
    "tet.gifts.poor" "Số suất quà Tết cho hộ nghèo, hộ cận nghèo"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsPoor) };
    "tet.gifts.assistance" "Số suất quà Tết cho đối tượng bảo trợ xã hội"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsAssistance) };
    "tet.gifts.elderly" "Số suất quà Tết cho người cao tuổi"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsElderly) };
    "tet.gifts.children" "Số suất quà Tết cho trẻ em"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsChildren) };
    "tet.gifts.workers" "Số suất quà Tết cho công nhân, người lao động"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsWorkers) };
    "tet.gifts.others" "Số suất quà Tết cho lực lượng vũ trang, hội viên và đối tượng khác"
        Gift CampaignsOfYear Campaigns { Count(Query::TetGiftsOthers) };
    "tet.meetings.people" "Số người dự họp mặt Tết"
        Person CampaignsOfYear Campaigns { Count(Query::TetMeetingsPeople) };
    "tet.meetings.amount" "Kinh phí họp mặt Tết"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetMeetingsAmount) };
    "tet.amount" "Tổng kinh phí chăm lo Tết"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmount) };
    "tet.itemised" "Kinh phí Tết đã phân rõ vào quà và họp mặt"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetItemised) };
    "tet.unitemised" "Kinh phí Tết chưa phân rõ vào quà hoặc họp mặt"
        Vnd CampaignsOfYear Campaigns { Fewer { before: of("tet.amount"), now: of("tet.itemised") } };
    "tet.amount.central" "Kinh phí Tết từ ngân sách trung ương"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmountCentral) };
    "tet.amount.province" "Kinh phí Tết từ ngân sách tỉnh"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmountProvince) };
    "tet.amount.town" "Kinh phí Tết từ ngân sách cấp thị xã"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmountTown) };
    "tet.amount.communes" "Kinh phí Tết từ ngân sách xã, phường"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmountCommunes) };
    "tet.amount.mobilised" "Kinh phí Tết từ nguồn vận động"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmountMobilised) };
    "tet.amount.funds" "Kinh phí Tết từ Quỹ Đền ơn đáp nghĩa và nguồn khác"
        Vnd CampaignsOfYear Campaigns { Sum(Query::TetAmountFunds) };
    "campaigns.july.gifts" "Số suất quà dịp 27/7"
        Gift CampaignsOfYear Campaigns { Count(Query::JulyGifts) };
    "campaigns.july.amount" "Kinh phí quà dịp 27/7"
        Vnd CampaignsOfYear Campaigns { Sum(Query::JulyAmount) };
    "campaigns.gifts" "Số suất quà của tất cả các đợt trong năm"
        Gift CampaignsOfYear Campaigns { Count(Query::CampaignGifts) };
}
