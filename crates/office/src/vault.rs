//! Texts that only the officers of a case may read: encrypted at rest, every reading in the journal.
//!
//! The key is 32 random bytes in a file of its own, kept apart from the database and its backups. Whoever has the
//! database without the file reads nothing; whoever loses the file loses the texts: the head of the office keeps a copy
//! under seal. AES-256-GCM-SIV; office, topic and subject are authenticated, so that no text can be moved to another
//! case.

use crate::{Ctx, OfficeError, Permission};
use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use domain::ids::{EntryId, OfficeId, SealedTextId};
use std::fmt::Write;
use std::path::Path;
use store::Tx;
use store::sealed::{self, SealedText};

/// The key, ready for use.
pub struct Vault {
    cipher: Aes256GcmSiv,
    name: String,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vault({})", self.name)
    }
}

/// What a text belongs to: a word of the register and the id of the thing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub topic: &'static str,
    pub subject: i64,
}

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

impl Vault {
    /// Reads the key file: 64 hexadecimal digits.
    pub fn open(path: &Path) -> Result<Vault, OfficeError> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            OfficeError::File(format!("Không đọc được tệp khóa “{}”: {error}.", path.display()))
        })?;
        Vault::from_text(&text)
    }

    pub fn from_text(text: &str) -> Result<Vault, OfficeError> {
        let bad = || {
            let message =
                "Tệp khóa không đúng: phải là 64 chữ số thập lục phân, tạo bằng `ansinh vault create`.";
            OfficeError::refused("bad_key", message)
        };
        let key = from_hex(text.trim()).filter(|key| key.len() == KEY_BYTES).ok_or_else(bad)?;
        let cipher = Aes256GcmSiv::new_from_slice(&key).map_err(|_| bad())?;
        let digest = crate::payroll::sha256(&to_hex(&key));
        Ok(Vault { cipher, name: digest.chars().take(16).collect() })
    }

    /// Says which key it is without saying the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn seal(&self, office: OfficeId, place: Place, text: &str) -> Result<SealedText, OfficeError> {
        let nonce = random::<NONCE_BYTES>()?;
        let bound = bound(office, place);
        let payload = Payload { msg: text.as_bytes(), aad: &bound };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| OfficeError::refused("not_sealed", "Không mã hóa được nội dung."))?;
        Ok(SealedText { key_name: self.name.clone(), nonce: to_hex(&nonce), sealed: to_hex(&sealed) })
    }

    pub fn unseal(&self, office: OfficeId, place: Place, text: &SealedText) -> Result<String, OfficeError> {
        if text.key_name != self.name {
            let message = format!(
                "Nội dung này được mã hóa bằng khóa {}, tệp khóa đang dùng là {}; hãy chỉ định đúng tệp khóa.",
                text.key_name, self.name
            );
            return Err(OfficeError::refused("wrong_key", message));
        }
        let altered = || {
            let message =
                "Nội dung mã hóa đã bị thay đổi hoặc thuộc hồ sơ khác; hãy khôi phục từ bản sao lưu.";
            OfficeError::refused("altered_text", message)
        };
        let nonce: [u8; NONCE_BYTES] =
            from_hex(&text.nonce).and_then(|nonce| nonce.try_into().ok()).ok_or_else(altered)?;
        let sealed = from_hex(&text.sealed).ok_or_else(altered)?;
        let bound = bound(office, place);
        let payload = Payload { msg: sealed.as_slice(), aad: &bound };
        let opened = self.cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| altered())?;
        String::from_utf8(opened).map_err(|_| altered())
    }
}

/// The text of a new key file.
pub fn new_key() -> Result<String, OfficeError> {
    Ok(format!("{}\n", to_hex(&random::<KEY_BYTES>()?)))
}

