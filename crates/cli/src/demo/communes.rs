//! The communes' own reports, handed in by their officers and checked by the specialists; lists of other bodies.

use super::ADMINISTRATOR;
use super::year::{ASSISTANCE, HEAD, MERIT, Town, calendar};
use crate::Failure;
use domain::outside::{Certainty, OutsideList};
use jiff::civil::Date;
use law::Month;
use office::communes::{self, Which};
use office::import::reader;
use office::officers;
use office::outside::{self, Confirmed};
use office::permission::Role;
use office::{Field, OfficeError};
use std::collections::HashMap;
use std::path::PathBuf;

/// Ending of the names of files, field, and who checks it.
const FIELDS: [(&str, Field, &str); 2] =
    [("ncc", Field::Merit, MERIT), ("btxh", Field::Assistance, ASSISTANCE)];

impl Town {
    /// Each commune's officer hands in what the commune has, on the 19th, one of them late; the specialists take it
    /// on `checked`. What cannot go in as it is goes back, comes again corrected, and is taken then.
    pub(super) fn take_reports(&self, month: Month, checked: Date) -> Result<(), Failure> {
        let folder = self.workbooks.join(format!("bao-cao-xa-2023/{:02}", month.number()));
        if !folder.is_dir() {
            return Ok(());
        }
        let usual = checked.with().day(19).build().map_err(|_| calendar())?;
        let senders = self.senders(usual)?;
        for (place, (account, which)) in senders.iter().enumerate() {
            let late = place == 0 && usual.day() + 2 < checked.day();
            let day = if late { usual.with().day(21).build().map_err(|_| calendar())? } else { usual };
            // The last commune forgets in December to say that it has nothing to say.
            let forgets = month.number() == 12 && place + 1 == senders.len();
            let ctx = self.console.ctx(account, day)?;
            for (end, field, _) in FIELDS {
                let which = Which { month, field, ..*which };
                match self.report_file(&folder, which, end) {
                    Some(path) => drop(communes::hand_in(&ctx, which, &reader::read(&path)?)?),
                    None if forgets => {}
                    None => drop(communes::hand_in_nothing(&ctx, which)?),
                }
            }
        }
        self.check_reports(month, checked)?;
        for (account, which) in &senders {
            let ctx = self.console.ctx(account, checked)?;
            for (end, field, _) in FIELDS {
                let which = Which { month, field, ..*which };
                if let Some(path) = self.report_file(&folder, which, &format!("{end}-2")) {
                    communes::hand_in(&ctx, which, &reader::read(&path)?)?;
                }
            }
        }
        self.check_reports(month, checked)
    }

    fn check_reports(&self, month: Month, on: Date) -> Result<(), Failure> {
        for (_, field, account) in FIELDS {
            let ctx = self.console.ctx(account, on)?;
            let rows = communes::waiting(&ctx, month, None, Some(field))?;
            if rows.is_empty() {
                continue;
            }
            let checked = communes::accept(&ctx, &rows)?;
            for (row, why) in checked.left {
                communes::return_rows(
                    &ctx,
                    &[row],
                    &format!("Chưa nhận được, {why}. Đề nghị sửa và nộp lại."),
                )?;
            }
        }
        Ok(())
    }

    /// The officers of communes, each with the commune.
    fn senders(&self, on: Date) -> Result<Vec<(String, Which)>, Failure> {
        let month = Month::of(on);
        let all = officers::all(&self.console.ctx(ADMINISTRATOR, on)?)?;
        let senders = all.iter().filter_map(|officer| {
            let own = officer.roles.iter().find(|held| held.role == Role::CommuneOfficer)?;
            Some((officer.account.clone(), Which { unit: own.unit?, month, field: Field::Merit }))
        });
        Ok(senders.collect())
    }

    fn report_file(&self, folder: &std::path::Path, which: Which, end: &str) -> Option<PathBuf> {
        let unit = self.console.db.read(|tx| store::units::by_id(tx, which.unit)).ok().flatten()?;
        Some(folder.join(format!("{}-{end}.xlsx", unit.code))).filter(|path| path.exists())
    }

    /// What civil status, social insurance and the police hand over in December, answered by the specialist: a death
    /// with the person's own number is recorded, somebody of the same name is somebody else, one who was thought to
    /// have moved is back. The second pensioner waits for what social insurance writes.
    pub(super) fn compare_lists(&self, on: Date) -> Result<(), Failure> {
        self.import("danh-sach-ngoai-2023.xlsx", HEAD, on)?;
        let ctx = self.console.ctx(ASSISTANCE, on)?;
        let compared = outside::compared(&ctx)?;
        let mut seen: HashMap<OutsideList, usize> = HashMap::new();
        for one in compared.matches.iter().filter(|one| one.is_open()) {
            let place = seen.entry(one.listed.list).or_default();
            *place += 1;
            let (row, person) = (one.row, one.person);
            let answer = match (one.certainty, one.listed.list, *place) {
                (Certainty::Probable, ..) => {
                    outside::reject(&ctx, row, person, Some("Trùng tên, không phải người này"))
                }
                (Certainty::Exact, OutsideList::Population, 2..) => {
                    outside::reject(&ctx, row, person, Some("Đã về lại, công an xã xác nhận"))
                }
                (Certainty::Exact, OutsideList::Pensions, 2..) => Ok(()),
                (Certainty::Exact, ..) => outside::confirm(&ctx, row, person, Confirmed::default()),
            };
            match answer {
                // Changed workbooks may bring rows that cannot be answered as they are.
                Ok(()) | Err(OfficeError::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
