//! The rows of the merit tables and their amounts by period.
//!
//! A row says once whom it pays and in which part; a decree gives the amounts of all rows from its first month
//! on. Amounts come from the published tables, never from a ratio of bases: the ratio fails on most rows.

use crate::award::Name;
use crate::facts::{EducationLevel, MeritCategory, MeritSubtype, Relation, SurvivorCategory};
use crate::page::{Confidence, Entry};
use crate::{Coefficient, LawError, Month, Provision, Provisions, Vnd};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;

/// What a row is for: the allowance of a status of one's own or of an exposed fighter's child, a supplement for
/// each year of seniority or for a high rate, an addition for somebody who lives alone, and so on.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Own,
    Seniority,
    ExposedChild,
    Supplement,
    Alone,
    Carer,
    Survivor,
    SurvivorCare,
    Education,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowEntry {
    id: String,
    category: String,
    part: String,
    role: Role,
    label: String,
    subtype: Option<String>,
    level: Option<String>,
    min_rate: Option<u8>,
    max_rate: Option<u8>,
    #[serde(default)]
    special_severe: bool,
    martyrs: Option<u8>,
    #[serde(default)]
    relations: Vec<String>,
    #[serde(default)]
    of_age: Vec<String>,
    deceased_min_rate: Option<u8>,
    #[serde(default)]
    three_months: bool,
}

/// A line of a monthly table.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Name,
    pub category: Name,
    pub part: Name,
    pub label: Name,
    /// Counts in the three months paid on death.
    pub three_months: bool,
    pub(super) subtype: Option<MeritSubtype>,
    /// Lowest and highest injury rate, inclusive.
    pub(super) rates: (u8, u8),
    pub(super) special_severe: bool,
    pub(super) martyrs: u8,
    pub(super) relations: Vec<Relation>,
    pub(super) of_age: Vec<Relation>,
    pub(super) deceased_min_rate: Option<u8>,
}

