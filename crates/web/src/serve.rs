//! From the table of routes to HTTP: sessions, guards, form tokens, headers, and errors as pages.

use crate::address::Fields;
use crate::app::{App, Now};
use crate::error::PageError;
use crate::frame::{Flash, Frame};
use crate::reply::{Answer, Reply};
use crate::route::{self, Method, Route, To};
use crate::visit::{Params, Upload, Visit};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequest, Multipart, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use office::accounts::{self, Session};
use std::net::SocketAddr;
use std::sync::Arc;

/// A request before anybody has signed in.
pub struct Knock<'a> {
    pub app: &'a App,
    pub now: Now,
    pub query: Fields,
    pub form: Fields,
    /// Where it comes from, as far as the connection says.
    pub place: String,
    pub flash: Option<Flash>,
}

pub const SESSION_COOKIE: &str = "ansinh";
const FLASH_COOKIE: &str = "ansinh_tin";
/// Where those are sent who must sign in.
pub const DOOR: &str = "/dang-nhap";
/// The only pages for those whose password serves once.
pub const PASSWORD_PAGE: &str = "/mat-khau";
const SIGN_OUT: &str = "/dang-xuat";

const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;
const UPLOAD_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The whole application.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for route in route::all() {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post | Method::Upload => MethodFilter::POST,
        };
        let handler = move |State(app): State<Arc<App>>, params: RawPathParams, request: Request| {
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            answer(app, route, Params(params.collect()), request)
        };
        router = router.route(route.path, on(filter, handler));
    }
    router.merge(crate::api::router()).fallback(nothing_here).with_state(app)
}

/// Serves until the process ends.
pub async fn serve(app: Arc<App>, listener: tokio::net::TcpListener) -> std::io::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await
}

/// What of a request pages may see, in one piece that can go to another thread.
struct Asked {
    path: String,
    query: Fields,
    session: Option<String>,
    flash: Option<Flash>,
    place: String,
    /// The page of ours that led here, with its query.
    from: String,
    /// The form came from a page of ours, as far as the browser tells.
    is_ours: bool,
}

impl Asked {
    fn of(parts: &Parts) -> Asked {
        let place = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Asked {
            path: parts.uri.path().to_owned(),
            query: Fields::parse(parts.uri.query().unwrap_or_default()),
            session: cookie(&parts.headers, SESSION_COOKIE),
            flash: cookie(&parts.headers, FLASH_COOKIE).and_then(|text| flash(&text)),
            place: place.map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string()),
            from: from(&parts.headers).unwrap_or_default(),
            is_ours: is_ours(&parts.headers),
        }
    }
}

async fn nothing_here(State(app): State<Arc<App>>, request: Request) -> Response {
    if request.uri().path().starts_with(crate::api::ROOT) {
        return crate::api::nothing_here(app, request).await;
    }
    const NOWHERE: &Route = &route::get("", crate::guard::Guard::SignedIn, |_| Err(PageError::NoPage));
    answer(app, NOWHERE, Params::default(), request).await
}

async fn answer(app: Arc<App>, route: &'static Route, params: Params, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts);
    let is_form = route.method != Method::Get;
    let is_https = app.https;
    let reply = if is_form && !asked.is_ours {
        refuse(app, asked).await
    } else if is_form {
        // The session is looked at before a body is read: a stranger's gigabyte is not worth a byte.
        match blocking(app.clone(), asked, move |app, asked| admit(app, route, params, asked)).await {
            Ok((asked, Ok(admitted))) => match read_body(route, parts, body).await {
                Ok(sent) => run(app, route, asked, admitted, sent).await,
                Err(error) => explain(app, asked, Some(admitted), error).await,
            },
            Ok((_, Err(reply))) => *reply,
            Err(reply) => *reply,
        }
    } else {
        // One way to a blocking thread and back.
        let done = blocking(app, asked, move |app, asked| match admit(app, route, params, asked) {
            Ok(admitted) => respond(app, route, asked, admitted, Sent::default()),
            Err(reply) => *reply,
        });
        done.await.map_or_else(|reply| *reply, |(_, reply)| reply)
    };
    let mut response = reply.into_response();
    protect(response.headers_mut(), is_https);
    response
}

