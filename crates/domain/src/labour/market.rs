//! The yearly labour-market report: its lines, and what one form of the survey adds to them.

use super::supply::{Activity, InactiveReason, JobStatus, Qualification, SupplyForm, UnemployedFor};
use crate::labels::labelled;
use crate::worded;
use law::Sex;

worded!(
    /// A line of the report. Totals of papers (`paper_totals::Book::LabourMarket`) name it as their group; recruitment
    /// by kind of employer and by occupation follows from the vacancies alone.
    MarketLine {
        People = "people",
        PeopleUrban = "people.urban",
        PeopleRural = "people.rural",
        PeopleMale = "people.male",
        PeopleFemale = "people.female",
        Employed = "employed",
        EmployedUrban = "employed.urban",
        EmployedRural = "employed.rural",
        EmployedUntrained = "employed.untrained",
        EmployedSkilledNoDegree = "employed.skilled_no_degree",
        EmployedShortCertificate = "employed.short_certificate",
        EmployedElementary = "employed.elementary",
        EmployedIntermediate = "employed.intermediate",
        EmployedCollege = "employed.college",
        EmployedUniversity = "employed.university",
        EmployedPostgraduate = "employed.postgraduate",
        EmployedOwner = "employed.owner",
        EmployedSelf = "employed.self_employed",
        EmployedFamily = "employed.family",
        EmployedWage = "employed.wage",
        Unemployed = "unemployed",
        UnemployedUrban = "unemployed.urban",
        UnemployedRural = "unemployed.rural",
        UnemployedUntrained = "unemployed.untrained",
        UnemployedSkilledNoDegree = "unemployed.skilled_no_degree",
        UnemployedShortCertificate = "unemployed.short_certificate",
        UnemployedElementary = "unemployed.elementary",
        UnemployedIntermediate = "unemployed.intermediate",
        UnemployedCollege = "unemployed.college",
        UnemployedUniversity = "unemployed.university",
        UnemployedPostgraduate = "unemployed.postgraduate",
        UnemployedBelow3Months = "unemployed.below_3_months",
        UnemployedBelow1Year = "unemployed.below_1_year",
        UnemployedLonger = "unemployed.longer",
        Inactive = "inactive",
        InactiveStudying = "inactive.studying",
        InactiveRetired = "inactive.retired",
        InactiveHousework = "inactive.housework",
        InactiveDisabled = "inactive.disabled",
        InactiveOther = "inactive.other",
        Employers = "employers",
        Workers = "workers",
        Women = "workers.women",
        Over35 = "workers.over_35",
        Insured = "workers.insured",
        Managers = "workers.managers",
        HighSkilled = "workers.high_skilled",
        MidSkilled = "workers.mid_skilled",
        OtherPosition = "workers.other",
        Vacancies = "vacancies",
    }
);

labelled!(MarketLine {
    People = "I.1. Số người từ 15 tuổi trở lên",
    PeopleUrban = "I.1. Từ 15 tuổi: thành thị",
    PeopleRural = "I.1. Từ 15 tuổi: nông thôn",
    PeopleMale = "I.1. Từ 15 tuổi: nam",
    PeopleFemale = "I.1. Từ 15 tuổi: nữ",
    Employed = "I.2. Số người có việc làm",
    EmployedUrban = "I.2. Có việc làm: thành thị",
    EmployedRural = "I.2. Có việc làm: nông thôn",
    EmployedUntrained = "I.2. Có việc làm: Chưa qua đào tạo",
    EmployedSkilledNoDegree = "I.2. Có việc làm: CNKT không có bằng",
    EmployedShortCertificate = "I.2. Có việc làm: Chứng chỉ nghề dưới 3 tháng",
    EmployedElementary = "I.2. Có việc làm: Sơ cấp",
    EmployedIntermediate = "I.2. Có việc làm: Trung cấp",
    EmployedCollege = "I.2. Có việc làm: Cao đẳng",
    EmployedUniversity = "I.2. Có việc làm: Đại học",
    EmployedPostgraduate = "I.2. Có việc làm: Trên đại học",
    EmployedOwner = "I.2. Vị thế: chủ cơ sở SXKD",
    EmployedSelf = "I.2. Vị thế: tự làm",
    EmployedFamily = "I.2. Vị thế: lao động gia đình",
    EmployedWage = "I.2. Vị thế: làm công ăn lương",
    Unemployed = "I.3. Số người thất nghiệp",
    UnemployedUrban = "I.3. Thất nghiệp: thành thị",
    UnemployedRural = "I.3. Thất nghiệp: nông thôn",
    UnemployedUntrained = "I.3. Thất nghiệp: Chưa qua đào tạo",
    UnemployedSkilledNoDegree = "I.3. Thất nghiệp: CNKT không có bằng",
    UnemployedShortCertificate = "I.3. Thất nghiệp: Chứng chỉ nghề dưới 3 tháng",
    UnemployedElementary = "I.3. Thất nghiệp: Sơ cấp",
    UnemployedIntermediate = "I.3. Thất nghiệp: Trung cấp",
    UnemployedCollege = "I.3. Thất nghiệp: Cao đẳng",
    UnemployedUniversity = "I.3. Thất nghiệp: Đại học",
    UnemployedPostgraduate = "I.3. Thất nghiệp: Trên đại học",
    UnemployedBelow3Months = "I.3. Thời gian thất nghiệp: dưới 3 tháng",
    UnemployedBelow1Year = "I.3. Thời gian thất nghiệp: từ 3 tháng đến 1 năm",
    UnemployedLonger = "I.3. Thời gian thất nghiệp: trên 1 năm",
    Inactive = "I.4. Số người không tham gia hoạt động kinh tế",
    InactiveStudying = "I.4. Lý do: đi học",
    InactiveRetired = "I.4. Lý do: hưu trí",
    InactiveHousework = "I.4. Lý do: nội trợ",
    InactiveDisabled = "I.4. Lý do: khuyết tật",
    InactiveOther = "I.4. Lý do: khác",
    Employers = "II.1. Số doanh nghiệp, đơn vị sử dụng lao động",
    Workers = "II.2. Số lao động đang sử dụng",
    Women = "II.2. Trong đó: nữ",
    Over35 = "II.2. Trong đó: trên 35 tuổi",
    Insured = "II.2. Trong đó: tham gia BHXH bắt buộc",
    Managers = "II.2. Vị trí: nhà quản lý",
    HighSkilled = "II.2. Vị trí: chuyên môn kỹ thuật bậc cao",
    MidSkilled = "II.2. Vị trí: chuyên môn kỹ thuật bậc trung",
    OtherPosition = "II.2. Vị trí: khác",
    Vacancies = "III. Số lao động cần tuyển",
});

