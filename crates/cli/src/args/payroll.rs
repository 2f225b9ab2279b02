//! `ansinh payroll …`: runs, single payments, recoveries, budget.

use super::Acting;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct PayrollArgs {
    #[command(subcommand)]
    pub action: PayrollAction,
}

#[derive(Args, Debug, Clone)]
pub struct RunArgs {
    #[arg(long, value_name = "YYYY-MM")]
    pub month: String,
    /// monthly, supplementary, one_off, annual, term
    #[arg(long, default_value = "monthly")]
    pub kind: String,
}

/// One payment of a run, by its number on the lists.
#[derive(Args, Debug, Clone)]
pub struct PaymentArgs {
    /// Mã chi trả, như trên danh sách ký nhận
    pub payment: i64,
    #[command(flatten)]
    pub run: RunArgs,
}

#[derive(Subcommand, Debug)]
pub enum PayrollAction {
    /// Lập danh sách chi trả (lập lại thì thay bản chưa duyệt)
    Prepare {
        #[command(flatten)]
        run: RunArgs,
        /// Trả gộp đến hết tháng này (dịp Tết)
        #[arg(long, value_name = "YYYY-MM")]
        through: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// So với kỳ trước: mới, thôi, đổi và vì sao
    Compare {
        #[command(flatten)]
        run: RunArgs,
    },
    /// Kiểm tra xong (người khác người lập)
    Check {
        #[command(flatten)]
        run: RunArgs,
        #[command(flatten)]
        acting: Acting,
    },
    /// Duyệt, hoặc ghi nhận bản giấy đã ký
    Approve {
        #[command(flatten)]
        run: RunArgs,
        /// Số, ngày và người ký của bản giấy
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Đã chuyển danh sách và tiền cho đơn vị chi trả
    Send {
        #[command(flatten)]
        run: RunArgs,
        #[command(flatten)]
        acting: Acting,
    },
    /// In danh sách ký nhận, bảng tổng hợp, tệp ngân hàng …
    Papers {
        #[command(flatten)]
        run: RunArgs,
        #[arg(long, value_name = "THƯ_MỤC")]
        out: PathBuf,
    },
    /// Nhập kết quả của đơn vị chi trả
    Results {
        #[command(flatten)]
        run: RunArgs,
        path: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
    /// Giữ lại một khoản đã chuyển: báo đơn vị chi trả chưa phát
    Hold {
        #[command(flatten)]
        payment: PaymentArgs,
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Bỏ giữ một khoản: đơn vị chi trả được phát
    Release {
        #[command(flatten)]
        payment: PaymentArgs,
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Đánh dấu kết quả của một khoản: đã nhận (paid), hoặc chưa nhận, trả lại (returned) kèm lý do
    Tick {
        #[command(flatten)]
        payment: PaymentArgs,
        /// paid, returned
        result: String,
        /// Vì sao chưa nhận: đi vắng, chết, sai CCCD …
        #[arg(long, value_name = "LÝ_DO")]
        reason: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Đối chiếu với đơn vị chi trả
    Reconcile {
        #[command(flatten)]
        run: RunArgs,
        #[command(flatten)]
        acting: Acting,
    },
    /// Khóa kỳ chi trả
    Close {
        #[command(flatten)]
        run: RunArgs,
        #[command(flatten)]
        acting: Acting,
    },
    /// Các kỳ chi trả và trạng thái
    List,
    /// Vì sao một người được số tiền này
    Explain {
        #[command(flatten)]
        run: RunArgs,
        /// Mã đối tượng hoặc số căn cước
        person: String,
        /// Viết thành trang HTML
        #[arg(long, value_name = "TỆP.html")]
        out: Option<PathBuf>,
    },
    /// Các khoản phải thu hồi
    Recoveries(RecoveriesArgs),
    /// Dự toán theo nguồn
    Budget(BudgetArgs),
}

#[derive(Args, Debug)]
pub struct RecoveriesArgs {
    #[command(subcommand)]
    pub action: RecoveriesAction,
}

#[derive(Subcommand, Debug)]
pub enum RecoveriesAction {
    /// Liệt kê các khoản và phương án
    List,
    /// Quyết định cách thu hồi
    Plan {
        recovery: i64,
        /// from_payments, from_relatives, from_funeral_support, written_off
        #[arg(long)]
        plan: String,
        /// Mỗi kỳ trừ nhiều nhất bao nhiêu đồng
        #[arg(long, value_name = "ĐỒNG")]
        ceiling: Option<i64>,
        /// Văn bản đồng ý hoặc quyết định
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi nhận tiền nộp lại
    Receive {
        recovery: i64,
        #[arg(long, value_name = "ĐỒNG")]
        amount: i64,
        /// Số phiếu thu
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct BudgetArgs {
    #[command(subcommand)]
    pub action: BudgetAction,
}

#[derive(Subcommand, Debug)]
pub enum BudgetAction {
    /// Dự toán, đã chi, còn lại của một năm
    List {
        #[arg(long)]
        year: i16,
    },
    /// Mở một dòng dự toán
    Open {
        #[arg(long)]
        year: i16,
        /// central, local
        #[arg(long)]
        source: String,
        /// Mã mục lục ngân sách
        #[arg(long)]
        code: String,
        title: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi giao, rút, tạm ứng, nộp trả
    Record {
        line: i64,
        /// given, drawn, advanced, returned
        #[arg(long)]
        kind: String,
        #[arg(long, value_name = "ĐỒNG")]
        amount: i64,
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}
