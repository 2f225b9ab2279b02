//! Words that come back in thousands of rows, kept once.

use crate::StoreError;
use crate::value::Row;
use std::collections::HashSet;
use std::sync::Arc;

#[derive(Debug, Default)]
pub struct Names(HashSet<Arc<str>>);

impl Names {
    fn of(&mut self, text: &str) -> Arc<str> {
        match self.0.get(text) {
            Some(name) => name.clone(),
            None => {
                let name: Arc<str> = text.into();
                self.0.insert(name.clone());
                name
            }
        }
    }

    /// Column `index` of a row.
    pub fn read(&mut self, row: &Row, index: usize) -> Result<Arc<str>, StoreError> {
        match row.text(index)? {
            Some(text) => Ok(self.of(text)),
            // The error of a text that is not there.
            None => row.get::<String>(index).map(|text| self.of(&text)),
        }
    }

    pub fn optional(&mut self, row: &Row, index: usize) -> Result<Option<Arc<str>>, StoreError> {
        Ok(row.text(index)?.map(|text| self.of(text)))
    }
}
