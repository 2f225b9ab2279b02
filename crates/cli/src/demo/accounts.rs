//! Passwords of the synthetic office, so that anybody can look at it as each of its officers.

use super::ADMINISTRATOR;
use crate::Failure;
use crate::args::Format;
use crate::console::Console;
use crate::table;
use jiff::civil::Date;
use office::accounts::{self, MustChange};
use office::officers;
use serde_json::json;
use std::collections::BTreeSet;

/// Of every officer: the office is invented, and served to this machine only.
pub const PASSWORD: &str = "mot-nam-cua-thi-xa";

/// Gives every officer the password and tells one account of each role.
pub fn open(console: &Console, on: Date) -> Result<(), Failure> {
    let ctx = console.ctx(ADMINISTRATOR, on)?;
    let mut told = BTreeSet::new();
    let mut rows = Vec::new();
    for officer in officers::all(&ctx)? {
        accounts::set_password(&ctx, &officer.account, PASSWORD, MustChange::No)?;
        for held in &officer.roles {
            let field = held.field.map(|field| field.label());
            if told.insert((held.role.label(), field)) {
                rows.push(vec![
                    json!(
                        [Some(held.role.label()), field].into_iter().flatten().collect::<Vec<_>>().join(", ")
                    ),
                    json!(officer.account),
                    json!(officer.full_name),
                ]);
            }
        }
    }
    say!();
    let columns = [("role", "Vai trò"), ("account", "Tài khoản"), ("full_name", "Họ và tên")];
    table::print(Format::Text, &columns, rows)?;
    say!("Mật khẩu của mọi tài khoản: {PASSWORD}");
    Ok(())
}
