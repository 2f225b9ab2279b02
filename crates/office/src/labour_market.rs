//! The yearly labour-market report: what the survey, the employers' reports and the vacancies count, and what the
//! communes' totals count beyond. A list never counts beside its total: of the two the larger holds.

use crate::{Ctx, Field, OfficeError, Permission};
use domain::Sex;
use domain::ids::{PersonId, UnitId};
use domain::labels::Labelled;
use domain::labour::employers::{EmployerKind, LabourUse};
use domain::labour::market::MarketLine;
use domain::labour::occupations::Occupation;
use domain::paper_totals::Book;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::people::{self, Known};
use store::{Tx, employers, paper_totals, supply_forms, units};

/// A row of the report. Recruitment by kind of employer and by occupation follows from the vacancies alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    Of(MarketLine),
    ByEmployer(EmployerKind),
    ByOccupation(Occupation),
}

impl Line {
    pub fn label(self) -> String {
        match self {
            Line::Of(line) => line.label().to_owned(),
            Line::ByEmployer(kind) => format!("III. Cần tuyển theo loại hình: {}", kind.label()),
            Line::ByOccupation(occupation) => format!("III. Cần tuyển theo nghề: {}", occupation.label()),
        }
    }

    /// Whether the rows below it are its parts.
    pub fn is_head(self) -> bool {
        matches!(self, Line::Of(line) if !line.word().contains('.'))
    }

    /// The line of which it is a part, by its word; of a whole its own.
    fn head(self) -> Option<&'static str> {
        match self {
            Line::Of(line) => line.word().split('.').next(),
            Line::ByEmployer(_) | Line::ByOccupation(_) => None,
        }
    }

    fn all() -> impl Iterator<Item = Line> {
        let lines = MarketLine::ALL.iter().map(|line| Line::Of(*line));
        let kinds = EmployerKind::ALL.iter().map(|kind| Line::ByEmployer(*kind));
        lines.chain(kinds).chain(Occupation::ALL.iter().map(|occupation| Line::ByOccupation(*occupation)))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: Line,
    /// Of the year before and of the year; `None`: nothing is known of it.
    pub before: Option<i64>,
    pub now: Option<i64>,
    /// Of the year, by commune; `None`: of no commune.
    pub by_unit: BTreeMap<Option<UnitId>, i64>,
}

/// Years of which anything is known, the newest first.
pub fn years(ctx: &Ctx) -> Result<Vec<i16>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| Ok(Sources::load(ctx, tx)?.years()))
}

/// The report of a year within the officer's areas: every row, the empty ones too, but for occupations that nobody
/// looks for.
pub fn table(ctx: &Ctx, year: i16) -> Result<Vec<Row>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let sources = Sources::load(ctx, tx)?;
        rows(ctx, tx, &sources, year)
    })
}

pub(crate) fn rows(ctx: &Ctx, tx: &mut Tx, sources: &Sources, year: i16) -> Result<Vec<Row>, OfficeError> {
    let reach = ctx.reach(tx, Permission::ReadRegisters, Some(Field::Labour))?;
    let seen = |counts: Counts| -> Counts {
        let within = |unit: &Option<UnitId>| {
            reach.as_ref().is_none_or(|reach| unit.is_some_and(|unit| reach.contains(&unit)))
        };
        counts.into_iter().filter(|((unit, _), _)| within(unit)).collect()
    };
    let (before, now) = (seen(sources.counts(tx, year - 1)?), seen(sources.counts(tx, year)?));
    let sum = |counts: &Counts, line: Line| {
        let mut own = counts.iter().filter(|((_, of), _)| *of == line).map(|(_, count)| *count).peekable();
        own.peek().is_some().then(|| own.sum())
    };
    let rows = Line::all().map(|line| Row {
        line,
        before: sum(&before, line),
        now: sum(&now, line),
        by_unit: now
            .iter()
            .filter(|((_, of), _)| *of == line)
            .map(|((unit, _), count)| (*unit, *count))
            .collect(),
    });
    let is_shown = |row: &Row| matches!(row.line, Line::Of(_)) || row.before.is_some() || row.now.is_some();
    Ok(rows.filter(is_shown).collect())
}

