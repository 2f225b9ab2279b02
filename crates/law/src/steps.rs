//! Explanations in Vietnamese: fact → condition → article → value → amount.

use crate::award::{Award, Ground, Period, Step};
use crate::facts::{
    BenefitKind, CareBy, Case, DecisionScheme, Degree, FacilityKind, Fact, HouseholdClass, MaritalStatus,
    Parent, ParentStatus, StudyLevel, SupportStatus, What,
};
use crate::page::Confidence;
use crate::provision::Provisions;
use crate::social::{Level, comma};
use crate::{Coefficient, Vnd};
use jiff::civil::Date;

/// The steps of an award of `case`.
pub fn of_award(provisions: &Provisions, case: &Case, award: &Award) -> Vec<Step> {
    let mut steps: Vec<Step> =
        award.grounds.iter().filter_map(|ground| of_ground(provisions, case, ground)).collect();
    steps.push(product(award.amount, award.coefficient, award.base, award.period));
    steps
}

/// The cited grounds of an award alone, without a case.
pub fn of_grounds(provisions: &Provisions, award: &Award) -> Vec<Step> {
    let cited = award.grounds.iter().filter_map(|ground| match ground {
        Ground::Provision(index) => Some(provision(provisions, *index)),
        Ground::Fact(_) | Ground::Age(_) | Ground::Died => None,
    });
    let mut steps: Vec<Step> = cited.collect();
    steps.push(product(award.amount, award.coefficient, award.base, award.period));
    steps
}

/// Article → value → amount of a monthly level.
pub fn of_level(provisions: &Provisions, level: &Level) -> Vec<Step> {
    let mut steps: Vec<Step> =
        level.provisions.iter().flatten().map(|index| provision(provisions, *index)).collect();
    steps.push(product(level.amount, level.coefficient, level.base, Period::Month));
    steps
}

fn of_ground(provisions: &Provisions, case: &Case, ground: &Ground) -> Option<Step> {
    let text = match ground {
        Ground::Fact(index) => case.facts.get(usize::from(*index)).map(fact_text)?,
        Ground::Age(age) => format!("{age} tuổi"),
        Ground::Provision(index) => return Some(provision(provisions, *index)),
        Ground::Died => format!("Chết ngày {}", case.person.died.map(day)?),
    };
    Some(Step { text, citation: None })
}

fn provision(provisions: &Provisions, index: u16) -> Step {
    let provision = provisions.get(index);
    let mark = match provision.confidence {
        Confidence::Source => "",
        Confidence::Derived => " (tính lại từ số đã công bố)",
        Confidence::Memory => " (theo hiểu biết, chưa đối chiếu văn bản)",
        Confidence::Secondary => " (nguồn gián tiếp)",
        Confidence::Unknown => " (chưa rõ)",
    };
    Step { text: format!("{}{mark}", provision.text), citation: Some(provision.citation.clone()) }
}

fn product(amount: Vnd, coefficient: Option<Coefficient>, base: Option<Vnd>, period: Period) -> Step {
    let per = match period {
        Period::Month => "đồng/tháng",
        Period::Once => "đồng, một lần",
        Period::Year => "đồng/năm",
    };
    let text = match (coefficient, base) {
        (Some(times), Some(base)) => format!("{base} × {} = {amount} {per}", comma(times)),
        _ => format!("{amount} {per}"),
    };
    Step { text, citation: None }
}

/// `04/3/2019`, as dates are written on papers.
pub fn day(date: Date) -> String {
    let (d, m) = (date.day(), date.month());
    // Days below 10 and the months 1 and 2 take a leading zero on official papers.
    if m < 3 { format!("{d:02}/{m:02}/{}", date.year()) } else { format!("{d:02}/{m}/{}", date.year()) }
}

/// A fact in one line, with the days on which it holds.
pub fn fact_text(fact: &Fact) -> String {
    let what = what_text(&fact.what);
    match fact.until.and_then(|until| until.yesterday().ok()) {
        Some(last) => format!("{what}, từ {} đến hết {}", day(fact.from), day(last)),
        None => format!("{what}, từ {}", day(fact.from)),
    }
}

