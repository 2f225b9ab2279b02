//! The cases of an office's year.

use super::sim::{Office, check};
use crate::payroll::{Change, Compared, snapshots, totals, whole};
use law::{Month, Vnd};

#[test]
fn a_decree_in_force_after_the_cut_off_owes_its_months_in_the_next_run_once() {
    check(
        "
        on 2023-05-10
        grant An merit inv61 from 2023-06
        on 2023-05-20
        run monthly 2023-06
          - An current 2023-06 allowance 1600000
        on 2023-06-20
        run monthly 2023-07
          - An current 2023-07 allowance 1600000
        on 2023-07-20
        run monthly 2023-08
          - An current 2023-08 allowance 1600000
        on 2023-08-20
        run monthly 2023-09
          - An current 2023-09 allowance 1600000
        on 2023-09-20
        run monthly 2023-10
          - An arrears 2023-07 allowance 400000 law QĐ 2023-07, Điều 1
          - An arrears 2023-08 allowance 400000 law QĐ 2023-07, Điều 1
          - An arrears 2023-09 allowance 400000 law QĐ 2023-07, Điều 1
          - An current 2023-10 allowance 2000000
        on 2023-10-20
        run monthly 2023-11
          - An current 2023-11 allowance 2000000
        ",
    );
}

#[test]
fn a_decision_after_the_cut_off_pays_its_months_with_the_next_run_or_a_supplementary_one() {
    let before = "
        on 2023-02-20
        grant Ba social_allowance severe from 2023-02
        run monthly 2023-03
          - Ba arrears 2023-02 allowance 540000 decision 1
          - Ba current 2023-03 allowance 540000
        on 2023-02-22
        grant Cu social_allowance severe from 2023-01 signed 2023-02-15
        ";
    check(&format!(
        "{before}
        on 2023-03-20
        run monthly 2023-04
          - Ba current 2023-04 allowance 540000
          - Cu arrears 2023-01 allowance 540000 decision 2
          - Cu arrears 2023-02 allowance 540000 decision 2
          - Cu arrears 2023-03 allowance 540000 decision 2
          - Cu current 2023-04 allowance 540000
        "
    ));
    check(&format!(
        "{before}
        on 2023-03-05
        run supplementary 2023-03
          - Cu arrears 2023-01 allowance 540000 decision 2
          - Cu arrears 2023-02 allowance 540000 decision 2
          - Cu current 2023-03 allowance 540000
        on 2023-03-20
        run monthly 2023-04
          - Ba current 2023-04 allowance 540000
          - Cu current 2023-04 allowance 540000
        "
    ));
}

#[test]
fn a_death_reported_late_becomes_a_recovery_and_goes_when_it_was_a_mistake() {
    check(
        "
        on 2023-01-02
        grant An merit inv61 from 2023-01
        run monthly 2023-01..2023-04
          - An current 2023-01 allowance 1600000
          - An current 2023-02 allowance 1600000
          - An current 2023-03 allowance 1600000
          - An current 2023-04 allowance 1600000
        on 2023-04-18
        died An 2023-01-30
        run monthly 2023-05
          - An recover 2023-02 allowance 1600000 death 2023-01-30
          - An recover 2023-03 allowance 1600000 death 2023-01-30
          - An recover 2023-04 allowance 1600000 death 2023-01-30
          - An stopped allowance death 2023-01-30
        on 2023-05-18
        run monthly 2023-06
        plan An 2023-02 from_relatives 0
        on 2023-06-18
        lives An
        run monthly 2023-07
          - An arrears 2023-02 allowance 1600000 decision 1
          - An arrears 2023-05 allowance 1600000 decision 1
          - An arrears 2023-06 allowance 1600000 decision 1
          - An current 2023-07 allowance 1600000
          - withdraws 1600000
          - withdraws 1600000
        on 2023-07-18
        run monthly 2023-08
          - An current 2023-08 allowance 1600000
        ",
    );
}

#[test]
fn arrears_of_the_dead_for_months_lived_wait_for_an_heir() {
    check(
        "
        on 2023-01-02
        grant An merit inv61 from 2023-01
        run monthly 2023-01..2023-07
          - An current 2023-01 allowance 1600000
          - An current 2023-02 allowance 1600000
          - An current 2023-03 allowance 1600000
          - An current 2023-04 allowance 1600000
          - An current 2023-05 allowance 1600000
          - An current 2023-06 allowance 1600000
          - An current 2023-07 allowance 1600000
        on 2023-07-25
        died An 2023-08-02
        run monthly 2023-08
          - An waits 2023-08 allowance no_heir
        on 2023-09-20
        run monthly 2023-09..2023-10
          - An waits 2023-07 allowance no_heir
          - An waits 2023-08 allowance no_heir
        heir An
        on 2023-10-20
        run monthly 2023-11
          - An arrears 2023-07 allowance 400000 law QĐ 2023-07, Điều 1
          - An arrears 2023-08 allowance 2000000 decision 1
        on 2023-11-20
        run monthly 2023-12
        ",
    );
}

