//! The house rules as a test. Each message says what to do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const FILE_LINES_MAX: usize = 600;

/// What each layer may depend on, besides the standard library. Arrows never turn.
const LAYERS: &[(&str, &[&str])] = &[
    ("law", &["serde", "toml", "jiff", "thiserror", "sha2"]),
    (
        "domain",
        &["law", "jiff", "thiserror", "unicode-normalization", "icu_collator", "icu_locale_core", "sha2"],
    ),
    ("store", &["domain", "law", "rusqlite", "postgres", "thiserror", "jiff", "sha2", "csv"]),
    (
        "office",
        &[
            "store",
            "domain",
            "law",
            "serde",
            "serde_json",
            "jiff",
            "thiserror",
            "calamine",
            "rust_xlsxwriter",
            "csv",
            "docx-rs",
            "typst",
            "typst-pdf",
            "typst-layout",
            "rayon",
            "sha2",
            "zip",
            "argon2",
            "totp-rs",
            "aes-gcm-siv",
            "getrandom",
        ],
    ),
    (
        "web",
        &[
            "office",
            "domain",
            "law",
            "askama",
            "axum",
            "tokio",
            "tower",
            "tower-http",
            "utoipa",
            "utoipa-axum",
            "serde",
            "serde_json",
            "jiff",
        ],
    ),
    ("demo", &["rust_xlsxwriter", "csv", "jiff", "toml", "serde", "thiserror"]),
    (
        "cli",
        &[
            "web",
            "office",
            "store",
            "domain",
            "law",
            "demo",
            "clap",
            "indicatif",
            "mimalloc",
            "jiff",
            "serde_json",
            "tokio",
        ],
    ),
    ("testkit", &["office", "store", "domain", "law", "jiff", "thiserror", "postgres"]),
];

/// Words that hide what a thing is, or work that is not done.
const BANNED: &[(&str, &str)] = &[
    ("todo!(", "finish it or leave it out"),
    ("unimplemented!(", "finish it or leave it out"),
    ("dbg!(", "remove it"),
    ("#[ignore", "a test runs or is deleted"),
    ("#[allow(", "use #[expect(…, reason = …)]"),
    ("mod utils", "name the module after what it holds"),
    ("mod helpers", "name the module after what it holds"),
    ("Manager ", "name the thing, not the doer"),
    ("SystemTime::now", "take the time as an argument; only cli reads the clock"),
];

#[test]
fn layers_point_one_way() {
    let mut problems = Vec::new();
    for (name, allowed) in LAYERS {
        let manifest = read(&root().join("crates").join(name).join("Cargo.toml"));
        let manifest: BTreeSet<String> = dependencies(&manifest);
        for dependency in manifest.difference(&allowed.iter().map(|s| (*s).to_owned()).collect()) {
            problems.push(format!(
                "crates/{name} may not depend on {dependency}: move the code to the right layer"
            ));
        }
    }
    let known: BTreeSet<_> = LAYERS.iter().map(|(name, _)| *name).collect();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !known.contains(name.as_str()) {
            problems.push(format!("crates/{name} is not in the list of layers"));
        }
    }
    report(problems);
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read(&root().join("Cargo.toml"));
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let ours: BTreeSet<_> = LAYERS.iter().map(|(name, _)| *name).collect();
    let mut problems = Vec::new();
    for line in section.lines().filter(|line| line.contains('=') && !line.starts_with('#')) {
        let name = line.split('=').next().unwrap().trim();
        if !ours.contains(name) && !line.contains(" # ") {
            problems.push(format!("Cargo.toml: {name} has no reason beside it"));
        }
    }
    report(problems);
}

#[test]
fn files_stay_readable() {
    let mut problems = Vec::new();
    for file in sources() {
        let text = read(&file);
        let lines = without_tests(&text).lines().count();
        if lines > FILE_LINES_MAX && !is_test(&file) {
            problems.push(format!(
                "{}: {lines} lines, {FILE_LINES_MAX} at most: split it by what it does",
                show(&file)
            ));
        }
        for (word, advice) in BANNED {
            if text.contains(word) && !file.ends_with("tidy.rs") {
                problems.push(format!("{}: `{word}`: {advice}", show(&file)));
            }
        }
    }
    report(problems);
}

