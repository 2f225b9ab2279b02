//! An office with an officer of each role, and the application in front of it.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::civil::{Date, date};
use law::Ruleset;
use office::accounts::{self, Credentials, Door, MustChange};
use office::permission::{Assignment, Role};
use office::{Ctx, Officer, officers};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use testkit::{Folder, TestDb, TestOffice, sqlite};
use tokio::runtime::Runtime;
use tower::ServiceExt;
use web::app::{Seen, Turnstile};
use web::{App, Now};

pub const PASSWORD: &str = "ba con ga mai vang";
pub const ON: Date = date(2023, 12, 28);
pub const AT: &str = "2023-12-28T02:00:00Z";

pub struct Site {
    pub app: Arc<App>,
    router: Router,
    runtime: Runtime,
    /// The clock's instant, which a test may turn.
    pub at: Arc<Mutex<String>>,
    sessions: Mutex<HashMap<String, String>>,
    /// Dropped last.
    _db: TestDb,
    _uploads: Folder,
}

pub struct Page {
    pub status: StatusCode,
    pub body: String,
    pub location: String,
    pub cookies: Vec<String>,
    pub headers: axum::http::HeaderMap,
}

impl Site {
    pub fn new() -> Site {
        Site::of(sqlite())
    }

    pub fn of(db: TestDb) -> Site {
        let office = TestOffice::create(&db).id;
        let uploads = Folder::new("uploads");
        let at = Arc::new(Mutex::new(AT.to_owned()));
        let hands = Arc::clone(&at);
        let app = App {
            db: db.reopen(),
            rules: Ruleset::embedded().unwrap(),
            office,
            clock: Box::new(move || Now { on: ON, at: hands.lock().unwrap().clone() }),
            uploads: uploads.path().to_owned(),
            https: false,
            api_per_minute: web::app::API_PER_MINUTE,
            door: Turnstile::default(),
            seen: Seen::default(),
            vault: Some(office::vault::Vault::from_text(&"7".repeat(64)).unwrap()),
            jobs: web::jobs::Jobs::default(),
            examined: Default::default(),
        };
        let app = Arc::new(app);
        let router = web::router(Arc::clone(&app));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        Site {
            app,
            router,
            runtime: runtime.unwrap(),
            at,
            sessions: Mutex::default(),
            _db: db,
            _uploads: uploads,
        }
    }

    /// What the officer of that role does without the web.
    pub fn ctx(&self, role: Role) -> Ctx<'_> {
        self.ctx_of_account(TestOffice::account(role))
    }

    pub fn ctx_of_account(&self, account: &str) -> Ctx<'_> {
        let officer = officers::sign_in(&self.app.db, self.app.office, account).unwrap();
        self.ctx_of(officer)
    }

    pub fn ctx_of(&self, officer: Officer) -> Ctx<'_> {
        self.app.ctx(officer, Now { on: ON, at: AT.to_owned() })
    }

    /// One more officer with these roles.
    pub fn officer(&self, account: &str, roles: &[Assignment]) {
        let new = officers::NewOfficer { account, full_name: "Đỗ Văn Thử" };
        officers::add(&self.ctx(Role::Administrator), &new, roles).unwrap();
    }

    /// The session of an account, opened at the first call.
    pub fn session(&self, account: &str) -> String {
        if let Some(token) = self.sessions.lock().unwrap().get(account) {
            return token.clone();
        }
        let administrator = self.ctx(Role::Administrator);
        accounts::set_password(&administrator, account, PASSWORD, MustChange::No).unwrap();
        let given = Credentials { account, password: PASSWORD, code: "" };
        let door = accounts::sign_in(&self.app.db, self.app.office, given, AT).unwrap();
        let Door::Open(token) = door else { panic!("{account}: {door:?}") };
        self.sessions.lock().unwrap().insert(account.to_owned(), token.clone());
        token
    }

    pub fn send(&self, request: Request<Body>) -> Page {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            let text = |name| {
                parts.headers.get(name).map_or("", |value: &axum::http::HeaderValue| value.to_str().unwrap())
            };
            let cookies = parts.headers.get_all(header::SET_COOKIE).iter();
            Page {
                status: parts.status,
                location: text(header::LOCATION).to_owned(),
                cookies: cookies.map(|value| value.to_str().unwrap().to_owned()).collect(),
                body: String::from_utf8_lossy(&bytes).into_owned(),
                headers: parts.headers.clone(),
            }
        })
    }

    /// Serves on a free port of this machine, for a browser; `http://127.0.0.1:…`.
    pub fn listen(&self) -> String {
        let app = Arc::clone(&self.app);
        let listener = self.runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        self.runtime.spawn(web::serve(app, listener));
        address
    }

    /// Without a session.
    pub fn stranger(&self, address: &str) -> Page {
        self.send(Request::get(address).body(Body::empty()).unwrap())
    }

    pub fn get(&self, account: &str, address: &str) -> Page {
        let cookie = format!("ansinh={}", self.session(account));
        self.send(Request::get(address).header(header::COOKIE, cookie).body(Body::empty()).unwrap())
    }

    /// By a link of another page.
    pub fn get_from(&self, account: &str, address: &str, from: &str) -> Page {
        let cookie = format!("ansinh={}", self.session(account));
        let request = Request::get(address)
            .header(header::COOKIE, cookie)
            .header(header::HOST, "an-sinh.test")
            .header(header::REFERER, format!("http://an-sinh.test{from}"));
        self.send(request.body(Body::empty()).unwrap())
    }

    pub fn as_role(&self, role: Role, address: &str) -> Page {
        self.get(TestOffice::account(role), address)
    }

    /// A form with its token.
    pub fn post(&self, account: &str, address: &str, fields: &[(&str, &str)]) -> Page {
        let token = accounts::form_token(&self.session(account));
        let mut all = vec![("_token", token.as_str())];
        all.extend(fields);
        self.post_raw(account, address, &all)
    }

    pub fn post_raw(&self, account: &str, address: &str, fields: &[(&str, &str)]) -> Page {
        let cookie = format!("ansinh={}", self.session(account));
        let request = Request::post(address)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encoded(fields)));
        self.send(request.unwrap())
    }

    /// A form with one file.
    pub fn upload(&self, account: &str, address: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Page {
        let token = accounts::form_token(&self.session(account));
        let boundary = "ranh-gioi";
        let mut body = Vec::new();
        for (name, value) in [("_token", token.as_str())].iter().chain(fields) {
            let part =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.bytes());
        }
        let (file_name, bytes) = file;
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{boundary}--\r\n").bytes());
        let request = Request::post(address)
            .header(header::COOKIE, format!("ansinh={}", self.session(account)))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))
            .body(Body::from(body));
        self.send(request.unwrap())
    }
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    web::address::Fields(fields.collect()).query().trim_start_matches('?').to_owned()
}
