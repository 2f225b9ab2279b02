//! Columns that hold a word of one of our enums.

use crate::StoreError;
use crate::value::Row;

/// An enum stored as its word.
pub trait Word: Sized {
    const NAME: &'static str;
    fn from_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($name:ty),+ $(,)?) => { $(
        impl Word for $name {
            const NAME: &'static str = stringify!($name);
            fn from_word(word: &str) -> Option<Self> {
                <$name>::from_word(word)
            }
        }
    )+ };
}

words!(
    law::Scheme,
    domain::cases::CaseEventKind,
    domain::cases::CaseResult,
    domain::cases::CaseState,
    domain::decisions::Origin,
    domain::decisions::DecisionKind,
    domain::recovery::RecoveryState,
    domain::recovery::RecoveryPlan,
    domain::payments::Source,
    domain::payments::Channel,
    domain::payments::PayeeGround,
    domain::payments::PaymentState,
    domain::payments::PaymentEvent,
    domain::payroll::LineKind,
    domain::payroll::RunKind,
    domain::payroll::RunState,
);

impl Row<'_> {
    /// Column `index` as a word of the enum; any other word is an error.
    pub fn word<T: Word>(&self, index: usize) -> Result<T, StoreError> {
        match self.optional_word(index)? {
            Some(word) => Ok(word),
            None => Err(self.no_word::<T>(index, "NULL")),
        }
    }

    pub fn optional_word<T: Word>(&self, index: usize) -> Result<Option<T>, StoreError> {
        let Some(found) = self.text(index)? else { return Ok(None) };
        T::from_word(found).map(Some).ok_or_else(|| self.no_word::<T>(index, found))
    }

    fn no_word<T: Word>(&self, index: usize, found: &str) -> StoreError {
        StoreError::Column {
            statement: self.statement,
            column: format!("{index}"),
            expected: T::NAME,
            found: found.to_owned(),
        }
    }
}
