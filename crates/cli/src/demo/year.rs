//! The year as its officers work it: books opened, twelve months, books closed.

use super::folder::{Folder, KEY};
use super::{ADMINISTRATOR, OPENED, REPORTED};
use crate::Failure;
use crate::commands::import;
use crate::console::Console;
use domain::payroll::RunKind;
use domain::recovery::{RecoveryPlan, RecoveryState};
use jiff::civil::{Date, date};
use law::Month;
use office::campaigns::Handed;
use office::payroll::{self, Order, Plan};
use office::vault::Vault;
use std::path::PathBuf;

pub struct Town {
    pub console: Console,
    pub workbooks: PathBuf,
    pub folder: Folder,
    pub payer: ::demo::Payer,
    /// The key of what is kept encrypted.
    pub vault: Vault,
}

pub(super) const ASSISTANCE: &str = "chuyenvien.btxh";
pub(super) const MERIT: &str = "chuyenvien.ncc";
const POVERTY: &str = "chuyenvien.giamngheo";
const LABOUR: &str = "chuyenvien.laodong";
pub(super) const CHILDREN: &str = "chuyenvien.treem";
pub(super) const ACCOUNTANT: &str = "ketoan";
pub(super) const HEAD: &str = "truongphong";
const LEADER: &str = "lanhdao";

/// Books of the year that are brought in when it closes, each by the officer of its field; a folder is read whole.
const REGISTERS: &[(&str, &str)] = &[
    ("ho-ngheo-2023.xlsx", POVERTY),
    ("tong-so-ho.xlsx", POVERTY),
    ("ke-hoach-2023.xlsx", HEAD),
    ("nhiem-vu-2023.xlsx", HEAD),
    ("tranh-chap-2023.xlsx", HEAD),
    ("kiem-tra-2023.xlsx", HEAD),
    ("ho-so-2023.xlsx", HEAD),
    ("lao-dong-2023", LABOUR),
    ("dao-tao-nghe-2023.xlsx", LABOUR),
    ("nghia-trang-liet-si.xlsx", MERIT),
    ("quy-tap-hai-cot-2023.xlsx", MERIT),
    ("nha-tinh-nghia-2023.xlsx", MERIT),
    ("phung-duong-me.xlsx", MERIT),
    ("tham-hoi-cham-soc-2023.xlsx", MERIT),
    ("quy-den-on-dap-nghia-2023.xlsx", MERIT),
    ("tre-em-hoan-canh-dac-biet-2023.xlsx", CHILDREN),
    ("chi-tieu-tre-em-binh-dang-gioi-2023.xlsx", CHILDREN),
    ("su-kien-tre-em-2023.xlsx", CHILDREN),
    ("ra-soat-ho-ngheo-2023.xlsx", POVERTY),
    ("chuong-trinh-giam-ngheo-2023.xlsx", POVERTY),
    ("ho-tro-ho-ngheo-2023.xlsx", POVERTY),
    ("tang-qua-2023/tong-hop.xlsx", HEAD),
];

/// Month, campaign, the day its list is drawn up and approved, the day the gifts are handed out.
const GIFTS: &[(i8, &str, Date, Date)] = &[
    (1, "TET-2023", date(2023, 1, 6), date(2023, 1, 12)),
    (6, "THTE-2023", date(2023, 5, 26), date(2023, 6, 1)),
    (7, "TBLS-2023", date(2023, 7, 14), date(2023, 7, 20)),
];

/// Papers of the review that the demo writes.
const SAMPLE_PAPERS: usize = 12;

