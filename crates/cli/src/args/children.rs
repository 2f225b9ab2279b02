//! The arguments of `ansinh child` and `ansinh gratitude`.

use super::Acting;
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct ChildArgs {
    #[command(subcommand)]
    pub action: ChildAction,
}

#[derive(Subcommand, Debug)]
pub enum ChildAction {
    /// Số trẻ em theo nhóm hoàn cảnh; ô 1–2 của nhóm được bảo vệ không ghi số
    Groups {
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Trẻ em của một nhóm được bảo vệ thông tin; mỗi lần xem được ghi nhật ký
    Sensitive {
        /// TE05, TE07, TE09, TE10, TE11, TE12
        group: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Tiếp nhận thông tin về trẻ em (Mẫu 01), đọc từ đầu vào chuẩn: mỗi dòng “Nhãn: nội dung”
    Report {
        /// Mã xã, phường nơi xảy ra
        #[arg(long)]
        commune: String,
        /// phone, in_person, others, child_line
        #[arg(long, default_value = "phone")]
        channel: String,
        #[arg(long)]
        urgent: bool,
        /// Tài khoản cán bộ phụ trách (mặc định: người tiếp nhận)
        #[arg(long)]
        lead: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Các vụ việc của mình, không có nội dung
    Cases {
        #[command(flatten)]
        acting: Acting,
    },
    /// Toàn bộ một vụ việc của mình; mỗi lần xem được ghi nhật ký
    Show {
        number: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Chuyển bước: verified, assessed, plan_drafted, plan_approved, in_progress, reviewed, closed, referred, unfounded, reopened
    Step {
        number: String,
        to: String,
        /// Số quyết định phê duyệt kế hoạch
        #[arg(long)]
        decision: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Thêm đánh giá, kế hoạch, kết quả rà soát, đọc từ đầu vào chuẩn và mã hóa
    Note {
        number: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Cho một cán bộ khác cùng xem vụ việc
    Admit {
        number: String,
        account: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct GratitudeArgs {
    #[command(subcommand)]
    pub action: GratitudeAction,
}

#[derive(Subcommand, Debug)]
pub enum GratitudeAction {
    /// Chuyển bước một nhà: surveyed, approved, building, accepted, handed_over, settled; proposed, building để làm lại
    House {
        code: String,
        to: String,
        #[arg(long)]
        decision: Option<String>,
        /// Kinh phí quyết toán, đồng
        #[arg(long)]
        cost: Option<i64>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Số dư Quỹ Đền ơn đáp nghĩa theo cấp
    Fund {
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
}
