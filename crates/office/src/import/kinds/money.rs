//! What lists of money share: the terms of a row, and who receives it.

use crate::enrolments::stream;
use crate::import::Import;
use crate::import::headings::{Column, Input, labels, optional, required};
use crate::import::line::Line;
use crate::takeover::AS_LISTED;
use domain::decisions::is_worked_out;
use domain::facts::reference_to;
use domain::labels::{CATEGORIES, Categories, Category, Labels, Part};
use domain::names::fold;
use domain::people::{Channel, Payee, PayeeGround};
use domain::{Born, Coefficient, Month};
use jiff::civil::Date;
use law::facts::MeritSubtype;
use law::{Name, Ruleset, Scheme, Terms};

pub const SCHEME: Column = optional("Chế độ").ask(Input::Choice(labels::<Scheme>));
pub const CATEGORY: Column = required("Diện")
    .or(&["Diện đối tượng", "Loại đối tượng", "Đối tượng", "Nhóm đối tượng"])
    .ask(Input::Choice(categories));
pub const PART: Column =
    optional("Khoản").or(&["Khoản hưởng", "Loại trợ cấp"]).ask(Input::Choice(labels::<Part>));
pub const DETAIL: Column = optional("Chi tiết").or(&["Loại"]);
pub const COEFFICIENT: Column = optional("Hệ số");
pub const RATE: Column = optional("Tỷ lệ").or(&["Tỷ lệ %", "Tỷ lệ thương tật"]);
pub const QUANTITY: Column = optional("Số lượng").or(&["Số con"]);
pub const MARTYR_FILE: Column = optional("Hồ sơ liệt sĩ");
pub const CHANNEL: Column = optional("Hình thức")
    .or(&["Hình thức chi trả", "Hình thức nhận", "Hình thức nhận tiền"])
    .ask(Input::Choice(labels::<Channel>));
pub const POINT: Column = optional("Điểm chi trả");
pub const ACCOUNT: Column = optional("Số tài khoản").or(&["STK"]);
pub const BANK: Column = optional("Ngân hàng");
pub const HOLDER: Column = optional("Chủ tài khoản");
pub const PROXY: Column = optional("Người nhận thay");
pub const RELATION: Column = optional("Quan hệ người nhận");
pub const PROXY_PAPER: Column = optional("Giấy tờ người nhận");

/// Every category that a list of money can name.
fn categories() -> Vec<&'static str> {
    CATEGORIES.iter().map(|(label, _)| *label).collect()
}

/// The labels of a list, folded once.
pub struct Words {
    categories: Categories,
    parts: Labels<Part>,
    channels: Labels<Channel>,
    subtypes: Labels<MeritSubtype>,
}

impl Words {
    pub fn new() -> Words {
        Words {
            categories: Categories::new(),
            parts: Labels::new(),
            channels: Labels::new(),
            subtypes: Labels::new(),
        }
    }
}

/// What becomes of a coefficient that no row of the table gives at the person's age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// Somebody looks at the row.
    Park,
    /// The age leads to the row of the table; the sum stays as listed.
    OfAge,
}

/// What a row names: enough to find its enrolment, and its terms once the person's birth is known.
#[derive(Clone, Debug)]
pub struct Named {
    pub category: Category,
    pub part: Part,
    detail: String,
    coefficient: Option<Coefficient>,
    rate: Option<u8>,
    quantity: u16,
    pub reference: Name,
}

impl Named {
    /// What is paid once, or to the worshipper of a martyr once a year, is no monthly allowance.
    pub fn scheme(&self) -> Scheme {
        self.part.scheme(self.category)
    }

    /// The category of the terms: a funeral is supported by what the dead person drew.
    fn category(&self) -> Name {
        match (self.scheme(), self.category.scheme()) {
            (Scheme::SocialOneOff, Scheme::SocialPension) => "funeral_social_pensioner".into(),
            (Scheme::SocialOneOff, _) => "funeral_beneficiary".into(),
            _ => self.category.id().into(),
        }
    }

    /// The stream of the person's enrolment.
    pub fn stream(&self) -> Name {
        stream(&self.with_class("".into()))
    }

    /// The terms with that row of the law's tables.
    fn with_class(&self, class: Name) -> Terms {
        let part = match self.part {
            Part::OneOff => class.clone(),
            part => part.word(self.scheme()).into(),
        };
        Terms { scheme: self.scheme(), category: self.category(), part, class, rate: None, quantity: 1 }
    }

