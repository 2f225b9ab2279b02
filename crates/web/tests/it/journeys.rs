//! What officers do in a real browser.

use crate::browser::Browser;
use crate::site::{PASSWORD, Site};
use std::time::Duration;

const TAB: char = '\u{E004}';
const ENTER: char = '\u{E007}';

/// Waits until the browser is at an address that ends so.
fn arrive(browser: &Browser, ending: &str) {
    for _ in 0..200 {
        if browser.url().ends_with(ending) && browser.run("return document.readyState;") == "complete" {
            return;
        }
        std::thread::park_timeout(Duration::from_millis(50));
    }
    panic!("at {} instead of {ending}", browser.url());
}

#[test]
fn signing_in_by_keyboard_and_a_form_with_its_errors() {
    let Some(browser) = Browser::start(1280, 900) else { return };
    let site = Site::new();
    site.session("truongphong");
    let address = site.listen();
    browser.open(&format!("{address}/so"));
    arrive(&browser, "/dang-nhap?tiep=%2Fso");
    browser.press(&format!("truongphong{TAB}{PASSWORD}{ENTER}"));
    arrive(&browser, "/so");
    browser.press(&TAB.to_string());
    let focused = || browser.run("return document.activeElement.textContent;");
    assert_eq!(focused(), "Đến nội dung", "the first stop skips the menu");
    browser.press(&ENTER.to_string());
    assert_eq!(browser.run("return document.activeElement.id;"), "noi-dung");
    browser.click("a[href='/so/household_totals/moi']");
    arrive(&browser, "/so/household_totals/moi");
    browser.fill("#c0", "hai nghìn");
    browser.click("main form button");
    arrive(&browser, "/so/household_totals/moi");
    assert!(browser.text(".tat-ca-loi h2").starts_with("Chưa ghi được"));
    assert_eq!(browser.run("return document.querySelector('#c0').value;"), "hai nghìn");
    assert!(browser.axe().is_empty(), "{:?}", browser.axe());
}
