//! `ansinh serve`: the web application on one address, until the process ends.

use crate::Failure;
use crate::args::ServeArgs;
use crate::console::{self, Clock, Console};
use jiff::civil::Date;
use office::vault::Vault;
use std::path::PathBuf;
use std::sync::Arc;
use web::app::{Seen, Turnstile};
use web::{App, Now};

/// Threads on which commands run: each sign-in takes some 20 MB for its password.
const BLOCKING_THREADS: usize = 24;

pub fn run(console: Console, args: &ServeArgs, vault: Option<Vault>) -> Result<(), Failure> {
    let on = args.on.as_deref().map(console::date).transpose()?;
    let opened = office::accounts::open_door(
        &console.db,
        console.office,
        on.unwrap_or_else(|| console.clock.today()),
        &Clock::System.instant(),
    )?;
    if let Some((account, password)) = opened {
        say!("Lần đầu đăng nhập: tài khoản {account}, mật khẩu dùng một lần {password}");
        say!("Hãy đăng nhập và đặt mật khẩu riêng; mật khẩu này không hiện lại.");
    }
    let served = Served { listen: &args.listen, on, https: args.https, api_per_minute: args.api_per_minute };
    serve(console, &served, vault)
}

/// How the application is served.
pub struct Served<'a> {
    pub listen: &'a str,
    /// The business date, held as in an office made for trying things out.
    pub on: Option<Date>,
    pub https: bool,
    pub api_per_minute: u32,
}

pub fn serve(console: Console, served: &Served, vault: Option<Vault>) -> Result<(), Failure> {
    let Served { listen, on, https, api_per_minute } = *served;
    let uploads = uploads()?;
    let Console { db, rules, office, clock: _ } = console;
    let clock = move || {
        let clock = Clock::System;
        Now { on: on.unwrap_or_else(|| clock.today()), at: clock.instant() }
    };
    let app = App {
        db,
        rules,
        office,
        clock: Box::new(clock),
        uploads,
        https,
        api_per_minute,
        door: Turnstile::default(),
        seen: Seen::default(),
        vault,
        jobs: web::jobs::Jobs::default(),
        examined: Default::default(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // It reads and writes connections; the work of requests is done on blocking threads.
        .worker_threads(1)
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        say!("Ứng dụng web: http://{}", listener.local_addr()?);
        web::serve(Arc::new(app), listener).await
    })?;
    Ok(())
}

/// A folder of this process for files that wait for their confirmation.
fn uploads() -> Result<PathBuf, Failure> {
    let folder = std::env::temp_dir().join(format!("ansinh-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(folder)
}
