//! Words that come back in thousands of rows, kept once.

use std::collections::HashSet;
use std::sync::Arc;

#[derive(Debug, Default)]
pub struct Names(HashSet<Arc<str>>);

impl Names {
    pub fn of(&mut self, text: &str) -> Arc<str> {
        match self.0.get(text) {
            Some(name) => name.clone(),
            None => {
                let name: Arc<str> = text.into();
                self.0.insert(name.clone());
                name
            }
        }
    }
}
