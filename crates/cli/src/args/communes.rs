//! Arguments of `ansinh communes` and `ansinh outside`.

use super::Acting;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct CommunesArgs {
    #[command(subcommand)]
    pub action: CommunesAction,
}

/// Which report.
#[derive(Args, Debug)]
pub struct WhichArgs {
    /// Mã hoặc tên xã, phường
    #[arg(long)]
    pub commune: String,
    #[arg(long, value_name = "YYYY-MM")]
    pub month: String,
    /// Lĩnh vực: merit, assistance, poverty, labour, children
    #[arg(long)]
    pub field: String,
}

#[derive(Subcommand, Debug)]
pub enum CommunesAction {
    /// Xã, phường nào đã nộp, đúng hạn hay muộn, bao nhiêu dòng chờ duyệt
    Board {
        #[arg(long, value_name = "YYYY-MM")]
        month: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Nộp báo cáo tháng: các dòng thành đề nghị, chưa vào sổ
    HandIn {
        /// Tệp báo cáo tăng, giảm, thay đổi
        #[arg(required_unless_present = "nothing")]
        path: Option<PathBuf>,
        /// Tháng này không có biến động
        #[arg(long, conflicts_with = "path")]
        nothing: bool,
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        acting: Acting,
    },
    /// Các dòng đã nộp của một tháng
    Proposals {
        #[arg(long, value_name = "YYYY-MM")]
        month: String,
        /// proposed, accepted, returned
        #[arg(long)]
        state: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Nhận các dòng vào sổ; ai nộp thì không tự nhận
    Accept {
        /// Số của từng dòng
        #[arg(required_unless_present = "month")]
        proposals: Vec<i64>,
        /// Mọi dòng đang chờ của tháng
        #[arg(long, value_name = "YYYY-MM", conflicts_with = "proposals")]
        month: Option<String>,
        /// Chỉ một xã, phường
        #[arg(long, requires = "month")]
        commune: Option<String>,
        /// Chỉ một lĩnh vực
        #[arg(long, requires = "month")]
        field: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Trả lại các dòng cho xã, phường kèm lý do
    Return {
        #[arg(required = true)]
        proposals: Vec<i64>,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Rút một báo cáo chưa ai duyệt
    Withdraw {
        report: i64,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct OutsideArgs {
    #[command(subcommand)]
    pub action: OutsideAction,
}

#[derive(Subcommand, Debug)]
pub enum OutsideAction {
    /// Nhập danh sách chết, lương hưu, cư trú và cho biết ai đang hưởng có thể là người trong đó
    Match {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Những người chờ trả lời
    List {
        /// Cả những người đã trả lời
        #[arg(long)]
        all: bool,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Đúng là người đó: ghi vào sổ
    Confirm {
        /// DÒNG-NGƯỜI như `outside list` ghi
        pair: String,
        /// Ngày chết, hoặc ngày bắt đầu hưởng, nếu danh sách không ghi
        #[arg(long, value_name = "YYYY-MM-DD")]
        day: Option<String>,
        /// Mức hưởng một tháng, nếu danh sách không ghi
        #[arg(long)]
        amount: Option<i64>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Không phải người đó: lần sau không hỏi lại
    Reject {
        pair: String,
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}
