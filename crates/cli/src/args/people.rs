//! People: found, shown, entered, merged.

use super::Acting;
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
#[command(after_long_help = crate::commands::record::kinds_help())]
pub struct RecordArgs {
    /// Loại danh sách (xem cuối trang trợ giúp `--help`)
    pub kind: String,
    /// Từng ô: "Tên cột=giá trị"
    #[arg(value_name = "CỘT=GIÁ_TRỊ")]
    pub cells: Vec<String>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct PersonArgs {
    #[command(subcommand)]
    pub action: PersonAction,
}

#[derive(Subcommand, Debug)]
pub enum PersonAction {
    /// Tìm theo bất kỳ phần nào của tên (có dấu hoặc không), số, mã, năm sinh
    Find {
        #[arg(required = true)]
        text: Vec<String>,
        /// Năm sinh
        #[arg(long)]
        born: Option<i16>,
        /// Mã đơn vị hành chính, với tất cả những gì thuộc nó
        #[arg(long, value_name = "MÃ")]
        area: Option<String>,
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Tiếp theo trang trước
        #[arg(long, value_name = "VỊ_TRÍ")]
        after: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Một người: lý lịch, giấy tờ, thông tin theo thời gian, nơi nhận
    Show {
        /// Mã đối tượng, số căn cước, hoặc số hồ sơ trong phần mềm
        person: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Những cặp hồ sơ có thể là một người
    Duplicates {
        #[arg(long, default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        acting: Acting,
    },
    /// Gộp hồ sơ thứ hai vào hồ sơ thứ nhất
    Merge {
        kept: String,
        merged: String,
        /// Căn cứ: giấy tờ nào cho biết hai hồ sơ là một người
        #[arg(long)]
        reason: String,
        /// Chỉ xem sẽ nhập thêm gì, bỏ gì
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        acting: Acting,
    },
    /// Tách một lần gộp
    Unmerge {
        merge: i64,
        #[command(flatten)]
        acting: Acting,
    },
    /// Hai hồ sơ là hai người khác nhau: không nhắc lại nữa
    Distinct {
        one: String,
        other: String,
        #[command(flatten)]
        acting: Acting,
    },
}
