//! `Phiếu rà soát hộ`: forms A and B. A household that asked and is in no list yet is brought in with its head.

use super::{Codes, Shown, count, date, label, money, words};
use crate::export::{List, mark};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, Presence, SEX, Table, WOMAN_BORN,
    labels, optional, required,
};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::person::{Identity, Who, place};
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::poverty::scoring::{Scorer, Typed};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::households::Member;
use domain::ids::{
    EntryId, HouseholdId, HouseholdMemberId, HouseholdPlaceId, OfficeId, PersonId, PovertyFormId,
};
use domain::labels::{Labelled, Labels};
use domain::people::{PersonRecord, Place};
use domain::poverty::{
    Answer, Area, Cause, Form, FormKind, PovertyClass, ScoreOrigin, parse_answers, parse_numbers,
};
use jiff::civil::Date;
use std::collections::HashSet;
use store::households::{DatedPlace, MemberRow, OfHousehold, PlaceRow};
use store::people::Known;
use store::{StoreError, Tx, households};

/// Optional here: it stands only beside a household that is new.
const HEAD: Column = Column { presence: Presence::Optional, ..FULL_NAME };

const COLUMNS: &[Column] = &[
    required("Kỳ rà soát"),
    required("Mã hộ"),
    required("Phiếu").or(&["Loại phiếu"]).ask(Input::Choice(labels::<FormKind>)),
    COMMUNE,
    HAMLET,
    HEAD,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    optional("Dân tộc"),
    optional("Chuẩn nghèo").or(&["Chuẩn"]),
    optional("Khu vực").ask(Input::Choice(labels::<Area>)),
    optional("Ngày khảo sát").ask(Input::Date),
    optional("Rà soát viên").or(&["Điều tra viên"]),
    optional("Kết quả Phiếu A").ask(Input::Choice(labels::<ResultOfA>)),
    optional("Điểm B1").or(&["Tổng điểm B1", "B1"]).ask(Input::Count),
    optional("Trả lời B1"),
    optional("Điểm B2").or(&["Tổng điểm B2", "B2"]).ask(Input::Count),
    optional("Chỉ số thiếu hụt").or(&["Các chỉ số thiếu hụt"]),
    optional("Thu nhập bình quân").or(&["Thu nhập bình quân đầu người"]).ask(Input::Money),
    optional("Phân loại hộ").or(&["Phân loại"]).ask(Input::Choice(labels::<PovertyClass>)),
    optional("Nguyên nhân nghèo").or(&["Nguyên nhân"]),
    optional("Không có khả năng lao động").or(&["Không có KNLĐ"]).ask(Input::Yes),
    optional("Hộ nông, lâm, ngư, diêm nghiệp").or(&["Hộ nông nghiệp"]).ask(Input::Yes),
    optional("Nguyện vọng hỗ trợ").or(&["Nguyện vọng"]).ask(Input::Note),
    optional("Nguồn điểm B1"),
];

pub const KIND: Kind = Kind {
    id: "poverty_forms",
    title: "Phiếu rà soát hộ",
    order: order::POVERTY + 3,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(list),
    read,
};

/// What form A decides; its rule is not in our hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ResultOfA {
    GoesOn,
    Stops,
}

impl Labelled for ResultOfA {
    const VALUES: &'static [ResultOfA] = &[ResultOfA::GoesOn, ResultOfA::Stops];

    fn labels(self) -> &'static [&'static str] {
        match self {
            ResultOfA::GoesOn => &["Chuyển Phiếu B", "Rà soát Phiếu B", "Đạt"],
            ResultOfA::Stops => &["Dừng ở Phiếu A", "Không thuộc diện", "Không đạt"],
        }
    }
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let scorer = Scorer::load(import.tx, import.office, import.ctx.rules)?;
    let members = households::members(import.tx, import.office, Known::Now)?;
    let living = members.into_iter().filter(|row| row.member.until.is_none());
    let book = Forms {
        codes: Codes::load(import)?,
        scorer,
        forms: Labels::new(),
        areas: Labels::new(),
        results: Labels::new(),
        classes: Labels::new(),
        causes: Labels::new(),
        housed: living.map(|row| row.member.person).collect(),
        seen: HashSet::new(),
    };
    read_records(book, import, table)
}

struct Forms<'r> {
    codes: Codes,
    scorer: Scorer<'r>,
    forms: Labels<FormKind>,
    areas: Labels<Area>,
    results: Labels<ResultOfA>,
    classes: Labels<PovertyClass>,
    causes: Labels<Cause>,
    /// People who are members of a household.
    housed: HashSet<PersonId>,
    /// Codes of households that this list has brought in.
    seen: HashSet<String>,
}