    /// Reads the columns of the terms; what is wrong is noted in the line.
    pub fn read(import: &Import, line: &mut Line, words: &Words) -> Option<Named> {
        let category = line.required(CATEGORY.name).and_then(|text| {
            let found = words.categories.find(&text);
            if found.is_none() {
                line.refuse(CATEGORY.name, format!("“{text}” không phải diện đối tượng"));
            }
            found
        });
        let part = match line.filled_quietly(PART.name) {
            true => line.label(PART.name, &words.parts),
            false => category.map(Part::main),
        };
        let rate = line.rate(RATE.name).map(|(low, _)| low);
        let quantity = line.count(QUANTITY.name).map_or(Some(1), |count| u16::try_from(count).ok());
        let coefficient = line.coefficient(COEFFICIENT.name);
        let reference = match line.text(MARTYR_FILE.name) {
            None => "".into(),
            Some(number) => match import.register.files(&number).first() {
                Some(row) => reference_to(row.file.person).into(),
                None => {
                    line.park(MARTYR_FILE.name, "chưa có hồ sơ người có công số này");
                    return None;
                }
            },
        };
        let detail = fold(&line.text(DETAIL.name).unwrap_or_default());
        let quantity = quantity.filter(|quantity| *quantity > 0)?;
        Some(Named { category: category?, part: part?, detail, coefficient, rate, quantity, reference })
    }

    /// The terms of the law's tables; `None` and a note in the line where no row, or more than one, fits.
    pub fn terms(
        &self,
        rules: &Ruleset,
        line: &mut Line,
        words: &Words,
        born: Option<Born>,
        month: Month,
        unmatched: Unmatched,
    ) -> Option<Terms> {
        let class = match self.category {
            Category::Social(..) => self.social_class(rules, born, month, unmatched),
            Category::Martyr | Category::Merit(_) | Category::Education => self.merit_class(rules, words),
        };
        let Some(class) = class else {
            let none = "không tìm được đúng một mức trong bảng của pháp luật cho dòng này";
            if unmatched == Unmatched::OfAge && self.scheme() == Scheme::Merit {
                line.warn(CATEGORY.name, format!("{none}: tiếp nhận theo số tiền của danh sách, chờ xử lý"));
                return Some(self.as_listed());
            }
            line.park(CATEGORY.name, none);
            return None;
        };
        let by_rate = class.starts_with("war_invalid_standard")
            || class.starts_with("war_invalid_treated_as")
            || class.starts_with("war_invalid_class_b");
        let by_year = rules.merit.one_off_rows().iter().any(|row| row.id == class && row.per_year);
        let counted = by_year || matches!(self.part, Part::PerChild) || class.ends_with("_seniority");
        let terms = Terms {
            rate: self.rate.filter(|_| by_rate),
            quantity: if counted { self.quantity } else { 1 },
            ..self.with_class(class)
        };
        if is_worked_out(&terms) {
            return Some(terms);
        }
        if let Err(error @ law::LawError::UnknownTerms(_)) = rules.value(&terms, month, None) {
            line.park(CATEGORY.name, error.to_string());
            return None;
        }
        Some(terms)
    }

    fn as_listed(&self) -> Terms {
        Terms { rate: self.rate, quantity: self.quantity, ..self.with_class(AS_LISTED.into()) }
    }

