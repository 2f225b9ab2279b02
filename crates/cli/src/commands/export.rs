//! `ansinh export`: a list as the register has it, in the columns that the importer reads.

use crate::Failure;
use crate::args::ExportArgs;
use crate::console::Console;
use ::office::export;

pub fn run(console: &Console, args: &ExportArgs) -> Result<(), Failure> {
    if !export::kinds().contains(&args.kind.as_str()) {
        let known = export::kinds().join(", ");
        return Err(Failure::Usage(format!("không xuất được loại {:?}; có: {known}", args.kind)));
    }
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if !matches!(ending.as_deref(), Some("xlsx" | "csv")) {
        return Err(Failure::Usage("tệp kết quả phải có đuôi xlsx hoặc csv".to_owned()));
    }
    let list = export::list(&console.acting(&args.acting)?, &args.kind)?;
    export::write(&list, &args.out)?;
    say!("{}: {} dòng, {}", list.title, list.rows.len(), args.out.display());
    Ok(())
}
