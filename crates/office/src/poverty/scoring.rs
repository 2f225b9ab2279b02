//! From what a form says to its scores and class.

use crate::OfficeError;
use domain::ids::OfficeId;
use domain::labels::Labelled;
use domain::poverty::{
    Answer, Area, Form, FormKind, PointRow, PointTable, PovertyClass, Region, ScoreOrigin, Season,
};
use jiff::civil::Date;
use law::poverty::{Livelihood, Measure};
use law::{LawError, Ruleset};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use store::people::Known;
use store::poverty::review;
use store::{Tx, offices};

/// The region whose B1 table counts, a setting of the office.
pub const REGION: &str = "poverty.region";

/// Everything that scoring takes, loaded once.
pub struct Scorer<'r> {
    rules: &'r Ruleset,
    points: Vec<PointRow>,
    region: Option<Region>,
    seasons: HashMap<String, Season>,
    tables: RefCell<HashMap<(Area, Date), PointTable>>,
}

/// Totals as the paper form has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub b1: Option<i64>,
    pub b2: Option<i64>,
    pub class: Option<PovertyClass>,
}

/// What is wrong with a form: heading of the cell, reason, and whether a person may settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub column: &'static str,
    pub reason: String,
    pub doubt: bool,
}

fn wrong(column: &'static str, reason: impl Into<String>) -> Wrong {
    Wrong { column, reason: reason.into(), doubt: false }
}

impl<'r> Scorer<'r> {
    pub fn load(tx: &mut Tx, office: OfficeId, rules: &'r Ruleset) -> Result<Scorer<'r>, OfficeError> {
        let points: Vec<PointRow> =
            review::points(tx, office, Known::Now)?.into_iter().map(|(_, row)| row).collect();
        let settings = offices::settings_of(tx, office, REGION)?;
        let named = settings.iter().find_map(|row| {
            let by_label = || Region::VALUES.iter().copied().find(|region| region.label() == row.value);
            Region::from_word(&row.value).or_else(by_label)
        });
        let loaded: HashSet<Region> = points.iter().map(|row| row.region).collect();
        let only = loaded.iter().copied().next().filter(|_| loaded.len() == 1);
        let seasons = review::seasons(tx, office, Known::Now)?;
        Ok(Scorer {
            rules,
            points,
            region: named.or(only),
            seasons: seasons.into_iter().map(|(_, season)| (season.code.clone(), season)).collect(),
            tables: RefCell::default(),
        })
    }

    pub fn season(&self, code: &str) -> Option<&Season> {
        self.seasons.get(code)
    }

    pub fn rules(&self) -> &'r Ruleset {
        self.rules
    }

    /// Fills in B1, B2 and the class. What should be read beside it comes back; what is wrong comes as an error.
    pub fn score(&self, form: &mut Form, typed: Typed) -> Result<Vec<(&'static str, String)>, Wrong> {
        let mut warnings = Vec::new();
        if form.form == FormKind::A {
            return Ok(warnings);
        }
        let season = self.seasons.get(&form.season);
        let day = form.surveyed_on.or(season.map(|season| season.starts_on)).unwrap_or(Date::ZERO);
        form.b1 = self.b1(form, typed.b1, day, &mut warnings)?;
        form.b2 = self.b2(form, typed.b2)?;
        form.class = self.class(form).map_err(|error| wrong("Điểm B1", error.to_string()))?;
        match (form.class, typed.class) {
            (Some(found), Some(typed)) if found.household() != typed.household() => {
                let reason = format!("phiếu ghi “{}”, theo quy tắc là “{}”", typed.label(), found.label());
                return Err(Wrong { column: "Phân loại hộ", reason, doubt: true });
            }
            (None, Some(_)) => {
                return Err(wrong("Phân loại hộ", "chưa đủ điểm B1 và B2 hoặc thu nhập để phân loại"));
            }
            _ => {}
        }
        Ok(warnings)
    }

