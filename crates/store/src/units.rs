use crate::{StoreError, Tx};
pub(crate) fn seed(_tx: &mut Tx) -> Result<(), StoreError> {
    Ok(())
}
