//! From a sheet to a table: the heading row, the columns by their Vietnamese headings, the kind of list.

use super::reader::{Cell, Sheet};
use domain::Sex;
use domain::labels::Labelled;
use domain::names::{compare_key, fold};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A column that a kind of list may have.
#[derive(Debug)]
pub struct Column {
    /// As we write it.
    pub name: &'static str,
    pub synonyms: &'static [&'static str],
    pub presence: Presence,
    /// How a form asks for it.
    pub input: Input,
    /// What a form says below the heading, where the heading alone does not tell how to write it.
    pub hint: &'static str,
}

/// What a form shows for a column; the importer reads text all the same.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    Text,
    /// Several lines.
    Note,
    Date,
    Year,
    Month,
    /// A whole number.
    Count,
    /// Đồng.
    Money,
    /// `x` or nothing.
    Yes,
    /// A commune of the office's area.
    Commune,
    /// One of the labels that the importer reads.
    Choice(fn() -> Vec<&'static str>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

/// `required("Họ và tên")`
pub const fn required(name: &'static str) -> Column {
    Column { name, synonyms: &[], presence: Presence::Required, input: Input::Text, hint: "" }
}

pub const fn optional(name: &'static str) -> Column {
    Column { name, synonyms: &[], presence: Presence::Optional, input: Input::Text, hint: "" }
}

impl Column {
    /// The column with other headings that mean it.
    pub const fn or(self, synonyms: &'static [&'static str]) -> Column {
        Column { synonyms, ..self }
    }

    /// The column with what a form says below its heading.
    pub const fn hint(self, hint: &'static str) -> Column {
        Column { hint, ..self }
    }

    /// The column with the way in which a form asks for it.
    pub const fn ask(self, input: Input) -> Column {
        Column { input, ..self }
    }
}

/// For `Input::Choice`: the labels that we write.
pub fn labels<T: Labelled>() -> Vec<&'static str> {
    T::VALUES.iter().map(|value| value.label()).collect()
}

/// The names of all columns: the headings of a list that goes out as it comes in.
pub const fn names_of<const N: usize>(columns: &[Column]) -> [&'static str; N] {
    assert!(columns.len() == N, "one heading for each column");
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = columns[at].name;
        at += 1;
    }
    names
}

/// Headings that many lists share. `Nam` and `Nữ` hold the birth date of a man or a woman.
pub const FULL_NAME: Column =
    required("Họ và tên").or(&["Họ tên", "Họ và tên đối tượng", "Họ tên đối tượng"]);
pub const MAN_BORN: Column = optional("Nam").or(&["Năm sinh nam", "Ngày sinh nam", "Sinh nam"]);
pub const WOMAN_BORN: Column = optional("Nữ").or(&["Năm sinh nữ", "Ngày sinh nữ", "Sinh nữ"]);
pub const BORN: Column =
    optional("Ngày sinh").or(&["Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh"]);
pub const SEX: Column = optional("Giới tính").or(&["Phái"]).ask(Input::Choice(labels::<Sex>));
pub const CITIZEN: Column = optional("Số CCCD").or(&[
    "CCCD",
    "Số CCCD/CMND",
    "Số CMND/CCCD",
    "CMND/CCCD",
    "Số định danh",
    "Số định danh cá nhân",
    "Số căn cước",
    "Số căn cước công dân",
    "CMND",
    "Số CMND",
]);
pub const COMMUNE: Column = required("Xã, phường")
    .or(&[
        "Xã, phường, thị trấn",
        "Xã/phường",
        "Phường, xã",
        "Phường/xã",
        "Xã",
        "Phường",
        "Đơn vị",
        "Xã phường",
    ])
    .ask(Input::Commune);
pub const COMMUNE_OPTIONAL: Column = Column { presence: Presence::Optional, ..COMMUNE };
pub const HAMLET: Column =
    optional("Ấp, khu phố").or(&["Ấp", "Khu phố", "Ấp/khu phố", "Khu phố, ấp", "Thôn, ấp", "Thôn, tổ"]);
pub const FILE_CODE: Column = required("Mã đối tượng").or(&["Mã số đối tượng", "Mã ĐT"]);
pub const FILE_CODE_OPTIONAL: Column = Column { presence: Presence::Optional, ..FILE_CODE };

/// A sheet with its columns found.
#[derive(Debug)]
pub struct Table<'a> {
    pub sheet: &'a Sheet,
    /// The heading of each column as the file writes it.
    pub headings: Vec<String>,
    /// Position in the sheet of each column of the kind, in the kind's order.
    positions: Vec<Option<usize>>,
    columns: &'static [Column],
    /// Index of the first row below the headings.
    first: usize,
}

/// Title rows above the headings are looked through down to here.
const HEADING_WITHIN: usize = 40;