/// A body that was read.
#[derive(Default)]
struct Sent {
    form: Fields,
    files: Vec<Upload>,
}

struct Admitted {
    now: Now,
    params: Params,
    session: Option<Session>,
}

/// The session and the guard. Who may not enter gets a reply at once.
fn admit(
    app: &Arc<App>,
    route: &'static Route,
    params: Params,
    asked: &Asked,
) -> Result<Admitted, Box<Reply>> {
    let now = (app.clock)();
    if let To::Door(_) = route.to {
        return Ok(Admitted { now, params, session: None });
    }
    let to_door = || {
        let back = if route.method == Method::Get && asked.path != "/" { asked.path.as_str() } else { "" };
        Box::new(Reply::see(format!("{DOOR}{}", Fields::default().with("tiep", back).query())))
    };
    let Some(token) = &asked.session else { return Err(to_door()) };
    let session = match accounts::session(&app.db, app.office, token, &now.at) {
        Ok(Some(session)) => session,
        Ok(None) => return Err(to_door()),
        Err(error) => return Err(Box::new(told(app, asked, None, error.into()))),
    };
    if session.must_change && ![PASSWORD_PAGE, SIGN_OUT].contains(&asked.path.as_str()) {
        return Err(Box::new(Reply::see(PASSWORD_PAGE)));
    }
    let verdict = route.guard.check(&session.officer, &params);
    let admitted = Admitted { now, params, session: Some(session) };
    match verdict {
        Ok(()) => Ok(admitted),
        Err(error) => Err(Box::new(told(app, asked, Some(admitted), error))),
    }
}

async fn run(app: Arc<App>, route: &'static Route, asked: Asked, admitted: Admitted, sent: Sent) -> Reply {
    let done = blocking(app, asked, move |app, asked| respond(app, route, asked, admitted, sent));
    done.await.map_or_else(|reply| *reply, |(_, reply)| reply)
}

fn respond(app: &Arc<App>, route: &Route, asked: &Asked, admitted: Admitted, sent: Sent) -> Reply {
    match route.to {
        To::Door(door) => {
            let Admitted { now, .. } = admitted;
            let (query, place, flash) = (asked.query.clone(), asked.place.clone(), asked.flash.clone());
            let knock = Knock { app, now, query, form: sent.form, place, flash };
            settle(door(&knock), asked, |error, number| error.reply(Frame::bare(""), number))
        }
        To::Page(page) => {
            let Some(visit) = visit(app, asked, admitted, sent) else { return Reply::see(DOOR) };
            let is_form = route.method != Method::Get;
            let answer = if is_form && !same(visit.form.get("_token"), &visit.form_token) {
                Err(PageError::Token)
            } else {
                page(&visit)
            };
            settle(answer, asked, |error, number| error.reply(visit.frame(""), number))
        }
    }
}

/// A reply of any answer, with the news of the command before taken off or put on.
fn settle(answer: Answer, asked: &Asked, explain: impl FnOnce(PageError, &str) -> Reply) -> Reply {
    let mut reply = answer.unwrap_or_else(|error| explain(error, &number()));
    let has_page = !reply.status.is_redirection();
    match (reply.flash.take(), &asked.flash) {
        (Some(flash), _) => {
            let mark = if flash.is_problem { '!' } else { '.' };
            let value = crate::address::encode(&format!("{mark}{}", flash.text));
            let cookie = format!("{FLASH_COOKIE}={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
            reply.with(header::SET_COOKIE, cookie)
        }
        (None, Some(_)) if has_page => {
            let gone = format!("{FLASH_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
            reply.with(header::SET_COOKIE, gone)
        }
        (None, _) => reply,
    }
}

fn visit<'a>(app: &'a Arc<App>, asked: &Asked, admitted: Admitted, sent: Sent) -> Option<Visit<'a>> {
    let Admitted { now, params, session } = admitted;
    let (session, token) = (session?, asked.session.clone()?);
    Some(Visit {
        app,
        ctx: app.ctx(session.officer, now),
        params,
        query: asked.query.clone(),
        form: sent.form,
        files: sent.files,
        path: asked.path.clone(),
        from: asked.from.clone(),
        form_token: accounts::form_token(&token),
        session: token,
        flash: asked.flash.clone(),
        must_change: session.must_change,
    })
}

