//! The optional second factor: codes of an authenticator, by time.

use super::{random, rows};
use crate::{Ctx, OfficeError, Permission, Problem, officers};
use jiff::Timestamp;
use store::accounts::SecretRow;
use totp_rs::{Builder, Secret, Totp};

/// What an officer types or scans into the authenticator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Base32.
    pub secret: String,
    /// `otpauth://…`
    pub address: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Also where no second factor is set up. The step to remember: a code serves once.
    Right(i64),
    Missing,
    Wrong,
}

pub(super) fn check(secret: &SecretRow, code: &str, now: Timestamp) -> Answer {
    let Some(key) = &secret.totp_secret else { return Answer::Right(secret.totp_step) };
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    if code.is_empty() {
        return Answer::Missing;
    }
    match step(key, &code, now) {
        Some(step) if step > secret.totp_step => Answer::Right(step),
        Some(_) | None => Answer::Wrong,
    }
}

/// A new secret for the officer's authenticator; it counts once a code has confirmed it.
pub fn begin_second_factor(ctx: &Ctx) -> Result<Enrolment, OfficeError> {
    ctx.scope(Permission::ReadOffice)?;
    Ok(same_enrolment(ctx, &Secret::from(random::<20>()?.to_vec()).to_base32()))
}

/// The enrolment of a secret told before, for a second try at its code.
pub fn same_enrolment(ctx: &Ctx, secret: &str) -> Enrolment {
    let account = &ctx.officer.account;
    let address = format!("otpauth://totp/An%20Sinh:{account}?secret={secret}&issuer=An%20Sinh");
    Enrolment { secret: secret.to_owned(), address }
}

/// Whether the officer's own account has a second factor.
pub fn has_second_factor(ctx: &Ctx) -> Result<bool, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| {
        Ok(rows::secret(tx, ctx.officer.id)?.is_some_and(|row| row.totp_secret.is_some()))
    })
}

pub fn confirm_second_factor(ctx: &Ctx, secret: &str, code: &str) -> Result<(), OfficeError> {
    let now = super::instant(&ctx.at)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let Some(step) = step(secret, &code, now) else {
        let message = "mã không đúng: hãy nhập mã đang hiện trên điện thoại và kiểm tra giờ của máy";
        return Err(OfficeError::Invalid(vec![Problem::new("code", message)]));
    };
    ctx.write(Permission::ReadOffice, "officer_second_factor", "on", |tx, _| {
        let row = rows::secret(tx, ctx.officer.id)?.unwrap_or_else(|| super::fresh(ctx.officer.id));
        let row = SecretRow { totp_secret: Some(secret.to_owned()), totp_step: step, ..row };
        Ok(rows::save_secret(tx, &row)?)
    })
}

/// Takes the second factor of an officer away: their own, or as the administrator, when a telephone is lost.
pub fn remove_second_factor(ctx: &Ctx, account: &str) -> Result<(), OfficeError> {
    let own = account == ctx.officer.account;
    let permission = if own { Permission::ReadOffice } else { Permission::ManageOfficers };
    ctx.write(permission, "officer_second_factor", "off", |tx, _| {
        let officer = officers::load(tx, ctx.office, account)?;
        let Some(row) = rows::secret(tx, officer.id)? else { return Ok(()) };
        Ok(rows::save_secret(tx, &SecretRow { totp_secret: None, ..row })?)
    })
}

fn step(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let step = totp(secret)?.check(code, u64::try_from(now.as_second()).ok()?)?;
    i64::try_from(step).ok()
}

fn totp(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).build().ok()
}
