//! The arguments of `ansinh poverty`.

use super::Acting;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct PovertyArgs {
    #[command(subcommand)]
    pub action: PovertyAction,
}

#[derive(Subcommand, Debug)]
pub enum PovertyAction {
    /// Nạp bảng điểm B1 từ tệp
    LoadPoints {
        path: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
    /// Các kỳ rà soát đã mở
    Seasons,
    /// Mở kỳ rà soát: năm (`2023`), hoặc tháng của kỳ thường xuyên (`2023-05`)
    Open {
        code: String,
        /// Chuẩn tính song song, khi chuyển từ chuẩn này sang chuẩn khác
        #[arg(long)]
        also: Option<String>,
        /// Số, ngày kế hoạch
        #[arg(long)]
        plan: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi một bước đã làm ở xã, phường
    Step {
        season: String,
        /// Tên hoặc mã xã, phường
        #[arg(long)]
        commune: String,
        #[arg(long)]
        hamlet: Option<String>,
        /// Lập danh sách, Khảo sát, Họp thôn, Niêm yết, Xin ý kiến
        #[arg(long)]
        step: String,
        /// Số người dự họp
        #[arg(long)]
        present: Option<i64>,
        /// Số người nhất trí
        #[arg(long)]
        agreed: Option<i64>,
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi nhận quyết định công nhận của Chủ tịch UBND xã, phường
    Decide {
        season: String,
        #[arg(long)]
        commune: String,
        /// Số quyết định
        #[arg(long)]
        number: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        signed_on: String,
        #[arg(long)]
        signer: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Biên bản họp, quyết định và giấy chứng nhận (DOCX, PDF)
    Papers {
        season: String,
        #[arg(long)]
        commune: String,
        #[arg(long, value_name = "THƯ_MỤC")]
        out: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
    /// Diễn biến hộ nghèo, hộ cận nghèo trong năm
    Movement {
        #[arg(long)]
        year: i16,
    },
    /// Các biểu của báo cáo rà soát, một tệp XLSX
    Report {
        #[arg(long)]
        year: i16,
        #[arg(long, value_name = "TỆP.xlsx")]
        out: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
}
