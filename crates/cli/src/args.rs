//! The command line: stable names, help in Vietnamese.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod payroll;
pub use payroll::{
    BudgetAction, BudgetArgs, PaymentArgs, PayrollAction, PayrollArgs, RecoveriesAction, RecoveriesArgs,
    RunArgs,
};
mod people;
pub use people::{PersonAction, PersonArgs, RecordArgs};
mod backup;
pub use backup::{BackupArgs, RestoreArgs};
mod cases;
pub use cases::{CaseAction, CaseArgs, CasesAction, CasesArgs, OpenArgs};
mod children;
pub use children::{ChildAction, ChildArgs, GratitudeAction, GratitudeArgs};
mod poverty;
pub use poverty::{PovertyAction, PovertyArgs};
mod targets;
pub use targets::TargetsArgs;
mod token;
pub use token::{TokenAction, TokenArgs};
mod campaign;
mod communes;
pub use campaign::{CampaignAction, CampaignArgs};
pub use communes::{CommunesAction, CommunesArgs, OutsideAction, OutsideArgs, WhichArgs};

/// An Sinh: hệ thống làm việc của cơ quan lao động và xã hội.
#[derive(Parser, Debug)]
#[command(name = "ansinh", version, propagate_version = true)]
pub struct Cli {
    /// Cơ sở dữ liệu: `sqlite:ĐƯỜNG_DẪN` hoặc `postgres://…` (mặc định sqlite:ansinh.db; `demo`: trong thư mục của nó)
    #[arg(long, global = true, env = "ANSINH_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// Tệp khóa của những nội dung phải mã hóa (`ansinh vault create`); cần cho `child` và `serve`
    #[arg(long, global = true, env = "ANSINH_KEY_FILE", value_name = "TỆP")]
    pub key_file: Option<PathBuf>,
    /// Cách in bảng
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub format: Format,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Dựng cơ quan mô phỏng năm 2023: sổ sách, nhập liệu, mười hai tháng chi trả, báo cáo năm
    Demo(DemoArgs),
    /// Tạo cơ quan và người quản trị đầu tiên
    Office(OfficeArgs),
    /// Cán bộ của cơ quan
    User(UserArgs),
    /// Mã truy cập của chương trình dùng API
    Token(TokenArgs),
    /// Nhập sổ sách (tệp hoặc thư mục); loại danh sách nhận ra theo tiêu đề cột
    Import(ImportArgs),
    /// Ghi hoặc đính chính một dòng của bất kỳ danh sách nào
    Record(RecordArgs),
    /// Tìm, xem, gộp và tách hồ sơ người
    Person(PersonArgs),
    /// Hủy một lần nhập
    Undo(UndoArgs),
    /// Xuất một loại danh sách ra XLSX hoặc CSV
    Export(ExportArgs),
    /// Tiếp nhận danh sách chi trả tháng trước thành hồ sơ đang hưởng
    Takeover(TakeoverArgs),
    /// Từ thông tin của từng người đến mức được hưởng (NDJSON vào, NDJSON ra)
    Assess(AssessArgs),
    /// Các trang luật
    Law(LawArgs),
    /// Tiếp nhận một hồ sơ, vụ việc và ghi diễn biến
    Case(CaseArgs),
    /// Hồ sơ, vụ việc: sắp đến hạn, quá hạn, tất cả
    Cases(CasesArgs),
    /// Khóa của những nội dung phải mã hóa
    Vault(crate::commands::vault::VaultArgs),
    /// Trẻ em: số theo nhóm, vụ việc bảo vệ trẻ em
    Child(ChildArgs),
    /// Đền ơn đáp nghĩa: bước của từng nhà, số dư quỹ
    Gratitude(GratitudeArgs),
    /// Quyết định trợ cấp
    Decide(DecideArgs),
    /// Chi trả hằng tháng
    Payroll(PayrollArgs),
    /// Đợt chăm lo, tặng quà: kế hoạch, danh sách, trao, quyết toán
    Campaign(CampaignArgs),
    /// Báo cáo biến động hằng tháng của xã, phường: nộp, duyệt, trả lại, ai chưa nộp
    Communes(CommunesArgs),
    /// Đối chiếu danh sách chết, lương hưu, cư trú với người đang hưởng
    Outside(OutsideArgs),
    /// Những điều hệ thống nhận thấy: ai có thể được hưởng, ai không còn đủ điều kiện, mức nào sắp đổi
    Signals(SignalsArgs),
    /// Chỉ tiêu năm đã đạt đến đâu, toàn cơ quan và từng xã, phường
    Targets(TargetsArgs),
    /// Rà soát hộ nghèo: bảng điểm, kỳ rà soát, quyết định, diễn biến, biểu báo cáo
    Poverty(PovertyArgs),
    /// Các chỉ tiêu của một kỳ
    Figures(FiguresArgs),
    /// Các dòng làm nên một chỉ tiêu
    Evidence(EvidenceArgs),
    /// Báo cáo
    Report(ReportArgs),
    /// Kiểm tra các bất biến trên dữ liệu thật
    Doctor(DoctorArgs),
    /// Mở ứng dụng web của cơ quan
    Serve(ServeArgs),
    /// Chép cơ sở dữ liệu SQLite ra một tệp, kể cả khi đang có người làm việc, và kiểm tra bản chép
    Backup(BackupArgs),
    /// Khôi phục cơ sở dữ liệu SQLite từ một bản sao lưu
    Restore(RestoreArgs),
    /// Nâng cơ sở dữ liệu lên phiên bản của chương trình
    Migrate,
    /// Đo tốc độ
    Bench(BenchArgs),
}

