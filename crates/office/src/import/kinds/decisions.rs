//! `Sổ quyết định trợ cấp`: decisions received and signed. Rows of one number, day and issuer are one decision.

use super::money::{self, Named, Unmatched, Words};
use super::order;
use crate::convalescence::{Turns, is_turn};
use crate::decisions::{NewDecision, NewItem, SignedPaper, record_in};
use crate::enrolments::{Enrolling, stream};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FILE_CODE_OPTIONAL, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table,
    WOMAN_BORN, labels, optional, required,
};
use crate::import::line::Line;
use crate::import::person::{Identity, Who};
use crate::import::{Change, Import, Kind};
use crate::reach::Reach;
use crate::worship::Worshipped;
use crate::{Field, OfficeError, Permission};
use domain::Month;
use domain::decisions::{DecidedTerms, DecisionKind, Rhythm, is_worked_out};
use domain::ids::{EnrolmentId, PersonId};
use domain::labels::{Labelled, Labels};
use domain::timeline::Dating;
use jiff::civil::Date;
use law::{Name, Scheme};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::decisions;

const COLUMNS: &[Column] = &[
    required("Số quyết định"),
    required("Ngày ký").ask(Input::Date),
    required("Cơ quan ban hành"),
    required("Loại quyết định").ask(Input::Choice(labels::<Wanted>)),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    FILE_CODE_OPTIONAL,
    COMMUNE,
    HAMLET,
    money::SCHEME,
    money::CATEGORY,
    money::PART,
    money::DETAIL,
    money::COEFFICIENT,
    money::RATE,
    money::QUANTITY,
    money::MARTYR_FILE,
    required("Từ tháng").or(&["Hưởng từ tháng"]).ask(Input::Month),
    optional("Mức hưởng").or(&["Số tiền"]).ask(Input::Money),
    optional("Truy lĩnh").ask(Input::Money),
    optional("Lý do"),
    optional("Ngày nhận").ask(Input::Date),
    money::CHANNEL,
    money::POINT,
    money::ACCOUNT,
    money::BANK,
    money::HOLDER,
    money::PROXY,
    money::RELATION,
    money::PROXY_PAPER,
];

pub const KIND: Kind = Kind {
    id: "decisions",
    title: "Sổ quyết định trợ cấp",
    order: order::DECISIONS,
    permission: Permission::RecordDecisions,
    field: None::<Field>,
    columns: COLUMNS,
    list: None,
    read,
};

/// The column `Loại quyết định`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wanted(DecisionKind);

impl Labelled for Wanted {
    const VALUES: &'static [Wanted] = &[
        Wanted(DecisionKind::Grant),
        Wanted(DecisionKind::Change),
        Wanted(DecisionKind::Suspend),
        Wanted(DecisionKind::Resume),
        Wanted(DecisionKind::End),
    ];

    fn labels(self) -> &'static [&'static str] {
        match self.0 {
            DecisionKind::Grant => &["Hưởng", "Trợ cấp", "Hưởng mới"],
            DecisionKind::Change => &["Điều chỉnh", "Thay đổi"],
            DecisionKind::Suspend => &["Tạm dừng", "Tạm đình chỉ"],
            DecisionKind::Resume => &["Hưởng lại", "Tiếp tục hưởng"],
            DecisionKind::End => &["Thôi hưởng", "Dừng hưởng", "Chấm dứt"],
        }
    }
}

/// A row that is complete; its person is in the register.
struct Row {
    kind: DecisionKind,
    person: PersonId,
    scheme: Scheme,
    stream: Name,
    from: Month,
    decided: Option<DecidedTerms>,
    reason: Option<String>,
    known_on: Date,
    change: Change,
}

/// Number, day and issuer; the order of the book is that of the days.
type Paper = (Date, String, String);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let (words, kinds) = (Words::new(), Labels::<Wanted>::new());
    let mut papers: BTreeMap<Paper, Vec<(Line, Row)>> = BTreeMap::new();
    let mut spoilt: HashSet<(Paper, String)> = HashSet::new();
    for mut line in import.lines(table) {
        let paper = paper(&mut line);
        let name = line.text("Họ và tên").unwrap_or_default();
        let row = row(import, &mut line, &words, &kinds)?;
        match (paper, row) {
            (Some(paper), Some(row)) if line.problems.is_empty() => {
                papers.entry(paper).or_default().push((line, row));
            }
            (paper, _) => {
                spoilt.extend(paper.map(|paper| (paper, name)));
                import.set_aside(line);
            }
        }
    }
    import.flush()?;
    let mut enrolling = Enrolling::begin(import.tx, import.office)?;
    let reach = Reach::load(import.ctx, import.tx, KIND.permission)?;
    for (paper, rows) in papers {
        let rows = allowed(import, &reach, &paper, rows)?;
        write(import, &mut enrolling, &paper, rows, &spoilt)?;
    }
    enrolling.save(import.tx, import.office, import.entry)
}

fn paper(line: &mut Line) -> Option<Paper> {
    let (number, issuer) = (line.required("Số quyết định"), line.required("Cơ quan ban hành"));
    let signed_on = line.required_date("Ngày ký");
    Some((signed_on?, number?, issuer?))
}

