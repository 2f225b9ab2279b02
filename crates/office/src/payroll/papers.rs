//! From a stored run to its papers: who stands on which list, with what beside the name.
//!
//! People, numbers and payees are read as they were known when the run was prepared, so that a list printed a year
//! later is the list that was signed.

mod kinds;
mod records;

use super::view::{RunView, view};
use crate::papers::{self, PapersError};
use crate::permission::Permission;
use crate::{Ctx, OfficeError, offices};
use domain::dates::born_short;
use domain::ids::{OfficeId, PayeeId, PaymentId, PersonId, RunId, UnitId};
use domain::labels::Labelled;
use domain::papers::{
    Account, Delivery, KindLine, Letterhead, PapersOfRun, PaymentList, PaymentRow, Proxy, RunTitle, Signer,
};
use domain::payments::{Channel, Source};
use domain::payroll::{LineKind, RunKind};
use domain::people::{NumberKind, Payee, PayeeGround, PersonRecord};
use jiff::civil::Date;
use kinds::Kinds;
pub use kinds::label;
use law::Vnd;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use store::people::Known;
use store::runs::LineRow;
use store::units::UnitRow;
use store::{Tx, officers, people, units};

/// Where papers are signed.
pub const PLACE: &str = "place";
/// Who signs for the office, and as what.
pub const SIGNER: &str = "signer";
pub const SIGNER_TITLE: &str = "signer_title";
/// Name of the payer at the post office, as the record of reconciliation names it.
pub const POST_PAYER: &str = "payer.post";
/// Name of the payer of cash.
pub const CASH_PAYER: &str = "payer.cash";

impl From<PapersError> for OfficeError {
    fn from(error: PapersError) -> OfficeError {
        OfficeError::File(error.to_string())
    }
}

/// Writes every paper of the run under `dir`; `progress(done, all)` is called after each.
pub fn write(
    ctx: &Ctx,
    run: RunId,
    dir: &Path,
    progress: impl FnMut(usize, usize),
) -> Result<Vec<PathBuf>, OfficeError> {
    Ok(papers::write_papers(dir, &of_run(ctx, run)?, progress)?)
}

/// A payment as the payer's file lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerRow {
    /// `Mã chi trả`.
    pub number: i64,
    pub name: String,
    pub citizen_number: String,
    /// Commune as printed.
    pub unit: String,
    pub source: &'static str,
    pub channel: &'static str,
    pub amount: Vnd,
}

/// The list that the payer works through, in the order of payments.
pub fn payer_list(ctx: &Ctx, run: RunId) -> Result<Vec<PayerRow>, OfficeError> {
    let view = view(ctx, run)?;
    ctx.read(Permission::ReadPayroll, |tx| {
        let book = Book::load(tx, ctx.office, &view)?;
        let row = |payment: &store::payments::PaymentRow| PayerRow {
            number: payment.number,
            name: book.name(payment.person),
            citizen_number: book.citizen.get(&payment.person).cloned().unwrap_or_default(),
            unit: book.unit(payment.unit),
            source: payment.source.label(),
            channel: payment.channel.label(),
            amount: payment.amount(),
        };
        Ok(view.payments.iter().map(row).collect())
    })
}

/// Everything that stands on the papers of a run.
pub fn of_run(ctx: &Ctx, run: RunId) -> Result<PapersOfRun, OfficeError> {
    let view = view(ctx, run)?;
    ctx.read(Permission::ReadPayroll, |tx| {
        let office = Office::load(tx, ctx.office, view.run.prepared_on)?;
        let book = Book::load(tx, ctx.office, &view)?;
        let kinds = Kinds::new(ctx.rules, view.run.prepared_on);
        Ok(PapersOfRun {
            letterhead: office.letterhead(),
            run: title(&view),
            lists: lists(&view, &book, &kinds, &office),
            adjustments: records::adjustments(&view, &book, &kinds),
            reconciliations: records::reconciliations(tx, &view, &book, &office)?,
        })
    })
}

fn title(view: &RunView) -> RunTitle {
    let kind = match view.run.kind {
        RunKind::Monthly => "Chi trả hằng tháng",
        RunKind::Supplementary => "Chi trả bổ sung",
        RunKind::OneOff => "Trợ cấp một lần",
        RunKind::Annual => "Chi trả hằng năm (thờ cúng liệt sĩ)",
        RunKind::Term => "Ưu đãi giáo dục theo học kỳ",
    };
    RunTitle {
        kind: kind.to_owned(),
        month: view.run.month,
        last_month: view.run.last_month,
        sequence: u32::try_from(view.run.sequence).unwrap_or(u32::MAX),
        prepared_on: view.run.prepared_on,
    }
}

/// The office as it stood on the day of the run.
struct Office {
    settings: HashMap<&'static str, String>,
}