impl<'a> Table<'a> {
    /// The sheet read as a list with these columns; `None` if a required heading is missing.
    pub fn find(sheet: &'a Sheet, columns: &'static [Column]) -> Option<Table<'a>> {
        Table::find_in(sheet, columns, &Written::of(sheet))
    }

    /// The same where the sheet's headings have been read for another kind already.
    pub(super) fn find_in(
        sheet: &'a Sheet,
        columns: &'static [Column],
        written: &Written,
    ) -> Option<Table<'a>> {
        let wanted: Vec<&[Heading]> = columns.iter().map(names).collect();
        let rows = (0..written.rows.len()).filter(|row| written.may_head(*row, columns, &wanted));
        rows.filter_map(|row| {
            let single = written.headings(row, None);
            // A title above the headings is no upper row of theirs.
            let is_upper = positions(&single, &wanted).iter().flatten().count() >= 2;
            let below = written.rows.get(row + 1).filter(|_| is_upper);
            let double = below.map(|_| written.headings(row, Some(row + 1)));
            let candidates = [(Some(single), row + 1), (double, row + 2)];
            let tables = candidates.into_iter().filter_map(|(headings, first)| {
                let headings = headings?;
                let positions = positions(&headings, &wanted);
                let complete = columns
                    .iter()
                    .zip(&positions)
                    .all(|(column, position)| column.presence == Presence::Optional || position.is_some());
                let headings = headings.iter().map(|heading| heading.text.clone()).collect();
                complete.then_some(Table { sheet, headings, positions, columns, first })
            });
            // Two rows are headings only if the second names columns that the first does not.
            tables.reduce(|single, double| if double.found() > single.found() { double } else { single })
        })
        .next()
    }

    fn found(&self) -> usize {
        self.positions.iter().flatten().count()
    }

    pub fn required_count(&self) -> usize {
        self.columns.iter().filter(|column| column.presence == Presence::Required).count()
    }

    /// Whether the kind's rows name people.
    pub fn names_people(&self) -> bool {
        let people = [
            FULL_NAME.name,
            CITIZEN.name,
            FILE_CODE.name,
            "Số hồ sơ",
            "Hồ sơ liệt sĩ",
            "Mã đối tượng chăm sóc",
        ];
        self.columns.iter().any(|column| people.contains(&column.name))
    }

    /// Position in the sheet of the column of that name; `None` if the sheet lacks it.
    ///
    /// A name that the kind does not declare is found nowhere either; the test of each kind reads all of its
    /// columns.
    pub fn position(&self, name: &str) -> Option<usize> {
        let index = self.columns.iter().position(|column| column.name == name)?;
        self.positions[index]
    }

    /// Rows of data with their row numbers: without blank and sum rows, captions, repeated headings and the row of
    /// column numbers.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &'a [Cell])> {
        let sheet = self.sheet;
        let below = sheet.rows.iter().enumerate().skip(self.first);
        below.filter(move |(index, row)| self.is_data(*index, row)).map(move |(index, row)| {
            (sheet.first_row + u32::try_from(index).unwrap_or(u32::MAX), row.as_slice())
        })
    }

    fn is_data(&self, index: usize, row: &[Cell]) -> bool {
        let filled: Vec<&Cell> = row.iter().filter(|cell| !cell.is_empty()).collect();
        let required = self.required_count();
        let present = self.columns.iter().zip(&self.positions).filter(|(column, position)| {
            column.presence == Presence::Required
                && position.is_some_and(|at| row.get(at).is_some_and(|cell| !cell.is_empty()))
        });
        let present = present.count();
        if filled.is_empty() || is_sum(&filled) && present < required {
            return false;
        }
        if present < required && filled.len() <= 2 && required > 2 {
            return false;
        }
        let below_headings = index == self.first;
        !(self.is_repeated_heading(row) || below_headings && is_column_numbers(&filled))
    }

    fn is_repeated_heading(&self, row: &[Cell]) -> bool {
        let mut required = self
            .columns
            .iter()
            .zip(&self.positions)
            .filter(|(column, _)| column.presence == Presence::Required)
            .filter_map(|(_, position)| *position);
        required.all(|at| {
            row.get(at).is_some_and(
                |cell| matches!(cell, Cell::Text(text) if fold(text) == fold(&self.headings[at])),
            )
        })
    }
}

/// Folded without punctuation: `Xã/Phường` = `Xã, phường`.
fn key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A heading with and without its marks.
#[derive(Debug, Default)]
pub(super) struct Heading {
    text: String,
    marked: String,
    plain: String,
}

impl Heading {
    pub(super) fn of(text: &str) -> Heading {
        let words = compare_key(text);
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let marked = words.collect::<Vec<_>>().join(" ");
        Heading { text: text.to_owned(), marked, plain: key(text) }
    }

