#[test]
fn t() {
    let dir = std::env::temp_dir().join("ansinh-demo-try");
    let s = crate::write(&dir, 1, &mut |_| {}).unwrap();
    println!("{s:#?}");
}
