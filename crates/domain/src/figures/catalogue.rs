//! The catalogue: every figure that the office reports, under its stable id.

use super::clock::Clock::{self, CalendarYear, LastClosedMonth, Review, StockAtPeriodEnd};
use super::query::Query;
use Fold::{Count, Fewer, Ratio, Sum, Verdict};
use Unit::{Household, Line, PerCent, Person, Points, Vnd};

/// One line of the catalogue. `{year}` in id and title stands for the year of the figure; figures without it
/// belong to the period that is reported.
#[derive(Debug, PartialEq, Eq)]
pub struct Spec {
    pub id: &'static str,
    pub title_vi: &'static str,
    pub unit: Unit,
    pub clock: Clock,
    pub fold: Fold,
    pub section: Section,
    /// The figure that says the same of the whole year so far: `lũy kế`.
    pub running: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Person,
    Household,
    Line,
    Vnd,
    PerCent,
    /// Percentage points: the difference of two printed rates.
    Points,
    Verdict,
}

impl Unit {
    pub fn shown(self) -> &'static str {
        match self {
            Unit::Person => "người",
            Unit::Household => "hộ",
            Unit::Line => "suất",
            Unit::Vnd => "đồng",
            Unit::PerCent => "%",
            Unit::Points => "điểm %",
            Unit::Verdict => "",
        }
    }
}

/// The field of work to which a figure belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Merit,
    Assistance,
    Poverty,
    Registry,
}

impl Section {
    pub const ALL: [Section; 4] = [Section::Merit, Section::Assistance, Section::Poverty, Section::Registry];

    pub fn title_vi(self) -> &'static str {
        match self {
            Section::Merit => "Chi trả trợ cấp ưu đãi người có công",
            Section::Assistance => "Chi trả trợ giúp xã hội",
            Section::Poverty => "Giảm nghèo",
            Section::Registry => "Sổ quản lý người có công",
        }
    }
}

/// What becomes of the rows, or of other figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Rows of lists count one each; a total counts what it says.
    Count(Query),
    Sum(Query),
    /// Per cent with two decimals, ties to even.
    Ratio {
        part: Operand,
        whole: Operand,
    },
    /// `before − now`: a decrease is positive. Rates are subtracted as printed.
    Fewer {
        before: Operand,
        now: Operand,
    },
    /// Met or not met, against the target of the year.
    Verdict {
        of: Operand,
    },
}

/// Another figure of the catalogue, `years` later (negative: earlier).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    pub id: &'static str,
    pub years: i16,
}

const fn of(id: &'static str) -> Operand {
    Operand { id, years: 0 }
}

const fn year_before(id: &'static str) -> Operand {
    Operand { id, years: -1 }
}

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

/// A figure of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureKey {
    pub spec: &'static Spec,
    pub year: i16,
}

impl FigureKey {
    pub fn id(self) -> String {
        self.spec.id.replace("{year}", &self.year.to_string())
    }

    pub fn title(self) -> String {
        self.spec.title_vi.replace("{year}", &self.year.to_string())
    }

    /// The same figure one year earlier; figures that name their year have it as a figure of its own.
    pub fn last_year(self) -> Option<FigureKey> {
        (!self.spec.id.contains("{year}")).then_some(FigureKey { year: self.year - 1, ..self })
    }

    /// The figure for the whole year so far.
    pub fn running(self) -> Option<FigureKey> {
        self.operand(of(self.spec.running?))
    }

    /// `None` if the catalogue lacks the operand, which a test excludes.
    pub fn operand(self, operand: Operand) -> Option<FigureKey> {
        let spec = CATALOGUE.iter().find(|spec| spec.id == operand.id)?;
        Some(FigureKey { spec, year: self.year + operand.years })
    }

    /// The figures that this one is made of: none for a base figure.
    pub fn operands(self) -> Vec<FigureKey> {
        let operands = match self.spec.fold {
            Count(_) | Sum(_) => vec![],
            Ratio { part, whole } => vec![part, whole],
            Fewer { before, now } => vec![before, now],
            Verdict { of } => vec![of],
        };
        operands.into_iter().filter_map(|operand| self.operand(operand)).collect()
    }

