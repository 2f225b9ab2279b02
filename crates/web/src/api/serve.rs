//! From HTTP to an endpoint: limits, token, guard, key of the request, and problems as answers.

use super::call::Call;
use super::endpoint::{Body, Endpoint};
use super::problem::{ApiError, Problem};
use super::{DOCUMENT_PATH, document};
use crate::address::Fields;
use crate::app::{App, Now};
use crate::route::Method;
use crate::serve::{number, protect};
use crate::visit::Params;
use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get, on};
use office::clients::{self, Answered, Begun, Caller};
use std::net::SocketAddr;
use std::sync::Arc;

const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;
const KEY_LENGTH_MAX: usize = 200;
const KEY_HEADER: &str = "idempotency-key";

pub fn router() -> Router<Arc<App>> {
    let mut router = Router::new();
    for endpoint in super::all() {
        let filter = if endpoint.method == Method::Get { MethodFilter::GET } else { MethodFilter::POST };
        let handler = move |State(app): State<Arc<App>>, params: RawPathParams, request: Request| {
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            answer(app, Some(endpoint), Params(params.collect()), request)
        };
        router = router.route(&endpoint.path(), on(filter, handler));
    }
    router.route(DOCUMENT_PATH, get(show_document))
}

/// The description of the interface holds no data: anybody who reaches the server may read it.
async fn show_document(State(app): State<Arc<App>>) -> Response {
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    let mut response = ([(header::CONTENT_TYPE, kind)], document::text()).into_response();
    protect(response.headers_mut(), app.https);
    response
}

/// Addresses that no route has: strangers learn nothing from them.
pub async fn nothing_here(app: Arc<App>, request: Request) -> Response {
    answer(app, None, Params::default(), request).await
}

/// What of a request endpoints may see, in one piece that can go to another thread.
struct Asked {
    params: Params,
    path: String,
    query: Fields,
    raw_query: String,
    token: Option<String>,
    key: Option<String>,
    place: String,
}