#[test]
fn a_certificate_older_than_its_decision_pays_from_the_month_the_decision_names() {
    check(
        "
        on 2023-06-12
        grant Ba social_allowance severe=540000+1620000 from 2023-03 signed 2023-06-10
        on 2023-06-20
        run monthly 2023-07
          - Ba arrears 2023-03 allowance 540000 decision 1
          - Ba arrears 2023-04 allowance 540000 decision 1
          - Ba arrears 2023-05 allowance 540000 decision 1
          - Ba arrears 2023-06 allowance 540000 decision 1
          - Ba current 2023-07 allowance 540000
          - Ba finding arrears_differ
        ",
    );
}

#[test]
fn a_fourth_birthday_changes_the_class_by_a_decision_and_recovers_the_excess() {
    check(
        "
        on 2023-01-02
        grant Bé social_allowance under_4 from 2023-01
        run monthly 2023-01..2023-06
          - Bé current 2023-01 allowance 900000
          - Bé current 2023-02 allowance 900000
          - Bé current 2023-03 allowance 900000
          - Bé current 2023-04 allowance 900000
          - Bé current 2023-05 allowance 900000
          - Bé current 2023-06 allowance 900000
        on 2023-06-20
        change Bé social_allowance from_4 from 2023-05
        run monthly 2023-07
          - Bé current 2023-07 allowance 540000
          - Bé recover 2023-05 allowance 360000 decision 2
          - Bé recover 2023-06 allowance 360000 decision 2
        plan Bé 2023-05 from_payments 200000
        on 2023-07-20
        run monthly 2023-08
          - Bé current 2023-08 allowance 540000
          - Bé deduction 2023-05 allowance -200000
        on 2023-08-20
        run monthly 2023-09
          - Bé current 2023-09 allowance 540000
          - Bé deduction 2023-05 allowance -160000
        on 2023-09-20
        run monthly 2023-10
          - Bé current 2023-10 allowance 540000
        ",
    );
}

#[test]
fn suspension_resumption_end_and_a_new_grant() {
    check(
        "
        on 2023-01-02
        grant Ba social_allowance severe from 2023-01
        run monthly 2023-01
          - Ba current 2023-01 allowance 540000
        suspend Ba social_allowance from 2023-02
        run monthly 2023-02
          - Ba stopped allowance decision 2
        run monthly 2023-03
        resume Ba social_allowance from 2023-02
        run monthly 2023-04
          - Ba arrears 2023-02 allowance 540000 decision 3
          - Ba arrears 2023-03 allowance 540000 decision 3
          - Ba current 2023-04 allowance 540000
        end Ba social_allowance from 2023-04
        change Ba social_allowance severe_child from 2023-05
        run monthly 2023-05
          - Ba recover 2023-04 allowance 540000 decision 4
          - Ba stopped allowance decision 4
        void 4
        run monthly 2023-06
          - Ba arrears 2023-05 allowance 720000 voided 4
          - Ba current 2023-06 allowance 720000
          - withdraws 540000
        ",
    );
}

#[test]
fn a_proposal_that_vanishes_in_part_is_proposed_anew() {
    check(
        "
        on 2023-01-02
        grant Ba social_allowance severe_child from 2023-01
        run monthly 2023-01
          - Ba current 2023-01 allowance 720000
        end Ba social_allowance from 2023-01
        run monthly 2023-02
          - Ba recover 2023-01 allowance 720000 decision 2
          - Ba stopped allowance decision 2
        void 2
        change Ba social_allowance severe from 2023-01
        run monthly 2023-03
          - Ba arrears 2023-02 allowance 540000 decision 3
          - Ba current 2023-03 allowance 540000
          - withdraws 720000
          - Ba recover 2023-01 allowance 180000 decision 3
        run monthly 2023-04
          - Ba current 2023-04 allowance 540000
        ",
    );
}

#[test]
fn a_returned_payment_is_carried_whole_and_is_no_arrears() {
    check(
        "
        on 2023-01-02
        grant Ba social_allowance severe from 2023-01
        run monthly 2023-01
          - Ba current 2023-01 allowance 540000
        returned Ba
        run monthly 2023-02
          - Ba current 2023-02 allowance 540000
          - Ba carried 540000, handed over 1080000
        returned Ba
        run monthly 2023-03
          - Ba current 2023-03 allowance 540000
          - Ba carried 1080000, handed over 1620000
        run monthly 2023-04
          - Ba current 2023-04 allowance 540000
        ",
    );
}

