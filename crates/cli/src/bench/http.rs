//! The served application under load on loopback: pages and the interface for programs over many people, with session,
//! permission and journal. The server is a process of its own, so that its CPU time is its own.

use super::meter::{Process, peak_of};
use super::search;
use crate::Failure;
use crate::args::Acting;
use crate::console::{Clock, Console};
use office::accounts::{self, Credentials, Door, MustChange};
use office::clients::{self, NewClient};
use office::officers::NewOfficer;
use office::permission::{Assignment, Grant, Role};
use office::{OfficeError, Permission, officers};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const ACCOUNT: &str = "nguoido";
const PASSWORD: &str = "cau do nhanh cham";
/// Rows of a list, as the peers show.
const ROWS: usize = 50;
/// No program calls as often as a benchmark.
const API_PER_MINUTE: &str = "100000000";

/// How long, and how many at once.
#[derive(Clone, Copy)]
pub struct Load {
    pub people: u32,
    pub requests: usize,
    pub connections: usize,
}

/// Fills the database unless it is filled, serves it, and asks each route `requests` times.
pub fn run(url: &str, load: Load) -> Result<Value, Failure> {
    let console = search::prepared(url, load.people)?;
    let (cookie, token) = sign_in(&console)?;
    let before = journal(&console)?;
    let server = Server::start(url, &console)?;
    let queries = search::queries(400);
    let list = |text: &str| format!("/nguoi?so-dong={ROWS}&tim={}", web::address::encode(text));
    let api = |text: &str| format!("/api/v1/people?limit={ROWS}&q={}", web::address::encode(text));
    let people = search::some_people(&console)?;
    let people = people.iter().map(|person| format!("/nguoi/{person}"));
    let routes: [(&str, Vec<String>, String); 3] = [
        ("list", queries.iter().map(|text| list(text)).collect(), format!("Cookie: {cookie}")),
        ("api", queries.iter().map(|text| api(text)).collect(), format!("Authorization: Bearer {token}")),
        ("one", people.collect(), format!("Cookie: {cookie}")),
    ];
    let mut results = Vec::new();
    for (name, addresses, header) in &routes {
        // The first round reads from the disk what later ones find in memory.
        hit(&server, addresses, header, addresses.len(), 1)?;
        results.push(measure(&server, name, addresses, header, load)?);
    }
    let peak_kib = peak_of(server.child.id());
    Ok(json!({
        "bench": "http",
        "check": { "people": load.people, "queries": queries.len(), "journal_entries": journal(&console)? - before },
        "routes": results,
        "peak_kib": peak_kib,
    }))
}

