//! `ansinh demo`: the synthetic office's year, from its workbooks to its report, through the ordinary commands.

mod accounts;
mod folder;
mod year;
mod apart;
mod children;
mod communes;
mod compare;

use crate::Failure;
use crate::args::DemoArgs;
use crate::console::{Clock, Console};
use folder::Folder;
use jiff::civil::{Date, date};
use office::officers::NewOfficer;
use std::path::PathBuf;
use store::db::{Db, Open};

/// The day on which the office's books are opened: before the list of January 2023 is prepared.
const OPENED: Date = date(2022, 12, 20);
/// The day on which the year's address is given and its report frozen.
const REPORTED: Date = date(2023, 12, 28);

const ADMINISTRATOR: &str = "quantri";

pub fn run(args: DemoArgs, database: Option<&str>) -> Result<(), Failure> {
    let folder = Folder::open(&args.dir)?;
    let workbooks = match &args.from_workbooks {
        Some(from) => {
            if !from.is_dir() {
                return Err(Failure::Usage(format!("không có thư mục {}", from.display())));
            }
            from.clone()
        }
        None => write_workbooks(&folder, args.seed)?,
    };
    if args.only_workbooks {
        say!("Sổ sách ở {}", workbooks.display());
        return Ok(());
    }
    let (url, is_own) = match database {
        Some(url) => (url.to_owned(), false),
        None => (format!("sqlite:{}", folder.path("office.db").display()), true),
    };
    if is_own {
        folder.clear_database()?;
    }
    let console = create_office(&url)?;
    let vault = folder.vault()?;
    let town = year::Town { console, workbooks, folder, payer: ::demo::Payer::new(args.seed), vault };
    town.open_books()?;
    for month in 1..=12 {
        town.month(month)?;
    }
    town.close_year()?;
    let agrees = compare::print(&town.console, REPORTED)?;
    let healthy = crate::commands::doctor::check(&town.console, REPORTED)?;
    town.tell_where(&url);
    // Changed workbooks change the figures: that is what they are for.
    let must_agree = args.from_workbooks.is_none() && args.seed == crate::args::DEMO_SEED;
    if must_agree && !agrees {
        return Err(Failure::Refused("số liệu khác với báo cáo nguồn".to_owned()));
    }
    if !healthy {
        return Err(Failure::Refused("dữ liệu có lỗi phần mềm, xem ở trên".to_owned()));
    }
    if args.no_serve {
        return Ok(());
    }
    let year::Town { console, vault, .. } = town;
    accounts::open(&console, REPORTED)?;
    let served = crate::commands::serve::Served {
        listen: &args.listen,
        on: Some(REPORTED),
        https: false,
        api_per_minute: web::app::API_PER_MINUTE,
    };
    crate::commands::serve::serve(console, &served, Some(vault))
}

fn write_workbooks(folder: &Folder, seed: u64) -> Result<PathBuf, Failure> {
    let workbooks = folder.path("workbooks");
    folder.clear_workbooks()?;
    let summary = ::demo::write(&workbooks, seed, &mut |_| {});
    let summary = summary.map_err(|error| Failure::Refused(format!("lỗi [{}]: {error}", error.code())))?;
    let rows: usize = summary.files.iter().flat_map(|file| &file.sheets).map(|(_, _, rows)| rows).sum();
    say!("Viết {} tệp sổ sách, {rows} dòng, vào {}", summary.files.len(), workbooks.display());
    Ok(workbooks)
}

/// The office before its own workbook says more: a name, a unit, an administrator.
fn create_office(url: &str) -> Result<Console, Failure> {
    let db = Db::open(url, Open::OrCreate)?;
    if !office::offices::all(&db)?.is_empty() {
        let message = "cơ sở dữ liệu đã có cơ quan: bản mô phỏng cần một cơ sở dữ liệu trống".to_owned();
        return Err(office::OfficeError::refused("database_not_empty", message).into());
    }
    let creator = NewOfficer { account: ADMINISTRATOR, full_name: "Lâm Hoàng Vũ" };
    let name = "Phòng Lao động - Thương binh và Xã hội thị xã Trảng Bàng";
    crate::commands::office::create(&db, name, "712", creator, OPENED, &Clock::Fixed(OPENED))?;
    drop(db);
    let mut console = Console::open(url, Open::Existing)?;
    console.clock = Clock::Fixed(OPENED);
    Ok(console)
}
