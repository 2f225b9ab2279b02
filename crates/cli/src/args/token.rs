//! The arguments of `ansinh token`.

use super::Acting;
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct TokenArgs {
    #[command(subcommand)]
    pub action: TokenAction,
}

#[derive(Subcommand, Debug)]
pub enum TokenAction {
    /// Cấp một mã; mã chỉ hiện một lần
    Create {
        /// Tài khoản của cán bộ mà chương trình làm thay
        #[arg(long = "for", value_name = "TÀI_KHOẢN")]
        account: String,
        /// Tên để nhận ra chương trình
        #[arg(long)]
        name: String,
        /// Việc được làm: QUYỀN, QUYỀN:LĨNH_VỰC, QUYỀN@MÃ_XÃ hay QUYỀN:LĨNH_VỰC@MÃ_XÃ; nhiều lần được
        #[arg(long = "scope", value_name = "QUYỀN", required = true)]
        scopes: Vec<String>,
        /// Số ngày dùng được
        #[arg(long, default_value_t = 365)]
        days: i64,
        #[command(flatten)]
        acting: Acting,
    },
    /// Các mã đã cấp
    List,
    /// Thu hồi một mã
    Revoke {
        /// Số của mã
        id: i64,
        #[command(flatten)]
        acting: Acting,
    },
}
