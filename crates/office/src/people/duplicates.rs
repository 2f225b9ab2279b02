//! Exact duplicates: the same number, or the same folded name, birth and commune.

use super::*;

/// Why people are listed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sharing {
    Number(NumberKind, String),
    /// Folded name and birth as stored.
    NameAndBirth(String, String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateGroup {
    pub sharing: Sharing,
    /// Two or more, in the order of their ids.
    pub people: Vec<PersonId>,
}

/// All groups of the office, those by number first. A pair that shares both stands in two groups.
pub fn list_duplicates(ctx: &Ctx) -> Result<Vec<DuplicateGroup>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let by_number = people::same_number(tx, ctx.office)?
            .into_iter()
            .map(|(kind, number, person)| (Sharing::Number(kind, number), person));
        let by_name = people::same_name(tx, ctx.office)?
            .into_iter()
            .map(|(name, born, person)| (Sharing::NameAndBirth(name, born), person));
        let mut groups: Vec<DuplicateGroup> = Vec::new();
        for (sharing, person) in by_number.chain(by_name) {
            match groups.last_mut() {
                Some(last) if last.sharing == sharing => {
                    if last.people.last() != Some(&person) {
                        last.people.push(person);
                    }
                }
                _ => groups.push(DuplicateGroup { sharing, people: vec![person] }),
            }
        }
        Ok(groups)
    })
}
