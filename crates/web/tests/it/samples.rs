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

/// Every sample in a browser: axe finds nothing, and nothing is wider than the window, wide and narrow.
#[test]
fn every_view_is_accessible_and_fits() {
    let Some(browser) = Browser::start(1280, 900) else { return };
    let site = Site::new();
    let address = site.listen();
    let mut wrong = Vec::new();
    for (name, render) in web::pages::SAMPLES {
        // The page is put in the place of one of ours, so that it has our style and our content policy.
        let html = serde_json::Value::from(render().unwrap());
        for width in [1280, 360] {
            browser.resize(width, 900);
            browser.open(&format!("{address}/tep/bieu-tuong.svg"));
            browser.open(&format!("{address}/dang-nhap"));
            browser.run(&format!("document.open(); document.write({html}); document.close();"));
            browser.run_async(
                "const done = arguments[0]; const all = [...document.querySelectorAll('link[rel=stylesheet]')]; \
                 const wait = () => all.every(l => l.sheet) ? done(1) : setTimeout(wait, 20); wait();",
            );
            let over = browser.run("return document.documentElement.scrollWidth - window.innerWidth;");
            if over.as_i64() != Some(0) {
                wrong.push(format!("{name} at {width}: {over} px too wide"));
            }
            wrong.extend(browser.axe().into_iter().map(|text| format!("{name} at {width}: {text}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
