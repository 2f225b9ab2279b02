//! A database: connections, snapshots and the one writer.

use crate::error::StoreError;
use crate::migrations;
use crate::postgres::Pg;
use crate::sqlite::{Access, Lite};
use crate::tx::Tx;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// What to do with a database that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Refuses a missing database, and one whose schema is not that of this program.
    Existing,
    /// Creates what is missing and migrates to the newest version.
    OrCreate,
}

/// Readers open at once; a further one waits. Reads may be nested, so one thread may hold several.
const READERS: usize = 8;

/// Shared by all threads. Readers see one consistent snapshot each and never wait for the writer.
pub struct Db {
    pub(crate) place: Place,
    writer: Mutex<Option<Conn>>,
    writing: Mutex<Option<ThreadId>>,
    readers: Mutex<Readers>,
    reader_back: Condvar,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Conn>,
    lent: usize,
    waiting: usize,
}

pub(crate) enum Place {
    Sqlite(PathBuf),
    Postgres(Box<::postgres::Config>),
}

pub(crate) enum Conn {
    Lite(Lite),
    Pg(Box<Pg>),
}

impl Db {
    /// `sqlite:PATH` or `postgres://…`; a unix socket's folder is written `postgres://user@%2Frun%2Fdir/name`.
    pub fn open(url: &str, open: Open) -> Result<Db, StoreError> {
        let place = Place::parse(url)?;
        match (open, &place) {
            (Open::Existing, Place::Sqlite(path)) if !path.is_file() => {
                return Err(StoreError::NoDatabase(path.display().to_string()));
            }
            (Open::Existing, Place::Sqlite(_) | Place::Postgres(_)) => {}
            (Open::OrCreate, Place::Sqlite(path)) => drop(Lite::open(path, Access::Create)?),
            (Open::OrCreate, Place::Postgres(config)) => create_postgres(config)?,
        }
        let db = Db {
            place,
            writer: Mutex::default(),
            writing: Mutex::default(),
            readers: Mutex::default(),
            reader_back: Condvar::new(),
        };
        match open {
            Open::Existing => migrations::require_newest(&db)?,
            Open::OrCreate => drop(db.migrate()?),
        }
        Ok(db)
    }

    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Sqlite(_) => Engine::Sqlite,
            Place::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the schema to this program's version. Returns the names of the migrations applied now.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        migrations::run(self)
    }

    /// Runs `f` on one consistent snapshot; it cannot write.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx) -> Result<T, E>) -> Result<T, E> {
        let mut reader = self.reader()?;
        let answer = f(&mut reader.tx());
        reader.end()?;
        answer
    }

    /// A snapshot; waits while too many are open.
    pub(crate) fn reader(&self) -> Result<Reader<'_>, StoreError> {
        let mut readers = lock(&self.readers);
        while readers.lent >= READERS {
            readers.waiting += 1;
            readers = self.reader_back.wait(readers).unwrap_or_else(PoisonError::into_inner);
            readers.waiting -= 1;
        }
        self.begin_reader(readers)
    }

    /// The same if one may be had at once, and half of them remain for others.
    pub(crate) fn free_reader(&self) -> Result<Option<Reader<'_>>, StoreError> {
        let readers = lock(&self.readers);
        if readers.lent >= READERS / 2 {
            return Ok(None);
        }
        self.begin_reader(readers).map(Some)
    }

    fn begin_reader(&self, mut readers: MutexGuard<'_, Readers>) -> Result<Reader<'_>, StoreError> {
        readers.lent += 1;
        let idle = readers.idle.pop();
        drop(readers);
        let conn = match idle {
            Some(conn) => conn,
            None => self.place.connect(Access::Read).inspect_err(|_| self.return_reader(None))?,
        };
        let mut reader = Reader { db: self, conn: Some(conn) };
        reader.conn().begin_read()?;
        Ok(reader)
    }

    /// Commits on `Ok`, rolls back on `Err` and on a panic. Writers run one after the other. On PostgreSQL,
    /// where other processes write too, each locks the row of the id counter first: the order of commits is
    /// then the order of the transactions, everything a writer reads is as the previous one left it, and
    /// there is no serialisation failure to retry. A writer that waits longer than 30 seconds gets `Busy`.
    pub fn write<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx) -> Result<T, E>) -> Result<T, E> {
        self.write_after(Lock::Counter, f)
    }

    pub(crate) fn write_after<T, E: From<StoreError>>(
        &self,
        locked: Lock,
        f: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = self.take_writer()?;
        let mut conn = match writer.slot.take() {
            Some(conn) => conn,
            None => self.place.connect(Access::Write)?,
        };
        // Until it is put back below, an error or a panic drops the connection and thereby rolls back.
        conn.begin_write(locked)?;
        let answer = f(&mut Tx { conn: &mut conn });
        match &answer {
            Ok(_) => conn.commit()?,
            Err(_) => conn.rollback()?,
        }
        writer.slot.replace(conn);
        answer
    }

    fn take_writer(&self) -> Result<Writer<'_>, StoreError> {
        let me = Some(std::thread::current().id());
        if *lock(&self.writing) == me {
            return Err(StoreError::NestedWrite);
        }
        let slot = lock(&self.writer);
        *lock(&self.writing) = me;
        Ok(Writer { db: self, slot })
    }

    fn return_reader(&self, conn: Option<Conn>) {
        let mut readers = lock(&self.readers);
        readers.lent -= 1;
        readers.idle.extend(conn.filter(Conn::is_usable));
        // A call of the system, which nobody may be waiting for.
        if readers.waiting > 0 {
            self.reader_back.notify_one();
        }
    }
}

