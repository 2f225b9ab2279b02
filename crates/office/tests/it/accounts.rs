//! Signing in, on both engines.

use jiff::civil::date;
use office::accounts::{self, Credentials, Door, MustChange};
use office::permission::Role;
use testkit::databases;
use testkit::office::{TestOffice, instant};

const PASSWORD: &str = "ba con ga mai vang";

fn knock(office: &TestOffice, password: &str, code: &str, at: &str) -> Door {
    let given = Credentials { account: "ketoan", password, code };
    accounts::sign_in(office.db, office.id, given, at).unwrap()
}

#[test]
fn five_wrong_passwords_lock_an_account_for_a_while() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let day = date(2023, 12, 28);
        let administrator = office.ctx(Role::Administrator, day);
        accounts::set_password(&administrator, "ketoan", PASSWORD, MustChange::No).unwrap();
        for _ in 0..5 {
            assert_eq!(knock(&office, "sai", "", "2023-12-28T02:00:00Z"), Door::Shut, "{engine}");
        }
        assert_eq!(knock(&office, PASSWORD, "", "2023-12-28T02:14:00Z"), Door::Shut, "{engine}");
        let (_, standing) = accounts::standings(&administrator).unwrap().remove(0);
        assert_eq!(standing.locked_until.as_deref(), Some("2023-12-28T02:15:00Z"), "{engine}");
        assert!(matches!(knock(&office, PASSWORD, "", "2023-12-28T02:15:00Z"), Door::Open(_)), "{engine}");
        assert_eq!(knock(&office, "sai", "", "2023-12-28T02:16:00Z"), Door::Shut);
        assert!(matches!(knock(&office, PASSWORD, "", "2023-12-28T02:16:00Z"), Door::Open(_)), "{engine}");
    }
}

#[test]
fn the_first_start_gives_the_administrator_a_password_that_serves_once() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let day = date(2023, 12, 28);
        let open = || accounts::open_door(&db, office.id, day, &instant(day)).unwrap();
        let (account, first) = open().unwrap();
        let (_, second) = open().unwrap();
        assert_eq!(account, "quantri", "{engine}");
        let knock = |password: &str| {
            let given = Credentials { account: "quantri", password, code: "" };
            accounts::sign_in(&db, office.id, given, &instant(day)).unwrap()
        };
        assert_eq!(knock(&first), Door::Shut, "{engine}: a new start replaces it");
        let Door::Open(token) = knock(&second) else { panic!("{engine}") };
        let session = accounts::session(&db, office.id, &token, &instant(day)).unwrap().unwrap();
        assert!(session.must_change, "{engine}");
        let administrator = office.ctx(Role::Administrator, day);
        accounts::change_password(&administrator, &token, &second, PASSWORD).unwrap();
        assert_eq!(open(), None, "{engine}: the door is open");
        assert!(accounts::session(&db, office.id, &token, &instant(day)).unwrap().is_some(), "{engine}");
    }
}

#[test]
fn a_code_of_the_second_factor_serves_once() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let day = date(2023, 12, 28);
        let administrator = office.ctx(Role::Administrator, day);
        accounts::set_password(&administrator, "ketoan", PASSWORD, MustChange::No).unwrap();
        let accountant = office.ctx(Role::Accountant, day);
        // RFC 6238: the ASCII secret "12345678901234567890" at 59 s gives 94287082, in six digits 287082.
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let early = office::Ctx { at: "1970-01-01T00:00:59Z".to_owned(), ..accountant };
        assert!(accounts::confirm_second_factor(&early, secret, "287083").is_err(), "{engine}");
        accounts::confirm_second_factor(&early, secret, "287 082").unwrap();
        let at = "2005-03-18T01:58:29Z"; // 1111111109 s: 07081804
        assert_eq!(knock(&office, PASSWORD, "", at), Door::CodeWanted, "{engine}");
        assert_eq!(knock(&office, PASSWORD, "081805", at), Door::Shut, "{engine}");
        assert!(matches!(knock(&office, PASSWORD, "081804", at), Door::Open(_)), "{engine}");
        assert_eq!(knock(&office, PASSWORD, "081804", at), Door::Shut, "{engine}: seen over a shoulder");
        accounts::remove_second_factor(&administrator, "ketoan").unwrap();
        assert!(matches!(knock(&office, PASSWORD, "", at), Door::Open(_)), "{engine}");
        let head = office.ctx(Role::Head, day);
        assert!(accounts::remove_second_factor(&head, "ketoan").is_err(), "{engine}");
    }
}
