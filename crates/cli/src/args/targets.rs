//! The arguments of `ansinh targets`.

use clap::Args;

#[derive(Args, Debug)]
pub struct TargetsArgs {
    /// Đến hết ngày nào (mặc định hôm nay)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
}
