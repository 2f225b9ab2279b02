//! `ansinh assess`: cases from standard input, answers to standard output.

use crate::Failure;
use crate::args::AssessArgs;
use ::law::Ruleset;
use ::office::assess::{Request, assess};
use std::io::{self, BufReader, BufWriter, ErrorKind};

pub fn run(args: AssessArgs) -> Result<(), Failure> {
    let rules = Ruleset::embedded()?;
    let request = Request { month: args.month, known_on: args.known_on, one_off: args.one_off };
    let (input, output) = (BufReader::new(io::stdin()), BufWriter::new(io::stdout()));
    match assess(&rules, request, input, output) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::InvalidInput => Err(Failure::Usage(error.to_string())),
        Err(error) => Err(error.into()),
    }
}