impl Town {
    /// Everything that the office had before January 2023.
    pub fn open_books(&self) -> Result<(), Failure> {
        self.import("thong-tin-co-quan.xlsx", ADMINISTRATOR, OPENED)?;
        self.import("ho-ngheo-2021.xlsx", POVERTY, OPENED)?;
        self.import("ho-ngheo-2022.xlsx", POVERTY, OPENED)?;
        self.import("so-bao-tro-xa-hoi.xlsx", ASSISTANCE, OPENED)?;
        self.import("so-nguoi-co-cong.xlsx", MERIT, OPENED)?;
        self.import("so-than-nhan.xlsx", MERIT, OPENED)?;
        self.import("chi-tieu-2023.xlsx", HEAD, OPENED)?;
        self.import("tang-qua-2023/ke-hoach.xlsx", HEAD, OPENED)?;
        self.take_over()?;
        self.grant_worship(OPENED)
    }

    fn take_over(&self) -> Result<(), Failure> {
        let Some(path) = self.workbook("chi-tra-2022-12.xlsx") else { return Ok(()) };
        let ctx = self.console.ctx(ACCOUNTANT, OPENED)?;
        let taken = crate::commands::takeover::take_over(&ctx, &path, Month::of(OPENED))?;
        say!("{taken}");
        Ok(())
    }

    /// One month: what the communes report and the decisions that have come, the list, its two other pairs of
    /// eyes, the money, and what the payer brings back.
    pub fn month(&self, number: i8) -> Result<(), Failure> {
        let month = Month::of(date(2023, number, 1));
        let prepared = month.previous().first_day().with().day(22).build().map_err(|_| calendar())?;
        self.import(&format!("so-bo-sung-2023/bo-sung-{number:02}.xlsx"), HEAD, prepared)?;
        // The communes report on the 19th: what happened since is in the next month's report.
        self.import(&format!("bien-dong-2023/bien-dong-{:02}.xlsx", number - 1), ASSISTANCE, prepared)?;
        self.take_reports(month.previous(), prepared)?;
        self.import("quyet-dinh-2023.xlsx", HEAD, prepared)?;
        self.sign_after_deaths(prepared)?;
        let order = Order::one_month(RunKind::Monthly, month);
        let run = payroll::prepare(&self.console.ctx(ASSISTANCE, prepared)?, order)?;
        let later = |days: i64| prepared.checked_add(jiff::Span::new().days(days)).map_err(|_| calendar());
        payroll::check(&self.console.ctx(ACCOUNTANT, later(1)?)?, run.run)?;
        payroll::approve(&self.console.ctx(HEAD, later(2)?)?, run.run, None)?;
        payroll::send(&self.console.ctx(ACCOUNTANT, later(2)?)?, run.run)?;
        self.give(number)?;
        self.protect_children(number)?;
        let paid = month.first_day().with().day(18).build().map_err(|_| calendar())?;
        self.results(month, run.run, paid)?;
        let accountant = self.console.ctx(ACCOUNTANT, paid)?;
        payroll::reconcile(&accountant, run.run)?;
        payroll::close(&accountant, run.run)?;
        self.recover(paid)?;
        self.pay_apart(RunKind::OneOff, month, prepared, paid)?;
        if number == 1 || number == 9 {
            self.grant_worship(prepared)?;
            self.pay_apart(RunKind::Annual, month, prepared, paid)?;
        }
        say!(
            "Tháng {:02}/2023: {} khoản chi, {} đồng, chuyển sang {} đồng, {} đề nghị thu hồi, {} dòng chờ",
            number,
            run.payments,
            run.new,
            run.carried,
            run.proposals.len(),
            run.waiting.len(),
        );
        Ok(())
    }

    /// The head draws up the month's gift lists, the leader approves them, the gifts are handed out.
    fn give(&self, month: i8) -> Result<(), Failure> {
        for (_, code, listed, given) in GIFTS.iter().filter(|(own, ..)| *own == month) {
            self.import(&format!("tang-qua-2023/danh-sach-{code}.xlsx"), HEAD, *listed)?;
            let leader = self.console.ctx(LEADER, *listed)?;
            // Changed workbooks may leave an occasion without a list.
            match office::campaigns::approve(&leader, code, Some("Danh sách đã ký")) {
                Ok(approved) => {
                    let head = self.console.ctx(HEAD, *given)?;
                    office::campaigns::deliver(&head, code, &Handed::default(), *given)?;
                    say!("Đợt {code}: đã duyệt và trao {} suất, {} đồng", approved.gifts, approved.amount);
                }
                Err(error) => say!("Đợt {code}: chưa trao được [{}]: {error}", error.code()),
            }
        }
        Ok(())
    }

