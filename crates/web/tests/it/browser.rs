//! A real browser over WebDriver, without a library: JSON over HTTP to Chromium's driver.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// `None` where Chromium and its driver are not installed, unless `ANSINH_REQUIRE_BROWSER` wants them.
    pub fn start(width: u32, height: u32) -> Option<Browser> {
        Browser::with(width, height, true)
    }

    /// Pages run no script; what the driver itself asks of them goes on.
    pub fn start_without_script() -> Option<Browser> {
        Browser::with(1280, 900, false)
    }

    fn with(width: u32, height: u32, script: bool) -> Option<Browser> {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={free}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let driver = match driver {
            Ok(driver) => driver,
            Err(error) if std::env::var_os("ANSINH_REQUIRE_BROWSER").is_some() => {
                panic!("chromedriver: {error}")
            }
            Err(_) => {
                eprintln!("không có chromedriver: bỏ qua thử nghiệm trên trình duyệt");
                return None;
            }
        };
        let mut browser = Browser { driver, port: free, session: String::new() };
        browser.wait_for_driver();
        let arguments = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            // A page that glides while it is clicked is clicked elsewhere.
            "--force-prefers-reduced-motion",
            format!("--window-size={width},{height}"),
        ]);
        let allowed = if script { 1 } else { 2 };
        let settings = json!({ "profile.managed_default_content_settings.javascript": allowed });
        let options = json!({ "args": arguments, "prefs": settings });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let opened = browser.call("POST", "/session", &wanted);
        browser.session = opened["sessionId"].as_str().unwrap_or_else(|| panic!("{opened}")).to_owned();
        Some(browser)
    }

    fn wait_for_driver(&self) {
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            std::thread::park_timeout(Duration::from_millis(50));
        }
        panic!("chromedriver does not answer");
    }

    pub fn resize(&self, width: u32, height: u32) {
        // The window's frame is the browser's own affair: the page is given its exact width.
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false } });
        self.own("POST", "/goog/cdp/execute", &command);
    }

    pub fn open(&self, url: &str) {
        self.own("POST", "/url", &json!({ "url": url }));
    }

    pub fn url(&self) -> String {
        self.own("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page; `return …` gives its value.
    pub fn run(&self, script: &str) -> Value {
        self.own("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The script calls `arguments[0]` with its answer.
    pub fn run_async(&self, script: &str) -> Value {
        self.own("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    fn element(&self, selector: &str) -> String {
        let found = self.own("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().and_then(|object| object.values().next()).and_then(Value::as_str);
        id.unwrap_or_else(|| panic!("{selector} at {}: {found}", self.url())).to_owned()
    }

    pub fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.own("POST", &format!("/element/{element}/click"), &json!({}));
    }

    pub fn fill(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.own("POST", &format!("/element/{element}/clear"), &json!({}));
        self.own("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Types behind what the field holds already.
    pub fn type_in(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.own("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// The session and everything else that a page keeps here.
    pub fn forget(&self) {
        self.own("DELETE", "/cookie", &Value::Null);
    }

    /// How many elements fit.
    pub fn count(&self, selector: &str) -> usize {
        let found = self.own("POST", "/elements", &json!({ "using": "css selector", "value": selector }));
        found.as_array().map_or(0, Vec::len)
    }

    /// `print` or the screen again.
    pub fn media(&self, media: &str) {
        let command = json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "media": media } });
        self.own("POST", "/goog/cdp/execute", &command);
    }

    /// Keys to whatever has the focus: `\u{E004}` is Tab, `\u{E007}` Enter.
    pub fn press(&self, keys: &str) {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
            })
            .collect();
        let command = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.own("POST", "/actions", &command);
    }

    /// Everything that axe finds wrong with the page.
    pub fn axe(&self) -> Vec<String> {
        if self.run("return typeof axe === 'undefined';") == true {
            self.run(include_str!("../axe/axe-4.14.1.min.js"));
        }
        let found = self.run_async(
            "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(found => \
             done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));",
        );
        let found = found.as_array().cloned().unwrap_or_else(|| panic!("axe: {found}"));
        found.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    fn own(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, &format!("/session/{}{path}", self.session), body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes).unwrap();
        let answer: Value = serde_json::from_slice(&bytes).unwrap();
        answer["value"].clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.own("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
