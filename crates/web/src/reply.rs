//! What a page answers with.

use crate::address::encode;
use crate::error::PageError;
use crate::frame::Flash;
use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub type Answer = Result<Reply, PageError>;

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: StatusCode,
    content_type: &'static str,
    pub body: Vec<u8>,
    headers: Vec<(HeaderName, String)>,
    pub flash: Option<Flash>,
}

/// A page of status 200.
pub fn page(view: &impl Template) -> Answer {
    Ok(Reply::html(view.render()?))
}

impl Reply {
    pub fn html(body: String) -> Reply {
        Reply::new("text/html; charset=utf-8", body.into_bytes())
    }

    fn new(content_type: &'static str, body: Vec<u8>) -> Reply {
        Reply { status: StatusCode::OK, content_type, body, headers: Vec::new(), flash: None }
    }

    /// After a form has been dealt with: the browser asks for the page that shows the result.
    pub fn see(address: impl Into<String>) -> Reply {
        let reply = Reply::new("text/plain; charset=utf-8", Vec::new());
        Reply { status: StatusCode::SEE_OTHER, ..reply }.with(header::LOCATION, address.into())
    }

    /// The next page tells that it was done.
    #[must_use]
    pub fn telling(self, text: impl Into<String>) -> Reply {
        Reply { flash: Some(Flash { text: text.into(), is_problem: false }), ..self }
    }

    /// The next page tells why it was not done.
    #[must_use]
    pub fn warning(self, text: impl Into<String>) -> Reply {
        Reply { flash: Some(Flash { text: text.into(), is_problem: true }), ..self }
    }

    /// A file to be saved under that name.
    pub fn file(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Reply {
        let disposition = format!("attachment; filename*=UTF-8''{}", encode(name));
        Reply::new(content_type, bytes).with(header::CONTENT_DISPOSITION, disposition)
    }

    /// A file of the program itself; its address changes with its content.
    pub fn asset(content_type: &'static str, bytes: &[u8]) -> Reply {
        let lasting = "public, max-age=31622400, immutable".to_owned();
        Reply::new(content_type, bytes.to_vec()).with(header::CACHE_CONTROL, lasting)
    }

    #[must_use]
    pub fn status(self, status: StatusCode) -> Reply {
        Reply { status, ..self }
    }

    #[must_use]
    pub fn with(mut self, name: HeaderName, value: String) -> Reply {
        self.headers.push((name, value));
        self
    }
}

/// Names of files by their ending, for downloads.
pub fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, value) in self.headers {
            // A value with a line break in it is left out: it could only be an attempt to add headers.
            let Ok(value) = HeaderValue::from_str(&value) else { continue };
            if name == header::SET_COOKIE {
                headers.append(name, value);
            } else {
                headers.insert(name, value);
            }
        }
        response
    }
}
