//! What the doctor asks of the payroll and the books.

use super::prepare::redraft;
use super::steps::fingerprint;
use crate::OfficeError;
use crate::context::Ctx;