/// Reads a row and puts its person into the register.
fn row(
    import: &mut Import,
    line: &mut Line,
    words: &Words,
    kinds: &Labels<Wanted>,
) -> Result<Option<Row>, OfficeError> {
    let Some((row, who, identity)) = read_row(import, line, words, kinds) else { return Ok(None) };
    if !line.problems.is_empty() {
        return Ok(None);
    }
    let record = match identity {
        Identity::Known(_) => None,
        Identity::New => match who.record(line) {
            Some(record) => Some(record),
            None => return Ok(None),
        },
    };
    let payee = money::payee(line, words, &who.full_name, row.from.first_day().min(row.known_on));
    let (person, change) = import.put_person(line, identity, &who, record)?;
    if let Some(place) = &who.place {
        import.put_residence(person, place, import.opening)?;
    }
    if let Some(payee) = payee.filter(|_| row.kind == DecisionKind::Grant) {
        import.put_payee(person, payee, Dating::Assumed)?;
    }
    Ok(Some(Row { person, change, ..row }))
}

fn read_row(
    import: &Import,
    line: &mut Line,
    words: &Words,
    kinds: &Labels<Wanted>,
) -> Option<(Row, Who, Identity)> {
    let kind = if line.filled("Loại quyết định") {
        line.label("Loại quyết định", kinds)
    } else {
        None
    };
    line.filled("Từ tháng");
    let from = line.month("Từ tháng");
    let signed_on = line.date("Ngày ký");
    let known_on = line.date("Ngày nhận").or(signed_on);
    let (written, arrears) = (line.amount("Mức hưởng"), line.amount("Truy lĩnh"));
    let who = Who::read(line, import)?;
    let named = Named::read(import, line, words)?;
    let identity = import.identify(line, &who)?;
    let (kind, from, known_on) = (kind?.0, from?, known_on?);
    let known = match identity {
        Identity::Known(person) => import.register.people.get(&person).map(|known| known.record.born),
        Identity::New => None,
    };
    let names_terms = match kind {
        DecisionKind::Grant | DecisionKind::Change => true,
        DecisionKind::Suspend | DecisionKind::Resume | DecisionKind::End => false,
    };
    let decided = if names_terms {
        let terms = named.terms(import.ctx.rules, line, words, known.or(who.born), from, Unmatched::Park)?;
        if is_worked_out(&terms) && written.is_none_or(|sum| sum.0 <= 0) {
            line.refuse(
                "Mức hưởng",
                "khoản này không có trong bảng của pháp luật: phải ghi số tiền của quyết định",
            );
        }
        Some(DecidedTerms {
            terms,
            reference: named.reference.clone(),
            written: written.filter(|sum| sum.0 > 0),
            arrears_written: arrears.filter(|sum| sum.0 > 0),
        })
    } else {
        None
    };
    let scheme = named.scheme();
    let stream = decided.as_ref().map_or_else(|| named.stream(), |one| stream(&one.terms));
    let reason = line.text("Lý do");
    let person = PersonId(0);
    let row = Row { kind, person, scheme, stream, from, decided, reason, known_on, change: Change::Same };
    Some((row, who, identity))
}

/// Sets aside what is not the officer's to record, a second worshipper of one martyr, a second convalescence in one
/// year.
fn allowed<'l>(
    import: &mut Import,
    reach: &Reach,
    (_, number, _): &Paper,
    rows: Vec<(Line<'l>, Row)>,
) -> Result<Vec<(Line<'l>, Row)>, OfficeError> {
    let yearly = |row: &Row| row.decided.as_ref().is_some_and(|one| Rhythm::of(&one.terms) == Rhythm::Yearly);
    let worshipped = match rows.iter().any(|(_, row)| yearly(row)) {
        true => Some(Worshipped::load(import.ctx, import.tx)?),
        false => None,
    };
    let sent = |row: &Row| row.decided.as_ref().is_some_and(|one| is_turn(&one.terms));
    let turns = match rows.iter().any(|(_, row)| sent(row)) {
        true => Some(Turns::load(import.ctx, import.tx)?),
        false => None,
    };
    let mut named: HashMap<Name, PersonId> = HashMap::new();
    let mut years: HashSet<(PersonId, i16)> = HashSet::new();
    let mut allowed = Vec::with_capacity(rows.len());
    for (mut line, row) in rows {
        if !reach.covers(row.person, row.scheme) {
            line.park("Chế độ", "người hoặc chế độ này không thuộc địa bàn, lĩnh vực của cán bộ đang nhập");
        }
        if let (Some(worshipped), Some(decided), true) = (&worshipped, &row.decided, yearly(&row)) {
            let other = named.insert(decided.reference.clone(), row.person);
            if let Some((_, why)) = worshipped.taken(&decided.reference, row.person, row.from) {
                line.park("Hồ sơ liệt sĩ", why);
            } else if other.is_some_and(|other| other != row.person) {
                line.park("Hồ sơ liệt sĩ", "quyết định này ghi hai người thờ cúng cùng một liệt sĩ");
            }
        }
        if let (Some(turns), true) = (&turns, sent(&row)) {
            let year = row.from.year();
            if let Some(why) = turns.taken(row.person, year, Some(number)) {
                line.park("Khoản", why);
            } else if !years.insert((row.person, year)) {
                line.park("Khoản", "quyết định này ghi một người hai lượt điều dưỡng trong năm");
            }
        }
        if line.problems.is_empty() {
            allowed.push((line, row));
        } else {
            import.set_aside(line);
        }
    }
    Ok(allowed)
}

