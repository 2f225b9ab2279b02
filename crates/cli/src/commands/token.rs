//! `ansinh token …`: tokens of programs that use the API.

use crate::Failure;
use crate::args::{Format, TokenAction, TokenArgs};
use crate::console::Console;
use crate::table;
use ::office::clients::{self, Client, NewClient};
use ::office::offices;
use domain::ids::ClientId;
use serde_json::json;

pub fn run(console: &Console, args: TokenArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        TokenAction::Create { account, name, scopes, days, acting } => {
            let ctx = console.acting(&acting)?;
            let scopes =
                scopes.iter().map(|text| clients::read_scope(&ctx, text)).collect::<Result<Vec<_>, _>>()?;
            let new = NewClient { account: &account, name: &name, scopes: &scopes, days };
            let (id, token) = clients::create(&ctx, &new)?;
            match format {
                Format::Json => table::json(&json!({ "id": id.0, "token": token }))?,
                Format::Text => {
                    say!("mã truy cập số {id}: {token}");
                    say!("chỉ hiện một lần; máy này chỉ giữ dấu vân tay của mã");
                }
            }
            Ok(())
        }
        TokenAction::List => list(console, format),
        TokenAction::Revoke { id, acting } => {
            clients::revoke(&console.acting(&acting)?, ClientId(id))?;
            say!("đã thu hồi mã truy cập số {id}");
            Ok(())
        }
    }
}

fn list(console: &Console, format: Format) -> Result<(), Failure> {
    let ctx = console.reader(console.clock.today());
    let all = clients::list(&ctx)?;
    let places = all.iter().flat_map(|client| client.scopes.iter().filter_map(|scope| scope.unit));
    let units = offices::units(&ctx, places)?;
    let rows = all.iter().map(|client: &Client| {
        let scopes = client.scopes.iter().map(|scope| {
            let field = scope.field.map_or_else(String::new, |field| format!(":{}", field.word()));
            let unit = scope.unit.and_then(|unit| units.get(&unit));
            let unit = unit.map_or_else(String::new, |unit| format!("@{}", unit.code));
            format!("{}{field}{unit}", scope.permission.word())
        });
        let state = match (client.is_live(&ctx.at), client.row.voided) {
            (true, _) => "dùng được",
            (false, Some(_)) => "đã thu hồi",
            (false, None) => "hết hạn",
        };
        vec![
            table::id(format, client.row.id.0),
            json!(client.row.name),
            json!(client.row.account),
            json!(scopes.collect::<Vec<_>>().join(" ")),
            json!(client.row.expires_at),
            json!(client.row.last_used_at),
            json!(state),
        ]
    });
    let columns = [
        ("id", "Số"),
        ("name", "Chương trình"),
        ("account", "Thay cho"),
        ("scopes", "Được làm"),
        ("expires_at", "Hết hạn"),
        ("last_used_at", "Dùng lần cuối"),
        ("state", "Trạng thái"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
