//! Every scenario of `scenarios/`, on both engines.

use std::collections::BTreeSet;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");

macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )+

        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

scenarios! {
    birthday_75,
    birthdays,
    budget,
    convalescence,
    one_off_decisions,
    death_drafts,
    campaign,
    case_clock,
    child_protection,
    commune_month,
    decree_335,
    decree_55,
    early_certificate,
    education_by_term,
    funeral,
    heirs,
    labour_year,
    late_death,
    late_decision,
    leaving_poverty,
    merged,
    moved,
    officers,
    outside_lists,
    poverty_season,
    poverty_within_a_year,
    recovery_from_payments,
    returned_payment,
    same_results_twice,
    settled_past,
    stop_order,
    supplementary,
    takeover,
    tet,
    uncollected,
    written_differs,
    worship,
    written_sums,
}

fn check(name: &str) {
    let path = format!("{FOLDER}/{name}.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    testkit::scenario::check(name, &text);
}

#[test]
fn no_scenario_is_forgotten() {
    let files: BTreeSet<String> = std::fs::read_dir(FOLDER)
        .expect("the folder of scenarios")
        .map(|file| file.expect("a file").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let named: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, named);
}