/// A household that is in no list yet.
struct Newcomer {
    code: String,
    who: Who,
    identity: Identity,
    record: Option<PersonRecord>,
}

impl Book for Forms<'_> {
    type Record = Form;
    type Key = (String, String, HouseholdId, FormKind);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, Form)>, StoreError> {
        let rows = store::poverty::forms::forms(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|(id, form)| (id.0, form)).collect())
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        store::poverty::forms::void_form(tx, PovertyFormId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, Form)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, form)| (PovertyFormId(id), form)).collect();
        store::poverty::forms::insert_forms(tx, office, entry, rows)
    }

    fn key(form: &Form) -> Self::Key {
        (form.season.clone(), form.standard.clone(), form.household, form.form)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Form>, OfficeError> {
        line.filled("Xã, phường");
        let place = place(line, import);
        let household = self.household(import, line);
        let (Some(place), Some(household)) = (place, household) else { return Ok(None) };
        let id = match &household {
            Found::Known(id) => *id,
            Found::New(_) => HouseholdId(0),
        };
        let Some((mut form, typed)) = self.form(import, line, id, &place) else { return Ok(None) };
        match self.scorer.score(&mut form, typed) {
            Ok(warnings) => warnings.into_iter().for_each(|(column, reason)| line.warn(column, reason)),
            Err(wrong) if wrong.doubt => line.park(wrong.column, wrong.reason),
            Err(wrong) => line.refuse(wrong.column, wrong.reason),
        }
        if !line.problems.is_empty() {
            return Ok(None);
        }
        if let Found::New(newcomer) = household {
            form.household = self.bring_in(import, line, &newcomer, &place, form.surveyed_on)?;
        }
        Ok(Some(form))
    }
}

enum Found {
    Known(HouseholdId),
    New(Box<Newcomer>),
}