impl MarketLine {
    /// Every line to which the form adds one.
    pub fn of_form(form: &SupplyForm, sex: Sex, urban: bool) -> Vec<MarketLine> {
        let pick = |yes, line, other| if yes { line } else { other };
        let mut lines = vec![
            MarketLine::People,
            pick(urban, MarketLine::PeopleUrban, MarketLine::PeopleRural),
            pick(sex == Sex::Male, MarketLine::PeopleMale, MarketLine::PeopleFemale),
        ];
        match form.activity {
            Activity::Employed => {
                lines.push(MarketLine::Employed);
                lines.push(pick(urban, MarketLine::EmployedUrban, MarketLine::EmployedRural));
                lines.push(employed_qualification(form.qualification));
                lines.extend(form.job_status.map(status));
            }
            Activity::Unemployed => {
                lines.push(MarketLine::Unemployed);
                lines.push(pick(urban, MarketLine::UnemployedUrban, MarketLine::UnemployedRural));
                lines.push(unemployed_qualification(form.qualification));
                lines.extend(form.unemployed_for.map(duration));
            }
            Activity::Inactive => {
                lines.push(MarketLine::Inactive);
                lines.extend(form.inactive_reason.map(reason));
            }
        }
        lines
    }
}

fn employed_qualification(qualification: Qualification) -> MarketLine {
    match qualification {
        Qualification::Untrained => MarketLine::EmployedUntrained,
        Qualification::SkilledNoDegree => MarketLine::EmployedSkilledNoDegree,
        Qualification::ShortCertificate => MarketLine::EmployedShortCertificate,
        Qualification::Elementary => MarketLine::EmployedElementary,
        Qualification::Intermediate => MarketLine::EmployedIntermediate,
        Qualification::College => MarketLine::EmployedCollege,
        Qualification::University => MarketLine::EmployedUniversity,
        Qualification::Postgraduate => MarketLine::EmployedPostgraduate,
    }
}

fn unemployed_qualification(qualification: Qualification) -> MarketLine {
    match qualification {
        Qualification::Untrained => MarketLine::UnemployedUntrained,
        Qualification::SkilledNoDegree => MarketLine::UnemployedSkilledNoDegree,
        Qualification::ShortCertificate => MarketLine::UnemployedShortCertificate,
        Qualification::Elementary => MarketLine::UnemployedElementary,
        Qualification::Intermediate => MarketLine::UnemployedIntermediate,
        Qualification::College => MarketLine::UnemployedCollege,
        Qualification::University => MarketLine::UnemployedUniversity,
        Qualification::Postgraduate => MarketLine::UnemployedPostgraduate,
    }
}

/// Members of cooperatives, of the older form only, work on their own account.
fn status(status: JobStatus) -> MarketLine {
    match status {
        JobStatus::Owner => MarketLine::EmployedOwner,
        JobStatus::SelfEmployed | JobStatus::Member => MarketLine::EmployedSelf,
        JobStatus::Family => MarketLine::EmployedFamily,
        JobStatus::Wage => MarketLine::EmployedWage,
    }
}

fn duration(duration: UnemployedFor) -> MarketLine {
    match duration {
        UnemployedFor::Below3Months => MarketLine::UnemployedBelow3Months,
        UnemployedFor::Below1Year => MarketLine::UnemployedBelow1Year,
        UnemployedFor::Longer => MarketLine::UnemployedLonger,
    }
}

fn reason(reason: InactiveReason) -> MarketLine {
    match reason {
        InactiveReason::Studying => MarketLine::InactiveStudying,
        InactiveReason::Retired => MarketLine::InactiveRetired,
        InactiveReason::Housework => MarketLine::InactiveHousework,
        InactiveReason::Disabled => MarketLine::InactiveDisabled,
        InactiveReason::Other => MarketLine::InactiveOther,
    }
}
