//! Backups: taken while somebody works, proved, put back.

use office::permission::Role;
use office::{Permission, backup, officers};
use std::fs;
use store::Open;
use testkit::office::TestOffice;
use testkit::{Folder, databases, sqlite};

const DAY: jiff::civil::Date = jiff::civil::date(2023, 12, 28);

fn add(office: &TestOffice, account: &str) {
    let new = officers::NewOfficer { account, full_name: "Đỗ Văn Thử" };
    officers::add(&office.ctx(Role::Administrator, DAY), &new, &[]).unwrap();
}

#[test]
fn a_copy_is_of_one_moment_and_comes_back_whole() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let folder = Folder::new("backup");
    let copy = folder.path().join("sao-luu.db");
    // A reader and a writer have the database open meanwhile.
    let head = office.ctx(Role::Head, DAY);
    let proof = head
        .read(Permission::ReadJournal, |_| {
            add(&office, "truoc");
            backup::write(&db, &copy)
        })
        .unwrap();
    assert_eq!(proof.offices, 1);
    assert!(proof.entries > 1 && proof.bytes > 0);
    add(&office, "sau");
    let refused = backup::write(&db, &copy).unwrap_err();
    assert_eq!(refused.code(), "backup_exists", "an older copy stays");
    let url = format!("sqlite:{}", folder.path().join("moi.db").display());
    let (again, aside) = backup::restore(&url, &copy, false).unwrap();
    assert_eq!((again, aside), (proof.clone(), None));
    let restored = store::Db::open(&url, Open::Existing).unwrap();
    let is_there = |db: &store::Db, account| officers::sign_in(db, office.id, account).is_ok();
    assert!(is_there(&restored, "truoc") && !is_there(&restored, "sau"));
    assert_eq!(backup::restore(&url, &copy, false).unwrap_err().code(), "restore_exists");
    assert_eq!(backup::restore(&url, &copy, true).unwrap_err().code(), "restore_in_use", "it is open here");
    drop(restored);
    let (_, aside) = backup::restore(&url, &copy, true).unwrap();
    assert!(aside.unwrap().is_file(), "what was there is kept");
    let left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("dang-") || name.ends_with("thu"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_broken_copy_is_refused_before_anything_is_replaced() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    add(&office, "mot");
    let folder = Folder::new("backup-broken");
    let copy = folder.path().join("sao-luu.db");
    backup::write(&db, &copy).unwrap();
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&copy, bytes).unwrap();
    let url = format!("sqlite:{}", folder.path().join("moi.db").display());
    assert!(backup::restore(&url, &copy, false).is_err());
    assert!(!folder.path().join("moi.db").exists());
}

#[test]
fn postgres_is_told_its_own_way() {
    for (engine, db) in databases().into_iter().filter(|(engine, _)| *engine == "postgres") {
        let folder = Folder::new("backup-postgres");
        let told = backup::write(&db, &folder.path().join("a.db")).unwrap_err().to_string();
        assert!(told.contains("pg_dump"), "{engine}: {told}");
    }
}