#[test]
fn a_returned_payment_of_a_dead_person_goes_to_the_heir_but_not_the_month_after_the_death() {
    check(
        "
        on 2023-01-02
        grant An merit inv61 from 2023-01
        run monthly 2023-01
          - An current 2023-01 allowance 1600000
        returned An
        on 2023-01-30
        died An 2023-01-20
        run monthly 2023-02
          - An stopped allowance death 2023-01-20
          - An finding carry_no_heir
        heir An
        run monthly 2023-03
          - An carried 1600000, handed over 1600000
        ",
    );
    check(
        "
        on 2023-01-02
        grant An merit inv61 from 2023-01
        run monthly 2023-01..2023-02
          - An current 2023-01 allowance 1600000
          - An current 2023-02 allowance 1600000
        returned An
        died An 2023-01-20
        heir An
        run monthly 2023-03
          - An recover 2023-02 allowance 1600000 death 2023-01-20
          - An stopped allowance death 2023-01-20
          - An finding carry_waits
        run monthly 2023-04
          - An finding carry_waits
        plan An 2023-02 from_payments 100000
        run monthly 2023-05
          - An deduction 2023-02 allowance -1600000
          - An carried 3200000, handed over 1600000
        ",
    );
}

#[test]
fn months_near_tet_are_paid_together_and_not_again() {
    check(
        "
        on 2023-12-20
        opening 2024-01
        grant Ba social_allowance severe from 2024-01 takeover
        run monthly 2024-01..2024-02
          - Ba current 2024-01 allowance 540000
          - Ba current 2024-02 allowance 540000
        on 2024-01-25
        run monthly 2024-02
        on 2024-02-20
        run monthly 2024-03
          - Ba current 2024-03 allowance 540000
        ",
    );
}

#[test]
fn a_written_sum_of_the_law_flows_with_it_and_any_other_is_paid_as_written() {
    check(
        "
        on 2023-06-15
        grant An merit inv61=1600000 from 2023-07 signed 2023-06-10
        grant Ba merit inv61=1650000 from 2023-07 signed 2023-06-10
        grant Cu merit inv61=2000000 from 2023-07 signed 2023-06-10
        on 2023-06-20
        run monthly 2023-07
          - An current 2023-07 allowance 1600000
          - Ba current 2023-07 allowance 1650000
          - Cu current 2023-07 allowance 2000000
          - Ba finding written_differs
          - Cu finding written_differs
        on 2023-09-20
        run monthly 2023-08..2023-10
          - An arrears 2023-07 allowance 400000 law QĐ 2023-07, Điều 1
          - An current 2023-08 allowance 2000000
          - An current 2023-09 allowance 2000000
          - An current 2023-10 allowance 2000000
          - Ba current 2023-08 allowance 1650000
          - Ba current 2023-09 allowance 1650000
          - Ba current 2023-10 allowance 1650000
          - Cu current 2023-08 allowance 2000000
          - Cu current 2023-09 allowance 2000000
          - Cu current 2023-10 allowance 2000000
          - Ba finding written_at_change
        on 2023-10-20
        change Ba merit inv61 from 2023-07
        run monthly 2023-11
          - An current 2023-11 allowance 2000000
          - Ba arrears 2023-07 allowance 350000 decision 4
          - Ba arrears 2023-08 allowance 350000 decision 4
          - Ba arrears 2023-09 allowance 350000 decision 4
          - Ba arrears 2023-10 allowance 350000 decision 4
          - Ba current 2023-11 allowance 2000000
          - Cu current 2023-11 allowance 2000000
        ",
    );
}

#[test]
fn an_old_list_is_reproduced_and_nothing_before_the_opening_is_recomputed() {
    check(
        "
        opening 2023-08
        on 2023-07-15
        grant An merit inv61 from 2023-08 takeover
        grant Ba merit unknown=777000 from 2023-08 takeover
        grant Cu merit inv61=1234000 from 2023-08 takeover
        on 2023-07-20
        run monthly 2023-08
          - An current 2023-08 allowance 1600000
          - Ba current 2023-08 allowance 777000
          - Cu current 2023-08 allowance 1234000
          - Ba finding written_unchecked
          - Cu finding written_differs
        on 2023-09-20
        change Cu merit inv61 from 2023-07
        run monthly 2023-09..2023-10
          - An arrears 2023-08 allowance 400000 law QĐ 2023-07, Điều 1
          - An current 2023-09 allowance 2000000
          - An current 2023-10 allowance 2000000
          - Ba current 2023-09 allowance 777000
          - Ba current 2023-10 allowance 777000
          - Cu arrears 2023-08 allowance 766000 decision 4
          - Cu current 2023-09 allowance 2000000
          - Cu current 2023-10 allowance 2000000
          - Ba finding written_unchecked
          - Cu finding before_opening
        ",
    );
}