fn what_text(what: &What) -> String {
    let fixed = match what {
        What::Hiv => "Nhiễm HIV",
        What::Pregnancy => "Đang mang thai",
        What::Abandoned => "Trẻ bị bỏ rơi",
        What::Adopted => "Đã được nhận làm con nuôi",
        What::ReceivedAsChild => "Đang hưởng trợ cấp trẻ em khi đủ 16 tuổi",
        What::ChildOfSingleParent => "Con của người đơn thân nghèo đang hưởng trợ cấp",
        What::FacilityEligible => "Đủ điều kiện tiếp nhận vào cơ sở trợ giúp xã hội",
        What::MotherCareShare => "Vợ hoặc chồng đã hưởng hỗ trợ khi mang thai, nuôi con nhỏ",
        What::Imprisoned => "Đang chấp hành án phạt tù",
        What::TemporaryDetention => "Đang bị tạm giam",
        What::DeclaredMissing => "Bị tuyên bố mất tích",
        What::SocialInsuranceFuneral => "Bảo hiểm xã hội chi trợ cấp mai táng",
        What::LivesAlone => "Sống cô đơn, không còn thân nhân",
        What::HomeCarer => "Sống ở gia đình, có người phục vụ",
        other => return worded_text(other),
    };
    fixed.to_owned()
}

fn worded_text(what: &What) -> String {
    match what {
        What::Residence { specially_difficult: true, .. } => {
            "Cư trú ở xã, thôn đặc biệt khó khăn vùng dân tộc thiểu số và miền núi".to_owned()
        }
        What::Residence { area, .. } => format!("Cư trú tại {area}"),
        What::Household { class } => household(*class).to_owned(),
        What::Citizenship { country } => format!("Quốc tịch {country}"),
        What::Disability { degree } => degree_text(*degree).to_owned(),
        What::Parent { which, status } => {
            let who = match which {
                Parent::Mother => "Mẹ",
                Parent::Father => "Cha",
            };
            format!("{who} {}", parent(*status))
        }
        What::Study { level, .. } => format!("Đang học {}", study(*level)),
        What::Marital { status } => marital(*status).to_owned(),
        What::Child { born, .. } => format!("Đang nuôi con sinh ngày {}", day(*born)),
        What::ChildStudy { level, .. } => format!("Con đang học {}", study(*level)),
        What::Support { status } => support(*status).to_owned(),
        What::Benefit { kind, amount } => format!("{} {amount} đồng/tháng", benefit(*kind)),
        What::Facility { kind: FacilityKind::SocialFacility } => "Sống tại cơ sở trợ giúp xã hội".to_owned(),
        What::Facility { kind: FacilityKind::MeritCareHome } => {
            "Sống tại cơ sở nuôi dưỡng người có công".to_owned()
        }
        What::Care { by: CareBy::OwnHousehold } => "Gia đình trực tiếp chăm sóc".to_owned(),
        What::Care { by: CareBy::Foster } => "Được nhận chăm sóc, nuôi dưỡng tại cộng đồng".to_owned(),
        What::Application { scheme } => format!("Tờ khai đề nghị {}", decision(*scheme)),
        What::Decision { scheme } => format!("Quyết định {}", decision(*scheme)),
        What::Suspension { .. } => "Tạm dừng chi trả".to_owned(),
        other => merit_text(other),
    }
}

fn merit_text(what: &What) -> String {
    match what {
        What::MeritStatus(status) => format!("Công nhận người có công ({})", status.category.word()),
        What::InjuryRate { rate, .. } => format!("Tỷ lệ tổn thương cơ thể {}%", rate.percent()),
        What::SurvivorOf(of) => format!("Thân nhân ({}) của {}", of.relation.word(), of.reference),
        What::Remarried { .. } => "Đã lấy chồng hoặc vợ khác".to_owned(),
        What::DisabledAdultChild { rate, .. } => {
            format!("Con từ đủ 18 tuổi khuyết tật, tổn thương cơ thể {rate}%")
        }
        What::MeritChoice { .. } => "Đã chọn mức hưởng".to_owned(),
        What::MeritEnded { .. } => "Chấm dứt hưởng ưu đãi".to_owned(),
        What::EducationSupport { .. } => "Được hưởng ưu đãi giáo dục".to_owned(),
        What::OneOffDecision { .. } => "Quyết định trợ cấp một lần".to_owned(),
        What::Worship { reference, .. } => format!("Thờ cúng liệt sĩ {reference}"),
        other => other.kind().word().to_owned(),
    }
}