fn measure(
    server: &Server,
    name: &str,
    addresses: &[String],
    header: &str,
    load: Load,
) -> Result<Value, Failure> {
    let process = Process::start(server.child.id());
    let mut walls = hit(server, addresses, header, load.requests, load.connections)?;
    let used = process.stop();
    walls.sort_unstable();
    let at =
        |share: usize| walls.get(walls.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
    let cpu_us = used.cpu_ms.map(|ms| ms * 1000 / u64::try_from(walls.len().max(1)).unwrap_or(1));
    Ok(json!({
        "route": name,
        "requests": walls.len(),
        "connections": load.connections,
        "cpu_us_per_request": cpu_us,
        "wall_ms": used.wall_us / 1000,
        "p50_us": at(50),
        "p99_us": at(99),
    }))
}

/// An officer who may read registers, with a session and a token.
fn sign_in(console: &Console) -> Result<(String, String), Failure> {
    let acting = Acting { officer: "quantri".to_owned(), on: Some(search::DAY.to_string()) };
    let ctx = console.acting(&acting)?;
    let new = NewOfficer { account: ACCOUNT, full_name: "Người đo" };
    let role = Assignment { role: Role::Specialist, unit: None, field: None };
    match officers::add(&ctx, &new, &[role]) {
        Ok(_) | Err(OfficeError::Conflict(_)) => {}
        Err(other) => return Err(other.into()),
    }
    accounts::set_password(&ctx, ACCOUNT, PASSWORD, MustChange::No)?;
    let given = Credentials { account: ACCOUNT, password: PASSWORD, code: "" };
    let at = Clock::System.instant();
    let Door::Open(session) = accounts::sign_in(&console.db, console.office, given, &at)? else {
        return Err(Failure::Refused("tài khoản để đo không đăng nhập được".to_owned()));
    };
    let scopes = [Grant { permission: Permission::ReadRegisters, unit: None, field: None }];
    let new = NewClient { account: ACCOUNT, name: "Đo", scopes: &scopes, days: 30 };
    // The server's clock is the real one.
    let today = console.ctx("quantri", Clock::System.today())?;
    let today = office::Ctx { at, ..today };
    let (_, token) = clients::create(&today, &new)?;
    Ok((format!("{}={session}", web::serve::SESSION_COOKIE), token))
}

/// Entries of the journal, of which reading must add none.
fn journal(console: &Console) -> Result<i64, OfficeError> {
    let head = console
        .reader(search::DAY)
        .read(Permission::ReadJournal, |tx| Ok(store::journal::last(tx, console.office)?))?;
    Ok(head.map_or(0, |(sequence, _)| sequence))
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(url: &str, _console: &Console) -> Result<Server, Failure> {
        let program = std::env::current_exe()?;
        let day = search::DAY.to_string();
        let mut child = Command::new(program)
            .args(["--database", url, "serve", "--listen", "127.0.0.1:0", "--on", &day])
            .args(["--api-per-minute", API_PER_MINUTE])
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().ok_or_else(|| io::Error::other("không đọc được máy chủ"))?;
        for line in BufReader::new(out).lines() {
            if let Some((_, address)) = line?.split_once("http://") {
                return Ok(Server { child, address: address.trim().to_owned() });
            }
        }
        Err(Failure::Refused("máy chủ để đo không mở được".to_owned()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It holds nothing that is not in the database.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Microseconds of each request.
fn hit(
    server: &Server,
    addresses: &[String],
    header: &str,
    requests: usize,
    connections: usize,
) -> Result<Vec<u64>, Failure> {
    let next = AtomicUsize::new(0);
    let work = || -> io::Result<Vec<u64>> {
        let mut line = Line::open(&server.address)?;
        let mut walls = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= requests {
                return Ok(walls);
            }
            let Some(address) = addresses.get(number % addresses.len()) else { return Ok(walls) };
            let meter = super::meter::Meter::start();
            line.ask(&server.address, address, header)?;
            walls.push(meter.stop_wall());
        }
    };
    let all: Vec<io::Result<Vec<u64>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections.max(1)).map(|_| scope.spawn(work)).collect();
        let gone = || Err(io::Error::other("một luồng đo đã dừng"));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| gone())).collect()
    });
    let mut walls = Vec::new();
    for one in all {
        walls.extend(one?);
    }
    Ok(walls)
}

/// One connection that is kept open.
struct Line {
    stream: BufReader<TcpStream>,
    request: String,
    body: Vec<u8>,
}

impl Line {
    fn open(address: &str) -> io::Result<Line> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Line { stream: BufReader::new(stream), request: String::new(), body: Vec::new() })
    }

    fn ask(&mut self, host: &str, address: &str, header: &str) -> io::Result<()> {
        self.request.clear();
        let _ = write!(self.request, "GET {address} HTTP/1.1\r\nHost: {host}\r\n{header}\r\n\r\n");
        self.stream.get_mut().write_all(self.request.as_bytes())?;
        let mut status = String::new();
        self.stream.read_line(&mut status)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        if status.contains(" 200 ") {
            return Ok(());
        }
        Err(io::Error::other(format!("{address}: {}", status.trim_end())))
    }
}
