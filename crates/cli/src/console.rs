//! What every command needs from outside: the database, the clock, the person who acts.

use crate::Failure;
use crate::args::Acting;
use domain::ids::{OfficeId, OfficerId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use law::{Month, Ruleset};
use office::OfficeError;
use office::context::{Ctx, Officer};
use office::permission::{Assignment, Role};
use store::db::{Db, Open};

/// The office of the database, its law, and the hour.
pub struct Console {
    pub db: Db,
    pub rules: Ruleset,
    pub office: OfficeId,
    pub clock: Clock,
}

/// Where instants and the default business date come from. The demo turns its own hands, so that its journal
/// reads like the year that it plays.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Fixed(Date),
}

impl Clock {
    /// Today in Vietnam, which has no summer time.
    pub fn today(&self) -> Date {
        match self {
            Clock::System => now().to_zoned(TimeZone::fixed(Offset::constant(7))).date(),
            Clock::Fixed(date) => *date,
        }
    }

    /// UTC, to the second.
    pub fn instant(&self) -> String {
        match self {
            Clock::System => format!("{:.0}", now()),
            Clock::Fixed(date) => format!("{date}T02:00:00Z"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line is the one reader of the clock")]
fn now() -> Timestamp {
    Timestamp::now()
}

impl Console {
    /// Opens the database and its only office.
    pub fn open(url: &str, open: Open) -> Result<Console, OfficeError> {
        let db = Db::open(url, open)?;
        let offices = office::offices::all(&db)?;
        let office = match offices.as_slice() {
            [office] => *office,
            [] => {
                let message = "cơ sở dữ liệu chưa có cơ quan nào; tạo bằng `ansinh office create`".to_owned();
                return Err(OfficeError::refused("no_office", message));
            }
            _ => {
                let message = "cơ sở dữ liệu có nhiều cơ quan; phiên bản này làm việc với một".to_owned();
                return Err(OfficeError::refused("several_offices", message));
            }
        };
        Ok(Console { db, rules: Ruleset::embedded()?, office, clock: Clock::System })
    }

    /// The context of a named officer on a business date.
    pub fn acting(&self, acting: &Acting) -> Result<Ctx<'_>, Failure> {
        let on = match &acting.on {
            Some(text) => date(text)?,
            None => self.clock.today(),
        };
        Ok(self.ctx(&acting.officer, on)?)
    }

    pub fn ctx(&self, account: &str, on: Date) -> Result<Ctx<'_>, OfficeError> {
        let officer = office::officers::sign_in(&self.db, self.office, account)?;
        Ok(Ctx {
            db: &self.db,
            rules: &self.rules,
            office: self.office,
            officer,
            on,
            at: self.clock.instant(),
        })
    }

    /// Whoever sits at the machine and can open the database may read it. This reader is nobody's account: an
    /// attempt to write fails at the journal, which knows no such officer.
    pub fn reader(&self, on: Date) -> Ctx<'_> {
        let role = |role| Assignment { role, unit: None, field: None };
        let officer = Officer {
            id: OfficerId(0),
            account: String::new(),
            full_name: String::new(),
            roles: vec![role(Role::Auditor), role(Role::Administrator)],
            client: None,
        };
        Ctx { db: &self.db, rules: &self.rules, office: self.office, officer, on, at: self.clock.instant() }
    }

    pub fn date_or_today(&self, text: Option<&str>) -> Result<Date, Failure> {
        text.map_or_else(|| Ok(self.clock.today()), date)
    }
}

pub fn date(text: &str) -> Result<Date, Failure> {
    let date = domain::dates::parse_iso(text);
    date.ok_or_else(|| Failure::Usage(format!("ngày {text:?} không phải YYYY-MM-DD")))
}

pub fn month(text: &str) -> Result<Month, Failure> {
    Month::parse(text).ok_or_else(|| Failure::Usage(format!("tháng {text:?} không phải YYYY-MM")))
}