fn household(class: HouseholdClass) -> &'static str {
    match class {
        HouseholdClass::Poor => "Hộ nghèo",
        HouseholdClass::NearPoor => "Hộ cận nghèo",
        HouseholdClass::Other => "Không thuộc hộ nghèo, cận nghèo",
    }
}

fn degree_text(degree: Degree) -> &'static str {
    match degree {
        Degree::None => "Không khuyết tật",
        Degree::Mild => "Khuyết tật nhẹ",
        Degree::Severe => "Khuyết tật nặng",
        Degree::ExceptionallySevere => "Khuyết tật đặc biệt nặng",
    }
}

fn parent(status: ParentStatus) -> &'static str {
    match status {
        ParentStatus::Alive => "còn sống",
        ParentStatus::Deceased => "đã chết",
        ParentStatus::Unidentified => "không xác định được",
        ParentStatus::DeclaredMissing => "bị tuyên bố mất tích",
        ParentStatus::InSocialFacility => "ở cơ sở trợ giúp xã hội",
        ParentStatus::Detained => "đang chấp hành án hoặc biện pháp xử lý",
    }
}

fn study(level: StudyLevel) -> &'static str {
    match level {
        StudyLevel::Nursery => "mầm non",
        StudyLevel::General => "phổ thông",
        StudyLevel::Continuing => "giáo dục thường xuyên",
        StudyLevel::Vocational => "nghề",
        StudyLevel::ProfessionalSecondary => "trung cấp chuyên nghiệp",
        StudyLevel::College => "cao đẳng",
        StudyLevel::FirstUniversityDegree => "đại học văn bằng thứ nhất",
        StudyLevel::Postgraduate => "sau đại học",
    }
}

fn marital(status: MaritalStatus) -> &'static str {
    match status {
        MaritalStatus::NeverMarried => "Chưa có vợ hoặc chồng",
        MaritalStatus::Married => "Có vợ hoặc chồng",
        MaritalStatus::Widowed => "Vợ hoặc chồng đã chết",
        MaritalStatus::SpouseMissing => "Vợ hoặc chồng bị tuyên bố mất tích",
        MaritalStatus::Divorced => "Đã ly hôn",
    }
}

fn support(status: SupportStatus) -> &'static str {
    match status {
        SupportStatus::None => "Không có người có nghĩa vụ và quyền phụng dưỡng",
        SupportStatus::ReceivesAllowance => "Người phụng dưỡng đang hưởng trợ cấp xã hội hằng tháng",
        SupportStatus::Able => "Có người phụng dưỡng",
    }
}

fn benefit(kind: BenefitKind) -> &'static str {
    match kind {
        BenefitKind::Wage => "Tiền lương",
        BenefitKind::Pension => "Lương hưu",
        BenefitKind::SocialInsurance => "Trợ cấp bảo hiểm xã hội",
        BenefitKind::SurvivorPension => "Tuất bảo hiểm xã hội",
        BenefitKind::SocialAllowance => "Trợ cấp xã hội khác",
        BenefitKind::OtherIncome => "Thu nhập ổn định khác",
    }
}

fn decision(scheme: DecisionScheme) -> &'static str {
    match scheme {
        DecisionScheme::SocialAllowance => "trợ cấp xã hội hằng tháng",
        DecisionScheme::SocialPension => "trợ cấp hưu trí xã hội",
        DecisionScheme::CareSupport => "hỗ trợ chăm sóc, nuôi dưỡng",
    }
}