/// The page of an error, in the layout of the officer where there is one.
fn told(app: &Arc<App>, asked: &Asked, admitted: Option<Admitted>, error: PageError) -> Reply {
    let visit = admitted.and_then(|admitted| visit(app, asked, admitted, Sent::default()));
    let frame = visit.map_or_else(|| Frame::bare(""), |visit| visit.frame(""));
    error.reply(frame, &number())
}

async fn explain(app: Arc<App>, asked: Asked, admitted: Option<Admitted>, error: PageError) -> Reply {
    match blocking(app, asked, move |app, asked| told(app, asked, admitted, error)).await {
        Ok((_, reply)) => reply,
        Err(reply) => *reply,
    }
}

async fn refuse(app: Arc<App>, asked: Asked) -> Reply {
    explain(app, asked, None, PageError::Token).await
}

/// The one way from HTTP to the office, which is synchronous. A panic becomes a page.
async fn blocking<T: Send + 'static>(
    app: Arc<App>,
    asked: Asked,
    work: impl FnOnce(&Arc<App>, &Asked) -> T + Send + 'static,
) -> Result<(Asked, T), Box<Reply>> {
    let done = tokio::task::spawn_blocking(move || {
        let answer = work(&app, &asked);
        (asked, answer)
    });
    done.await.map_err(|error| {
        let fault = PageError::Fault(error.to_string());
        Box::new(fault.reply(Frame::bare(""), &number()))
    })
}

async fn read_body(route: &Route, parts: Parts, body: Body) -> Result<Sent, PageError> {
    let broken =
        |error: String| PageError::Unreadable(format!("máy chủ không đọc được nội dung gửi lên: {error}"));
    if route.method == Method::Post {
        let bytes = axum::body::to_bytes(body, FORM_BYTES_MAX).await.map_err(|e| broken(e.to_string()))?;
        let form = Fields::parse(&String::from_utf8_lossy(&bytes));
        return Ok(Sent { form, files: Vec::new() });
    }
    let limit = axum::extract::DefaultBodyLimit::max(UPLOAD_BYTES_MAX);
    let mut request = Request::from_parts(parts, body);
    limit.apply(&mut request);
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|e| broken(e.body_text()))?;
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|e| broken(e.body_text()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(base_name);
        let bytes = field.bytes().await.map_err(|e| broken(e.body_text()))?;
        match file_name {
            Some(file_name) if !bytes.is_empty() => {
                sent.files.push(Upload { file_name, bytes: bytes.to_vec() });
            }
            Some(_) => {}
            None => sent.form.0.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(sent)
}

fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// Nothing from elsewhere, no inline script or style, no frame around us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub fn protect(headers: &mut HeaderMap, is_https: bool) {
    let mut set = |name: &'static str, value: &'static str| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    };
    set("content-security-policy", POLICY);
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if is_https {
        set("strict-transport-security", "max-age=31622400");
    }
}

/// The browser's own word on where a form comes from. Old browsers say nothing; the form token decides then.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site"))
        && !["same-origin", "none"].contains(&site)
    {
        return false;
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Path and query of the page that led here, if it is one of ours.
fn from(headers: &HeaderMap) -> Option<String> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let (_, page) = text(header::REFERER)?.split_once("://")?;
    let address = page.strip_prefix(text(header::HOST)?)?;
    (crate::address::is_ours(address) && route::is_page(address)).then(|| address.to_owned())
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

fn flash(cookie: &str) -> Option<Flash> {
    let text = crate::address::decode(cookie);
    let mut letters = text.chars();
    let is_problem = letters.next()? == '!';
    Some(Flash { text: letters.collect(), is_problem })
}

/// The cookie of a session: the browser alone sees it, and sends it to us alone.
pub fn session_cookie(token: &str, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")
}

/// Compares without telling by the time taken how much fits.
fn same(given: &str, expected: &str) -> bool {
    let difference = given.bytes().zip(expected.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == expected.len() && difference == 0
}

/// A short number by which a fault is found in the log.
pub fn number() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{:04}", NEXT.fetch_add(1, Ordering::Relaxed))
}
