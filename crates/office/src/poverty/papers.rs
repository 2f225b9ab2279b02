//! The papers of a season in a commune: minutes of meetings, decision with its lists, certificates.

use super::season::find;
use crate::papers::PapersError;
use crate::payroll::papers::{PLACE, SIGNER, SIGNER_TITLE};
use crate::reports::{pdf::document_pdf, word::document_docx};
use crate::{Ctx, Field, OfficeError, Permission, offices};
use domain::dates;
use domain::ids::{HouseholdId, PersonId, UnitId};
use domain::labels::Labelled;
use domain::papers::{DecisionArticle, DecisionPaper, Letterhead, Signer};
use domain::people::{NumberKind, PersonRecord};
use domain::poverty::{Certificate, FormKind, ReviewDecision, ReviewStep, Season, StepDone};
use domain::reports::document::{
    Block, Document, DocumentHead, Numeric, ParagraphStyle, Run, SignatureBlock, Table, TableColumn,
    decision_document,
};
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use store::people::Known;
use store::poverty::{forms, review};
use store::{Tx, households, people, units};

/// Writes every paper of the season in the commune below `dir`, each as DOCX and PDF. Gives the files.
pub fn write(ctx: &Ctx, season: &str, unit: UnitId, dir: &Path) -> Result<Vec<PathBuf>, OfficeError> {
    write_documents(&documents(ctx, season, unit)?, dir)
}

/// Writes papers below `dir`, each as DOCX and PDF.
pub fn write_documents(
    documents: &[(String, Date, Document)],
    dir: &Path,
) -> Result<Vec<PathBuf>, OfficeError> {
    let mut written = Vec::new();
    for (name, on, document) in documents {
        let docx = document_docx(document)?;
        let pdf = document_pdf(document, *on).map_err(PapersError::from)?.bytes;
        for (ending, bytes) in [("docx", docx), ("pdf", pdf)] {
            let path = dir.join(format!("{name}.{ending}"));
            let folder = path.parent().unwrap_or(dir);
            std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
            std::fs::write(&path, bytes).map_err(|error| unwritable(&path, error))?;
            written.push(path);
        }
    }
    Ok(written)
}

fn unwritable(path: &Path, error: std::io::Error) -> OfficeError {
    OfficeError::File(format!("Không ghi được “{}”: {error}", path.display()))
}

/// Name of the file, day of the paper, the paper.
pub fn documents(
    ctx: &Ctx,
    season: &str,
    unit: UnitId,
) -> Result<Vec<(String, Date, Document)>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        ctx.check_place(tx, Permission::ReadRegisters, unit, Some(Field::Poverty))?;
        let season = find(tx, ctx, season)?;
        let source = Source::load(tx, ctx, season, unit)?;
        let steps = review::steps(tx, ctx.office, Known::Now)?.into_iter().map(|(_, step)| step);
        let mut found = Vec::new();
        let meetings = steps.filter(|step| {
            step.season == source.season.code && step.unit == unit && step.step == ReviewStep::Meeting
        });
        for (step, number) in meetings.zip(1..) {
            found.push((format!("bien-ban-hop-{number:02}"), step.on, source.minutes(ctx, &step)));
        }
        let decisions = review::decisions(tx, ctx.office, Known::Now)?.into_iter().map(|(_, one)| one);
        let own = |one: &ReviewDecision| one.season == source.season.code && one.unit == unit;
        if let Some(decision) = decisions.into_iter().find(own) {
            found.push(("quyet-dinh".to_owned(), decision.signed_on, source.decision(&decision)));
        }
        for (certificate, number) in source.certificates.iter().zip(1..) {
            let name = format!("giay-chung-nhan/{number:03}");
            found.push((name, certificate.issued_on, source.certificate(certificate)));
        }
        Ok(found)
    })
}