impl Row {
    pub(super) fn takes_rate(&self, rate: u8) -> bool {
        (self.rates.0..=self.rates.1).contains(&rate)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnceEntry {
    id: String,
    category: String,
    multiple: String,
    label: String,
    #[serde(default)]
    per_year: bool,
    unsettled: Option<String>,
}

/// A payment made once on a decision.
#[derive(Clone, Debug)]
pub struct OnceRow {
    pub id: Name,
    pub category: Name,
    pub label: Name,
    /// Of the base level.
    pub multiple: Coefficient,
    /// The amount is for each year of resistance.
    pub per_year: bool,
    pub(super) unsettled: Option<crate::error::Point>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodEntry {
    #[serde(deserialize_with = "month")]
    owed_from: Month,
    in_force_on: Option<Date>,
    base: i64,
    #[serde(default)]
    rounds_to_thousand: bool,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountEntry {
    row: String,
    #[serde(deserialize_with = "month")]
    owed_from: Month,
    in_force_on: Option<Date>,
    amount: i64,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WarEntry {
    subtypes: Vec<String>,
    #[serde(deserialize_with = "month")]
    owed_from: Month,
    in_force_on: Option<Date>,
    amounts: Vec<(u8, i64)>,
    #[serde(default)]
    confidence: Confidence,
}

fn month<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Month, D::Error> {
    let text = String::deserialize(deserializer)?;
    Month::parse(&text)
        .ok_or_else(|| serde::de::Error::custom(format!("tháng phải có dạng 2024-07: {text:?}")))
}

/// An amount and where it stands. An amount that is not known is zero and not payable.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    pub amount: Vnd,
    pub provision: u16,
    pub payable: bool,
}

/// The war-invalid table of one subtype: an amount for each per cent from `first` on.
#[derive(Clone, Debug, Default)]
struct WarTable {
    first: u8,
    amounts: Vec<Vnd>,
    provision: u16,
    payable: bool,
}

/// The tables of one decree.
#[derive(Debug)]
pub(super) struct Period {
    pub owed_from: Month,
    pub in_force_on: Date,
    pub base: Vnd,
    pub rounds_to_thousand: bool,
    pub payable: bool,
    rows: Vec<Cell>,
    once: Vec<Cell>,
    war: [WarTable; 3],
}

impl Period {
    pub fn row(&self, row: usize) -> Cell {
        self.rows[row]
    }

    pub fn once(&self, row: usize) -> Cell {
        self.once[row]
    }

    pub fn war(&self, table: usize, rate: u8) -> Cell {
        let WarTable { first, amounts, provision, payable } = &self.war[table];
        let found = rate.checked_sub(*first).and_then(|index| amounts.get(usize::from(index)));
        let cell = |amount: &Vnd| Cell { amount: *amount, provision: *provision, payable: *payable };
        found.map(cell).unwrap_or_default()
    }
}

/// The person's own statuses by category; the child of an exposed fighter stands last, apart from the fighter.
pub(super) const SLOTS: usize = MeritCategory::ALL.len() + 1;
pub(super) const EXPOSED_CHILD: usize = SLOTS - 1;

pub(super) const WAR_SUBTYPES: [MeritSubtype; 3] =
    [MeritSubtype::WarInvalidStandard, MeritSubtype::WarInvalidTreatedAs, MeritSubtype::WarInvalidClassB];

/// Row indices by what they are for.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub own: [Vec<usize>; SLOTS],
    pub seniority: [Vec<usize>; SLOTS],
    pub supplement: [Vec<usize>; SLOTS],
    pub carer: [Vec<usize>; SLOTS],
    pub alone: [Vec<usize>; SLOTS],
    pub survivor: [Vec<usize>; SurvivorCategory::ALL.len()],
    pub survivor_care: [Vec<usize>; SurvivorCategory::ALL.len()],
    pub education: [Vec<usize>; EducationLevel::ALL.len()],
}

/// The line of the tables that decision terms name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Line {
    Row(usize),
    Once(usize),
    War(usize),
}

#[derive(Debug)]
pub(super) struct Tables {
    pub rows: Vec<Row>,
    pub once: Vec<OnceRow>,
    pub roles: Roles,
    pub periods: Vec<Period>, // by owed_from, then in_force_on
    pub war_names: [Name; 3],
    by_id: HashMap<Name, Line>,
}

impl Tables {
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Tables, LawError> {
        let mut tables = Tables {
            rows: Vec::new(),
            once: Vec::new(),
            roles: Roles::default(),
            periods: Vec::new(),
            war_names: WAR_SUBTYPES.map(|subtype| subtype.word().into()),
            by_id: HashMap::new(),
        };
        for (index, name) in tables.war_names.iter().enumerate() {
            tables.by_id.insert(name.clone(), Line::War(index));
        }
        for entry in entries {
            match entry.kind.as_str() {
                "monthly_row" => tables.add_row(entry)?,
                "one_off_row" => tables.add_once_row(entry)?,
                "merit_period" => tables.add_period(entry)?,
                _ => {}
            }
        }
        tables.periods.sort_by_key(|period| (period.owed_from, period.in_force_on));
        for period in &mut tables.periods {
            period.rows = vec![Cell::default(); tables.rows.len()];
            period.once = vec![Cell::default(); tables.once.len()];
        }
        for entry in entries {
            match entry.kind.as_str() {
                "monthly" | "one_off" => tables.add_amount(entry, provisions)?,
                "war_invalid" => tables.add_war_table(entry, provisions)?,
                _ => {}
            }
        }
        tables.check_complete()?;
        Ok(tables)
    }

    /// The tables that hold for `month`, as far as known on `known_on`; `None` before the first.
    pub fn period(&self, month: Month, known_on: Option<Date>) -> Option<&Period> {
        let known = |period: &&Period| {
            period.owed_from <= month && known_on.is_none_or(|known_on| period.in_force_on <= known_on)
        };
        self.periods.iter().rev().find(known)
    }

    pub fn line(&self, id: &str) -> Option<Line> {
        self.by_id.get(id).copied()
    }

    fn add_row(&mut self, entry: &Entry) -> Result<(), LawError> {
        let row: RowEntry = entry.read()?;
        let index = self.rows.len();
        let place = |roles: &mut [Vec<usize>], slot: usize| roles[slot].push(index);
        let own =
            |entry: &Entry| known_word(entry, &row.category, MeritCategory::from_word).map(|c| c as usize);
        let of_deceased =
            |entry: &Entry| known_word(entry, &row.category, SurvivorCategory::from_word).map(|c| c as usize);
        let level =
            row.level.as_deref().map(|w| known_word(entry, w, EducationLevel::from_word)).transpose()?;
        let roles = &mut self.roles;
        match row.role {
            Role::Own => place(&mut roles.own, own(entry)?),
            Role::ExposedChild => place(&mut roles.own, EXPOSED_CHILD),
            Role::Seniority => place(&mut roles.seniority, own(entry)?),
            Role::Supplement => place(&mut roles.supplement, own(entry)?),
            Role::Carer => place(&mut roles.carer, own(entry)?),
            Role::Alone => place(&mut roles.alone, own(entry)?),
            Role::Survivor => place(&mut roles.survivor, of_deceased(entry)?),
            Role::SurvivorCare => place(&mut roles.survivor_care, of_deceased(entry)?),
            Role::Education => {
                let level = level.ok_or_else(|| entry.error("dòng ưu đãi giáo dục thiếu `level`"))?;
                place(&mut roles.education, level as usize);
            }
        }
        let id: Name = row.id.as_str().into();
        self.declare(entry, &id, Line::Row(index))?;
        let relations = |words: &[String]| -> Result<Vec<Relation>, LawError> {
            words.iter().map(|word| known_word(entry, word, Relation::from_word)).collect()
        };
        self.rows.push(Row {
            id,
            category: row.category.as_str().into(),
            part: row.part.into(),
            label: row.label.into(),
            three_months: row.three_months,
            subtype: row.subtype.map(|word| known_word(entry, &word, MeritSubtype::from_word)).transpose()?,
            rates: (row.min_rate.unwrap_or(0), row.max_rate.unwrap_or(u8::MAX)),
            special_severe: row.special_severe,
            martyrs: row.martyrs.unwrap_or(1),
            relations: relations(&row.relations)?,
            of_age: relations(&row.of_age)?,
            deceased_min_rate: row.deceased_min_rate,
        });
        Ok(())
    }

    fn add_once_row(&mut self, entry: &Entry) -> Result<(), LawError> {
        let row: OnceEntry = entry.read()?;
        let id: Name = row.id.as_str().into();
        self.declare(entry, &id, Line::Once(self.once.len()))?;
        self.once.push(OnceRow {
            id,
            category: row.category.into(),
            label: row.label.into(),
            multiple: Coefficient::parse(&row.multiple)
                .ok_or_else(|| entry.error(format!("`multiple` sai: {:?}", row.multiple)))?,
            per_year: row.per_year,
            unsettled: row
                .unsettled
                .map(|word| known_word(entry, &word, crate::error::Point::from_word))
                .transpose()?,
        });
        Ok(())
    }

    fn declare(&mut self, entry: &Entry, id: &Name, line: Line) -> Result<(), LawError> {
        match self.by_id.insert(id.clone(), line) {
            Some(_) => Err(entry.error(format!("dòng {id:?} khai báo hai lần"))),
            None => Ok(()),
        }
    }

    /// A payable period takes the place of one that was only reported; two payable ones are a mistake.
    fn add_period(&mut self, entry: &Entry) -> Result<(), LawError> {
        let period: PeriodEntry = entry.read()?;
        let period = Period {
            owed_from: period.owed_from,
            in_force_on: period.in_force_on.unwrap_or(entry.in_force_on),
            base: Vnd(period.base),
            rounds_to_thousand: period.rounds_to_thousand,
            payable: period.confidence.is_payable(),
            rows: Vec::new(),
            once: Vec::new(),
            war: Default::default(),
        };
        let key = (period.owed_from, period.in_force_on);
        match self.periods.iter_mut().find(|other| (other.owed_from, other.in_force_on) == key) {
            None => self.periods.push(period),
            Some(other) if !other.payable => *other = period,
            Some(_) if !period.payable => {}
            Some(_) => return Err(entry.error(format!("hai kỳ mức chuẩn cùng tính từ {}", key.0))),
        }
        Ok(())
    }

    fn add_amount(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        let amount: AmountEntry = entry.read()?;
        let line = self.by_id.get(amount.row.as_str()).copied();
        let period = find(&mut self.periods, entry, amount.owed_from, amount.in_force_on)?;
        let (cell, label, unit) = match (line, entry.kind.as_str()) {
            (Some(Line::Row(row)), "monthly") => (&mut period.rows[row], &self.rows[row].label, "đồng/tháng"),
            (Some(Line::Once(row)), "one_off") => {
                (&mut period.once[row], &self.once[row].label, "đồng, một lần")
            }
            (Some(Line::Row(_) | Line::Once(_) | Line::War(_)) | None, _) => {
                return Err(entry.error(format!("không có dòng {:?}", amount.row)));
            }
        };
        if cell.payable {
            return Err(entry.error(format!("dòng {:?} có hai số cùng tính từ một tháng", amount.row)));
        }
        let value = Vnd(amount.amount);
        let text = format!("{label}: {value} {unit} từ tháng {}", amount.owed_from.in_words());
        let provision = Provision { citation: entry.citation.clone(), confidence: amount.confidence, text };
        let payable = period.payable && amount.confidence.is_payable();
        *cell = Cell { amount: value, provision: provisions.add(provision), payable };
        Ok(())
    }

    fn add_war_table(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        let war: WarEntry = entry.read()?;
        let period = find(&mut self.periods, entry, war.owed_from, war.in_force_on)?;
        let first = war.amounts.first().map_or(0, |(rate, _)| *rate);
        if !war.amounts.iter().map(|(rate, _)| *rate).eq((first..=100).take(war.amounts.len())) {
            return Err(entry.error("bảng thương binh phải liên tục từng phần trăm"));
        }
        let text = format!("Bảng trợ cấp thương binh theo tỷ lệ, từ tháng {}", war.owed_from.in_words());
        let provision = Provision { citation: entry.citation.clone(), confidence: war.confidence, text };
        let table = WarTable {
            first,
            amounts: war.amounts.iter().map(|(_, amount)| Vnd(*amount)).collect(),
            provision: provisions.add(provision),
            payable: period.payable && war.confidence.is_payable(),
        };
        for word in &war.subtypes {
            let subtype = known_word(entry, word, MeritSubtype::from_word)?;
            let index = war_table(subtype).ok_or_else(|| entry.error(format!("không có bảng {word:?}")))?;
            if !period.war[index].amounts.is_empty() {
                return Err(entry.error(format!("bảng {word:?} có hai lần trong một kỳ")));
            }
            period.war[index] = table.clone();
        }
        Ok(())
    }

    /// A payable decree gives an amount for every row: a forgotten one would be paid at zero.
    fn check_complete(&self) -> Result<(), LawError> {
        let whole =
            self.periods.first().map(|period| period.war.each_ref().map(|t| (t.first, t.amounts.len())));
        for period in self.periods.iter().filter(|period| period.payable) {
            let rows = period.rows.iter().zip(self.rows.iter().map(|row| &row.id));
            let once = period.once.iter().zip(self.once.iter().map(|row| &row.id));
            let lacking = rows.chain(once).find(|(cell, _)| cell.amount.is_zero()).map(|(_, id)| id.clone());
            let war = period.war.each_ref().map(|table| (table.first, table.amounts.len()));
            let lacking = lacking.or_else(|| (Some(war) != whole).then(|| "war_invalid".into()));
            if let Some(id) = lacking {
                let message = format!("kỳ từ tháng {} thiếu {id:?}", period.owed_from);
                return Err(LawError::Page { page: "*".to_owned(), line: 0, message });
            }
        }
        let unfilled = self.roles.education.iter().any(Vec::is_empty);
        if unfilled || self.periods.is_empty() {
            let message = "thiếu kỳ mức chuẩn hoặc dòng ưu đãi giáo dục".to_owned();
            return Err(LawError::Page { page: "*".to_owned(), line: 0, message });
        }
        Ok(())
    }
}

pub(super) fn war_table(subtype: MeritSubtype) -> Option<usize> {
    WAR_SUBTYPES.iter().position(|war| *war == subtype)
}

pub(super) fn known_word<T>(
    entry: &Entry,
    word: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, LawError> {
    read(word).ok_or_else(|| entry.error(format!("không có từ {word:?}")))
}

fn find<'a>(
    periods: &'a mut [Period],
    entry: &Entry,
    owed_from: Month,
    in_force_on: Option<Date>,
) -> Result<&'a mut Period, LawError> {
    let key = (owed_from, in_force_on.unwrap_or(entry.in_force_on));
    let period = periods.iter_mut().find(|period| (period.owed_from, period.in_force_on) == key);
    period.ok_or_else(|| {
        entry.error(format!("không có merit_period nào tính từ {owed_from} trong văn bản này"))
    })
}