/// Who acts, and on which business date.
#[derive(Args, Debug, Clone)]
pub struct Acting {
    /// Tài khoản của người thực hiện
    #[arg(long = "as", value_name = "TÀI_KHOẢN")]
    pub officer: String,
    /// Ngày nghiệp vụ (mặc định hôm nay); những gì biết sau ngày này không được tính đến
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
}

#[derive(Args, Debug)]
pub struct DemoArgs {
    /// Thư mục của cơ quan mô phỏng
    #[arg(long, default_value = "ansinh-demo")]
    pub dir: PathBuf,
    /// Hạt giống sinh dữ liệu
    #[arg(long, default_value_t = DEMO_SEED)]
    pub seed: u64,
    /// Chỉ viết sổ sách, không nhập
    #[arg(long)]
    pub only_workbooks: bool,
    /// Bỏ qua bước viết sổ sách, làm phần còn lại từ các tệp có sẵn
    #[arg(long, value_name = "THƯ_MỤC")]
    pub from_workbooks: Option<PathBuf>,
    /// Không mở ứng dụng web ở cuối
    #[arg(long)]
    pub no_serve: bool,
    /// Địa chỉ của ứng dụng web
    #[arg(long, value_name = "ĐỊA_CHỈ", default_value = LISTEN)]
    pub listen: String,
}

#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Địa chỉ để mở ứng dụng; 0.0.0.0:8080 cho cả mạng của cơ quan
    #[arg(long, value_name = "ĐỊA_CHỈ", default_value = LISTEN)]
    pub listen: String,
    /// Ngày nghiệp vụ cố định, để xem lại sổ sách cũ (mặc định: ngày hôm nay)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
    /// Đứng sau máy chủ HTTPS: cookie chỉ đi qua HTTPS
    #[arg(long)]
    pub https: bool,
    /// Mỗi chương trình được gọi API bao nhiêu lần trong một phút
    #[arg(long, value_name = "SỐ_LẦN", default_value_t = web::app::API_PER_MINUTE)]
    pub api_per_minute: u32,
}

/// This machine only: opening an office to its network is a decision.
const LISTEN: &str = "127.0.0.1:8080";

#[derive(Args, Debug)]
pub struct OfficeArgs {
    #[command(subcommand)]
    pub action: OfficeAction,
}

