use std::collections::BTreeSet;
use store::{Bulk, Statement, StoreError, registry};
use testkit::databases;

#[test]
fn every_statement_is_accepted_by_both_engines() {
    for (engine, db) in databases() {
        for module in registry::all() {
            for (name, statement) in module.statements {
                let outcome = db.read(|tx| tx.prepare(statement));
                assert_eq!(outcome, Ok(()), "{engine}: {}::{name}", module.name);
            }
            for bulk in module.bulks {
                let outcome = db.read(|tx| tx.prepare_bulk(bulk));
                assert_eq!(outcome, Ok(()), "{engine}: {} bulk {}", module.name, bulk.table);
            }
        }
    }
}

#[test]
fn a_broken_statement_is_found() {
    static BROKEN: Statement = Statement::new("broken", "select no_such_column from offices");
    static NO_TABLE: Bulk = Bulk::new("no_such_table", &["id"]);
    for (engine, db) in databases() {
        assert!(matches!(db.read(|tx| tx.prepare(&BROKEN)), Err(StoreError::Engine { .. })), "{engine}");
        assert!(matches!(db.read(|tx| tx.prepare_bulk(&NO_TABLE)), Err(StoreError::NoTable(_))), "{engine}");
    }
}

/// A module with statements that is not in the registry would escape the test above.
#[test]
fn every_module_with_statements_is_registered() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let registered: BTreeSet<&str> =
        registry::all().iter().flat_map(|module| module.statements).map(|(_, s)| module_of(s.name)).collect();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let module = path.strip_prefix(&root).unwrap().with_extension("");
            let module = module.to_str().unwrap().replace('/', "::").replace("::mod", "");
            if text.lines().any(|line| line == "statements! {") {
                assert!(
                    registered.contains(module.as_str()),
                    "{module} is missing in store::registry::all()"
                );
            }
        }
    }
}

/// `store::units::BY_ID` → `units`.
fn module_of(name: &'static str) -> &'static str {
    let (module, _) = name.rsplit_once("::").unwrap();
    module.strip_prefix("store::").unwrap()
}