    /// The row of the coefficient; where several have it, that of the age; where none of them fits, as `unmatched`
    /// says.
    fn social_class(
        &self,
        rules: &Ruleset,
        born: Option<Born>,
        month: Month,
        unmatched: Unmatched,
    ) -> Option<Name> {
        if matches!(self.scheme(), Scheme::SocialPension | Scheme::SocialOneOff) {
            return Some("".into());
        }
        let (_, category) = rules.social.category(self.category.id())?;
        let table = rules.social.levels.get(usize::from(category.levels))?;
        let rows = &table.generations.on(month.first_day(), None).ok()?.value.rows;
        let age = born.map(|born| law::view::age(born.latest(), month.last_day()));
        let fitting = |coefficient: Option<Coefficient>, age: Option<u8>| -> Vec<Name> {
            let of_coefficient =
                rows.iter().filter(|row| coefficient.is_none_or(|one| row.coefficient == one));
            let of_age = of_coefficient.filter(|row| {
                let old_enough = |age: u8| row.age_from.is_none_or(|from| from <= age);
                let young_enough = |age: u8| row.age_below.is_none_or(|below| age < below);
                age.is_none_or(|age| old_enough(age) && young_enough(age))
            });
            of_age.map(|row| row.class.clone()).collect()
        };
        // A list that was not brought up to date on a birthday still says what it pays.
        match (fitting(self.coefficient, age).as_slice(), fitting(self.coefficient, None).as_slice()) {
            ([class], _) | ([], [class]) => Some(class.clone()),
            _ if unmatched == Unmatched::OfAge => match fitting(None, Some(age?)).as_slice() {
                [class] => Some(class.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The row of the one-off table with the label of the detail; without a detail the category's only one.
    fn one_off_row(&self, rules: &Ruleset) -> Option<Name> {
        let of_category =
            rules.merit.one_off_rows().iter().filter(|row| &*row.category == self.category.id());
        let mut fitting = of_category.filter(|row| self.detail.is_empty() || fold(&row.label) == self.detail);
        fitting.next().filter(|_| fitting.next().is_none()).map(|row| row.id.clone())
    }

    /// War invalids by subtype; the others by part, subtype, rate, severity and number of martyrs.
    fn merit_class(&self, rules: &Ruleset, words: &Words) -> Option<Name> {
        let part = self.part.word(Scheme::Merit);
        let category = self.category.id();
        match self.part {
            Part::OneOff => return self.one_off_row(rules),
            Part::DeathMonths => return Some(part.into()),
            _ if self.scheme() == Scheme::MeritOneOff => return Some("".into()),
            _ => {}
        }
        let subtype = words.subtypes.find(&self.detail);
        if category == "war_invalid" && part == "allowance" {
            self.rate?;
            return Some(subtype.unwrap_or(MeritSubtype::WarInvalidStandard).word().into());
        }
        let mut rows: Vec<&law::merit::Row> = rules
            .merit
            .rows()
            .iter()
            .filter(|row| &*row.category == category && &*row.part == part)
            .collect();
        if let Some(row) = rows.iter().find(|row| fold(&row.label) == self.detail) {
            return Some(row.id.clone());
        }
        let says = |word: &str| self.detail.contains(word);
        let child = subtype == Some(MeritSubtype::ExposedChild);
        rows.retain(|row| row.id.contains("_exposure_child_") == (child && category == "chemical_exposure"));
        rows.retain(|row| row.id.ends_with("_severe") == says("dac biet nang"));
        rows.retain(|row| row.id.ends_with("_remarried") == says("tai gia"));
        if let Some(martyrs) = Some(self.quantity).filter(|_| category == "martyr" && part == "survivor") {
            let ending = match martyrs {
                1 => "_1",
                2 => "_2",
                _ => "_3_plus",
            };
            rows.retain(|row| row.id.ends_with(ending) || row.id.ends_with("_remarried"));
        }
        if category == "education" {
            let half = says("thap") || says("nua") || says("50");
            rows.retain(|row| row.id.ends_with("_half") == half);
        }
        match (subtype, self.rate) {
            (Some(subtype), _) if rows.len() > 1 && !child => {
                let exact = format!("pre_1945_{}", subtype.word());
                rows.retain(|row| *row.id == *subtype.word() || *row.id == *exact);
            }
            (_, Some(rate)) if rows.len() > 1 => rows.retain(|row| covers(&row.id, rate)),
            (_, _) => {}
        }
        match rows.as_slice() {
            [row] => Some(row.id.clone()),
            _ => None,
        }
    }
}

/// `sick_soldier_61_70` covers 61 to 70, `…_child_81` everything from 81.
fn covers(id: &str, rate: u8) -> bool {
    let numbers: Vec<u8> = id.rsplit('_').map_while(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        [low] => *low <= rate,
        [high, low] => (*low..=*high).contains(&rate),
        _ => false,
    }
}

/// The receiver of a row: the person, or who takes the money in its place.
pub fn payee(line: &mut Line, words: &Words, full_name: &str, from: Date) -> Option<Payee> {
    if !line.filled_quietly(CHANNEL.name) {
        return None;
    }
    let channel = line.label(CHANNEL.name, &words.channels)?;
    let proxy = line.text(PROXY.name);
    if channel == Channel::Bank && !line.filled_quietly(ACCOUNT.name) {
        line.park(ACCOUNT.name, "nhận qua ngân hàng phải có số tài khoản");
        return None;
    }
    Some(Payee {
        payee_person: None,
        ground: if proxy.is_some() { PayeeGround::Proxy } else { PayeeGround::SelfPaid },
        name: proxy.unwrap_or_else(|| full_name.to_owned()),
        relation: line.text(RELATION.name),
        paper: line.text(PROXY_PAPER.name),
        channel,
        point: line.text(POINT.name),
        bank: line.text(BANK.name),
        account_number: line.text(ACCOUNT.name),
        account_holder: line.text(HOLDER.name),
        from,
        until: None,
    })
}