type Counts = BTreeMap<(Option<UnitId>, Line), i64>;

/// The registers that the report is made from.
pub(crate) struct Sources {
    forms: Vec<domain::labour::supply::SupplyForm>,
    sexes: HashMap<PersonId, Sex>,
    employers: HashMap<String, (EmployerKind, Option<UnitId>)>,
    /// By period, then by employer: the last one of a year is the one that counts.
    reports: Vec<LabourUse>,
    vacancies: Vec<domain::labour::employers::Vacancy>,
    totals: Vec<(i16, Option<UnitId>, MarketLine, i64)>,
}

impl Sources {
    pub(crate) fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Sources, OfficeError> {
        let forms = supply_forms::of_office(tx, ctx.office, Known::Now)?;
        let records = people::records(tx, ctx.office, Known::Now)?;
        let all = employers::of_office(tx, ctx.office, Known::Now)?;
        let reports = employers::labour_use::of_office(tx, ctx.office, Known::Now)?;
        let vacancies = employers::vacancies::of_office(tx, ctx.office, Known::Now)?;
        let totals = paper_totals::of_office(tx, ctx.office, Known::Now)?.into_iter();
        let totals = totals.filter(|(_, total)| total.book == Book::LabourMarket).filter_map(|(_, total)| {
            let line = MarketLine::from_word(&total.group)?;
            Some((total.subject.parse().ok()?, total.unit, line, total.quantity))
        });
        Ok(Sources {
            totals: totals.collect(),
            forms: forms.into_iter().map(|(_, form)| form).collect(),
            sexes: records.into_iter().map(|row| (row.person, row.value.sex)).collect(),
            employers: all.into_iter().map(|(_, one)| (one.tax_code, (one.kind, one.unit))).collect(),
            reports: reports.into_iter().map(|(_, report)| report).collect(),
            vacancies: vacancies.into_iter().map(|(_, vacancy)| vacancy).collect(),
        })
    }

    pub(crate) fn years(&self) -> Vec<i16> {
        let reported = self.reports.iter().filter_map(|report| year_of(&report.period));
        let mut years: Vec<i16> = self.totals.iter().map(|(year, ..)| *year).collect();
        years.extend(self.forms.iter().map(|form| form.survey));
        years.extend(reported);
        years.extend(self.vacancies.iter().map(|vacancy| vacancy.announced_on.year()));
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }

    fn counts(&self, tx: &mut Tx, year: i16) -> Result<Counts, OfficeError> {
        let listed = self.listed(tx, year)?;
        let mut counts = listed.clone();
        let mut totals = Counts::new();
        for (_, unit, line, total) in self.totals.iter().filter(|(of, ..)| *of == year) {
            *totals.entry((*unit, Line::Of(*line))).or_default() += total;
        }
        // Those of communes first: a total of the whole office covers them.
        for ((unit, line), total) in totals.iter().filter(|((unit, _), _)| unit.is_some()) {
            let count = counts.entry((*unit, *line)).or_default();
            *count = (*count).max(*total);
        }
        // Where a commune counts more people than its list names, the parts that only the list knows say nothing.
        let short: BTreeSet<(Option<UnitId>, &str)> = counts
            .iter()
            .filter(|(key, count)| listed.get(*key).is_none_or(|listed| listed < *count))
            .filter_map(|((unit, line), _)| Some((*unit, line.head()?)))
            .collect();
        counts.retain(|key, _| {
            let (unit, line) = key;
            totals.contains_key(key)
                || line.is_head()
                || line.head().is_none_or(|head| !short.contains(&(*unit, head)))
        });
        for ((_, line), total) in totals.iter().filter(|((unit, _), _)| unit.is_none()) {
            let known: i64 = counts.iter().filter(|((_, of), _)| of == line).map(|(_, count)| *count).sum();
            *counts.entry((None, *line)).or_default() += (total - known).max(0);
        }
        Ok(counts)
    }

