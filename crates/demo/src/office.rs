//! Everything that the office has on paper, before it is written into workbooks.

use jiff::civil::Date;

use crate::assistance::Assisted;
use crate::children::ChildRow;
use crate::household::{Household, Screened};
use crate::labour::Labour;
use crate::merit::MeritFile;
use crate::month::Month;
use crate::names;
use crate::person::{People, PersonId};
use crate::places::COMMUNES;
use crate::rates::{Level, Rates};
use crate::relatives::Relative;
use crate::rng::{Rng, hash, mix};
use crate::year::{Change, Decision};

/// The month of the old list, the last that the office paid without the program.
pub const OLD_LIST: Month = Month::new(2022, 12);

/// Under which heading of the budget somebody is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    Assistance,
    Care,
    Merit,
}

impl Regime {
    pub fn label(self) -> &'static str {
        match self {
            Regime::Assistance => "Bảo trợ xã hội",
            Regime::Care => "Hỗ trợ chăm sóc",
            Regime::Merit => "Người có công",
        }
    }
}

/// How a line's amount follows from the office's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// Base level of social assistance × tenths ÷ 10 × times.
    Social { tenths: i64, times: i64 },
    /// A row of the merit tables × times.
    Row { row: String, times: i64 },
    /// An amount that no table gives, đồng.
    Fixed(i64),
}

/// One row of a pay list: a person, a category and a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub regime: Regime,
    /// Label of the category (`Diện`).
    pub category: &'static str,
    /// `Khoản`.
    pub part: &'static str,
    pub detail: &'static str,
    /// Tenths of the coefficient.
    pub coefficient: Option<i64>,
    pub rate: Option<i64>,
    pub quantity: Option<i64>,
    /// File of the dead person that the line rests on.
    pub file: String,
    pub price: Price,
}

impl Line {
    /// A line of social assistance: coefficient in tenths, times a number of children.
    pub fn social(category: &'static str, tenths: i64) -> Line {
        Line {
            regime: Regime::Assistance,
            category,
            part: "Trợ cấp",
            detail: "",
            coefficient: Some(tenths),
            rate: None,
            quantity: None,
            file: String::new(),
            price: Price::Social { tenths, times: 1 },
        }
    }

    pub fn per_child(category: &'static str, children: i64) -> Line {
        Line {
            part: "Theo số con",
            quantity: Some(children),
            price: Price::Social { tenths: 10, times: children },
            ..Line::social(category, 10)
        }
    }

    pub fn care(category: &'static str, tenths: i64) -> Line {
        Line { regime: Regime::Care, part: "Chăm sóc", ..Line::social(category, tenths) }
    }

    /// A line that takes its amount from a row of the merit tables.
    pub fn merit(category: &'static str, part: &'static str, row: &str) -> Line {
        Line {
            regime: Regime::Merit,
            category,
            part,
            detail: "",
            coefficient: None,
            rate: None,
            quantity: None,
            file: String::new(),
            price: Price::Row { row: row.to_owned(), times: 1 },
        }
    }

    /// Đồng a month.
    pub fn amount(&self, rates: &Rates, level: Level) -> i64 {
        match &self.price {
            Price::Social { tenths, times } => {
                // The base level is a whole number of ten đồng: the division is exact.
                (rates.amount("social_base", level) * tenths).div_euclid(10) * times
            }
            Price::Row { row, times } => rates.amount(row, level) * times,
            Price::Fixed(amount) => *amount,
        }
    }
}

/// From a month on, and known from a day on, something else is paid.
#[derive(Clone, Debug)]
pub struct Step {
    pub known: Date,
    pub from: Month,
    /// Empty: nothing any more.
    pub lines: Vec<Line>,
}

/// A person in one scheme with what is paid.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub person: PersonId,
    /// What the list of December 2022 pays; empty for those who come later.
    pub old_list: Vec<Line>,
    pub steps: Vec<Step>,
}