#[test]
fn a_stream_without_tables_waits_and_leaves_the_other_alone_until_they_are_published() {
    check(
        "
        opening 2026-05
        on 2026-04-20
        grant An merit inv61 carer from 2026-05 takeover
        grant An social_allowance severe from 2026-05 takeover
        run monthly 2026-05..2026-06
          - An current 2026-05 allowance 2000000
          - An current 2026-06 allowance 2000000
          - An current 2026-05 carer 1800000
          - An current 2026-06 carer 1800000
          - An current 2026-05 allowance 750000
          - An current 2026-06 allowance 750000
        on 2026-06-20
        run monthly 2026-07
          - An current 2026-07 allowance 750000
          - An waits 2026-07 allowance tables_not_published
          - An waits 2026-07 carer tables_not_published
        on 2026-10-20
        run monthly 2026-08..2026-11
          - An arrears 2026-07 allowance 60000 law QĐ 2026-07, Điều 1
          - An current 2026-08 allowance 810000
          - An current 2026-09 allowance 810000
          - An current 2026-10 allowance 810000
          - An current 2026-11 allowance 810000
          - An waits 2026-07 allowance tables_not_published
          - An waits 2026-08 allowance tables_not_published
          - An waits 2026-09 allowance tables_not_published
          - An waits 2026-10 allowance tables_not_published
          - An waits 2026-11 allowance tables_not_published
          - An waits 2026-07 carer tables_not_published
          - An waits 2026-08 carer tables_not_published
          - An waits 2026-09 carer tables_not_published
          - An waits 2026-10 carer tables_not_published
          - An waits 2026-11 carer tables_not_published
        ",
    );
}

#[test]
fn one_off_annual_and_term_runs_keep_to_their_own_rhythm() {
    check(
        "
        on 2023-03-10
        grant An merit inv61 edu from 2023-01 signed 2023-02-01
        grant Ba merit_one_off worship from 2023-03
        grant Cu social_one_off funeral from 2023-02
        died Cu 2023-02-11
        heir Cu
        on 2023-03-20
        run one_off 2023-03
          - Cu current 2023-02 funeral 7200000
        run annual 2023-03
          - Ba current 2023-03 worship 1360000
        run term 2023-01..2023-05
          - An current 2023-01 education 640000
          - An current 2023-02 education 640000
          - An current 2023-03 education 640000
          - An current 2023-04 education 640000
          - An current 2023-05 education 640000
        run monthly 2023-04
          - An arrears 2023-01 allowance 1600000 decision 1
          - An arrears 2023-02 allowance 1600000 decision 1
          - An arrears 2023-03 allowance 1600000 decision 1
          - An current 2023-04 allowance 1600000
        run one_off 2023-04
        run annual 2023-12
        on 2024-01-15
        run annual 2024-01
          - Ba current 2024-01 worship 1700000
        ",
    );
}

#[test]
fn a_later_paper_for_an_earlier_month_is_overtaken_by_one_that_begins_later_and_somebody_is_told() {
    check(
        "
        on 2023-01-02
        grant An merit inv61 from 2023-01
        run monthly 2023-01
          - An current 2023-01 allowance 1600000
        change An merit inv41 from 2023-04
        on 2023-02-02
        change An merit inv61 carer from 2023-02
        run monthly 2023-02..2023-04
          - An current 2023-02 allowance 1600000
          - An current 2023-03 allowance 1600000
          - An current 2023-02 carer 1440000
          - An current 2023-03 carer 1440000
          - An current 2023-04 allowance 1120000
          - An finding overtaken
        ",
    );
}

#[test]
fn a_month_that_was_never_run_is_made_up_for() {
    check(
        "
        on 2023-01-02
        grant Ba social_allowance severe from 2023-01
        run monthly 2023-01
          - Ba current 2023-01 allowance 540000
        run monthly 2023-03
          - Ba arrears 2023-02 allowance 540000 decision 1
          - Ba current 2023-03 allowance 540000
        ",
    );
}