    /// The base figures below it, each once: their rows are its evidence.
    pub fn bases(self) -> Vec<(Query, FigureKey)> {
        let mut found: Vec<(Query, FigureKey)> = Vec::new();
        match self.spec.fold {
            Count(query) | Sum(query) => found.push((query, self)),
            Ratio { .. } | Fewer { .. } | Verdict { .. } => {
                for base in self.operands().into_iter().flat_map(FigureKey::bases) {
                    if !found.contains(&base) {
                        found.push(base);
                    }
                }
            }
        }
        found
    }

    /// By id, or by its Vietnamese title in any case and with or without marks. `period` is the year of figures
    /// that do not name one.
    pub fn find(text: &str, period: i16) -> Option<FigureKey> {
        let wanted = crate::names::search_key(text);
        CATALOGUE.iter().find_map(|spec| {
            let years = if spec.id.contains("{year}") { named_years(text) } else { vec![period] };
            let mut keys = years.into_iter().map(|year| FigureKey { spec, year });
            keys.find(|key| key.id() == text.trim() || crate::names::search_key(&key.title()) == wanted)
        })
    }

    /// Every figure of a report on `period`: those that name their year also for the year before, and what they
    /// are compared with for the one before that.
    pub fn of_period(period: i16) -> Vec<FigureKey> {
        let mut keys = Vec::new();
        for spec in CATALOGUE {
            let first = match (spec.id.contains("{year}"), spec.fold) {
                (false, _) => period,
                (true, Count(_) | Sum(_) | Ratio { .. }) => period - 2,
                (true, Fewer { .. } | Verdict { .. }) => period - 1,
            };
            keys.extend((first..=period).map(|year| FigureKey { spec, year }));
        }
        keys
    }
}

fn named_years(text: &str) -> Vec<i16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1900..=9000).contains(year))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_operands_exist() {
        let ids: BTreeSet<&str> = CATALOGUE.iter().map(|spec| spec.id).collect();
        assert_eq!(ids.len(), CATALOGUE.len());
        for spec in CATALOGUE {
            let key = FigureKey { spec, year: 2023 };
            let wanted = match spec.fold {
                Count(_) | Sum(_) => 0,
                Ratio { .. } | Fewer { .. } => 2,
                Verdict { .. } => 1,
            };
            assert_eq!(key.operands().len(), wanted, "{}", spec.id);
            assert!(spec.running.is_none_or(|id| ids.contains(id)), "{}", spec.id);
            assert!(!key.bases().is_empty(), "{}", spec.id);
        }
    }

    #[test]
    fn every_query_feeds_one_figure_of_its_name() {
        let mut used = BTreeSet::new();
        for spec in CATALOGUE {
            if let Count(query) | Sum(query) = spec.fold {
                assert_eq!(spec.id.replace(".{year}", ""), query.word());
                assert!(used.insert(query));
            }
        }
        assert_eq!(used.len(), Query::ALL.len());
    }

    #[test]
    fn figures_are_found_by_id_and_by_title() {
        for (text, id) in [
            ("poverty.2022.rate", Some("poverty.2022.rate")),
            ("ty le ho ngheo nam 2023", Some("poverty.2023.rate")),
            ("registry.merit", Some("registry.merit")),
            ("Số liệt sĩ", Some("registry.martyrs")),
            ("poverty.rate", None),
            ("poverty.20223.rate", None),
        ] {
            assert_eq!(FigureKey::find(text, 2023).map(FigureKey::id).as_deref(), id, "{text}");
        }
    }

    #[test]
    fn a_period_carries_the_years_it_compares() {
        let ids: Vec<String> = FigureKey::of_period(2023).into_iter().map(FigureKey::id).collect();
        for id in [
            "poverty.2021.households",
            "poverty.2022.decrease",
            "poverty.2022.rate_decrease",
            "poverty.2023.rate_decrease",
            "poverty.target",
            "registry.heroic_mothers.living",
        ] {
            assert!(ids.iter().any(|found| found == id), "{id}");
        }
        assert!(!ids.contains(&"poverty.2021.decrease".to_owned()));
        let drop = FigureKey::find("poverty.2023.rate_decrease", 2023).unwrap();
        assert_eq!(drop.bases().len(), 4);
    }
}