    /// The head decides how money paid after a death comes back; two families in three bring it at once. What the
    /// last lists have found waits for January.
    fn recover(&self, on: Date) -> Result<(), Failure> {
        let head = self.console.ctx(HEAD, on)?;
        let accountant = self.console.ctx(ACCOUNTANT, on)?;
        for found in payroll::recoveries(&head)? {
            if found.provisional || found.recovery.state != RecoveryState::Proposed {
                continue;
            }
            let id = found.recovery.id;
            let plan = Plan { plan: RecoveryPlan::FromRelatives, monthly_ceiling: None, paper: None };
            payroll::plan_recovery(&head, id, &plan)?;
            if id.0 % 3 != 0 {
                payroll::receive(&accountant, id, found.recovery.amount, on, Some("Phiếu thu"))?;
            }
        }
        Ok(())
    }

    /// The payer answers the list that it was sent.
    fn results(&self, month: Month, run: domain::ids::RunId, on: Date) -> Result<(), Failure> {
        let ctx = self.console.ctx(ACCOUNTANT, on)?;
        let list = office::payroll::papers::payer_list(&ctx, run)?;
        let rows = list
            .into_iter()
            .map(|row| ::demo::Payment {
                code: row.number.to_string(),
                name: row.name,
                citizen: row.citizen_number,
                commune: row.unit,
                source: row.source.to_owned(),
                amount: row.amount.0,
                channel: row.channel.to_owned(),
            })
            .collect();
        let list = ::demo::PaymentList { year: month.year(), month: month.number(), rows };
        let book = self.payer.results_for(&list);
        let book = book.map_err(|error| Failure::Refused(format!("lỗi [{}]: {error}", error.code())))?;
        let folder = self.folder.path("payer");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("ket-qua-{month}.xlsx"));
        std::fs::write(&path, book)?;
        import::quietly(&ctx, &[path])
    }

    /// The review of December, the papers of the last month, the report.
    pub fn close_year(&self) -> Result<(), Failure> {
        let reviewed = date(2023, 12, 20);
        self.import("bien-dong-2023/bien-dong-12.xlsx", ASSISTANCE, reviewed)?;
        self.take_reports(Month::of(reviewed), reviewed)?;
        for (name, officer) in REGISTERS {
            self.import(name, officer, reviewed)?;
        }
        self.compare_lists(reviewed)?;
        self.decide_review(reviewed)?;
        self.settle_campaigns(reviewed)?;
        let december = Month::of(reviewed);
        let ctx = self.console.ctx(ACCOUNTANT, reviewed)?;
        let run = payroll::find(&ctx, RunKind::Monthly, december)?;
        office::payroll::papers::write(&ctx, run.id, &self.folder.path("papers/2023-12"), |_, _| {})?;
        crate::commands::report::write_all(&self.console, REPORTED, &self.folder.path("papers/report"))?;
        self.answer_warnings()?;
        match office::reports::frozen::freeze(&self.console.ctx(HEAD, REPORTED)?, REPORTED.year()) {
            Ok(report) => say!("Báo cáo năm đã chốt, số {report}"),
            // Changed workbooks may raise warnings that only a person can answer.
            Err(error) => say!("Báo cáo năm chưa chốt được [{}]: {error}", error.code()),
        }
        Ok(())
    }

    /// Each commune's chairman decides on what the season found; the poverty report and one commune's papers.
    fn decide_review(&self, on: Date) -> Result<(), Failure> {
        let ctx = self.console.ctx(POVERTY, on)?;
        let code = on.year().to_string();
        if !office::poverty::seasons(&ctx)?.iter().any(|season| season.code == code) {
            return Ok(());
        }
        let mut sum = office::poverty::Decided::default();
        let communes = crate::commands::poverty::communes(&ctx)?;
        for (commune, number) in communes.iter().zip(201..) {
            let signed = office::poverty::SignedReview {
                number: format!("{number}/QĐ-UBND"),
                signed_on: date(on.year(), 12, 8),
                signer: None,
                paper: None,
            };
            match office::poverty::decide(&ctx, &code, commune.id, &signed) {
                Ok(found) => {
                    sum.poor += found.poor;
                    sum.near_poor += found.near_poor;
                    sum.others += found.others;
                    sum.certificates += found.certificates;
                }
                // Changed workbooks may leave a review unfinished.
                Err(error) => say!("{}: chưa quyết định được [{}]: {error}", commune.name, error.code()),
            }
        }
        say!(
            "Rà soát {code}: {} hộ nghèo, {} hộ cận nghèo, {} hộ không thuộc diện, {} giấy chứng nhận",
            sum.poor,
            sum.near_poor,
            sum.others,
            sum.certificates
        );
        let tables = office::poverty::report::tables(&ctx, on.year())?;
        let folder = self.folder.path("papers/giam-ngheo");
        std::fs::create_dir_all(&folder)?;
        office::poverty::report::write(&tables, &folder.join("bao-cao-ra-soat.xlsx"))?;
        if let Some(commune) = communes.first() {
            // The minutes, the decision and the first certificates: the others look the same.
            let papers = office::poverty::papers::documents(&ctx, &code, commune.id)?;
            let shown = papers.len().min(SAMPLE_PAPERS);
            office::poverty::papers::write_documents(&papers[..shown], &folder)?;
        }
        Ok(())
    }

    /// What was given out in the year is settled by source and booked.
    fn settle_campaigns(&self, on: Date) -> Result<(), Failure> {
        let accountant = self.console.ctx(ACCOUNTANT, on)?;
        for campaign in office::campaigns::list(&accountant)? {
            office::campaigns::settle(&accountant, &campaign.code, Some("Báo cáo quyết toán đợt"))?;
        }
        Ok(())
    }

    /// The head answers what looks wrong and is so on paper: the sums of gifts, events of the whole town, a year
    /// whose books began late.
    fn answer_warnings(&self) -> Result<(), Failure> {
        const ON_PAPER: [&str; 5] =
            ["tet.", "children.mid_autumn", "labour.osh_month", "movements", "poverty.2023.escaped"];
        let head = self.console.ctx(HEAD, REPORTED)?;
        let text = "Đã đối chiếu với bảng tổng hợp của các xã, phường: số liệu đúng như văn bản.";
        Ok(office::figures::answer_open(&head, REPORTED.year(), text, |warning| {
            ON_PAPER.iter().any(|beginning| warning.figure.starts_with(beginning))
        })?)
    }

    pub fn tell_where(&self, url: &str) {
        say!();
        say!("Cơ sở dữ liệu: {url}");
        say!("Danh sách ký nhận tháng 12/2023: {}", self.folder.path("papers/2023-12").display());
        say!("Khóa của những nội dung phải mã hóa (--key-file): {}", self.folder.path(KEY).display());
        say!("Báo cáo năm: {}", self.folder.path("papers/report").display());
    }

    /// Imports a workbook if the office has it.
    pub(super) fn import(&self, name: &str, officer: &str, on: Date) -> Result<(), Failure> {
        match self.workbook(name) {
            Some(path) => import::quietly(&self.console.ctx(officer, on)?, &[path]),
            None => Ok(()),
        }
    }

    pub(super) fn workbook(&self, name: &str) -> Option<PathBuf> {
        Some(self.workbooks.join(name)).filter(|path| path.exists())
    }
}

pub(super) fn calendar() -> Failure {
    Failure::Usage("ngày ngoài lịch".to_owned())
}
