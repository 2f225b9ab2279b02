#[test]
fn loads() { let r = law::Ruleset::embedded(); if let Err(e)=&r { panic!("{e}"); } for g in law::gaps::check(&r.unwrap(), &[]) { println!("{g}"); } }
