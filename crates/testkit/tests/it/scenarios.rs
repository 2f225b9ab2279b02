//! Every scenario of `scenarios/`, on both engines.

use std::collections::BTreeSet;

macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                let text = include_str!(concat!("../../scenarios/", stringify!($name), ".txt"));
                testkit::scenario::check(stringify!($name), text);
            }
        )+

        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

scenarios! {
    written_sums,
}

#[test]
fn no_scenario_is_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the folder of scenarios")
        .map(|file| file.expect("a file").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let named: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, named);
}
