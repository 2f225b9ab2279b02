//! The figures themselves.

use super::Fold::{Count, Fewer, OfTarget, Ratio, Sum, Verdict};
use super::Unit::{self, Household, Item, Line, PerCent, Person, Points, Vnd};
use super::{Section, Spec, of, year_before};
use crate::figures::clock::Clock::{CalendarYear, LastClosedMonth, Review, StockAtPeriodEnd};
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
}
