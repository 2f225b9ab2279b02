//! The way in and out, and the own password.

use crate::address;
use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Method, Route, get, open, post};
use crate::serve::{DOOR, Knock, PASSWORD_PAGE, session_cookie};
use crate::visit::Visit;
use askama::Template;
use axum::http::{StatusCode, header};
use office::accounts::{self, Credentials, Door};
use office::{OfficeError, Problem};

mod second_factor;

pub const ROUTES: &[Route] = &[
    open(Method::Get, DOOR, ask),
    open(Method::Post, DOOR, enter),
    post("/dang-xuat", Guard::SignedIn, leave),
    post("/dang-xuat/moi-noi", Guard::SignedIn, leave_everywhere),
    get(PASSWORD_PAGE, Guard::SignedIn, password),
    post(PASSWORD_PAGE, Guard::SignedIn, change_password),
    get("/xac-thuc", Guard::SignedIn, second_factor::show),
    post("/xac-thuc", Guard::SignedIn, second_factor::confirm),
    post("/xac-thuc/bo", Guard::SignedIn, second_factor::remove),
];

pub use second_factor::sample_page as sample_second_factor;

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignIn {
    frame: Frame,
    /// Where to go afterwards.
    onward: String,
    account: String,
    /// Why the last attempt failed.
    problem: &'static str,
    /// The password was right; it is asked for again together with the code.
    wants_code: bool,
}

fn ask(knock: &Knock) -> Answer {
    page(&sign_in_view(knock, "", false))
}

fn sign_in_view(knock: &Knock, problem: &'static str, wants_code: bool) -> SignIn {
    let onward = match knock.form.get("tiep") {
        "" => knock.query.get("tiep"),
        given => given,
    };
    let frame = Frame { flash: knock.flash.clone(), ..Frame::bare("Đăng nhập") };
    let account = knock.form.get("account").to_owned();
    SignIn { frame, onward: onward.to_owned(), account, problem, wants_code }
}

const SHUT: &str = "Tài khoản, mật khẩu hoặc mã xác thực không đúng. Sau 5 lần sai liên tiếp, tài khoản bị khóa 15 phút; \
     nếu quên mật khẩu, hãy nhờ người quản trị cấp lại.";
const TOO_OFTEN: &str = "Máy này vừa thử đăng nhập quá nhiều lần. Hãy chờ một phút rồi thử lại.";

fn enter(knock: &Knock) -> Answer {
    let shut = |problem, status| Ok(page(&sign_in_view(knock, problem, false))?.status(status));
    if !knock.app.door.admits(&knock.place, &knock.now.at) {
        return shut(TOO_OFTEN, StatusCode::TOO_MANY_REQUESTS);
    }
    // Blanks around an account come from copying; a password is taken as it is.
    let account = knock.form.get("account").to_lowercase();
    let password = knock.form.0.iter().find(|(name, _)| name == "password").map_or("", |(_, text)| text);
    let given = Credentials { account: &account, password, code: knock.form.get("code") };
    match accounts::sign_in(&knock.app.db, knock.app.office, given, &knock.now.at)? {
        Door::Shut => shut(SHUT, StatusCode::UNPROCESSABLE_ENTITY),
        Door::CodeWanted => page(&sign_in_view(knock, "", true)),
        Door::Open(token) => {
            let onward = knock.form.get("tiep");
            let reply = Reply::see(if address::is_ours(onward) { onward } else { "/" });
            Ok(reply.with(header::SET_COOKIE, session_cookie(&token, knock.app.https)))
        }
    }
}

fn leave(visit: &Visit) -> Answer {
    accounts::sign_out(&visit.app.db, &visit.session)?;
    let reply = Reply::see(DOOR).telling("Bạn đã đăng xuất.");
    Ok(reply.with(header::SET_COOKIE, session_cookie("", visit.app.https)))
}

fn leave_everywhere(visit: &Visit) -> Answer {
    accounts::sign_out_everywhere(&visit.ctx)?;
    let reply = Reply::see(DOOR).telling("Đã đăng xuất trên mọi máy.");
    Ok(reply.with(header::SET_COOKIE, session_cookie("", visit.app.https)))
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct Password {
    frame: Frame,
    must_change: bool,
    problems: Vec<Problem>,
    length_min: usize,
}

impl Password {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }
}

fn password(visit: &Visit) -> Answer {
    page(&password_view(visit, Vec::new()))
}

fn password_view(visit: &Visit, problems: Vec<Problem>) -> Password {
    let length_min = accounts::PASSWORD_LENGTH_MIN;
    Password { frame: visit.frame("Mật khẩu"), must_change: visit.must_change, problems, length_min }
}

fn change_password(visit: &Visit) -> Answer {
    let raw = |name: &str| {
        visit.form.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str())
    };
    let (old, new, again) = (raw("old"), raw("new"), raw("again"));
    let changed = if new == again {
        accounts::change_password(&visit.ctx, &visit.session, old, new)
    } else {
        let message = "hai lần nhập mật khẩu mới không giống nhau";
        Err(OfficeError::Invalid(vec![Problem::new("again", message)]))
    };
    match changed {
        Ok(()) => Ok(Reply::see("/").telling("Đã đổi mật khẩu.")),
        Err(OfficeError::Invalid(problems)) => {
            Ok(page(&password_view(visit, problems))?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(PageError::from(other)),
    }
}

fn sample() -> (SignIn, Password) {
    let sign_in = SignIn {
        frame: Frame::bare("Đăng nhập"),
        onward: "/so".to_owned(),
        account: "truongphong".to_owned(),
        problem: SHUT,
        wants_code: false,
    };
    let problems = vec![Problem::new("new", "mật khẩu mới phải có ít nhất 10 ký tự")];
    let password = Password { frame: Frame::sample(), must_change: true, problems, length_min: 10 };
    (sign_in, password)
}

pub fn sample_sign_in() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_password() -> Result<String, askama::Error> {
    sample().1.render()
}