/// Legal amounts stand in law pages. A round number of a thousand đồng or more in the program is one that
/// escaped; the generator of the synthetic office knows amounts because an office's old lists do.
#[test]
fn no_amounts_in_the_program() {
    let mut problems = Vec::new();
    let counted =
        |f: &PathBuf| !show(f).starts_with("crates/demo") && !show(f).ends_with(LENGTHS) && !is_test(f);
    for file in sources().into_iter().filter(counted) {
        for (number, line) in without_tests(&read(&file)).lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for literal in literals(code) {
                let is_scale = literal.to_string().trim_end_matches('0') == "1" || SIZES.contains(&literal);
                if literal >= 10_000 && literal % 1_000 == 0 && !is_scale {
                    let place = format!("{}:{}", show(&file), number + 1);
                    problems
                        .push(format!("{place}: {literal} looks like an amount: it belongs in a law page"));
                }
            }
        }
    }
    report(problems);
}

/// Numbers that are no money, besides the powers of ten: a limit of rows, the people of a large office.
const SIZES: &[u64] = &[2_000_000, 180_000];

/// Heights and widths on a page, in thousandths of a millimetre.
const LENGTHS: &str = "papers/list_pdf.rs";

#[test]
fn sql_stands_in_store_and_html_in_web() {
    let mut problems = Vec::new();
    for file in sources() {
        let (place, text) = (show(&file), read(&file));
        let text = without_tests(&text).to_owned();
        let layer = place.split('/').nth(1).unwrap();
        if !matches!(layer, "store" | "testkit") && !is_test(&file) {
            for verb in ["\"select ", "\"insert into", "\"update ", "\"delete from"] {
                if text.contains(verb) {
                    problems
                        .push(format!("{place}: SQL ({verb}) belongs in a `statements!` block of `store`"));
                }
            }
        }
        if !matches!(layer, "web") && !is_test(&file) {
            for tag in ["<html", "<td", "<div", "<p>"] {
                if text.contains(tag) {
                    problems.push(format!("{place}: HTML ({tag}) belongs in a template of `web`"));
                }
            }
        }
    }
    report(problems);
}

#[test]
fn every_template_has_a_sample() {
    let folder = root().join("crates/web/templates");
    let templates: Vec<(String, String)> = files(&folder, "html")
        .iter()
        .map(|file| (file.strip_prefix(&folder).unwrap().display().to_string(), read(file)))
        .collect();
    let views: Vec<(String, String)> = sources()
        .iter()
        .filter(|f| show(f).starts_with("crates/web/src"))
        .map(|file| (show(file), read(file)))
        .collect();
    let mut problems = Vec::new();
    for (name, _) in &templates {
        let has_view = views.iter().any(|(_, text)| text.contains(&format!("path = \"{name}\"")));
        let is_part = templates.iter().any(|(_, text)| text.contains(&format!(" \"{name}\"")));
        if !has_view && !is_part {
            problems.push(format!("crates/web/templates/{name} belongs to no view"));
        }
    }
    let mut views = views.iter().filter(|(_, text)| text.contains("#[template(")).peekable();
    assert!(views.peek().is_some(), "no view in `web`");
    for (place, text) in views {
        if !text.contains("fn sample()") {
            problems.push(format!("{place} has a template and no sample()"));
        }
    }
    report(problems);
}

#[test]
fn the_glossary_is_complete() {
    let glossary = read(&root().join("docs/glossary.md"));
    let listed: BTreeSet<String> = glossary
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('|').nth(1).unwrap().split('`').skip(1).step_by(2).map(str::to_owned))
        .collect();
    let mut problems = Vec::new();
    let mut known = BTreeSet::new();
    for file in sources().iter().filter(|f| {
        ["crates/law/src", "crates/domain/src"].iter().any(|d| show(f).starts_with(d)) && !is_test(f)
    }) {
        for name in public_types(without_tests(&read(file))) {
            if !listed.contains(&name) {
                problems.push(format!("docs/glossary.md lacks `{name}` ({})", show(file)));
            }
            known.insert(name);
        }
    }
    for name in &listed {
        if name.starts_with(char::is_uppercase) && !known.contains(name) {
            problems
                .push(format!("docs/glossary.md lists `{name}`, which is no public type of law or domain"));
        }
    }
    report(problems);
}