struct Source {
    season: Season,
    commune: String,
    letterhead: Letterhead,
    codes: HashMap<HouseholdId, String>,
    /// By household, the head first: person, relation.
    members: HashMap<HouseholdId, Vec<(PersonId, String)>>,
    records: HashMap<PersonId, PersonRecord>,
    citizen: HashMap<PersonId, String>,
    deprived: HashMap<HouseholdId, Vec<u8>>,
    /// Household, its class in words.
    found: Vec<(HouseholdId, &'static str)>,
    certificates: Vec<Certificate>,
}

impl Source {
    fn load(tx: &mut Tx, ctx: &Ctx, season: Season, unit: UnitId) -> Result<Source, OfficeError> {
        let row = units::by_id(tx, unit)?;
        let commune = row.map_or_else(String::new, |row| row.full_name());
        let forms: Vec<_> = forms::forms(tx, ctx.office, Known::Now)?
            .into_iter()
            .map(|(_, form)| form)
            .filter(|form| {
                form.season == season.code
                    && form.unit == unit
                    && form.form == FormKind::B
                    && form.standard == season.standard
            })
            .collect();
        let mut members: HashMap<HouseholdId, Vec<(bool, PersonId, String)>> = HashMap::new();
        for row in households::members(tx, ctx.office, Known::Now)? {
            let one = row.member;
            if one.from <= season.ends_on && one.until.is_none_or(|until| season.ends_on < until) {
                members.entry(one.household).or_default().push((!one.is_head, one.person, one.relation));
            }
        }
        members.values_mut().for_each(|list| list.sort());
        let plain = |list: Vec<(bool, PersonId, String)>| {
            list.into_iter().map(|(_, person, relation)| (person, relation)).collect()
        };
        let records = people::records(tx, ctx.office, Known::Now)?;
        let numbers = people::all_numbers(tx, ctx.office, Known::Now)?;
        let certificates = review::certificates(tx, ctx.office, Known::Now)?.into_iter().map(|(_, one)| one);
        Ok(Source {
            letterhead: letterhead(tx, ctx, &commune, season.ends_on)?,
            commune,
            codes: households::codes(tx, ctx.office)?.into_iter().collect(),
            members: members.into_iter().map(|(household, list)| (household, plain(list))).collect(),
            records: records.into_iter().map(|row| (row.person, row.value)).collect(),
            citizen: numbers
                .into_iter()
                .filter(|row| row.value.kind == NumberKind::Citizen)
                .map(|row| (row.person, row.value.number))
                .collect(),
            found: forms.iter().filter_map(|form| Some((form.household, form.class?.label()))).collect(),
            deprived: forms.iter().map(|form| (form.household, form.deprived.clone())).collect(),
            certificates: certificates.filter(|one| one.season == season.code && one.unit == unit).collect(),
            season,
        })
    }

    fn head(&self, household: HouseholdId) -> Option<(PersonId, &PersonRecord)> {
        let (person, _) = self.members.get(&household)?.first()?;
        Some((*person, self.records.get(person)?))
    }