/// What a writer locks before its first statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lock {
    /// The row of the id counter.
    Counter,
    /// Nothing: the tables may not be there yet.
    Nothing,
}

struct Writer<'a> {
    db: &'a Db,
    slot: MutexGuard<'a, Option<Conn>>,
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        *lock(&self.db.writing) = None;
    }
}

/// A snapshot that is open until its end.
pub(crate) struct Reader<'a> {
    db: &'a Db,
    conn: Option<Conn>,
}

impl Reader<'_> {
    fn conn(&mut self) -> &mut Conn {
        let Some(conn) = self.conn.as_mut() else { unreachable!("a reader holds its connection") };
        conn
    }

    pub(crate) fn tx(&mut self) -> Tx<'_> {
        Tx { conn: self.conn() }
    }

    pub(crate) fn end(mut self) -> Result<(), StoreError> {
        self.conn().rollback()
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.db.return_reader(self.conn.take());
    }
}

impl Place {
    pub(crate) fn parse(url: &str) -> Result<Place, StoreError> {
        let bad = || StoreError::Url(url.to_owned());
        if let Some(path) = url.strip_prefix("sqlite:") {
            if path.is_empty() || path.starts_with(':') {
                return Err(bad()); // several connections cannot share a database in memory
            }
            return Ok(Place::Sqlite(PathBuf::from(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return url.parse().map(|config| Place::Postgres(Box::new(config))).map_err(|_| bad());
        }
        Err(bad())
    }

    fn connect(&self, access: Access) -> Result<Conn, StoreError> {
        match self {
            Place::Sqlite(path) => Lite::open(Path::new(path), access).map(Conn::Lite),
            Place::Postgres(config) => Pg::open(config).map(|conn| Conn::Pg(Box::new(conn))),
        }
    }
}

impl Conn {
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Conn::Lite(conn) => conn.batch(sql),
            Conn::Pg(conn) => conn.batch(sql),
        }
    }

    fn begin_read(&mut self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(conn) => conn.batch("begin"),
            Conn::Pg(conn) => conn.batch("begin isolation level repeatable read read only"),
        }
    }

    fn begin_write(&mut self, locked: Lock) -> Result<(), StoreError> {
        match (self, locked) {
            (Conn::Lite(conn), Lock::Counter | Lock::Nothing) => conn.batch("begin immediate"),
            // Read committed: the statements after the lock see what the previous holder committed.
            (Conn::Pg(conn), Lock::Counter) => conn.batch(
                "begin isolation level read committed;
                 select next_value from counters where name = 'ids' for update",
            ),
            (Conn::Pg(conn), Lock::Nothing) => conn.batch("begin isolation level read committed"),
        }
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.batch("commit")
    }

    fn rollback(&mut self) -> Result<(), StoreError> {
        match self {
            // SQLite has rolled back by itself after some errors, such as a full disk.
            Conn::Lite(conn) if conn.is_idle() => Ok(()),
            Conn::Lite(conn) => conn.batch("rollback"),
            Conn::Pg(conn) => conn.batch("rollback"),
        }
    }

    /// Whether another reader may have it: a panic inside a read leaves a transaction open.
    fn is_usable(&self) -> bool {
        match self {
            Conn::Lite(conn) => conn.is_idle(),
            Conn::Pg(conn) => conn.is_idle() && !conn.is_closed(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn create_postgres(config: &::postgres::Config) -> Result<(), StoreError> {
    match Pg::open(config) {
        Ok(_) => return Ok(()),
        Err(StoreError::NoDatabase(_)) => {}
        Err(other) => return Err(other),
    }
    let name = config.get_dbname().or(config.get_user()).unwrap_or_default().replace('"', "\"\"");
    let mut maintenance = config.clone();
    maintenance.dbname("postgres");
    let sql = format!("create database \"{name}\" encoding 'UTF8' template template0");
    match Pg::open(&maintenance)?.batch(&sql) {
        Err(error) => Pg::open(config).map(drop).map_err(|_| error), // another process may have been first
        Ok(()) => Ok(()),
    }
}
