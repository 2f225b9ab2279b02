use domain::units::Level;
use jiff::civil::{Date, date};
use store::units::{self, ChangeKind, UnitRow};
use store::{Db, StoreError, Tx};
use testkit::databases;

const OLD: Date = date(2023, 6, 1);
const LAST_OLD: Date = date(2025, 6, 30);
const NEW: Date = date(2025, 7, 1);
const NOW: Date = date(2026, 11, 1);

fn read<T>(db: &Db, f: impl FnOnce(&mut Tx) -> Result<T, StoreError>) -> T {
    db.read(f).unwrap_or_else(|error| panic!("{error}"))
}

fn keys(rows: &[UnitRow]) -> String {
    rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_unit_is_there_on_its_day() {
    for (engine, db) in databases() {
        for (day, provinces, districts, communes) in
            [(LAST_OLD, 63, 696, 10_035), (NEW, 34, 0, 3_321), (date(2026, 4, 30), 34, 0, 3_321)]
        {
            let count = |level| read(&db, |tx| units::of_level(tx, level, day)).len();
            let found = (count(Level::Province), count(Level::District), count(Level::Commune));
            assert_eq!(found, (provinces, districts, communes), "{engine} {day}");
        }
        assert_eq!(read(&db, units::all).len(), 14_234, "{engine}");
    }
}

#[test]
fn codes_are_read_on_a_day() {
    for (engine, db) in databases() {
        for (code, day, key) in [
            ("25708", OLD, Some("25708@2020")),
            ("25708", NEW, Some("25708@2025")),
            ("712", OLD, Some("712@2020")),
            ("712", NEW, None),
            ("72", LAST_OLD, Some("72@0000")),
            ("72", NEW, None),
            // Ba Chẽ: two codes since 2025-07-01.
            ("06970", LAST_OLD, Some("06970@0000")),
            ("06970", NEW, Some("06978@2025")),
            ("06978", NEW, Some("06978@2025")),
            ("99999", NEW, None),
        ] {
            let found = read(&db, |tx| units::by_code(tx, code, day)).map(|row| row.key);
            assert_eq!(found.as_deref(), key, "{engine} {code} {day}");
        }
    }
}

#[test]
fn names_are_found_as_they_are_written() {
    for (engine, db) in databases() {
        let unit = |key: &str| read(&db, |tx| units::by_key(tx, key)).unwrap().id;
        let (town, old_province, new_province) = (unit("712@2020"), unit("72@0000"), unit("80@2025"));
        for (text, within, day, found) in [
            ("Phường Lộc Hưng", Some(town), OLD, "25717@2020"),
            ("P.Lộc Hưng", Some(old_province), OLD, "25717@2020"),
            ("loc hung", Some(town), OLD, "25717@2020"),
            ("xã Lộc Hưng", Some(town), OLD, "25717@2020"),
            ("Lộc Hưng", None, OLD, "25303@0000 25717@2020"),
            ("phường Lộc Hưng", None, OLD, "25717@2020"),
            ("LỘC HƯNG", Some(new_province), NEW, ""),
            ("An Hoà", Some(town), OLD, "25735@2020"),
            ("An Hòa", Some(town), OLD, "25735@2020"),
            ("Thị xã Trảng Bàng", None, OLD, "712@2020"),
            ("TX Trảng Bàng", Some(old_province), OLD, "712@2020"),
            ("Trảng Bàng", Some(old_province), OLD, "712@2020 25708@2020"),
            ("tỉnh Tây Ninh", None, OLD, "72@0000"),
            ("tỉnh Tây Ninh", None, NOW, "80@2025"),
            ("Không Có", None, OLD, ""),
        ] {
            let rows = read(&db, |tx| units::by_name(tx, text, within, day));
            assert_eq!(keys(&rows), found, "{engine} {text} {day}");
        }
        let former = read(&db, |tx| units::by_any_name(tx, "Hưng Thuận", None));
        assert_eq!(keys(&former), "25711@2025 25714@2020", "{engine}");
    }
}

#[test]
fn paths_lead_up_and_children_down() {
    for (engine, db) in databases() {
        let unit = |key: &str| read(&db, |tx| units::by_key(tx, key)).unwrap();
        let text = |key: &str| read(&db, |tx| units::path_text(tx, unit(key).id));
        assert_eq!(text("25717@2020"), "phường Lộc Hưng, thị xã Trảng Bàng, tỉnh Tây Ninh", "{engine}");
        assert_eq!(text("25708@2025"), "phường Trảng Bàng, tỉnh Tây Ninh", "{engine}");
        let town = unit("712@2020");
        let communes = read(&db, |tx| units::children(tx, town.id, OLD));
        assert_eq!(communes.len(), 10, "{engine}");
        assert_eq!(communes[0].full_name(), "phường Trảng Bàng", "{engine}");
        assert_eq!(communes.iter().filter(|row| row.urban == Some(true)).count(), 6, "{engine}");
        assert!(read(&db, |tx| units::children(tx, town.id, NEW)).is_empty(), "{engine}");
        assert!(read(&db, |tx| units::children(tx, town.id, date(2020, 1, 31))).is_empty(), "{engine}");
        let within = read(&db, |tx| units::within(tx, town.id));
        assert_eq!(within.len(), 11, "{engine}");
        // Tây Ninh of 2025 with its 96 communes: everything of the two provinces that it took in.
        let new_province = unit("80@2025").id;
        let reach = read(&db, |tx| units::reach(tx, new_province));
        assert!(reach.contains(&town.id) && reach.contains(&communes[9].id), "{engine}");
        assert!(reach.contains(&unit("72@0000").id) && !reach.contains(&unit("75@2025").id), "{engine}");
        assert_eq!(read(&db, |tx| units::children(tx, new_province, NEW)).len(), 96, "{engine}");
        assert!(within.contains(&communes[3].id) && within.contains(&town.id), "{engine}");
    }
}

#[test]
fn units_turn_into_others() {
    for (engine, db) in databases() {
        let unit = |key: &str| read(&db, |tx| units::by_key(tx, key)).unwrap();
        let later = |key: &str, day| keys(&read(&db, |tx| units::on_day(tx, unit(key).id, day)));
        for (key, day, found) in [
            ("25717@2020", LAST_OLD, "25717@2020"),
            ("25717@2020", NEW, "25732@2025"),
            ("25714@2020", NOW, "25711@2025"),
            ("25303@0000", NEW, "25303@2025"),
            ("25303@0000", NOW, "25303@2026"),
            ("72@0000", NOW, "80@2025"),
            ("712@2020", NOW, ""),
            ("25708@2025", OLD, ""),
        ] {
            assert_eq!(later(key, day), found, "{engine} {key} {day}");
        }
        let before = read(&db, |tx| units::predecessors(tx, unit("25708@2025").id));
        let before: Vec<_> = before.iter().map(|c| (c.unit.key.as_str(), c.kind, c.on)).collect();
        let whole = ChangeKind::Whole;
        assert_eq!(before, [("25708@2020", whole, NEW), ("25735@2020", whole, NEW)], "{engine}");
        let after = read(&db, |tx| units::successors(tx, unit("25735@2020").id));
        assert_eq!(after.len(), 1, "{engine}");
        assert_eq!(after[0].unit.full_name(), "phường Trảng Bàng", "{engine}");
    }
}
