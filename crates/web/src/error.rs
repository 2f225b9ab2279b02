//! Why there is no page: the one map from errors to what an officer reads.

use crate::frame::Frame;
use crate::reply::Reply;
use askama::Template;
use axum::http::StatusCode;
use office::{OfficeError, Permission};

#[derive(Debug)]
pub enum PageError {
    /// No such address, or nothing of that number.
    NoPage,
    Forbidden(Permission),
    /// The form was not sent from a page of this session, or waited too long.
    Token,
    /// The request cannot be read: a broken upload.
    Unreadable(String),
    Office(OfficeError),
    Render(askama::Error),
    /// A fault of the program; the text goes to the log only.
    Fault(String),
}

impl From<OfficeError> for PageError {
    fn from(error: OfficeError) -> PageError {
        match error {
            OfficeError::Forbidden(permission) => PageError::Forbidden(permission),
            other => PageError::Office(other),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> PageError {
        PageError::Render(error)
    }
}

/// What the page of an error says.
struct Told {
    status: StatusCode,
    heading: &'static str,
    sentences: Vec<String>,
    code: String,
    /// For the log; without personal data.
    log: Option<String>,
}

impl Told {
    fn note(&self, number: &str) {
        if let Some(log) = &self.log {
            eprintln!("lỗi {number} [{}]: {log}", self.code);
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    heading: &'static str,
    sentences: Vec<String>,
    code: String,
}

impl PageError {
    /// A sentence for the page that asked, where the command only said no: a rule, a form, somebody else's change.
    pub fn refusal(&self) -> Option<String> {
        match self {
            PageError::Office(OfficeError::Refused(refusal)) => Some(sentence(&refusal.message)),
            PageError::Office(OfficeError::Conflict(message)) => Some(sentence(message)),
            PageError::Office(OfficeError::Invalid(problems)) => {
                Some(sentence(&problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>().join("; ")))
            }
            _ => None,
        }
    }

    /// Status, heading, sentences and code, for those who make no page of it. `number` names the fault in the log.
    pub fn told_briefly(self, number: &str) -> (StatusCode, &'static str, String, String) {
        let told = self.told(number);
        told.note(number);
        (told.status, told.heading, told.sentences.join(" "), told.code)
    }

    /// `number` names the fault in the log.
    pub fn reply(self, frame: Frame, number: &str) -> Reply {
        let told = self.told(number);
        told.note(number);
        let Told { status, heading, sentences, code, log: _ } = told;
        let frame = Frame { title: heading.to_owned(), ..frame };
        let view = ErrorPage { frame, status: status.as_u16(), heading, sentences, code };
        match view.render() {
            Ok(body) => Reply::html(body).status(status),
            Err(_) => Reply::html(String::new()).status(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    fn told(self, number: &str) -> Told {
        let plain = |status, heading, code: &str, sentences: &[&str]| Told {
            status,
            heading,
            sentences: sentences.iter().map(|text| (*text).to_owned()).collect(),
            code: code.to_owned(),
            log: None,
        };
        match self {
            PageError::NoPage => plain(
                StatusCode::NOT_FOUND,
                "Không có trang này",
                "not_found",
                &["Địa chỉ sai hoặc nội dung đã được thay. Hãy mở lại từ danh mục."],
            ),
            PageError::Forbidden(permission) => Told {
                sentences: vec![
                    format!("Tài khoản của bạn không có quyền {}.", permission.label()),
                    "Nếu công việc cần quyền này, hãy đề nghị người quản trị cấp.".to_owned(),
                ],
                ..plain(StatusCode::FORBIDDEN, "Không có quyền", "forbidden", &[])
            },
            PageError::Token => plain(
                StatusCode::FORBIDDEN,
                "Biểu mẫu đã hết hạn",
                "form_token",
                &[
                    "Biểu mẫu này thuộc một phiên làm việc khác. Chưa có gì được ghi: hãy tải lại trang rồi gửi lại.",
                ],
            ),
            PageError::Unreadable(why) => Told {
                sentences: vec![sentence(&why)],
                ..plain(StatusCode::UNPROCESSABLE_ENTITY, "Không đọc được yêu cầu", "unreadable", &[])
            },
            PageError::Office(error) => of_office(error, number),
            PageError::Render(error) => fault("render", number, error.to_string()),
            PageError::Fault(text) => fault("fault", number, text),
        }
    }
}

fn of_office(error: OfficeError, number: &str) -> Told {
    let code = error.code().to_owned();
    let told = |status, heading, text: &str| Told {
        status,
        heading,
        sentences: vec![sentence(text)],
        code: code.clone(),
        log: None,
    };
    match &error {
        OfficeError::NotFound(what) => {
            told(StatusCode::NOT_FOUND, "Không tìm thấy", &format!("không tìm thấy {what}"))
        }
        OfficeError::Forbidden(permission) => {
            told(StatusCode::FORBIDDEN, "Không có quyền", &format!("không có quyền {}", permission.label()))
        }
        OfficeError::Refused(refusal) => told(StatusCode::CONFLICT, "Chưa làm được", &refusal.message),
        OfficeError::Conflict(text) => told(StatusCode::CONFLICT, "Người khác vừa thay đổi", text),
        OfficeError::Invalid(problems) => Told {
            sentences: problems.iter().map(|problem| sentence(&problem.message)).collect(),
            ..told(StatusCode::UNPROCESSABLE_ENTITY, "Nội dung chưa đúng", "")
        },
        OfficeError::File(text) => told(StatusCode::UNPROCESSABLE_ENTITY, "Không đọc được tệp", text),
        OfficeError::Store(store) if store.code() == "database_busy" => {
            told(StatusCode::SERVICE_UNAVAILABLE, "Máy đang bận", &store.to_string())
        }
        OfficeError::Law(_) | OfficeError::Store(_) => fault(&code, number, error.to_string()),
    }
}

fn fault(code: &str, number: &str, text: String) -> Told {
    Told {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        heading: "Chương trình gặp lỗi",
        sentences: vec![
            "Chưa có gì được ghi. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị số lỗi dưới đây."
                .to_owned(),
            format!("Số lỗi: {number}."),
        ],
        code: code.to_owned(),
        log: Some(text),
    }
}

/// With a capital and a full stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut whole: String =
        letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if !whole.is_empty() && !whole.ends_with(['.', '!', '?', ':']) {
        whole.push('.');
    }
    whole
}

pub fn sample() -> PageError {
    PageError::Office(OfficeError::refused(
        "same_person",
        "người lập danh sách không được tự kiểm tra: hãy nhờ người khác",
    ))
}

pub fn sample_page() -> Result<String, askama::Error> {
    let Told { status, heading, sentences, code, log: _ } = sample().told("0001");
    ErrorPage { frame: Frame::sample(), status: status.as_u16(), heading, sentences, code }.render()
}