    fn rows(&self) -> Vec<Vec<Vec<Run>>> {
        let row = |(number, (household, class)): (usize, &(HouseholdId, &'static str))| {
            let name = self.head(*household).map_or("", |(_, record)| record.full_name.as_str());
            let lacking = self.deprived.get(household).map_or_else(String::new, |list| joined(list));
            let cells = [
                (number + 1).to_string(),
                self.codes.get(household).cloned().unwrap_or_default(),
                name.to_owned(),
                (*class).to_owned(),
                lacking,
            ];
            cells.into_iter().map(|cell| vec![Run::Text(cell)]).collect()
        };
        self.found.iter().enumerate().map(row).collect()
    }

    fn table(&self) -> Block {
        let column = |title: &str, share, numeric| TableColumn { title: title.to_owned(), share, numeric };
        Block::Table(Table {
            columns: vec![
                column("STT", 6, Numeric::Number),
                column("Mã hộ", 16, Numeric::Text),
                column("Chủ hộ", 34, Numeric::Text),
                column("Phân loại", 20, Numeric::Text),
                column("Chỉ số thiếu hụt", 24, Numeric::Text),
            ],
            rows: self.rows(),
            total_rows: 0,
        })
    }

    fn minutes(&self, ctx: &Ctx, step: &StepDone) -> Document {
        let place = step.hamlet.clone().unwrap_or_else(|| self.commune.clone());
        let (present, agreed) = (step.present.unwrap_or_default(), step.agreed.unwrap_or_default());
        let rule = ctx.rules.poverty.step(ReviewStep::Meeting, step.on);
        let least = rule.and_then(|rule| rule.agree_percent);
        let passed = step.is_passed(least);
        let citation = rule.map_or_else(String::new, |rule| format!(" ({})", rule.citation));
        let least = least.unwrap_or_default();
        let verdict = if passed {
            format!("Đạt tỷ lệ nhất trí từ {least}% số người dự họp{citation}: thống nhất kết quả rà soát.")
        } else {
            format!("Chưa đạt tỷ lệ nhất trí {least}% số người dự họp{citation}: khảo sát lại và họp lại.")
        };
        let body = [
            format!(
                "Hôm nay, {}, tại {place}, {}, tổ chức họp thống nhất kết quả rà soát hộ nghèo, hộ cận nghèo năm {}.",
                dates::long(step.on),
                self.commune,
                self.season.year
            ),
            format!("Số người dự họp: {present}; số người nhất trí: {agreed}."),
            verdict,
            "Biên bản lập thành hai bản có giá trị như nhau.".to_owned(),
        ];
        let mut blocks =
            vec![Block::Title(vec!["Biên bản".to_owned(), format!("Họp {place} về kết quả rà soát")])];
        blocks.extend(body.into_iter().map(body_text));
        blocks.push(Block::Signature(SignatureBlock {
            recipients: Vec::new(),
            authority: String::new(),
            signer: Signer::new("CHỦ TRÌ CUỘC HỌP", ""),
        }));
        Document {
            title: format!("Biên bản họp {place}"), head: Some(self.heading("", step.on)), blocks
        }
    }

    fn decision(&self, decision: &ReviewDecision) -> Document {
        let count = |words: &[&str]| self.found.iter().filter(|(_, class)| words.contains(class)).count();
        let (poor, near) = (count(&["Nghèo"]), count(&["Cận nghèo"]));
        let mut letterhead = self.letterhead.clone();
        letterhead.head = Signer::new("CHỦ TỊCH", decision.signer.as_deref().unwrap_or_default());
        let article = |text: String| DecisionArticle { paragraphs: vec![text] };
        let paper = DecisionPaper {
            letterhead,
            number: decision.number.split('/').next().unwrap_or_default().to_owned(),
            symbol: "QĐ-UBND".to_owned(),
            signed_on: Some(decision.signed_on),
            subject: format!("Công nhận kết quả rà soát hộ nghèo, hộ cận nghèo năm {}", self.season.year),
            authority: format!("Chủ tịch Ủy ban nhân dân {}", self.commune),
            grounds: vec![
                "Căn cứ Nghị định số 07/2021/NĐ-CP quy định chuẩn nghèo đa chiều".to_owned(),
                "Căn cứ Quyết định số 24/2021/QĐ-TTg quy định quy trình rà soát hằng năm".to_owned(),
                "Căn cứ biên bản họp thống nhất kết quả rà soát và kết quả niêm yết".to_owned(),
            ],
            articles: vec![
                article(format!(
                    "Công nhận {poor} hộ nghèo, {near} hộ cận nghèo và {} hộ không thuộc diện hộ nghèo, hộ cận nghèo \
                     theo danh sách kèm theo.",
                    self.found.len() - poor - near
                )),
                article(format!(
                    "Cấp {} giấy chứng nhận hộ nghèo, hộ cận nghèo. Hộ có tên trong danh sách được hưởng chính sách \
                     theo quy định.",
                    self.certificates.len()
                )),
                article("Quyết định có hiệu lực từ ngày ký.".to_owned()),
            ],
            explanation: Vec::new(),
            recipients: vec!["Như Điều 1".to_owned(), "Lưu: VT".to_owned()],
        };
        let mut document = decision_document(&paper);
        document.blocks.push(Block::Heading { level: 1, text: "Danh sách kèm theo".to_owned() });
        document.blocks.push(self.table());
        document
    }

    fn certificate(&self, certificate: &Certificate) -> Document {
        let head = self.head(certificate.household);
        let text = |label: &str, value: String| body_text(format!("{label}: {value}"));
        let name = head.map_or_else(String::new, |(_, record)| record.full_name.clone());
        let ethnicity = head.and_then(|(_, record)| record.ethnicity.clone()).unwrap_or_default();
        let number = head.and_then(|(person, _)| self.citizen.get(&person).cloned()).unwrap_or_default();
        let lacking = self.deprived.get(&certificate.household).map_or_else(String::new, |list| joined(list));
        let mut blocks = vec![
            Block::Title(vec![
                "Giấy chứng nhận".to_owned(),
                format!("{} năm {}", certificate.class.label(), self.season.year + 1),
                format!("Số: {}", certificate.number),
            ]),
            text("Họ và tên chủ hộ", name),
            text("Dân tộc", ethnicity),
            text("Số CCCD/CMND", number),
            text("Nơi thường trú", self.commune.clone()),
            text("Chỉ số thiếu hụt", if lacking.is_empty() { "không".to_owned() } else { lacking }),
        ];
        blocks.push(self.household_table(certificate.household));
        blocks.push(Block::Signature(SignatureBlock {
            recipients: Vec::new(),
            authority: format!("TM. ỦY BAN NHÂN DÂN {}", self.commune.to_uppercase()),
            signer: Signer::new("CHỦ TỊCH", ""),
        }));
        let title = format!("Giấy chứng nhận {}", certificate.number);
        Document { title, head: Some(self.heading("", certificate.issued_on)), blocks }
    }

    fn household_table(&self, household: HouseholdId) -> Block {
        let column = |title: &str, share, numeric| TableColumn { title: title.to_owned(), share, numeric };
        let members = self.members.get(&household).map_or(&[][..], Vec::as_slice);
        let row = |(number, (person, relation)): (usize, &(PersonId, String))| {
            let record = self.records.get(person);
            let cells = [
                (number + 1).to_string(),
                record.map_or_else(String::new, |record| record.full_name.clone()),
                record.and_then(|record| record.ethnicity.clone()).unwrap_or_default(),
                relation.clone(),
                record.map_or_else(String::new, |record| dates::born_short(record.born)),
            ];
            cells.into_iter().map(|cell| vec![Run::Text(cell)]).collect()
        };
        Block::Table(Table {
            columns: vec![
                column("STT", 8, Numeric::Number),
                column("Họ và tên", 36, Numeric::Text),
                column("Dân tộc", 14, Numeric::Text),
                column("Quan hệ với chủ hộ", 22, Numeric::Text),
                column("Năm sinh", 20, Numeric::Text),
            ],
            rows: members.iter().enumerate().map(row).collect(),
            total_rows: 0,
        })
    }

    fn heading(&self, number: &str, on: Date) -> DocumentHead {
        DocumentHead {
            superior: self.letterhead.superior.clone(),
            office: self.letterhead.office.clone(),
            number: if number.is_empty() { String::new() } else { format!("Số: {number}") },
            dated: format!("{}, {}", self.letterhead.place, dates::long(on)),
        }
    }
}

/// The commune signs: its committee stands at the head of every paper.
fn letterhead(tx: &mut Tx, ctx: &Ctx, commune: &str, day: Date) -> Result<Letterhead, OfficeError> {
    let mut setting = |item: &str| -> Result<String, OfficeError> {
        Ok(offices::setting_on(tx, ctx.office, item, day)?.unwrap_or_default())
    };
    let superior = setting(offices::SUPERIOR)?;
    let head = Signer::new(&setting(SIGNER_TITLE)?, &setting(SIGNER)?);
    Ok(Letterhead {
        superior,
        office: format!("Ủy ban nhân dân {commune}"),
        place: setting(PLACE)?,
        symbol: "UBND".to_owned(),
        head,
    })
}

fn body_text(text: String) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, runs: vec![Run::Text(text)] }
}

fn joined(numbers: &[u8]) -> String {
    numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