/// The key, or what to do where the program was started without one.
pub fn required(vault: Option<&Vault>) -> Result<&Vault, OfficeError> {
    vault.ok_or_else(|| {
        let message = "Chưa có tệp khóa nên không ghi, không đọc được nội dung phải mã hóa; \
            chỉ định bằng --key-file hoặc biến ANSINH_KEY_FILE, tạo mới bằng `ansinh vault create`.";
        OfficeError::refused("no_key", message)
    })
}

/// Seals a text within a command that has checked who writes it; earlier texts of the place stay. Never put the text
/// into the command's detail.
pub fn write(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    vault: &Vault,
    place: Place,
    text: &str,
) -> Result<SealedTextId, OfficeError> {
    let sealed = vault.seal(office, place, text)?;
    let id = SealedTextId(tx.next_ids(1)?);
    sealed::insert(tx, office, id, place.topic, place.subject, &sealed, entry)?;
    Ok(id)
}

/// Every live text of a place, oldest first. Needs the right to read what is sensitive; the reading itself becomes an
/// entry of the journal. `check` says whether this officer may read this place.
pub fn read(
    ctx: &Ctx,
    vault: Option<&Vault>,
    place: Place,
    check: impl FnOnce(&mut Tx) -> Result<(), OfficeError>,
) -> Result<Vec<String>, OfficeError> {
    let vault = required(vault)?;
    let detail = format!("{} {}", place.topic, place.subject);
    ctx.write(Permission::ReadSensitive, "vault.read", &detail, |tx, _| {
        check(tx)?;
        let texts = sealed::of_subject(tx, ctx.office, place.topic, place.subject)?;
        texts.iter().map(|(_, text, _)| vault.unseal(ctx.office, place, text)).collect()
    })
}

/// What is authenticated beside the text.
fn bound(office: OfficeId, place: Place) -> Vec<u8> {
    format!("{office}\n{}\n{}", place.topic, place.subject).into_bytes()
}

fn random<const N: usize>() -> Result<[u8; N], OfficeError> {
    let mut bytes = [0; N];
    let failed = |_| OfficeError::File("Hệ điều hành không cho số ngẫu nhiên.".to_owned());
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { topic: "thử", subject: 7 };

    #[test]
    fn only_the_key_and_the_place_open_a_text() {
        let (office, vault) = (OfficeId(1), Vault::from_text(&new_key().unwrap()).unwrap());
        let sealed = vault.seal(office, PLACE, "Cháu bé bị …").unwrap();
        assert_eq!(vault.unseal(office, PLACE, &sealed).unwrap(), "Cháu bé bị …");
        assert_ne!(vault.seal(office, PLACE, "Cháu bé bị …").unwrap(), sealed, "a nonce of its own");
        let code = |found: Result<String, OfficeError>| found.unwrap_err().code();
        assert_eq!(code(vault.unseal(office, Place { subject: 8, ..PLACE }, &sealed)), "altered_text");
        assert_eq!(code(vault.unseal(OfficeId(2), PLACE, &sealed)), "altered_text");
        let mut altered = sealed.clone();
        altered.sealed.replace_range(0..2, if sealed.sealed.starts_with("00") { "01" } else { "00" });
        assert_eq!(code(vault.unseal(office, PLACE, &altered)), "altered_text");
        let other = Vault::from_text(&new_key().unwrap()).unwrap();
        assert_eq!(code(other.unseal(office, PLACE, &sealed)), "wrong_key");
    }

    #[test]
    fn a_key_is_64_digits() {
        for text in ["", "abc", "zz", &"0".repeat(62), &"g".repeat(64)] {
            assert_eq!(Vault::from_text(text).unwrap_err().code(), "bad_key", "{text}");
        }
        assert_eq!(required(None).unwrap_err().code(), "no_key");
        let (one, other) = ("0".repeat(64), "1".repeat(64));
        assert_ne!(Vault::from_text(&one).unwrap().name(), Vault::from_text(&other).unwrap().name());
        assert!(!format!("{:?}", Vault::from_text(&one).unwrap()).contains(&one));
    }
}