    fn b1(
        &self,
        form: &Form,
        typed: Option<i64>,
        day: Date,
        warnings: &mut Vec<(&'static str, String)>,
    ) -> Result<Option<(i64, ScoreOrigin)>, Wrong> {
        let counted = self.total(&form.answers, form.area, day);
        match (counted, typed) {
            (Counting::Total(total), Some(typed)) if total != typed => {
                let reason = format!("phiếu ghi {typed} điểm, tính từ câu trả lời được {total} điểm");
                Err(Wrong { column: "Điểm B1", reason, doubt: true })
            }
            (Counting::Total(total), _) => Ok(Some((total, ScoreOrigin::Table))),
            (Counting::Problem(reason), _) => Err(wrong("Trả lời B1", reason)),
            (Counting::NoTable, None) if !form.answers.is_empty() => Err(wrong(
                "Trả lời B1",
                "chưa nạp bảng điểm B1 của vùng, khu vực và ngày này: nạp bảng điểm hoặc ghi tổng điểm trên phiếu",
            )),
            (Counting::NotAnswered, Some(typed)) => {
                warnings.push((
                    "Điểm B1",
                    "đã nạp bảng điểm B1, nên ghi câu trả lời thay cho tổng điểm ghi tay".to_owned(),
                ));
                Ok(Some((typed, ScoreOrigin::Paper)))
            }
            (Counting::NoTable, Some(typed)) => Ok(Some((typed, ScoreOrigin::Paper))),
            (Counting::NoTable | Counting::NotAnswered, None) => Ok(None),
        }
    }

    fn total(&self, answers: &[Answer], area: Area, day: Date) -> Counting {
        let Some(region) = self.region else { return Counting::NoTable };
        let mut tables = self.tables.borrow_mut();
        let table =
            tables.entry((area, day)).or_insert_with(|| PointTable::of(&self.points, region, area, day));
        match (table.is_empty(), answers.is_empty()) {
            (true, _) => Counting::NoTable,
            (false, true) => Counting::NotAnswered,
            (false, false) => match table.total(answers) {
                Ok(total) => Counting::Total(total),
                Err(problem) => Counting::Problem(problem.to_string()),
            },
        }
    }

    fn b2(&self, form: &Form, typed: Option<i64>) -> Result<Option<(i64, ScoreOrigin)>, Wrong> {
        let standard = self.rules.poverty.standard(&form.standard);
        let standard = standard.map_err(|error| wrong("Chuẩn nghèo", error.to_string()))?;
        let known = self.rules.poverty.deprivations(standard);
        if form.deprived.is_empty() {
            return Ok(typed.map(|b2| (b2, ScoreOrigin::Paper)));
        }
        if let Some(unknown) = form.deprived.iter().find(|one| known.iter().all(|own| own.number != **one)) {
            let reason = format!("chuẩn {} chưa có chỉ số {unknown} trong trang luật", form.standard);
            return Err(wrong("Chỉ số thiếu hụt", reason));
        }
        let b2 = self.rules.poverty.b2(standard, form.deprived.len());
        let b2 = b2.map_err(|error| wrong("Chỉ số thiếu hụt", error.to_string()))?;
        match typed.filter(|typed| *typed != b2) {
            Some(typed) => {
                let reason = format!("phiếu ghi {typed} điểm, {} chỉ số là {b2} điểm", form.deprived.len());
                Err(Wrong { column: "Điểm B2", reason, doubt: true })
            }
            None => Ok(Some((b2, ScoreOrigin::Table))),
        }
    }

    /// By points, else by income; a farm household above the points may be of average living standard by its
    /// income. `None`: the form does not say enough yet.
    pub fn class(&self, form: &Form) -> Result<Option<PovertyClass>, LawError> {
        let poverty = &self.rules.poverty;
        let standard = poverty.standard(&form.standard)?;
        let livelihood = if form.farming { Livelihood::Farming } else { Livelihood::Other };
        let deprived = u8::try_from(form.deprived.len()).unwrap_or(u8::MAX);
        let by_income = |per_person| {
            let measure = Measure::Income { per_person, deprived, livelihood };
            poverty.classify(standard, form.area, measure, &self.rules.provisions).map(|found| found.class)
        };
        match (form.b1, form.b2, form.income) {
            (Some((b1, _)), Some((b2, _)), income) => {
                let measure = Measure::Points { b1, b2 };
                let found = poverty.classify(standard, form.area, measure, &self.rules.provisions)?.class;
                match income {
                    // Average living standard is decided on money alone.
                    Some(income) if found == PovertyClass::Other && form.farming => {
                        Ok(Some(match by_income(income)? {
                            PovertyClass::Average => PovertyClass::Average,
                            PovertyClass::Poor | PovertyClass::NearPoor | PovertyClass::Other => found,
                        }))
                    }
                    Some(_) | None => Ok(Some(found)),
                }
            }
            (_, _, Some(income)) => by_income(income).map(Some),
            (_, _, None) => Ok(None),
        }
    }
}

enum Counting {
    NoTable,
    /// A table is loaded, the form has no answers.
    NotAnswered,
    Total(i64),
    Problem(String),
}
