//! `ansinh user …`: the officers.

use crate::Failure;
use crate::args::{Format, UserAction, UserArgs};
use crate::console::Console;
use crate::table;
use office::officers::{self, NewOfficer};
use office::permission::{Assignment, Role};
use serde_json::json;

pub fn run(console: &Console, args: UserArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        UserAction::List => {
            let ctx = console.reader(console.clock.today());
            let rows = officers::all(&ctx)?
                .into_iter()
                .map(|officer| {
                    let roles: Vec<_> = officer.roles.iter().map(|held| held.role.label()).collect();
                    vec![json!(officer.account), json!(officer.full_name), json!(roles.join(", "))]
                })
                .collect();
            let columns = [("account", "Tài khoản"), ("full_name", "Họ và tên"), ("roles", "Vai trò")];
            Ok(table::print(format, &columns, rows)?)
        }
        UserAction::Add { account, full_name, role, acting } => {
            let wanted = domain::names::fold(&role);
            let role = Role::ALL.iter().find(|known| domain::names::fold(known.label()) == wanted);
            let role = role.ok_or_else(|| {
                let labels: Vec<_> = Role::ALL.iter().map(|role| role.label()).collect();
                Failure::Usage(format!("vai trò phải là một trong: {}", labels.join(", ")))
            })?;
            let role = Assignment { role: *role, unit: None, field: None };
            let ctx = console.acting(&acting)?;
            officers::add(&ctx, &NewOfficer { account: &account, full_name: &full_name }, &[role])?;
            say!("đã thêm {account}");
            Ok(())
        }
    }
}