impl Office {
    fn load(tx: &mut Tx, office: OfficeId, day: Date) -> Result<Office, OfficeError> {
        let mut settings = HashMap::new();
        for item in [
            offices::NAME,
            offices::SUPERIOR,
            offices::SYMBOL,
            PLACE,
            SIGNER,
            SIGNER_TITLE,
            POST_PAYER,
            CASH_PAYER,
        ] {
            if let Some(value) = offices::setting_on(tx, office, item, day)? {
                settings.insert(item, value);
            }
        }
        Ok(Office { settings })
    }

    fn get(&self, item: &str) -> &str {
        self.settings.get(item).map_or("", String::as_str)
    }

    fn head(&self) -> Signer {
        let title = self.get(SIGNER_TITLE);
        let title = if title.is_empty() { "Thủ trưởng đơn vị" } else { title };
        Signer::new(&title.to_uppercase(), self.get(SIGNER))
    }

    fn letterhead(&self) -> Letterhead {
        Letterhead {
            superior: self.get(offices::SUPERIOR).to_owned(),
            office: self.get(offices::NAME).to_owned(),
            place: self.get(PLACE).to_owned(),
            symbol: self.get(offices::SYMBOL).to_owned(),
            head: self.head(),
        }
    }
}

/// The office's head of paper on a day.
pub(crate) fn letterhead(tx: &mut Tx, office: OfficeId, day: Date) -> Result<Letterhead, OfficeError> {
    Ok(Office::load(tx, office, day)?.letterhead())
}

/// Who the people of a run are, and how lines lie with payments.
struct Book<'v> {
    records: HashMap<PersonId, PersonRecord>,
    citizen: HashMap<PersonId, String>,
    codes: HashMap<PersonId, String>,
    payees: HashMap<PayeeId, Payee>,
    units: HashMap<UnitId, UnitRow>,
    lines: HashMap<PaymentId, Vec<&'v LineRow>>,
    preparer: String,
    checker: String,
}

impl<'v> Book<'v> {
    fn load(tx: &mut Tx, office: OfficeId, view: &'v RunView) -> Result<Book<'v>, OfficeError> {
        let known = Known::At(view.run.recorded_entry);
        let records = people::records(tx, office, known)?.into_iter();
        let (mut citizen, mut codes) = (HashMap::new(), HashMap::new());
        for row in people::all_numbers(tx, office, known)? {
            if row.value.kind == NumberKind::Citizen {
                citizen.insert(row.person, row.value.number);
            } else if row.value.kind == NumberKind::File {
                codes.insert(row.person, row.value.number);
            }
        }
        let payees = people::all_payees(tx, office, known)?.into_iter();
        let mut lines: HashMap<PaymentId, Vec<&LineRow>> = HashMap::new();
        for line in &view.lines {
            lines.entry(line.payment).or_default().push(line);
        }
        let staff = officers::all(tx, office)?;
        let name_of = |id| staff.iter().find(|one| Some(one.id) == id).map(|one| one.full_name.clone());
        Ok(Book {
            records: records.map(|row| (row.person, row.value)).collect(),
            citizen,
            codes,
            payees: payees.map(|row| (row.id, row.value)).collect(),
            units: units::all(tx)?.into_iter().map(|unit| (unit.id, unit)).collect(),
            lines,
            preparer: name_of(Some(view.run.prepared_by)).unwrap_or_default(),
            checker: name_of(view.run.checked_by).unwrap_or_default(),
        })
    }

    fn name(&self, person: PersonId) -> String {
        self.records.get(&person).map(|record| record.full_name.clone()).unwrap_or_default()
    }

    /// The office's own code; somebody without one is named by the number in the register.
    fn code(&self, person: PersonId) -> String {
        self.codes.get(&person).cloned().unwrap_or_else(|| person.to_string())
    }

    fn unit(&self, unit: UnitId) -> String {
        self.units.get(&unit).map(UnitRow::full_name).unwrap_or_default()
    }

    fn lines(&self, payment: PaymentId) -> &[&'v LineRow] {
        self.lines.get(&payment).map_or(&[], Vec::as_slice)
    }
}

/// As printed at the head of a list.
fn source_shown(source: Source) -> &'static str {
    match source {
        Source::Central => "Ngân sách trung ương (kinh phí ưu đãi người có công)",
        Source::Local => "Ngân sách địa phương (kinh phí trợ giúp xã hội)",
    }
}

fn delivery(channel: Channel) -> Delivery {
    match channel {
        Channel::Bank => Delivery::Bank,
        Channel::Post => Delivery::Post,
        Channel::Cash => Delivery::Cash,
    }
}

