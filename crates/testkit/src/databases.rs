//! Migrated databases, one per test: copies of a template that each process makes once.

use crate::cluster::{Cluster, cluster};
use crate::folder::Folder;
use std::ops::Deref;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Db, Open};

/// A database with the newest schema and the units, otherwise empty.
pub struct TestDb {
    db: Db,
    pub url: String,
    /// Dropped after `db`.
    _folder: Option<Folder>,
}

impl TestDb {
    /// A second connection to the same database: what another process would see.
    pub fn reopen(&self) -> Db {
        open(&self.url, Open::Existing)
    }
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

/// The name and a fresh database of each engine that is here; SQLite always is.
pub fn databases() -> Vec<(&'static str, TestDb)> {
    let mut all = vec![("sqlite", sqlite())];
    all.extend(postgres().map(|db| ("postgres", db)));
    all
}

pub fn sqlite() -> TestDb {
    // The bytes of a whole database: the last connection to close has folded the log into the file.
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let folder = Folder::new("template");
        let path = folder.path().join("office.db");
        drop(open(&format!("sqlite:{}", path.display()), Open::OrCreate));
        std::fs::read(&path).expect("the database just made")
    });
    let folder = Folder::new("db");
    let path = folder.path().join("office.db");
    std::fs::write(&path, template).expect("an own folder can be written");
    let url = format!("sqlite:{}", path.display());
    TestDb { db: open(&url, Open::Existing), url, _folder: Some(folder) }
}

/// `None` where PostgreSQL is not installed, see `cluster`.
pub fn postgres() -> Option<TestDb> {
    static TEMPLATE: OnceLock<()> = OnceLock::new();
    let cluster = cluster()?;
    TEMPLATE.get_or_init(|| drop(open(&cluster.url("template"), Open::OrCreate)));
    let name = fresh_name();
    cluster.execute(&format!("create database {name} template template"));
    let url = cluster.url(&name);
    Some(TestDb { db: open(&url, Open::Existing), url, _folder: None })
}

/// Addresses at which nothing is yet, for tests of opening and migrating.
pub fn missing() -> Vec<(&'static str, String, Folder)> {
    let folder = Folder::new("db");
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let mut all = vec![("sqlite", url, folder)];
    all.extend(
        cluster().map(|cluster: &Cluster| ("postgres", cluster.url(&fresh_name()), Folder::new("db"))),
    );
    all
}

fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn open(url: &str, open: Open) -> Db {
    Db::open(url, open).unwrap_or_else(|error| panic!("{url}: {error}"))
}