    /// Whether the heading of a file can mean this name. Files leave marks out (`HO VA TEN`) and set them wrongly,
    /// but they do not add them: `Năm`, the year, is never `Nam`, the births of men.
    pub(super) fn is_meant_by(&self, written: &Heading) -> bool {
        self.plain == written.plain && (self.marked != self.plain || written.marked == written.plain)
    }
}

/// The names of a column, its own first. Those of the kinds are constants, asked for with every sheet: each is taken
/// apart once in the life of the program.
fn names(column: &Column) -> &'static [Heading] {
    type Names = (&'static str, &'static [&'static str]);
    static KNOWN: LazyLock<Mutex<HashMap<Names, &'static [Heading]>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry((column.name, column.synonyms)).or_insert_with(|| {
        let names = std::iter::once(&column.name).chain(column.synonyms);
        Vec::leak(names.map(|name| Heading::of(name)).collect())
    })
}

/// The rows of a sheet among which its headings are, read once for all kinds.
pub(super) struct Written {
    rows: Vec<Vec<Heading>>,
}

impl Written {
    pub(super) fn of(sheet: &Sheet) -> Written {
        // The last row that may be an upper one has a lower one below.
        let rows = sheet.rows.iter().take(HEADING_WITHIN + 1);
        let heading =
            |cell: &Cell| if cell.is_empty() { Heading::default() } else { Heading::of(&cell.shown()) };
        Written { rows: rows.map(|row| row.iter().map(heading).collect()).collect() }
    }

    /// The headings of a row; of two rows, the lower one's where it has one (merged cells above).
    fn headings(&self, upper: usize, lower: Option<usize>) -> Vec<&Heading> {
        static NONE: Heading = Heading { text: String::new(), marked: String::new(), plain: String::new() };
        let row = |row: Option<usize>| row.and_then(|row| self.rows.get(row)).map_or(&[][..], Vec::as_slice);
        let (upper, lower) = (row(Some(upper)), row(lower));
        let filled = |column: usize| lower.get(column).filter(|heading| !heading.text.is_empty());
        let heading = |column| filled(column).or_else(|| upper.get(column)).unwrap_or(&NONE);
        (0..upper.len().max(lower.len())).map(heading).collect()
    }

