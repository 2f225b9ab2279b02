//! Databases and offices for tests, and the office's day as text.
//!
//! Reads the environment, unlike the crates it serves: `PATH` to find PostgreSQL, the folder for temporary
//! files, and `ANSINH_REQUIRE_POSTGRES`. With `ANSINH_REQUIRE_POSTGRES=1` tests on both engines fail where
//! PostgreSQL is not found; without it they say so and run on SQLite alone.

pub mod databases;
pub mod office;
pub mod scenario;
pub mod cluster;
mod folder;

pub use databases::{TestDb, databases, postgres, sqlite};
pub use folder::Folder;
pub use office::TestOffice;
