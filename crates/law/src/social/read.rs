//! From the entries of the pages to the tables.

use super::*;
use crate::LawError;
use crate::condition::{Categories, When, name};
use crate::page::Entry;
use crate::provision::{Provision, Provisions};
use crate::timeline::Dating;
use serde::Deserialize;

/// The entry kinds that this module reads.
pub const KINDS: &[&str] = &[
    "regime",
    "category",
    "base_level",
    "social_pension_level",
    "coefficient",
    "start_rule",
    "bar",
    "arrears_rule",
    "combination",
    "conversion",
    "lump_sum",
    "coverage",
    "repeal",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRow {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryRow {
    id: String,
    scheme: Scheme,
    track: Option<Track>,
    part: Option<String>,
    #[serde(default)]
    clause: String,
    levels: Option<String>,
    name: String,
    #[serde(default)]
    when: When,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountRow {
    amount: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoefficientRow {
    category: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    also: Vec<String>,
    age_from: Option<u8>,
    age_below: Option<u8>,
    coefficient: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StartRow {
    applies_to: Vec<String>,
    opens: Opens,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BarRow {
    kind: BarKind,
    #[serde(default)]
    months: i32,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CombinationRow {
    rule: CombinationKind,
    #[serde(default)]
    lead: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConversionRow {
    categories: Vec<String>,
    paid_on: Date,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LumpRow {
    id: String,
    part: String,
    rank: u8,
    name: String,
    amount: Option<i64>,
    multiple_of_base: Option<String>,
    multiple_of_pension: Option<String>,
    any: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverageRow {
    last_month: String,
}

/// Exactly one of the three names what ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepealRow {
    category: Option<String>,
    bar: Option<BarKind>,
    combination: Option<CombinationKind>,
}

impl Categories for Social {
    fn category(&self, id: &str) -> Option<u16> {
        Social::category(self, id).map(|(at, _)| at)
    }

    fn clause(&self, clause: &str) -> Vec<u16> {
        let all = (0u16..).zip(&self.categories);
        all.filter(|(_, category)| &*category.clause == clause).map(|(at, _)| at).collect()
    }
}

/// Entries on their way into the tables.
struct Reading<'a> {
    social: Social,
    provisions: &'a mut Provisions,
}

impl Social {
    /// Reads the entries of `KINDS`; national ones must come before provincial ones of the same value.
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Social, LawError> {
        let social = Social { empty: name(""), ..Social::default() };
        let mut reading = Reading { social, provisions };
        let of = |kind: &'static str| entries.iter().filter(move |entry| entry.kind == kind);
        for entry in of("category") {
            reading.declare(entry)?;
        }
        for entry in of("category") {
            reading.version(entry)?;
        }
        reading.no_circles(entries)?;
        let (national, provincial): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().filter(|entry| entry.kind != "category").partition(|entry| !entry.provincial);
        reading.generations(&national)?;
        for entry in national.into_iter().chain(provincial) {
            reading.entry(entry)?;
        }
        reading.social.note_rule_days();
        reading.social.note_ages();
        Ok(reading.social)
    }

    fn note_rule_days(&mut self) {
        let mut days: Vec<Date> = self.regimes.starts().chain(self.arrears.starts()).collect();
        days.extend(self.categories.iter().flat_map(|category| category.versions.starts()));
        days.extend(self.start_rules.iter().flat_map(|rule| rule.opens.starts()));
        days.extend(self.bars.values().flat_map(Timeline::starts));
        days.extend(self.combinations.values().flat_map(Timeline::starts));
        days.extend(self.conversions.iter().map(|conversion| conversion.dating.from));
        days.sort_unstable();
        days.dedup();
        self.rule_days = days;
    }

    fn note_ages(&mut self) {
        let versions = self.categories.iter().flat_map(|category| category.versions.values());
        let grounds = self.lump_sums.iter().flat_map(|lump| lump.versions.values());
        let grounds = grounds.flat_map(|version| &version.value.any).flat_map(|ground| &ground.when);
        let conditions = versions.flat_map(|version| &version.value.when).chain(grounds);
        let mut ages: Vec<u8> = conditions.flat_map(Condition::ages).flatten().collect();
        let generations = self.levels.iter().flat_map(|table| table.generations.values());
        for row in generations.flat_map(|generation| &generation.value.rows) {
            ages.extend(row.age_from.into_iter().chain(row.age_below));
        }
        ages.sort_unstable();
        ages.dedup();
        self.ages = ages;
    }
}

impl Reading<'_> {
    fn provision(&mut self, entry: &Entry, dating: &Dating, text: String) -> u16 {
        let citation = entry.citation.clone();
        self.provisions.add(Provision { citation, confidence: dating.confidence, text })
    }

    fn cite<T>(&mut self, entry: &Entry, dating: Dating, text: String, value: T) -> Cited<T> {
        let provision = self.provision(entry, &dating, text);
        Cited { value, provision, dating }
    }

    /// First pass: the names, so that conditions can refer to categories of any page.
    fn declare(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (_, row): (Dating, CategoryRow) = Dating::split(entry)?;
        let track = match row.scheme {
            Scheme::SocialAllowance | Scheme::Institution => Track::Allowance,
            Scheme::CareSupport => Track::Care,
            Scheme::SocialPension => Track::Pension,
            Scheme::Merit | Scheme::SocialOneOff | Scheme::MeritOneOff => {
                return Err(entry.error(format!("scheme {} không dùng ở đây", row.scheme.word())));
            }
        };
        let track = row.track.unwrap_or(track);
        let part = row.part.as_deref().unwrap_or(match row.scheme {
            Scheme::Institution => "institution",
            Scheme::CareSupport => "care",
            Scheme::SocialPension => "pension",
            Scheme::SocialAllowance | Scheme::Merit | Scheme::SocialOneOff | Scheme::MeritOneOff => {
                "allowance"
            }
        });
        if let Some((_, known)) = self.social.category(&row.id) {
            let same = known.scheme == row.scheme && known.track == track && *known.clause == row.clause;
            return if same && &*known.part == part {
                Ok(())
            } else {
                Err(entry.error(format!("{:?} đã có với scheme, clause hoặc part khác", row.id)))
            };
        }
        let levels = self.level_table(row.levels.as_deref().unwrap_or(&row.id));
        self.social.categories.push(Category {
            id: name(&row.id),
            scheme: row.scheme,
            track,
            part: name(part),
            clause: name(&row.clause),
            levels,
            versions: Timeline::default(),
        });
        Ok(())
    }

    fn level_table(&mut self, id: &str) -> u16 {
        let levels = &mut self.social.levels;
        let at = levels.iter().position(|table| &*table.name == id).unwrap_or_else(|| {
            levels.push(LevelTable {
                name: name(id),
                generations: Timeline::default(),
                provincial: Vec::new(),
            });
            levels.len() - 1
        });
        at as u16
    }

    fn version(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, CategoryRow) = Dating::split(entry)?;
        let when = row.when.conditions(&self.social).map_err(|message| entry.error(message))?;
        let needs = when.iter().fold(0, |needs, condition| needs | condition.needs());
        let Some((at, _)) = self.social.category(&row.id) else { return Ok(()) };
        let cited = self.cite(entry, dating, row.name.clone(), Version { name: row.name, when, needs });
        self.social.categories[usize::from(at)].versions.add(cited, entry)
    }

    /// A category that others look up may not look up further ones.
    fn no_circles(&self, entries: &[Entry]) -> Result<(), LawError> {
        let categories = &self.social.categories;
        let refers = |at: u16| {
            let versions = categories[usize::from(at)].versions.values();
            let mut when = versions.flat_map(|version| &version.value.when);
            when.any(|condition| !condition.refers_to().is_empty())
        };
        for category in categories {
            for version in category.versions.values() {
                let mut looked_up = version.value.when.iter().flat_map(Condition::refers_to);
                if looked_up.any(|at| refers(*at)) {
                    let of = |entry: &&Entry| {
                        entry.table.get("id").and_then(|id| id.as_str()) == Some(&category.id)
                    };
                    let message =
                        format!("{} xét theo một đối tượng mà nó lại xét theo đối tượng khác", category.id);
                    let entry = entries.iter().find(of);
                    return Err(entry.map_or(LawError::UnknownTerms(message.clone()), |e| e.error(message)));
                }
            }
        }
        Ok(())
    }

    /// Rows of one table with one start make one generation.
    fn generations(&mut self, national: &[&Entry]) -> Result<(), LawError> {
        let mut found: BTreeMap<(u16, Date), (Dating, &Entry, Vec<levels::Row>)> = BTreeMap::new();
        for entry in national.iter().filter(|entry| entry.kind == "coefficient") {
            let (dating, row): (Dating, CoefficientRow) = Dating::split(entry)?;
            let at = self.known_table(&row.category, entry)?;
            let coefficient = coefficient(&row.coefficient, entry)?;
            let text = format!("Hệ số {}", comma(coefficient));
            let provision = self.provision(entry, &dating, text);
            let row = levels::Row {
                class: name(&row.class),
                also: row.also.iter().map(|class| name(class)).collect(),
                age_from: row.age_from,
                age_below: row.age_below,
                coefficient,
                provision,
                confidence: dating.confidence,
            };
            let (first, _, rows) =
                found.entry((at, dating.from)).or_insert_with(|| (dating, *entry, Vec::new()));
            if first.in_force_on != dating.in_force_on {
                return Err(entry.error("các hệ số của một bảng từ cùng tháng phải cùng ngày hiệu lực"));
            }
            if rows.iter().any(|other| other.class == row.class) {
                return Err(entry.error(format!("lớp {:?} có hai hệ số", row.class)));
            }
            rows.push(row);
        }
        for ((at, _), (dating, entry, rows)) in found {
            // A row of low confidence must not hide its neighbours: each row keeps its own mark.
            let dating = Dating { confidence: crate::Confidence::Source, ..dating };
            let provision = rows.first().map_or(0, |row| row.provision);
            let cited = Cited { value: Generation { rows }, provision, dating };
            self.social.levels[usize::from(at)].generations.add(cited, entry)?;
        }
        Ok(())
    }

    fn known_table(&self, id: &str, entry: &Entry) -> Result<u16, LawError> {
        let at = self.social.levels.iter().position(|table| &*table.name == id);
        at.map(|at| at as u16).ok_or_else(|| entry.error(format!("không có đối tượng hay bảng hệ số {id:?}")))
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), LawError> {
        match entry.kind.as_str() {
            "base_level" | "social_pension_level" => self.level(entry),
            "coefficient" if entry.provincial => self.raise(entry),
            "coefficient" => Ok(()),
            _ if entry.provincial => Err(entry.error("trang của tỉnh chỉ nâng mức, không đặt quy định khác")),
            "start_rule" => self.start_rule(entry),
            "bar" => self.bar(entry),
            "combination" => self.combination(entry),
            "conversion" => self.conversion(entry),
            "lump_sum" => self.lump_sum(entry),
            "repeal" => self.repeal(entry),
            "regime" => {
                let (dating, row): (Dating, TextRow) = Dating::split(entry)?;
                let cited = self.cite(entry, dating, row.text.clone(), row.text);
                self.social.regimes.add(cited, entry)
            }
            "arrears_rule" => {
                let (dating, row): (Dating, TextRow) = Dating::split(entry)?;
                let cited = self.cite(entry, dating, row.text, ());
                self.social.arrears.add(cited, entry)
            }
            "coverage" => {
                let row: CoverageRow = entry.read()?;
                let month = Month::parse(&row.last_month);
                let month = month.ok_or_else(|| entry.error("last_month phải là YYYY-MM"))?;
                self.social.last_table_month = self.social.last_table_month.max(Some(month));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn level(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, AmountRow) = Dating::split(entry)?;
        let amount = Vnd(row.amount);
        let is_base = entry.kind == "base_level";
        let what =
            if is_base { "Mức chuẩn trợ giúp xã hội" } else { "Trợ cấp hưu trí xã hội" };
        let cited = self.cite(entry, dating, format!("{what} {amount} đồng/tháng"), amount);
        let table = if is_base { &mut self.social.base } else { &mut self.social.pension };
        if entry.provincial { table.raise(cited, entry) } else { table.national.add(cited, entry) }
    }

    fn raise(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, CoefficientRow) = Dating::split(entry)?;
        let at = self.known_table(&row.category, entry)?;
        let coefficient = coefficient(&row.coefficient, entry)?;
        let cited = self.cite(entry, dating, format!("Hệ số {} của tỉnh", comma(coefficient)), coefficient);
        self.social.levels[usize::from(at)].raise(&name(&row.class), cited, entry)
    }

    fn start_rule(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, StartRow) = Dating::split(entry)?;
        for word in &row.applies_to {
            let applies_to = match (DecisionScheme::from_word(word), self.social.category(word)) {
                (Some(scheme), _) => AppliesTo::Scheme(scheme),
                (None, Some((at, _))) => AppliesTo::Category(at),
                (None, None) => return Err(entry.error(format!("không có đối tượng hay chế độ {word:?}"))),
            };
            let cited = self.cite(entry, dating, row.text.clone(), row.opens);
            let rules = &mut self.social.start_rules;
            let at = rules.iter().position(|rule| rule.applies_to == applies_to).unwrap_or_else(|| {
                rules.push(StartRule { applies_to, opens: Timeline::default() });
                rules.len() - 1
            });
            rules[at].opens.add(cited, entry)?;
        }
        Ok(())
    }

    fn bar(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, BarRow) = Dating::split(entry)?;
        let cited = self.cite(entry, dating, row.text, Bar { months: row.months });
        self.social.bars.entry(row.kind).or_default().add(cited, entry)
    }

    fn combination(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, CombinationRow) = Dating::split(entry)?;
        let clauses = |clauses: &[String]| -> Vec<u16> {
            clauses.iter().flat_map(|clause| Categories::clause(&self.social, clause)).collect()
        };
        let value = Combination { lead: clauses(&row.lead), beside: clauses(&row.beside) };
        let cited = self.cite(entry, dating, row.text, value);
        self.social.combinations.entry(row.rule).or_default().add(cited, entry)
    }

    fn conversion(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, ConversionRow) = Dating::split(entry)?;
        let mut categories = Vec::new();
        for id in &row.categories {
            let (at, _) =
                self.social.category(id).ok_or_else(|| entry.error(format!("không có đối tượng {id:?}")))?;
            categories.push(at);
        }
        let cited = self.cite(entry, dating, row.text, Conversion { categories, paid_on: row.paid_on });
        self.social.conversions.push(cited);
        Ok(())
    }

    fn lump_sum(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, LumpRow) = Dating::split(entry)?;
        let amount = match (row.amount, &row.multiple_of_base, &row.multiple_of_pension) {
            (Some(amount), None, None) => LumpAmount::Fixed(Vnd(amount)),
            (None, Some(times), None) => LumpAmount::TimesBase(coefficient(times, entry)?),
            (None, None, Some(times)) => LumpAmount::TimesPension(coefficient(times, entry)?),
            _ => {
                return Err(entry.error("cần đúng một trong amount, multiple_of_base, multiple_of_pension"));
            }
        };
        let mut any = Vec::new();
        for mut table in row.any {
            let mut word = |key: &str| table.remove(key).and_then(|value| value.as_str().map(str::to_owned));
            let (paid, applied) = (word("paid"), word("applied"));
            let scheme = |word: String| Scheme::from_word(&word).ok_or_else(|| entry.error(word));
            let decision = |word: String| DecisionScheme::from_word(&word).ok_or_else(|| entry.error(word));
            let when: When = Entry { table, ..entry.clone() }.read()?;
            any.push(LumpGround {
                paid: paid.map(scheme).transpose()?,
                applied: applied.map(decision).transpose()?,
                when: when.conditions(&self.social).map_err(|message| entry.error(message))?,
            });
        }
        let cited = self.cite(entry, dating, row.name, LumpSumVersion { amount, any });
        let lumps = &mut self.social.lump_sums;
        let at = lumps.iter().position(|lump| *lump.id == *row.id).unwrap_or_else(|| {
            let (id, part) = (name(&row.id), name(&row.part));
            lumps.push(LumpSum { id, part, rank: row.rank, versions: Timeline::default() });
            lumps.len() - 1
        });
        lumps[at].versions.add(cited, entry)
    }

    fn repeal(&mut self, entry: &Entry) -> Result<(), LawError> {
        let (dating, row): (Dating, RepealRow) = Dating::split(entry)?;
        let social = &mut self.social;
        match (row.category, row.bar, row.combination) {
            (Some(id), None, None) => {
                let found = social.categories.iter_mut().find(|category| *category.id == *id);
                let category = found.ok_or_else(|| entry.error(format!("không có đối tượng {id:?}")))?;
                category.versions.repeal(dating, entry)
            }
            (None, Some(bar), None) => social.bars.entry(bar).or_default().repeal(dating, entry),
            (None, None, Some(rule)) => social.combinations.entry(rule).or_default().repeal(dating, entry),
            _ => Err(entry.error("repeal nêu đúng một trong category, bar, combination")),
        }
    }
}

fn coefficient(text: &str, entry: &Entry) -> Result<Coefficient, LawError> {
    Coefficient::parse(text).ok_or_else(|| entry.error(format!("hệ số {text:?} không đọc được")))
}

/// `1,5`, as written in Vietnam.
pub fn comma(coefficient: Coefficient) -> String {
    coefficient.to_string().replace('.', ",")
}