impl Asked {
    fn of(parts: &Parts, params: Params) -> Asked {
        let place = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let raw_query = parts.uri.query().unwrap_or_default().to_owned();
        Asked {
            params,
            path: parts.uri.path().to_owned(),
            query: Fields::parse(&raw_query),
            raw_query,
            token: bearer(&parts.headers),
            key: parts.headers.get(KEY_HEADER).and_then(|key| key.to_str().ok()).map(str::to_owned),
            place: place.map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string()),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

async fn answer(
    app: Arc<App>,
    endpoint: Option<&'static Endpoint>,
    params: Params,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts, params);
    let is_https = app.https;
    let mut response = go(app, endpoint, asked, body).await.unwrap_or_else(Problem::into_response);
    protect(response.headers_mut(), is_https);
    response
}

async fn go(
    app: Arc<App>,
    endpoint: Option<&'static Endpoint>,
    asked: Asked,
    body: HttpBody,
) -> Result<Response, Problem> {
    // Who calls is known before a body is read: a stranger's gigabyte is not worth a byte.
    let at_door = app.clone();
    let (asked, caller, now) = blocking(move || {
        let now = (at_door.clock)();
        let caller = admit(&at_door, endpoint, &asked, &now)?;
        Ok((asked, caller, now))
    })
    .await?;
    let endpoint = endpoint.ok_or_else(|| told(ApiError::Page(crate::PageError::NoPage)))?;
    let body = axum::body::to_bytes(body, BODY_BYTES_MAX).await.map_err(|error| {
        let detail = format!("Máy chủ không đọc được nội dung gửi lên: {error}.");
        told(ApiError::said(StatusCode::PAYLOAD_TOO_LARGE, "body_unread", "Nội dung quá lớn", detail))
    })?;
    blocking(move || run(&app, endpoint, &asked, &caller, now, &body)).await
}

/// Who calls, if they may call this.
fn admit(app: &App, endpoint: Option<&Endpoint>, asked: &Asked, now: &Now) -> Result<Caller, ApiError> {
    let often = |title| {
        let detail = "Hãy chờ một phút rồi gọi lại.";
        ApiError::said(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", title, detail)
    };
    if !app.door.admits_up_to(app.api_per_minute.saturating_mul(2), &format!("api {}", asked.place), &now.at)
    {
        return Err(often("Địa chỉ này gọi quá nhiều"));
    }
    let stranger = || {
        ApiError::said(
            StatusCode::UNAUTHORIZED,
            "unauthenticated",
            "Chưa biết ai đang gọi",
            "Hãy gửi mã truy cập còn hiệu lực trong tiêu đề Authorization: Bearer. Mã do người quản trị cấp.",
        )
    };
    let token = asked.token.as_deref().ok_or_else(stranger)?;
    let caller = clients::authenticate(&app.db, app.office, token, &now.at)?.ok_or_else(stranger)?;
    if !app.door.admits_up_to(app.api_per_minute, &format!("client {}", caller.client), &now.at) {
        return Err(often("Chương trình này gọi quá nhiều"));
    }
    if let Some(endpoint) = endpoint {
        endpoint.guard.check(&caller.officer, &asked.params)?;
    }
    Ok(caller)
}

fn run(
    app: &App,
    endpoint: &Endpoint,
    asked: &Asked,
    caller: &Caller,
    now: Now,
    body: &[u8],
) -> Result<Response, ApiError> {
    let at = now.at.clone();
    let call = Call {
        app,
        ctx: app.ctx(caller.officer.clone(), now),
        caller,
        params: asked.params.clone(),
        query: asked.query.clone(),
        path: &asked.path,
        body,
    };
    if !endpoint.writes {
        let body = (endpoint.run)(&call)?;
        let next = link(&body);
        let mut response = reply(&wire(body));
        response.headers_mut().extend(next.map(|next| (header::LINK, next)));
        return Ok(response);
    }
    let key = key(asked)?;
    let request = [asked.path.as_bytes(), asked.raw_query.as_bytes(), body];
    match clients::begin(&app.db, caller.client, key, &request, &at)? {
        Begun::Fresh => {}
        Begun::Done(answer) => return Ok(reply(&answer)),
        Begun::Other => {
            let detail = "Khóa này đã dùng cho một yêu cầu khác: mỗi yêu cầu cần một khóa riêng.";
            let title = "Khóa đã dùng";
            return Err(ApiError::said(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                title,
                detail,
            ));
        }
        Begun::Running => {
            let detail = "Yêu cầu cùng khóa chưa có kết quả. Nếu lần trước bị ngắt giữa chừng, hãy xem dữ liệu đã ghi chưa \
                 trước khi gửi lại với khóa khác.";
            return Err(ApiError::said(
                StatusCode::CONFLICT,
                "idempotency_running",
                "Đang làm yêu cầu này",
                detail,
            ));
        }
    }
    match (endpoint.run)(&call) {
        Ok(body) => {
            let answer = wire(body);
            clients::keep(&app.db, caller.client, key, &answer)?;
            Ok(reply(&answer))
        }
        Err(error) => {
            if error.left_nothing() {
                clients::release(&app.db, caller.client, key)?;
            }
            Err(error)
        }
    }
}

fn key(asked: &Asked) -> Result<&str, ApiError> {
    let key = asked.key.as_deref().unwrap_or_default();
    if !key.is_empty() && key.len() <= KEY_LENGTH_MAX && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(key);
    }
    Err(ApiError::said(
        StatusCode::BAD_REQUEST,
        "idempotency_key_missing",
        "Thiếu khóa của yêu cầu",
        "Yêu cầu ghi dữ liệu phải có tiêu đề Idempotency-Key: một chuỗi riêng, không dấu cách, không quá 200 ký tự.",
    ))
}

fn wire(body: Body) -> Answered {
    let (content_type, body) = match body {
        Body::Json(json) => ("application/json; charset=utf-8", json.to_string()),
        Body::Lines(lines) => ("application/x-ndjson; charset=utf-8", lines),
    };
    Answered { status: StatusCode::OK.as_u16(), content_type: content_type.to_owned(), body }
}

fn reply(answer: &Answered) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer.body.clone()).into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&answer.content_type) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The next part of a list, as those want it who follow headers.
fn link(body: &Body) -> Option<HeaderValue> {
    let Body::Json(json) = body else { return None };
    let next = json.get("next")?.as_str()?;
    HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()
}

fn told(error: ApiError) -> Problem {
    error.problem(&number())
}

/// The one way from HTTP to the office, which is synchronous.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(told),
        Err(panic) => Err(told(ApiError::fault(panic.to_string()))),
    }
}
