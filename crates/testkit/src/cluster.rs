//! A private PostgreSQL cluster, one per test process, on a unix socket only.
//!
//! A shell that waits on a pipe from this process guards it: when the process ends, in whatever way, the pipe
//! closes, and the shell stops the server and removes its folder.

use crate::folder::Folder;
use postgres::{Client, Config, NoTls};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

const USER: &str = "ansinh";
/// A server that does not answer after this many tenths of a second has failed.
const PATIENCE: u32 = 600;

pub struct Cluster {
    folder: PathBuf,
    /// Its standard input is the pipe that keeps the server alive.
    _guard: Child,
}

/// The cluster of this process, started at the first call; `None` where PostgreSQL is not installed.
pub fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER
        .get_or_init(|| {
            let found = programs().map(|programs| Cluster::start(&programs));
            let required = std::env::var("ANSINH_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
            if found.is_none() {
                assert!(!required, "ANSINH_REQUIRE_POSTGRES=1, but initdb is not found");
                eprintln!("PostgreSQL (initdb) is not found: the tests run on SQLite only");
            }
            found
        })
        .as_ref()
}

impl Cluster {
    /// `postgres://…` of a database of this cluster, whether it is there or not.
    pub fn url(&self, database: &str) -> String {
        let host = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://{USER}@{host}/{database}")
    }

    /// Runs one statement on the database `postgres`.
    pub fn execute(&self, sql: &str) {
        let mut client = self.connect().expect("the cluster answers");
        client.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    fn start(programs: &Path) -> Cluster {
        let folder = Folder::new("pg");
        let data = folder.path().join("data");
        let owner = Owner::of(folder.path());
        if let Owner::Other { uid, gid } = owner {
            chown(folder.path(), Some(uid), Some(gid)).expect("root may give a folder away");
        }
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).expect("own folder");
        let mut initdb = owner.command(&programs.join("initdb"), folder.path());
        initdb
            .args(["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=trust", "-U", USER, "-D"])
            .arg(&data);
        let made = initdb.output().expect("initdb runs");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));

        let mut guard = owner.command(Path::new("/bin/sh"), folder.path());
        guard.args(["-c", GUARD]).arg("guard").arg(programs.join("postgres")).arg(folder.path());
        // Out of the terminal's group: an interrupt must not reach the server before the guard acts.
        guard.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let guard = guard.spawn().expect("a shell runs");
        let cluster = Cluster { folder: folder.keep(), _guard: guard };
        cluster.wait(&data);
        cluster
    }

    /// Until the server answers, and is the one just started.
    fn wait(&self, data: &Path) {
        for _ in 0..PATIENCE {
            if let Ok(mut client) = self.connect() {
                let row = client.query_one("show data_directory", &[]).expect("a setting of every server");
                assert_eq!(
                    row.get::<_, &str>(0),
                    data.to_str().expect("UTF-8 path"),
                    "another server answers"
                );
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        panic!("PostgreSQL does not answer: {log}");
    }

    fn connect(&self) -> Result<Client, postgres::Error> {
        Config::new().host_path(&self.folder).user(USER).dbname("postgres").connect(NoTls)
    }
}

/// `$1` is the server, `$2` the folder. Tests need no durability, only speed.
const GUARD: &str = "
    \"$1\" -D \"$2/data\" -k \"$2\" -c listen_addresses='' -c fsync=off -c synchronous_commit=off \\
        -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB > \"$2/log\" 2>&1 < /dev/null &
    server=$!
    read -r never
    kill -INT $server
    wait $server
    rm -rf \"$2\"
";

/// Who runs the server: initdb refuses root.
#[derive(Clone, Copy)]
enum Owner {
    Myself,
    Other { uid: u32, gid: u32 },
}

impl Owner {
    fn of(own_folder: &Path) -> Owner {
        let uid = std::fs::metadata(own_folder).expect("the folder was just made").uid();
        if uid != 0 {
            return Owner::Myself;
        }
        let users = std::fs::read_to_string("/etc/passwd").expect("a list of users");
        let entry = |name: &str| {
            let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
            let fields: Vec<&str> = line.split(':').collect();
            Some(Owner::Other { uid: fields.get(2)?.parse().ok()?, gid: fields.get(3)?.parse().ok()? })
        };
        entry("postgres").or_else(|| entry("nobody")).expect("a user other than root")
    }

    fn command(self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        if let Owner::Other { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        command
    }
}

/// The folder with initdb: of the PATH, else the newest under `/usr/lib/postgresql`.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    folders.extend(versions.into_iter().rev().map(|(_, folder)| folder));
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}
