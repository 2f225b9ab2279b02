//! Every view rendered from its sample.

use crate::browser::Browser;
use crate::site::Site;
use std::collections::BTreeSet;

#[test]
fn every_view_renders() {
    let mut names = BTreeSet::new();
    for (name, render) in web::pages::SAMPLES {
        assert!(names.insert(name), "{name} twice");
        let html = render().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(html.contains("<html lang=\"vi\">"), "{name} says its language");
        assert!(html.contains("<h1"), "{name} has a heading");
        for forbidden in [" style=", "onclick=", "<style", "javascript:"] {
            assert!(!html.contains(forbidden), "{name}: the content policy forbids {forbidden}");
        }
        let forms = html.matches("method=\"post\"").count();
        let tokens = html.matches("name=\"_token\"").count();
        assert!(tokens >= forms || *name == "account-sign-in", "{name}: {forms} forms, {tokens} tokens");
    }
}

/// What paper must not show.
const NOT_PRINTED: &str = "return [...document.querySelectorAll('header.dau, .danh-muc, .danh-muc-hep, button, .nut')]\
    .filter(e => e.getClientRects().length > 0).map(e => e.outerHTML).join(' | ');";

/// Every sample in a browser: axe finds nothing, wide and narrow; nothing is wider than the window, at 200 % zoom
/// neither; paper shows neither menu nor buttons.
#[test]
fn every_view_is_accessible_and_fits() {
    let site = Site::new();
    let address = site.listen();
    // Two browsers, each with half of the views: looking at all of them one by one takes a minute.
    let half = web::pages::SAMPLES.len().div_ceil(2);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let halves = web::pages::SAMPLES.chunks(half);
        let looks: Vec<_> = halves.map(|half| scope.spawn(|| look_at(&address, half))).collect();
        looks.into_iter().flat_map(|look| look.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with these views.
fn look_at(address: &str, samples: &[web::pages::Sample]) -> Vec<String> {
    let Some(browser) = Browser::start(1280, 900) else { return Vec::new() };
    let mut wrong = Vec::new();
    for (name, render) in samples {
        // The page is put in the place of one of ours, so that it has our style and our content policy.
        let html = serde_json::Value::from(render().unwrap());
        browser.resize(1280, 900);
        browser.open(&format!("{address}/tep/bieu-tuong.svg"));
        browser.open(&format!("{address}/dang-nhap"));
        browser.run(&format!("document.open(); document.write({html}); document.close();"));
        browser.run_async(
            "const done = arguments[0]; const all = [...document.querySelectorAll('link[rel=stylesheet]')]; \
             const wait = () => all.every(l => l.sheet) ? done(1) : setTimeout(wait, 20); wait();",
        );
        if !name.starts_with("account-") {
            browser.media("print");
            let printed = browser.run(NOT_PRINTED);
            if printed != "" {
                wrong.push(format!("{name} prints {printed}"));
            }
            browser.media("");
        }
        // 640 is what 200 % zoom leaves of 1280.
        for width in [1280, 640, 360] {
            browser.resize(width, 900);
            let over = browser.run("return document.documentElement.scrollWidth - window.innerWidth;");
            if over.as_i64() != Some(0) {
                wrong.push(format!("{name} at {width}: {over} px too wide"));
            }
            if width == 640 {
                continue;
            }
            wrong.extend(browser.axe().into_iter().map(|text| format!("{name} at {width}: {text}")));
        }
    }
    wrong
}