    /// What lists and reports say, one by one.
    fn listed(&self, tx: &mut Tx, year: i16) -> Result<Counts, OfficeError> {
        let mut counts = Counts::new();
        let mut urban: HashMap<UnitId, bool> = HashMap::new();
        for form in self.forms.iter().filter(|form| form.survey == year) {
            let Some(sex) = self.sexes.get(&form.person) else { continue };
            let is_urban = match urban.get(&form.unit) {
                Some(known) => *known,
                None => {
                    let known = units::by_id(tx, form.unit)?.and_then(|unit| unit.urban).unwrap_or(false);
                    urban.insert(form.unit, known);
                    known
                }
            };
            for line in MarketLine::of_form(form, *sex, is_urban) {
                *counts.entry((Some(form.unit), Line::Of(line))).or_default() += 1;
            }
        }
        for (report, unit) in self.last_reports(year) {
            // A part that a report leaves blank is kept as 0: where all do, it is not known.
            for (line, count) in of_report(report).into_iter().filter(|(_, count)| *count > 0) {
                *counts.entry((unit, Line::Of(line))).or_default() += count;
            }
        }
        for vacancy in self.vacancies.iter().filter(|vacancy| vacancy.announced_on.year() == year) {
            let employer = self.employers.get(&vacancy.tax_code);
            let unit = vacancy.unit.or(employer.and_then(|(_, unit)| *unit));
            let kind = employer.map_or(EmployerKind::Other, |(kind, _)| *kind);
            for line in [
                Line::Of(MarketLine::Vacancies),
                Line::ByEmployer(kind),
                Line::ByOccupation(vacancy.occupation),
            ] {
                *counts.entry((unit, line)).or_default() += vacancy.quantity;
            }
        }
        Ok(counts)
    }

    /// Each employer's last report of the year, with the commune of the employer.
    fn last_reports(&self, year: i16) -> impl Iterator<Item = (&LabourUse, Option<UnitId>)> {
        let mut last: BTreeMap<&str, &LabourUse> = BTreeMap::new();
        for report in self.reports.iter().filter(|report| year_of(&report.period) == Some(year)) {
            last.insert(&report.tax_code, report);
        }
        last.into_values()
            .map(|report| (report, self.employers.get(&report.tax_code).and_then(|(_, unit)| *unit)))
    }

    /// Reports of a period added up by kind of employer: how many reported, and their sums.
    pub(crate) fn by_kind(&self) -> BTreeMap<(String, EmployerKind), UseSum> {
        let mut sums: BTreeMap<(String, EmployerKind), UseSum> = BTreeMap::new();
        for report in &self.reports {
            let kind = self.employers.get(&report.tax_code).map_or(EmployerKind::Other, |(kind, _)| *kind);
            let sum = sums.entry((report.period.clone(), kind)).or_default();
            sum.add(&UseSum {
                employers: 1,
                counts: [
                    report.workers,
                    report.women,
                    report.over_35,
                    report.insured,
                    report.managers,
                    report.high_skilled,
                    report.mid_skilled,
                    report.other_position,
                    report.open_ended,
                    report.fixed_term,
                    report.short_contract,
                ],
            });
        }
        sums
    }
}

/// Reports added up: how many, and the columns of form 02/PLI.
#[derive(Clone, Debug, Default)]
pub(crate) struct UseSum {
    pub employers: i64,
    pub counts: [i64; 11],
}

impl UseSum {
    pub(crate) fn add(&mut self, other: &UseSum) {
        self.employers += other.employers;
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, one)| *sum += one);
    }
}

/// `2023-1`, `2023-2`, `2023`.
fn year_of(period: &str) -> Option<i16> {
    period.split('-').next()?.parse().ok()
}

fn of_report(report: &LabourUse) -> [(MarketLine, i64); 9] {
    [
        (MarketLine::Employers, 1),
        (MarketLine::Workers, report.workers),
        (MarketLine::Women, report.women),
        (MarketLine::Over35, report.over_35),
        (MarketLine::Insured, report.insured),
        (MarketLine::Managers, report.managers),
        (MarketLine::HighSkilled, report.high_skilled),
        (MarketLine::MidSkilled, report.mid_skilled),
        (MarketLine::OtherPosition, report.other_position),
    ]
}