impl Forms<'_> {
    fn household(&self, import: &Import, line: &mut Line) -> Option<Found> {
        let code = line.required("Mã hộ")?;
        if let Some(id) = self.codes.0.get(&code) {
            return Some(Found::Known(*id));
        }
        if !line.filled_quietly("Họ và tên") {
            line.park("Mã hộ", format!("chưa có hộ {code} trong sổ: ghi chủ hộ để thêm hộ mới"));
            return None;
        }
        let who = Who::read(line, import)?;
        let identity = import.identify(line, &who)?;
        let record = match identity {
            Identity::New => Some(who.record(line)?),
            Identity::Known(person) if self.housed.contains(&person) => {
                line.park("Họ và tên", "người này đang là thành viên của một hộ khác trong sổ");
                return None;
            }
            Identity::Known(_) => None,
        };
        Some(Found::New(Box::new(Newcomer { code, who, identity, record })))
    }

    fn form(
        &self,
        import: &Import,
        line: &mut Line,
        household: HouseholdId,
        place: &Place,
    ) -> Option<(Form, Typed)> {
        line.filled("Phiếu");
        let (season, form) = (line.required("Kỳ rà soát"), line.label("Phiếu", &self.forms));
        let own = season.as_deref().and_then(|code| self.scorer.season(code));
        if let (Some(code), None) = (&season, own) {
            line.park("Kỳ rà soát", format!("chưa mở kỳ rà soát {code}"));
        }
        let standard = line.text("Chuẩn nghèo").or_else(|| own.map(|season| season.standard.clone()));
        if let (Some(own), Some(standard)) = (own, &standard)
            && *standard != own.standard
            && Some(standard) != own.other_standard.as_ref()
        {
            line.refuse("Chuẩn nghèo", format!("kỳ rà soát {} không dùng chuẩn {standard}", own.code));
        }
        let urban = import.places.unit(place.unit).and_then(|unit| unit.urban);
        let by_unit = urban.map(|urban| if urban { Area::Urban } else { Area::Rural });
        let area = line.label("Khu vực", &self.areas).or(by_unit);
        if area.is_none() {
            line.refuse("Khu vực", "đơn vị hành chính này chưa rõ là thành thị hay nông thôn, hãy ghi");
        }
        let typed = Typed {
            b1: line.count("Điểm B1"),
            b2: line.count("Điểm B2"),
            class: line.label("Phân loại hộ", &self.classes),
        };
        let answers: Option<Vec<Answer>> = line.read("Trả lời B1", |cell| parse_answers(&cell.shown()));
        let deprived = line.read("Chỉ số thiếu hụt", |cell| parse_numbers(&cell.shown(), 12));
        let result = line.label("Kết quả Phiếu A", &self.results);
        if form == Some(FormKind::A) && result.is_none() {
            line.park("Kết quả Phiếu A", "Phiếu A phải ghi có chuyển Phiếu B hay không");
        }
        let causes = self.causes(line);
        let surveyed_on = line.date("Ngày khảo sát");
        let income = line.amount("Thu nhập bình quân");
        let (no_labour, farming) =
            (line.yes("Không có khả năng lao động"), line.yes("Hộ nông, lâm, ngư, diêm nghiệp"));
        let form = Form {
            season: season?,
            standard: standard?,
            household,
            unit: place.unit,
            form: form?,
            area: area?,
            surveyed_on,
            reviewer: line.text("Rà soát viên"),
            passed: result.map(|result| result == ResultOfA::GoesOn),
            b1: None,
            b2: None,
            income,
            class: None,
            no_labour,
            farming,
            wishes: line.text("Nguyện vọng hỗ trợ"),
            answers: answers.unwrap_or_default(),
            deprived: deprived.unwrap_or_default(),
            causes,
        };
        Some((form, typed))
    }

    /// Labels or numbers, separated by semicolons; each once, in the order of their numbers.
    fn causes(&self, line: &mut Line) -> Vec<Cause> {
        let Some(text) = line.text("Nguyên nhân nghèo") else { return Vec::new() };
        let mut found = Vec::new();
        for piece in text.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
            let by_number = || piece.parse().ok().and_then(Cause::from_number);
            match self.causes.find(piece).or_else(by_number) {
                Some(cause) if !found.contains(&cause) => found.push(cause),
                Some(_) => {}
                None => {
                    let known: Vec<&str> = Cause::VALUES.iter().map(|cause| cause.label()).collect();
                    line.refuse("Nguyên nhân nghèo", format!("“{piece}” không thuộc: {}", known.join("; ")));
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// Writes the household with its head.
    fn bring_in(
        &mut self,
        import: &mut Import,
        line: &mut Line,
        newcomer: &Newcomer,
        place: &Place,
        surveyed_on: Option<Date>,
    ) -> Result<HouseholdId, OfficeError> {
        let Newcomer { code, who, identity, record } = newcomer;
        let from = surveyed_on.unwrap_or(import.on).first_of_year();
        let (person, _) = import.put_person(line, *identity, who, record.clone())?;
        let household = HouseholdId(import.buffer.id(import.tx)?);
        import.buffer.households.push((household, code.clone()));
        let value = DatedPlace { place: place.clone(), from, until: None };
        let id = HouseholdPlaceId(import.buffer.id(import.tx)?);
        let row: PlaceRow = OfHousehold { id, household, value };
        import.buffer.places.push(row);
        let id = HouseholdMemberId(import.buffer.id(import.tx)?);
        let relation = "Chủ hộ".to_owned();
        let member = Member { household, person, relation, is_head: true, from, until: None };
        import.buffer.members.push(MemberRow { id, member });
        import.put_residence(person, place, from)?;
        self.housed.insert(person);
        self.codes.0.insert(code.clone(), household);
        self.seen.insert(code.clone());
        line.notes.push(format!("thêm hộ {code} vào sổ"));
        Ok(household)
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, form) in store::poverty::forms::forms(tx, ctx.office, Known::Now)? {
        let result = form.passed.map(|passed| if passed { ResultOfA::GoesOn } else { ResultOfA::Stops });
        let answers = form.answers.iter().map(|one| format!("{}:{}", one.question, one.answer));
        let numbers = |numbers: &[u8]| numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let causes: Vec<&str> = form.causes.iter().map(|cause| cause.label()).collect();
        let typed = form.b1.filter(|(_, origin)| *origin == ScoreOrigin::Paper);
        let typed_b2 = form.b2.filter(|(_, origin)| *origin == ScoreOrigin::Paper);
        let mut cells = vec![
            form.season.clone(),
            shown.household(form.household),
            form.form.label().to_owned(),
            shown.unit(tx, form.unit)?,
        ];
        // Hamlet and head: the register of households tells them.
        cells.resize(12, String::new());
        cells.extend([
            form.standard.clone(),
            label(Some(form.area)),
            date(form.surveyed_on),
            words(&form.reviewer),
            label(result),
            count(typed.or(form.b1).map(|(points, _)| points)),
            answers.collect::<Vec<_>>().join("; "),
            count(typed_b2.or(form.b2).map(|(points, _)| points)),
            numbers(&form.deprived),
            money(form.income),
            label(form.class),
            causes.join("; "),
            mark(form.no_labour),
            mark(form.farming),
            words(&form.wishes),
            label(form.b1.map(|(_, origin)| origin)),
        ]);
        rows.push(cells);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<28>(COLUMNS);