impl Enrolment {
    /// What is owed for the month, as far as known on the day (deaths are looked at elsewhere).
    pub fn lines(&self, month: Month, known: Date) -> &[Line] {
        let step = self
            .steps
            .iter()
            .filter(|s| s.known <= known && s.from <= month)
            .max_by_key(|s| (s.from, s.known));
        step.map_or(&self.old_list, |s| &s.lines)
    }
}

/// Where somebody gets the money.
#[derive(Clone, Debug, Default)]
pub struct Payee {
    pub channel: &'static str,
    pub point: String,
    pub account: String,
    pub bank: &'static str,
    pub holder: String,
    pub receiver: String,
    pub relation: &'static str,
    pub receiver_paper: String,
}

pub struct Office {
    pub seed: u64,
    pub people: People,
    pub rates: Rates,
    pub assisted: Vec<Assisted>,
    pub files: Vec<MeritFile>,
    pub relatives: Vec<Relative>,
    pub enrolments: Vec<Enrolment>,
    pub households: Vec<Household>,
    /// Children in special circumstances or at risk.
    pub wards: Vec<ChildRow>,
    /// Households that asked for a review and are on no list.
    pub screened: Vec<Screened>,
    pub decisions: Vec<Decision>,
    pub changes: Vec<Change>,
    pub labour: Labour,
    /// Somebody else who collects the money: name, relation.
    pub receivers: Vec<(PersonId, String, &'static str)>,
    /// People whose old list is knowingly not what the law says, or whose papers lack something.
    pub oddities: Vec<PersonId>,
}

impl Office {
    pub fn new(seed: u64) -> Office {
        Office {
            seed,
            people: People::new(seed),
            rates: Rates::load(),
            assisted: Vec::new(),
            files: Vec::new(),
            relatives: Vec::new(),
            enrolments: Vec::new(),
            households: Vec::new(),
            wards: Vec::new(),
            screened: Vec::new(),
            decisions: Vec::new(),
            changes: Vec::new(),
            labour: Labour::default(),
            receivers: Vec::new(),
            oddities: Vec::new(),
        }
    }

    /// A stream of chance for one part of the generator.
    pub fn rng(&self, label: &str) -> Rng {
        Rng::new(self.seed, label)
    }

    /// On the list of December 2022.
    pub fn enrol_old(&mut self, person: PersonId, lines: Vec<Line>) {
        self.enrolments.push(Enrolment { person, old_list: lines, steps: Vec::new() });
    }

    /// The number that the office's lists give a person.
    pub fn code(&self, person: PersonId) -> String {
        format!("TB{person:06}")
    }

    /// Where the person is paid: stable for a person, whatever list asks.
    pub fn payee(&self, person: PersonId) -> Payee {
        let who = &self.people.all[person];
        let dice = mix(self.seed ^ hash(&who.name) ^ person as u64);
        let commune = &COMMUNES[who.commune];
        let mut payee = match dice % 100 {
            0..=84 => Payee {
                channel: "Bưu điện",
                point: format!("Bưu điện văn hóa {}", commune.short),
                ..Payee::default()
            },
            85..=95 => Payee {
                channel: "Ngân hàng",
                account: format!("5701205{:06}", (dice >> 8) % 1_000_000),
                bank: ["Agribank", "BIDV", "Vietcombank", "LPBank"]
                    [usize::try_from((dice >> 40) % 4).unwrap_or(0)],
                holder: names::plain(&who.name).to_uppercase(),
                ..Payee::default()
            },
            _ => Payee {
                channel: "Tiền mặt",
                point: format!("UBND {}", lower_first(commune.name)),
                ..Payee::default()
            },
        };
        if let Some((_, name, relation)) = self.receivers.iter().find(|(id, _, _)| *id == person) {
            payee.receiver.clone_from(name);
            payee.relation = relation;
            payee.receiver_paper = format!("Giấy ủy quyền số {}/UQ-UBND", (dice >> 20) % 400 + 1);
            if !payee.holder.is_empty() {
                payee.holder = names::plain(name).to_uppercase();
            }
        }
        payee
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
