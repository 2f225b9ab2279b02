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
        let found: String = self.get(index)?;
        T::from_word(&found).ok_or_else(|| StoreError::Column {
            statement: self.statement,
            column: format!("{index}"),
            expected: T::NAME,
            found,
        })
    }

    pub fn optional_word<T: Word>(&self, index: usize) -> Result<Option<T>, StoreError> {
        match self.get::<Option<String>>(index)? {
            Some(_) => self.word(index).map(Some),
            None => Ok(None),
        }
    }
}