#[test]
fn documents_have_one_title_and_live_links() {
    let mut problems = Vec::new();
    for file in files(&root(), "md") {
        let text = read(&file);
        let (mut in_code, mut titles) = (false, 0);
        for line in text.lines() {
            if line.starts_with("```") {
                in_code = !in_code;
            }
            titles += usize::from(!in_code && line.starts_with("# "));
        }
        if titles != 1 {
            problems.push(format!("{}: {titles} titles, one is right", show(&file)));
        }
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = target.split('#').next().unwrap();
            let is_local = !target.is_empty() && !target.contains("://") && !target.contains(' ');
            if is_local && !file.parent().unwrap().join(target).exists() {
                problems.push(format!("{}: link to {target}, which is not there", show(&file)));
            }
        }
    }
    report(problems);
}

#[test]
fn every_figure_has_its_query_and_example() {
    let queries: BTreeSet<String> = files(&root().join("crates/store/sql/figures"), "sql")
        .iter()
        .map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert!(!queries.is_empty(), "no figure has a query");
    let tests: String =
        sources().iter().filter(|f| is_test(f) || read(f).contains("mod tests")).map(|f| read(f)).collect();
    let catalogue: String = sources()
        .iter()
        .filter(|f| show(f).starts_with("crates/domain/src/figures"))
        .map(|f| read(f))
        .collect();
    let mut problems = Vec::new();
    for query in &queries {
        if !catalogue.contains(&format!("\"{query}\"")) {
            problems
                .push(format!("crates/store/sql/figures/{query}.sql belongs to no figure of the catalogue"));
        }
        // A figure of a year has it behind its first word: `poverty.2023.households`.
        let dated = query.replacen('.', ".2023.", 1);
        if !tests.contains(&format!("\"{query}\"")) && !tests.contains(&format!("\"{dated}\"")) {
            problems.push(format!("{query} has no worked example in a test"));
        }
    }
    report(problems);
}

// The rules' own tools.

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn show(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

fn sources() -> Vec<PathBuf> {
    files(&root().join("crates"), "rs")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') && name != "ansinh-demo" {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn is_test(file: &Path) -> bool {
    let place = show(file);
    place.contains("/tests/")
        || place.ends_with("/tests.rs")
        || place.ends_with("/test.rs")
        || place.starts_with("crates/testkit")
}

/// The text before its `#[cfg(test)] mod tests` at the end of the file.
fn without_tests(text: &str) -> &str {
    match text.find("#[cfg(test)]\nmod ") {
        Some(at) if text[at..].contains('{') => &text[..at],
        Some(_) | None => text,
    }
}

fn dependencies(manifest: &str) -> BTreeSet<String> {
    let section = manifest.split("[dependencies]").nth(1).unwrap_or("").split("\n[").next().unwrap();
    section
        .lines()
        .filter_map(|line| line.split(['=', '.']).next())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .collect()
}

fn literals(code: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let mut current = String::new();
    let mut before = ' ';
    for c in code.chars().chain([' ']) {
        if c.is_ascii_digit() || (c == '_' && !current.is_empty()) {
            if !(current.is_empty() && (before.is_alphanumeric() || before == '_' || before == '.')) {
                current.push(c);
            }
        } else {
            if let Ok(value) = current.replace('_', "").parse() {
                out.push(value);
            }
            current.clear();
        }
        before = c;
    }
    out
}

fn public_types(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines() {
        for start in ["pub struct ", "pub enum ", "pub trait "] {
            if let Some(rest) = line.strip_prefix(start) {
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                out.insert(name);
            }
        }
    }
    out
}

fn report(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn tidy_sees_what_it_should() {
    assert_eq!(literals("a(360_000, x2000, 1.5, 12)"), [360_000, 1, 12]);
    let types = public_types("pub struct Run<'a> {\nstruct Hidden;\npub enum Kind { A }");
    assert_eq!(types.into_iter().collect::<Vec<_>>(), ["Kind", "Run"]);
    assert_eq!(without_tests("fn a() {}\n#[cfg(test)]\nmod tests {\n}\n"), "fn a() {}\n");
    let manifest =
        "[dependencies]\nlaw.workspace = true\nserde = \"1\"\n\n[dev-dependencies]\nproptest = \"1\"\n";
    assert_eq!(dependencies(manifest), ["law".to_owned(), "serde".to_owned()].into());
}