/// Writes one paper: an item for each person, stream and month, with all terms that its rows name.
fn write(
    import: &mut Import,
    enrolling: &mut Enrolling,
    paper: &Paper,
    mut rows: Vec<(Line, Row)>,
    spoilt: &HashSet<(Paper, String)>,
) -> Result<(), OfficeError> {
    let known = known_items(import, paper)?;
    grant_what_widens(enrolling, &mut rows);
    let mut kinds: BTreeMap<(DecisionKind, Date), Vec<(Line, Row)>> = BTreeMap::new();
    for (mut line, row) in rows {
        let enrolment = enrolling.find(row.person, row.scheme, &row.stream);
        let name = line.text("Họ và tên").unwrap_or_default();
        if enrolment.is_some_and(|enrolment| known.contains(&(enrolment, row.from))) {
            import.accept(line, row.change);
        } else if enrolment.is_none() && row.kind != DecisionKind::Grant {
            line.park("Loại quyết định", "người này chưa hưởng chế độ đó");
            import.set_aside(line);
        } else if row.decided.is_some() && spoilt.contains(&(paper.clone(), name)) {
            line.park("Số quyết định", "dòng khác của người này trong quyết định chưa đọc được");
            import.set_aside(line);
        } else {
            if row.kind == DecisionKind::Grant {
                enrolling.open(import.tx, row.person, row.scheme, &row.stream)?;
            }
            kinds.entry((row.kind, row.known_on)).or_default().push((line, row));
        }
    }
    let (signed_on, number, issuer) = paper;
    for ((kind, known_on), rows) in kinds {
        let signed = SignedPaper {
            number: number.clone(),
            signed_on: *signed_on,
            issuer: issuer.clone(),
            signer: None,
            paper: None,
            known_on: known_on.max(*signed_on),
        };
        let new = NewDecision { kind, reason: rows[0].1.reason.clone(), items: items(&rows) };
        let built = record_in(import.ctx, import.tx, import.entry, enrolling, &signed, &new)?;
        for difference in built.differences(import.ctx) {
            let by_law = difference.by_law.map_or_else(|| "chưa rõ".to_owned(), |sum| format!("{sum} đồng"));
            if let Some((line, _)) = rows.first() {
                let text = format!("{number}: ghi {} đồng, theo quy định {by_law}", difference.written);
                import.note(line.number, text);
            }
        }
        enrolling.save_new(import.tx, import.office, import.entry)?;
        built.write(import.ctx, import.tx)?;
        for (line, _) in rows {
            import.accept(line, Change::New);
        }
    }
    Ok(())
}

/// What a paper that changes somebody's scheme changes besides, in a scheme that the person is not in yet, it grants:
/// a higher degree brings the household's care support.
fn grant_what_widens(enrolling: &Enrolling, rows: &mut [(Line, Row)]) {
    let enrolled = |row: &Row| enrolling.find(row.person, row.scheme, &row.stream).is_some();
    let changes = |row: &Row| row.kind == DecisionKind::Change;
    let changed: HashSet<PersonId> =
        rows.iter().filter(|(_, row)| changes(row) && enrolled(row)).map(|(_, row)| row.person).collect();
    for (_, row) in rows {
        if changes(row) && !enrolled(row) && changed.contains(&row.person) {
            row.kind = DecisionKind::Grant;
        }
    }
}

fn items(rows: &[(Line, Row)]) -> Vec<NewItem> {
    let mut items: Vec<NewItem> = Vec::new();
    for (_, row) in rows {
        let same = |item: &&mut NewItem| {
            item.person == row.person
                && item.scheme == row.scheme
                && item.stream == row.stream
                && item.from_month == row.from
        };
        match items.iter_mut().find(same) {
            Some(item) => item.terms.extend(row.decided.clone()),
            None => items.push(NewItem {
                person: row.person,
                scheme: row.scheme,
                stream: row.stream.clone(),
                from_month: row.from,
                terms: row.decided.clone().into_iter().collect(),
            }),
        }
    }
    items
}

/// Enrolments and months that decisions of this number, day and issuer name already.
fn known_items(import: &mut Import, paper: &Paper) -> Result<HashSet<(EnrolmentId, Month)>, OfficeError> {
    let (signed_on, number, issuer) = paper;
    let mut known = HashSet::new();
    for id in decisions::of_paper(import.tx, import.office, number, *signed_on, issuer)? {
        known.extend(decisions::items(import.tx, id)?.iter().map(|item| (item.enrolment, item.from_month)));
    }
    Ok(known)
}