/// One list per source, commune, channel and point, payments in the order of their numbers.
fn lists(view: &RunView, book: &Book, kinds: &Kinds, office: &Office) -> Vec<PaymentList> {
    let mut groups: BTreeMap<_, Vec<&store::payments::PaymentRow>> = BTreeMap::new();
    for payment in &view.payments {
        let code = book.units.get(&payment.unit).map(|unit| unit.code.clone()).unwrap_or_default();
        let delivery = delivery(payment.channel);
        let point = match delivery {
            Delivery::Bank => String::new(),
            Delivery::Post | Delivery::Cash => payment.delivery.point.clone().unwrap_or_default(),
        };
        groups.entry((payment.source, code, payment.unit, delivery, point)).or_default().push(payment);
    }
    let mut numbered: HashMap<String, u32> = HashMap::new();
    let list = |((source, code, unit, delivery, point), payments): (_, Vec<_>)| {
        let stem = format!("{}-{code}-{}", Source::word(source), stem(delivery));
        let position = numbered.entry(stem.clone()).or_default();
        *position += 1;
        PaymentList {
            id: format!("{stem}-{:02}", *position),
            source: source_shown(source).to_owned(),
            transfer_words: source.transfer_words(),
            unit: book.unit(unit),
            delivery,
            point,
            rows: payments.into_iter().map(|payment| row(payment, book, kinds)).collect(),
            signers: signers(delivery, book, office),
        }
    };
    groups.into_iter().map(list).collect()
}

fn stem(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Bank => "bank",
        Delivery::Post => "post",
        Delivery::Cash => "cash",
    }
}

fn signers(delivery: Delivery, book: &Book, office: &Office) -> Vec<Signer> {
    let mut signers =
        vec![Signer::new("NGƯỜI LẬP", &book.preparer), Signer::new("KẾ TOÁN", &book.checker), office.head()];
    match delivery {
        Delivery::Bank => {}
        Delivery::Post | Delivery::Cash => signers.push(Signer::new("NGƯỜI CHI TRẢ", "")),
    }
    signers
}

fn row(payment: &store::payments::PaymentRow, book: &Book, kinds: &Kinds) -> PaymentRow {
    let person = payment.person;
    let payee = book.payees.get(&payment.payee);
    let place = &payment.delivery;
    PaymentRow {
        number: u32::try_from(payment.number).unwrap_or(u32::MAX),
        code: book.code(person),
        full_name: book.name(person),
        born: book.records.get(&person).map(|record| born_short(record.born)).unwrap_or_default(),
        citizen_number: book.citizen.get(&person).cloned().unwrap_or_default(),
        address: payment.hamlet.clone().unwrap_or_default(),
        lines: kind_lines(book.lines(payment.id), kinds),
        carried: payment.carried,
        account: place.account_number.as_ref().map(|number| Account {
            number: number.clone(),
            bank: place.bank.clone().unwrap_or_default(),
            holder: place.account_holder.clone().unwrap_or_else(|| payment.payee_name.clone()),
        }),
        proxy: payee.and_then(|payee| proxy(payee, &payment.payee_name)),
        note: note(payment, book),
    }
}

/// Somebody else than the person receives.
fn proxy(payee: &Payee, name: &str) -> Option<Proxy> {
    let relation = payee.relation.clone().unwrap_or_else(|| payee.ground.label().to_owned());
    match payee.ground {
        PayeeGround::SelfPaid => None,
        PayeeGround::Guardian | PayeeGround::Carer | PayeeGround::Heir | PayeeGround::Proxy => {
            Some(Proxy { name: name.to_owned(), relation, paper: payee.paper.clone().unwrap_or_default() })
        }
    }
}

/// Months of arrears, so that the payee can be told what the sum is for.
fn note(payment: &store::payments::PaymentRow, book: &Book) -> String {
    let mut months: Vec<_> = book
        .lines(payment.id)
        .iter()
        .filter(|line| line.kind == LineKind::Arrears)
        .map(|line| line.month)
        .collect();
    months.sort_unstable();
    let mut notes = Vec::new();
    if let (Some(first), Some(last)) = (months.first(), months.last()) {
        let short = domain::dates::month_short;
        notes.push(if first == last {
            format!("truy lĩnh {}", short(*first))
        } else {
            format!("truy lĩnh {} đến {}", short(*first), short(*last))
        });
    }
    if payment.carried > Vnd::ZERO {
        notes.push("có tiền kỳ trước chưa nhận".to_owned());
    }
    notes.join("; ")
}

/// The lines of a payment added up by what is printed: kind and rate, in the order of first mention.
fn kind_lines(lines: &[&LineRow], kinds: &Kinds) -> Vec<KindLine> {
    let mut found: Vec<KindLine> = Vec::new();
    for line in lines {
        let (kind, rate) = (kinds.label(&line.terms), kinds.rate(&line.terms, line.month));
        let position = found.iter().position(|one| one.kind == kind && one.rate == rate);
        let position = position.unwrap_or_else(|| {
            found.push(KindLine { kind, rate, ..KindLine::default() });
            found.len() - 1
        });
        match line.kind {
            LineKind::Current => found[position].current += line.amount,
            LineKind::Arrears => found[position].arrears += line.amount,
            LineKind::Deduction => found[position].deducted -= line.amount,
        }
    }
    found
}
