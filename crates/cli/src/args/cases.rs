//! The arguments of `ansinh case` and `ansinh cases`.

use super::Acting;
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct CaseArgs {
    #[command(subcommand)]
    pub action: CaseAction,
}

#[derive(Subcommand, Debug)]
pub enum CaseAction {
    /// Các loại việc, từng bước và thời hạn theo luật của một ngày
    Kinds {
        /// Chỉ các loại bắt đầu bằng, ví dụ merit. hoặc dispute.
        beginning: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Tiếp nhận một hồ sơ, vụ việc
    Open(OpenArgs),
    /// Ghi một diễn biến: step_done, stopped, resumed, handed_over, assigned, deadline_set, noted, step_begun
    Step(StepArgs),
    /// Kết thúc, ghi kết quả: resolved, failed, refused, withdrawn, transferred, not_competent, unfounded, cancelled
    Conclude {
        code: String,
        result: String,
        #[arg(long)]
        paper: Option<String>,
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Mở lại hồ sơ đã kết thúc, từ bước cuối hoặc từ bước nêu ra
    Reopen {
        code: String,
        #[arg(long)]
        step: Option<u8>,
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi lại tình trạng mọi hồ sơ sau khi trang luật hoặc lịch nghỉ thay đổi
    Refresh {
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct OpenArgs {
    /// Số hồ sơ
    pub code: String,
    /// Loại việc, xem `ansinh case kinds`
    #[arg(long)]
    pub kind: String,
    /// Việc gì, không ghi điều nhạy cảm
    #[arg(long)]
    pub subject: String,
    /// Mã xã, phường
    #[arg(long)]
    pub commune: Option<String>,
    /// Ngày tiếp nhận (mặc định: ngày nghiệp vụ)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub received: Option<String>,
    /// Hạn ghi trong văn bản
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub due: Option<String>,
    /// Người thụ lý
    #[arg(long)]
    pub owner: Option<String>,
    /// Số văn bản giao việc
    #[arg(long)]
    pub paper: Option<String>,
    #[arg(long)]
    pub issuer: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct StepArgs {
    pub code: String,
    pub event: String,
    /// Bước số mấy (mặc định: bước đang làm)
    #[arg(long)]
    pub step: Option<u8>,
    /// Nơi nhận, người nhận
    #[arg(long)]
    pub to: Option<String>,
    /// Hạn mới
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub due: Option<String>,
    #[arg(long)]
    pub paper: Option<String>,
    #[arg(long)]
    pub note: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct CasesArgs {
    #[command(subcommand)]
    pub action: CasesAction,
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum CasesAction {
    /// Mọi hồ sơ
    List {
        /// Loại việc hoặc phần đầu của nó: merit., dispute., task
        #[arg(long)]
        kind: Option<String>,
        /// open, stopped, concluded
        #[arg(long)]
        state: Option<String>,
    },
    /// Đến hạn trong mấy ngày tới, kể cả quá hạn
    Due {
        #[arg(long, default_value_t = 7)]
        days: u16,
    },
    /// Quá hạn
    Late,
    /// Một hồ sơ với mọi diễn biến
    Show { code: String },
}