#[test]
fn a_person_without_payee_waits() {
    check(
        "
        on 2023-01-02
        grant Ba social_allowance severe severe from 2023-01
        nobody Ba
        run monthly 2023-01
          - Ba waits 2023-01 allowance duplicate_part
          - Ba waits 2023-01 allowance no_payee
        ",
    );
}

/// Kind, person, difference and cause of each change from the month before.
fn changes(before: &str, between: &str, month: &str) -> Vec<String> {
    let mut office = Office::new();
    before.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| drop(office.does(line)));
    let first = Month::parse(month).unwrap().previous();
    office.does(&format!("run monthly {first}"));
    let previous = snapshots(office.last.as_ref().unwrap(), first);
    between.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| drop(office.does(line)));
    office.does(&format!("run monthly {month}"));
    let compared =
        Compared::of(&previous, office.last.as_ref().unwrap(), Month::parse(month).unwrap(), |_, _| true);
    let differences: Vnd = compared.changes.iter().map(Change::difference).sum();
    assert_eq!(
        compared.after.amount - compared.before.amount,
        differences,
        "the changes explain the whole difference"
    );
    let by_kind: Vnd = totals(&compared.changes).values().map(|one| one.amount).sum();
    assert_eq!(by_kind, differences);
    let shown = compared.changes.iter().map(|change| {
        let cause = change.cause.as_ref().map_or("none", |cause| cause.words().0);
        let name = &office.names[(change.person.0 - 1) as usize];
        format!("{} {name} {} {cause}", change.kind.word(), change.difference().0)
    });
    shown.collect()
}

#[test]
fn the_comparison_says_who_is_new_has_ended_and_has_changed_and_why() {
    let before = "
        on 2023-06-20
        grant An merit inv61 from 2023-01
        grant Ba social_allowance severe from 2023-01
        grant Cu social_allowance severe from 2023-01
        grant Du social_allowance under_4 from 2023-01
        grant Em social_allowance severe from 2023-01
        ";
    let between = "
        on 2023-09-20
        died Ba 2023-07-03
        end Cu social_allowance from 2023-08
        change Du social_allowance from_4 from 2023-08
        grant Gi social_pension pension from 2023-08
        move Em 2
        ";
    assert_eq!(
        changes(before, between, "2023-08"),
        [
            "amount An 400000 law",
            "ended Ba -540000 death",
            "ended Cu -540000 decision",
            "terms Du -360000 decision",
            "moved Em 0 none",
            "new Gi 360000 decision",
        ]
    );
}

#[test]
fn payments_are_numbered_by_unit_and_name_and_split_by_source() {
    let mut office = Office::new();
    let lines = [
        "on 2023-01-02",
        "grant Cu merit inv61 from 2023-01",
        "grant Cu social_allowance severe from 2023-01",
        "grant An social_allowance severe from 2023-01",
        "grant Ba social_allowance severe from 2023-01",
        "move An 2",
        "run monthly 2023-01",
    ];
    lines.iter().for_each(|line| drop(office.does(line)));
    let payments = &office.last.as_ref().unwrap().payments;
    let shown: Vec<String> = payments
        .iter()
        .map(|one| {
            let name = &office.names[(one.person.0 - 1) as usize];
            format!("{} {name} {} {}", one.number, one.source.word(), one.amount().0)
        })
        .collect();
    assert_eq!(
        shown,
        ["1 Ba local 540000", "2 Cu central 1600000", "3 Cu local 540000", "4 An local 540000"]
    );
}

#[test]
fn an_explanation_goes_from_the_decision_to_the_article_and_the_amount() {
    let mut office = Office::new();
    let lines = [
        "on 2023-06-20",
        "grant An merit inv61 from 2023-07 signed 2023-06-09",
        "grant Ba merit inv41=5000 from 2023-07",
        "run monthly 2023-07",
    ];
    lines.iter().for_each(|line| drop(office.does(line)));
    let decision = office.people[0].enrolments[0].items[0].decision.clone();
    let draft = office.last.as_ref().unwrap();
    assert_eq!(
        whole(&decision, draft.explanation(&draft.lines[0])),
        "Quyết định hưởng số 1/QĐ ngày 09/6/2023\n\
         Mức 1600 từ 2021-07 (QĐ 2021-07, Điều 1)\n\
         Mức hưởng theo quy định: 1.600.000 đồng"
    );
    assert_eq!(
        draft.explanation(&draft.lines[1]),
        "Mức 1600 từ 2021-07 (QĐ 2021-07, Điều 1)\n\
         Mức tính theo quy định: 1.120.000 đồng\n\
         Chi theo số tiền ghi trong quyết định: 5.000 đồng"
    );
}
