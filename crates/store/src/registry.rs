//! Every module with statements, for the test that prepares all of them on both engines.

use crate::statements::{Bulk, Statement};

pub struct Module {
    pub name: &'static str,
    pub statements: &'static [(&'static str, &'static Statement)],
    pub bulks: &'static [&'static Bulk],
}

/// One line per module; a module without bulk inserts has `&[]`.
pub fn all() -> Vec<Module> {
    vec![
        Module { name: "tx", statements: crate::tx::STATEMENTS, bulks: &[] },
        Module { name: "migrations", statements: crate::migrations::STATEMENTS, bulks: &[] },
        Module { name: "journal", statements: crate::journal::STATEMENTS, bulks: &[] },
        Module { name: "offices", statements: crate::offices::STATEMENTS, bulks: &[] },
        Module { name: "officers", statements: crate::officers::STATEMENTS, bulks: &[] },
    ]
}
