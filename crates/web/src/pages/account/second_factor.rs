//! The own second factor: set up with an authenticator, taken off again.

use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use office::OfficeError;
use office::accounts::{self, Enrolment};

#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct SecondFactor {
    frame: Frame,
    is_on: bool,
    enrolment: Enrolment,
    problem: String,
}

impl SecondFactor {
    /// In groups of four, as people type it.
    fn grouped(&self) -> String {
        let letters: Vec<char> = self.enrolment.secret.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

pub fn show(visit: &Visit) -> Answer {
    let enrolment = accounts::begin_second_factor(&visit.ctx)?;
    page(&view(visit, enrolment, String::new())?)
}

fn view(visit: &Visit, enrolment: Enrolment, problem: String) -> Result<SecondFactor, OfficeError> {
    let is_on = accounts::has_second_factor(&visit.ctx)?;
    Ok(SecondFactor { frame: visit.frame("Xác thực hai bước"), is_on, enrolment, problem })
}

pub fn confirm(visit: &Visit) -> Answer {
    let (secret, code) = (visit.form.get("secret"), visit.form.get("code"));
    match accounts::confirm_second_factor(&visit.ctx, secret, code) {
        Ok(()) => Ok(Reply::see("/xac-thuc").telling("Đã bật xác thực hai bước.")),
        Err(OfficeError::Invalid(problems)) => {
            let enrolment = accounts::same_enrolment(&visit.ctx, secret);
            let problem = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
            Ok(page(&view(visit, enrolment, problem)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

pub fn remove(visit: &Visit) -> Answer {
    accounts::remove_second_factor(&visit.ctx, &visit.ctx.officer.account)?;
    Ok(Reply::see("/xac-thuc").telling("Đã tắt xác thực hai bước."))
}

fn sample() -> SecondFactor {
    let enrolment = Enrolment {
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned(),
        address: "otpauth://totp/An%20Sinh:ketoan?secret=JBSWY3DPEHPK3PXP".to_owned(),
    };
    SecondFactor { frame: Frame::sample(), is_on: false, enrolment, problem: String::new() }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
