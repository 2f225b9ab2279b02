//! Decisions over HTTP: drafted by one, signed by another, found by number and by name.

use crate::people::add;
use crate::site::Site;
use axum::http::StatusCode;
use domain::decisions::{DecidedTerms, DecisionKind};
use law::{Month, Scheme, Terms};
use office::decisions::{self, NewDecision, NewItem};
use office::permission::Role;

/// The drafter of the role, and whoever signs.
const DRAFTER: &str = "chuyenvien";
const SIGNER: &str = "truongphong";

fn draft(site: &Site) -> String {
    let person = add(site, "Lê Thị Én", "25708", "072150000001");
    let terms = Terms {
        scheme: Scheme::SocialAllowance,
        category: "disabled_severe".into(),
        part: "allowance".into(),
        class: "elderly".into(),
        rate: None,
        quantity: 1,
    };
    let item = NewItem {
        person,
        scheme: Scheme::SocialAllowance,
        stream: office::enrolments::stream(&terms),
        from_month: Month::parse("2024-01").unwrap(),
        terms: vec![DecidedTerms::by_law(terms, "")],
    };
    let ctx = site.ctx_of_account(DRAFTER);
    decisions::draft(&ctx, &NewDecision { kind: DecisionKind::Grant, reason: None, items: vec![item] })
        .unwrap();
    format!("/quyet-dinh/{}", decisions::list(&site.ctx(Role::Head)).unwrap()[0].id)
}

#[test]
fn a_draft_is_signed_by_somebody_else_and_found_again() {
    let site = Site::new();
    let at = draft(&site);
    let own = site.get(DRAFTER, &at).body;
    assert!(own.contains("Bạn đã dự thảo quyết định này"), "{own}");
    assert!(!own.contains("id=\"so\""), "the drafter is offered no signature");
    let other = site.get(SIGNER, &at).body;
    assert!(other.contains("id=\"so\"") && other.contains("theo quy định, 720.000 đồng"), "{other}");

    let sign = format!("{at}/ky");
    let typed = [("so", ""), ("ngay", "31/02/2023"), ("nguoi-ky", "Hồ Văn Ký"), ("co-quan", "Phòng")];
    let bad = site.post(SIGNER, &sign, &typed);
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["có 2 chỗ cần sửa", "value=\"31/02/2023\"", "value=\"Hồ Văn Ký\""] {
        assert!(bad.body.contains(kept), "{kept}: {}", bad.body);
    }
    let done = site.post(SIGNER, &sign, &[("so", "15/QĐ"), ("ngay", "27/12/2023"), ("co-quan", "Phòng")]);
    assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, at.as_str()));

    for (search, is_found) in [("15/q%C4%91", true), ("en%20le", true), ("yen", false)] {
        let list = site.get(SIGNER, &format!("/quyet-dinh?tim={search}")).body;
        assert_eq!(list.contains("Người khuyết tật nặng"), is_found, "{search}");
    }
    let book = site.get(SIGNER, "/quyet-dinh/xuat?tim=en");
    assert!(book.headers["content-disposition"].to_str().unwrap().contains("quyet-dinh-2023-12-28.xlsx"));
}