#[derive(Subcommand, Debug)]
pub enum OfficeAction {
    /// Tạo cơ quan với tài khoản quản trị đầu tiên
    Create {
        /// Tên cơ quan
        name: String,
        /// Mã địa bàn vào ngày đó, ví dụ 712 (tìm mã: `ansinh office areas`)
        #[arg(long)]
        area: String,
        /// Tài khoản quản trị
        #[arg(long)]
        administrator: String,
        /// Họ và tên người quản trị
        #[arg(long)]
        full_name: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Xem thông tin cơ quan
    Show {
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Tìm đơn vị hành chính theo tên hoặc mã, cũ hay mới, và nay là đơn vị nào
    Areas {
        /// Tên (có dấu hay không) hoặc mã
        text: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
    },
    /// Đặt một mục thông tin, có thời hạn
    Set {
        item: String,
        value: String,
        #[arg(long)]
        from: Option<String>,
        #[arg(long)]
        until: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct UserArgs {
    #[command(subcommand)]
    pub action: UserAction,
}

#[derive(Subcommand, Debug)]
pub enum UserAction {
    /// Liệt kê cán bộ và vai trò
    List,
    /// Thêm cán bộ
    Add {
        account: String,
        full_name: String,
        /// Chuyên viên, Kế toán, Trưởng phòng, Lãnh đạo, Quản trị, Kiểm tra, Cán bộ xã
        #[arg(long)]
        role: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct ImportArgs {
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Loại danh sách, khi không muốn để chương trình tự nhận
    #[arg(long)]
    pub kind: Option<String>,
    /// Chỉ xem trước: mới, thay đổi, từ chối và vì sao
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct UndoArgs {
    /// Số của lần nhập
    pub import: i64,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Loại danh sách (docs/workbooks.md)
    pub kind: String,
    #[arg(long, value_name = "TỆP.xlsx|csv")]
    pub out: PathBuf,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct TakeoverArgs {
    /// Danh sách chi trả tháng trước; bỏ trống để chỉ xem bảng khác biệt
    pub path: Option<PathBuf>,
    /// Tháng của danh sách
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<String>,
    /// Xử lý một dòng khác biệt: giữ mức cũ (keep) hoặc theo quy định (engine)
    #[arg(long, value_name = "SỐ_DÒNG=keep|engine")]
    pub resolve: Vec<String>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Args, Debug)]
pub struct AssessArgs {
    #[arg(long, value_name = "YYYY-MM")]
    pub month: String,
    /// Luật như đã có hiệu lực vào ngày này (mặc định: tất cả những gì đã có)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub known_on: Option<String>,
    /// Các khoản một lần thay vì hằng tháng
    #[arg(long)]
    pub one_off: bool,
}

#[derive(Args, Debug)]
pub struct LawArgs {
    #[command(subcommand)]
    pub action: LawAction,
}

#[derive(Subcommand, Debug)]
pub enum LawAction {
    /// Nạp các trang luật và liệt kê chỗ còn thiếu
    Check,
    /// Giải thích một diện: điều kiện, mức, căn cứ
    Show {
        category: String,
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<String>,
    },
}

#[derive(Args, Debug)]
pub struct DecideArgs {
    #[command(subcommand)]
    pub action: DecideAction,
}

#[derive(Subcommand, Debug)]
pub enum DecideAction {
    /// Các quyết định, mới nhất trước
    List {
        /// Chỉ những quyết định đang chờ ký
        #[arg(long)]
        waiting: bool,
    },
    /// Dự thảo quyết định trợ cấp thờ cúng cho người thờ cúng liệt sĩ trong sổ thân nhân mà chưa có quyết định
    Worship {
        /// Chỉ xem ai được đề nghị và ai không, vì sao
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        acting: Acting,
    },
    /// Dự thảo quyết định từ tín hiệu về một người
    Draft {
        /// Mã đối tượng hoặc số căn cước
        person: String,
        #[arg(long, value_name = "YYYY-MM")]
        month: String,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ghi nhận quyết định của cấp trên từ sổ quyết định
    Record {
        path: PathBuf,
        #[command(flatten)]
        acting: Acting,
    },
    /// Ký, hoặc ghi nhận chữ ký trên giấy
    Sign {
        decision: i64,
        #[arg(long)]
        number: String,
        #[arg(long)]
        signer: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        signed_on: String,
        /// Cơ quan ký (mặc định: cơ quan này)
        #[arg(long)]
        issuer: Option<String>,
        #[command(flatten)]
        acting: Acting,
    },
    /// Hủy một quyết định như chưa từng có
    Void {
        decision: i64,
        #[command(flatten)]
        acting: Acting,
    },
    /// Số tiền ghi trong quyết định khác với quy định
    Differences,
    /// Trả lời bằng văn bản vì sao một số tiền được khác quy định
    Answer {
        /// Khoản số (xem `decide differences`)
        terms: i64,
        text: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct SignalsArgs {
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<String>,
    /// Chỉ một loại, từng việc một (mã hoặc tên loại như bảng tổng hợp ghi)
    #[arg(long, value_name = "LOẠI")]
    pub kind: Option<String>,
    /// Chỉ một xã, phường, từng việc một (mã hoặc tên)
    #[arg(long, value_name = "XÃ")]
    pub commune: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
}

#[derive(Args, Debug, Clone)]
pub struct PeriodArgs {
    /// Năm báo cáo, ví dụ 2023
    #[arg(long)]
    pub period: String,
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct FiguresArgs {
    /// Năm báo cáo, ví dụ 2023
    #[arg(long, required = true)]
    pub period: Option<String>,
    #[command(subcommand)]
    pub action: Option<FiguresAction>,
}

#[derive(Subcommand, Debug)]
pub enum FiguresAction {
    /// Ghi số liệu của năm trước khi mở sổ, theo văn bản; khi có danh sách của năm đó thì danh sách thay số này
    Type {
        /// Mã hoặc tên chỉ tiêu
        figure: String,
        /// Giá trị: 265; 1.071.270.000; 0,61
        value: String,
        /// Năm của số liệu
        #[arg(long, value_name = "NĂM")]
        period: String,
        /// Số, ngày văn bản có số liệu này
        #[arg(long, value_name = "VĂN_BẢN")]
        paper: String,
        #[command(flatten)]
        acting: Acting,
    },
}

#[derive(Args, Debug)]
pub struct EvidenceArgs {
    pub figure: String,
    #[command(flatten)]
    pub period: PeriodArgs,
}

#[derive(Args, Debug)]
pub struct ReportArgs {
    /// Loại báo cáo: `year` (tham luận năm), `periodic` (định kỳ: --period 2023-06, 2023-Q2, 2023-H1, 2023-9M, 2023);
    /// hoặc `freeze`, `diff`
    pub kind: String,
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Tệp kết quả; đuôi tệp quyết định định dạng (docx, pdf, html; xlsx là các dòng căn cứ)
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
    /// In lại bản đã chốt thay vì số liệu hiện nay
    #[arg(long)]
    pub frozen: bool,
    /// Người thực hiện (khi đóng băng báo cáo)
    #[arg(long = "as", value_name = "TÀI_KHOẢN")]
    pub officer: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
    /// Trả lời cảnh báo: MÃ=lời giải thích
    #[arg(long = "answer", value_name = "MÃ=LỜI")]
    pub answers: Vec<String>,
}

#[derive(Args, Debug)]
pub struct DoctorArgs {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
}

#[derive(Args, Debug)]
pub struct BenchArgs {
    #[command(subcommand)]
    pub what: BenchWhat,
}

#[derive(Subcommand, Debug)]
pub enum BenchWhat {
    /// Mức hưởng của người mô phỏng theo các trang luật thật
    Entitlement {
        #[arg(long, default_value_t = 1_000_000)]
        people: u32,
        #[arg(long, default_value_t = 12)]
        months: u32,
    },
    /// Tìm người theo tên trong một cơ sở dữ liệu riêng (được tạo và điền một lần nếu chưa có)
    Search {
        #[arg(long, default_value_t = 1_000_000)]
        people: u32,
        #[arg(long, default_value_t = 20)]
        times: u32,
    },
    /// Máy chủ web chịu tải: trang danh sách có tìm kiếm, API và trang một người (cơ sở dữ liệu riêng)
    Http {
        #[arg(long, default_value_t = 180_000)]
        people: u32,
        /// Số lần gọi mỗi trang
        #[arg(long, default_value_t = 4_000)]
        requests: usize,
        /// Số kết nối cùng lúc
        #[arg(long, default_value_t = 2)]
        connections: usize,
    },
    /// Lập và ghi tháng kế tiếp của cơ quan trong cơ sở dữ liệu, với toàn bộ quá khứ; bản nháp được để lại
    Payroll {
        /// Tài khoản của người lập
        #[arg(long = "as", value_name = "TÀI_KHOẢN")]
        officer: String,
        #[arg(long, default_value_t = 5)]
        times: u32,
    },
}

/// The seed of the office whose totals are those of the source report.
pub const DEMO_SEED: u64 = 2023;
