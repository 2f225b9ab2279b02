//! `ansinh campaign …`.

use super::Acting;
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct CampaignArgs {
    #[command(subcommand)]
    pub action: CampaignAction,
}

#[derive(Subcommand, Debug)]
pub enum CampaignAction {
    /// Các đợt tặng quà
    List,
    /// Một đợt: dự toán, đã trao theo nguồn và nhóm, quyết toán
    Show { code: String },
    /// Từng suất quà của một đợt
    Gifts { code: String },
    /// Mở một đợt
    Open {
        /// Mã đợt, ví dụ TET-2023
        code: String,
        /// TET, TB-LS-27-7, TRUNG-THU, 1-6, 2-9, 30-4, KHAC
        #[arg(long)]
        occasion: String,
        #[arg(long)]
        year: i16,
        #[arg(long)]
        title: String,
        /// Số, ngày kế hoạch hoặc quyết định
        #[arg(long)]
        plan: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        until: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Lập danh sách từ hồ sơ theo dự toán của đợt (lập lại thì thay các suất chưa trao)
    Draft {
        code: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Duyệt các suất chưa ai duyệt (người lập danh sách không tự duyệt; chưa duyệt thì chưa trao được)
    Approve {
        code: String,
        /// Số, ngày danh sách đã ký
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi các suất đã duyệt là đã trao; hoặc ghi kết quả của một người
    Deliver {
        code: String,
        /// Chỉ danh sách số này
        #[arg(long)]
        list: Option<String>,
        /// Chỉ diện nhận quà này
        #[arg(long)]
        recipient: Option<String>,
        /// Chỉ người này (mã đối tượng hoặc số căn cước)
        #[arg(long)]
        person: Option<String>,
        /// given, returned, transferred, cancelled (cùng --person)
        #[arg(long, default_value = "given")]
        state: String,
        /// Người ký nhận thay (cùng --person)
        #[arg(long)]
        received_by: Option<String>,
        #[arg(long)]
        relation: Option<String>,
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Quyết toán theo nguồn và ghi sổ
    Settle {
        code: String,
        /// Số, ngày văn bản quyết toán
        #[arg(long)]
        paper: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}
