//! What the office has settled for its payroll.

use crate::OfficeError;
use domain::ids::OfficeId;
use law::Month;
use store::Tx;

/// The first month on the office's own books. Refused: `no_opening_month`.
pub fn opening(tx: &mut Tx, office: OfficeId) -> Result<Month, OfficeError> {
    let settings = store::offices::settings_of(tx, office, crate::offices::OPENING_MONTH)?;
    let month = settings.last().and_then(|setting| Month::parse(&setting.value));
    month.ok_or_else(|| {
        let message = "Cơ quan chưa ghi tháng mở sổ: hãy nhập danh sách cũ hoặc ghi thông tin cơ quan";
        OfficeError::refused("no_opening_month", message)
    })
}
