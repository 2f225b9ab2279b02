//! The catalogue: every figure that the office reports, under its stable id.

use super::clock::{Clock, Months, Window};
use super::query::Query;
use Fold::{Count, Fewer, OfTarget, Ratio, Sum, Verdict};

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
    /// Things counted one by one that are neither people nor households: classes, disputes, visits, houses.
    Item,
    /// Gift shares: one gift to one recipient on one occasion from one source.
    Gift,
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
            Unit::Item => "",
            Unit::Gift => "suất quà",
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
    Labour,
    Training,
    Merit,
    Assistance,
    Poverty,
    Children,
    Campaigns,
    Registry,
    Movements,
    Tasks,
}

impl Section {
    /// In the order of a report.
    pub const ALL: [Section; 10] = [
        Section::Labour,
        Section::Training,
        Section::Merit,
        Section::Assistance,
        Section::Poverty,
        Section::Children,
        Section::Campaigns,
        Section::Registry,
        Section::Movements,
        Section::Tasks,
    ];

    pub fn title_vi(self) -> &'static str {
        match self {
            Section::Labour => "Lao động, việc làm",
            Section::Training => "Đào tạo nghề",
            Section::Merit => "Chi trả trợ cấp ưu đãi người có công",
            Section::Assistance => "Chi trả trợ giúp xã hội",
            Section::Poverty => "Giảm nghèo",
            Section::Children => "Trẻ em và bình đẳng giới",
            Section::Campaigns => "Quà Tết và các đợt chăm lo",
            Section::Registry => "Sổ quản lý người có công",
            Section::Movements => "Đền ơn đáp nghĩa",
            Section::Tasks => "Kế hoạch và nhiệm vụ được giao",
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
    /// Per cent of the target of the year, like a ratio.
    OfTarget {
        of: Operand,
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

mod list;
pub use list::CATALOGUE;

/// A figure of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureKey {
    pub spec: &'static Spec,
    pub year: i16,
    /// Of the report; the whole year unless it says otherwise.
    pub months: Months,
}

impl FigureKey {
    /// Of the whole year.
    pub fn of_year(spec: &'static Spec, year: i16) -> FigureKey {
        FigureKey { spec, year, months: Months::YEAR }
    }

    /// The same figure for some months of its year.
    #[must_use]
    pub fn during(self, months: Months) -> FigureKey {
        FigureKey { months, ..self }
    }

    pub fn window(self) -> Window {
        self.spec.clock.window(self.year, self.months)
    }

    /// By which clock it was taken, in words.
    pub fn clock_shown(self) -> String {
        self.spec.clock.shown(self.year, self.months)
    }

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
        Some(FigureKey { spec, year: self.year + operand.years, ..self })
    }

    /// The figures that this one is made of: none for a base figure.
    pub fn operands(self) -> Vec<FigureKey> {
        let operands = match self.spec.fold {
            Count(_) | Sum(_) => vec![],
            Ratio { part, whole } => vec![part, whole],
            Fewer { before, now } => vec![before, now],
            OfTarget { of } | Verdict { of } => vec![of],
        };
        operands.into_iter().filter_map(|operand| self.operand(operand)).collect()
    }

    /// The base figures below it, each once: their rows are its evidence.
    pub fn bases(self) -> Vec<(Query, FigureKey)> {
        let mut found: Vec<(Query, FigureKey)> = Vec::new();
        match self.spec.fold {
            Count(query) | Sum(query) => found.push((query, self)),
            Ratio { .. } | Fewer { .. } | OfTarget { .. } | Verdict { .. } => {
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
            let mut keys = years.into_iter().map(|year| FigureKey::of_year(spec, year));
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
                (true, Fewer { .. } | OfTarget { .. } | Verdict { .. }) => period - 1,
            };
            keys.extend((first..=period).map(|year| FigureKey::of_year(spec, year)));
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
            let key = FigureKey::of_year(spec, 2023);
            let wanted = match spec.fold {
                Count(_) | Sum(_) => 0,
                Ratio { .. } | Fewer { .. } => 2,
                OfTarget { .. } | Verdict { .. } => 1,
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