    /// The required headings that the sheet lacks, by the row that has most headings of the kind.
    pub(super) fn lacking(&self, columns: &'static [Column]) -> Vec<&'static str> {
        let wanted: Vec<&[Heading]> = columns.iter().map(names).collect();
        let rows = (0..self.rows.len().min(HEADING_WITHIN)).map(|row| self.headings(row, None));
        let found = rows.map(|headings| positions(&headings, &wanted));
        let best = found.max_by_key(|positions| positions.iter().flatten().count()).unwrap_or_default();
        let is_there = |at: usize| best.get(at).is_some_and(Option::is_some);
        let required = columns.iter().enumerate().filter(|(_, column)| column.presence == Presence::Required);
        required.filter(|(at, _)| !is_there(*at)).map(|(_, column)| column.name).collect()
    }

    /// Whether the row, alone or with the one below, has a heading for every required column: quickly answered, and
    /// most rows have not.
    fn may_head(&self, row: usize, columns: &[Column], wanted: &[&[Heading]]) -> bool {
        let written = || self.rows.iter().skip(row).take(2).flatten();
        let means = |name: &Heading| written().any(|one| one.marked == name.marked || name.is_meant_by(one));
        row < HEADING_WITHIN
            && columns
                .iter()
                .zip(wanted)
                .filter(|(column, _)| column.presence == Presence::Required)
                .all(|(_, names)| names.iter().any(means))
    }
}

/// Each wanted column takes the leftmost heading of that name; a column's own name goes before its synonyms, and a
/// heading written as a column is named belongs to no other (`Nam` beside a column `Năm`).
fn positions(written: &[&Heading], wanted: &[&[Heading]]) -> Vec<Option<usize>> {
    let exact = |names: &&[Heading]| {
        names.iter().find_map(|name| written.iter().position(|one| one.marked == name.marked))
    };
    let exact: Vec<Option<usize>> = wanted.iter().map(exact).collect();
    let meant = |names: &&[Heading]| {
        names.iter().find_map(|name| {
            let free = |at: usize, one: &Heading| name.is_meant_by(one) && !exact.contains(&Some(at));
            written.iter().enumerate().position(|(at, one)| free(at, one))
        })
    };
    exact.iter().zip(wanted).map(|(exact, names)| exact.or_else(|| meant(names))).collect()
}

fn is_sum(filled: &[&Cell]) -> bool {
    filled.iter().take(3).any(|cell| match cell {
        Cell::Text(text) => {
            let key = key(text);
            ["cong", "tong cong", "tong", "tong so"].contains(&key.as_str())
                || key.starts_with("cong ") && key.len() < 24
                || key.starts_with("tong cong ")
        }
        Cell::Empty | Cell::Number(_) | Cell::Date(_) => false,
    })
}

/// `(1) (2) (3)` or `A B 1 2` under the headings.
fn is_column_numbers(filled: &[&Cell]) -> bool {
    filled.len() >= 3
        && filled.iter().all(|cell| {
            let shown = cell.shown();
            let inner = shown.trim_matches(|c: char| "()[]".contains(c) || c == ' ');
            let number = inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit());
            !inner.is_empty() && (number || inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_uppercase()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[FULL_NAME, MAN_BORN, WOMAN_BORN, COMMUNE, required("Số tiền"), CITIZEN];

    fn sheet(text: &str) -> Sheet {
        let rows = text.lines().map(|line| line.split('|').map(Cell::text).collect());
        Sheet::new("a.xlsx", "b", 1, rows.collect())
    }

    fn names_of(text: &str) -> Option<Vec<(u32, String)>> {
        let sheet = sheet(text);
        let table = Table::find(&sheet, COLUMNS)?;
        let at = table.position("Họ và tên").unwrap();
        Some(table.rows().map(|(number, row)| (number, row[at].shown())).collect())
    }

    #[test]
    fn headings_are_found_under_titles_in_any_order_and_case() {
        let found = names_of("CỘNG HÒA|\n\nDANH SÁCH|\nSTT|XÃ/PHƯỜNG|HO VA TEN|Số Tiền\n1|An Hòa|Lê An|5");
        assert_eq!(found, Some(vec![(5, "Lê An".to_owned())]));
        assert_eq!(names_of("Họ và tên|Xã, phường\nLê An|An Hòa"), None, "a required heading is missing");
    }

    #[test]
    fn merged_headings_stand_in_two_rows() {
        let text = "STT|Họ và tên|Năm sinh||Xã, phường|Số tiền\n||Nam|Nữ||\n1|Lê An|1950||An Hòa|5";
        let sheet = sheet(text);
        let table = Table::find(&sheet, COLUMNS).unwrap();
        assert_eq!((table.position("Nam"), table.position("Nữ")), (Some(2), Some(3)));
        assert_eq!(table.rows().count(), 1);
    }

    #[test]
    fn the_year_is_not_the_births_of_men() {
        let check = |columns: &'static [Column], headings: &str, expected: [Option<usize>; 2]| {
            let sheet = sheet(&format!("{headings}\n1|Lê An|An Hòa|5|2023|1950"));
            let found = Table::find(&sheet, columns);
            let found = found.map(|table| [table.position("Nam"), table.position("Năm")]);
            assert_eq!(found, Some(expected), "{headings}");
        };
        const WITHOUT: &[Column] = &[FULL_NAME, MAN_BORN, COMMUNE, required("Số tiền")];
        const WITH: &[Column] = &[FULL_NAME, MAN_BORN, COMMUNE, required("Số tiền"), optional("Năm")];
        let head = "STT|Họ và tên|Xã, phường|Số tiền";
        check(WITHOUT, &format!("{head}|Năm|Nam"), [Some(5), None]);
        check(WITHOUT, &format!("{head}|Năm|Ngày sinh"), [None, None]);
        check(WITHOUT, &format!("{head}|NAM|"), [Some(4), None]);
        check(WITHOUT, &format!("{head}|Na\u{306}m|"), [None, None]);
        check(WITH, &format!("{head}|Năm|Nam"), [Some(5), Some(4)]);
        check(WITH, &format!("{head}|NĂM|NAM"), [Some(5), Some(4)]);
        check(WITH, &format!("{head}|Năm|"), [None, Some(4)]);
        // Without marks it is the births of men: a list that must have its year is then not recognised.
        check(WITH, &format!("{head}|Nam|"), [Some(4), None]);
        const YEARLY: &[Column] = &[FULL_NAME, MAN_BORN, COMMUNE, required("Năm")];
        assert!(Table::find(&sheet("Ho va ten|Xa, phuong|Nam\nLe An|An Hoa|2023"), YEARLY).is_none());
    }

    #[test]
    fn sums_captions_numbers_and_repeated_headings_are_no_data() {
        let found = names_of(
            "STT|Họ và tên|Xã, phường|Số tiền\n(1)|(2)|(3)|(4)\nI|Phường An Hòa\n1|Lê An|An Hòa|5\n\
             STT|Họ và tên|Xã, phường|Số tiền\n2|Tổng Thị Cộng|An Hòa|6\n|Tổng cộng||11\nCộng:|||11\n3||An Hòa|8",
        );
        let names: Vec<String> = found.unwrap().into_iter().map(|(_, name)| name).collect();
        assert_eq!(
            names,
            ["Lê An", "Tổng Thị Cộng", ""],
            "a row without a name is data that must be refused"
        );
    }
}
