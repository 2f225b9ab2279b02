//! A paper of titles, paragraphs and tables, as the layout `sheet.typ` reads it.

use super::{Layout, Pdf, TypesetError, pdf};
use domain::papers::{Letterhead, Signer};
use jiff::civil::Date;
use serde::Serialize;

const LAYOUT: Layout = Layout { name: "sheet", source: include_str!("sheet.typ") };

#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {
    /// In the file's properties.
    pub title: String,
    pub landscape: bool,
    pub letterhead: Option<Head>,
    /// `Số: 05/BC-LĐTBXH`.
    pub number: Option<String>,
    /// `Trảng Bàng, ngày …`, under the motto.
    pub dated: Option<String>,
    pub heading: String,
    pub subheadings: Vec<String>,
    pub blocks: Vec<SheetBlock>,
    pub signers: Vec<SignerCell>,
    /// The same, over the last signature.
    pub signed_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Head {
    pub superior: String,
    pub office: String,
}

impl Head {
    pub fn of(letterhead: &Letterhead) -> Head {
        Head { superior: letterhead.superior.clone(), office: letterhead.office_below() }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct SignerCell {
    pub title: String,
    pub name: String,
    pub hint: &'static str,
}

impl SignerCell {
    pub fn of(signer: &Signer) -> SignerCell {
        let (title, name) = (signer.title.clone(), signer.name.clone());
        SignerCell { title, name, hint: "(Ký, ghi rõ họ tên)" }
    }

    /// The seal stands on the signature of the head alone.
    pub fn sealed(head: &Signer) -> SignerCell {
        SignerCell { hint: "(Ký tên, đóng dấu)", ..SignerCell::of(head) }
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SheetBlock {
    Text { text: String },
    Heading { text: String },
    Note { text: String },
    PageBreak,
    Table { columns: Vec<Column>, rows: Vec<Vec<String>>, total_rows: usize },
}

/// `width` in millimetres; 0 shares what is left.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    pub title: String,
    pub width: u32,
    pub align: Align,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Left,
    Center,
    Right,
}

pub fn column(title: &str, width: u32, align: Align) -> Column {
    Column { title: title.to_owned(), width, align }
}

impl Sheet {
    pub fn pdf(&self, on: Date) -> Result<Pdf, TypesetError> {
        pdf(LAYOUT, self, on)
    }
}

/// `Trảng Bàng, ngày 05 tháng 01 năm 2024`.
pub fn place_and_day(place: &str, on: Date) -> String {
    format!("{place}, {}", domain::dates::long(on))
}
