//! Chromium, driven through its `WebDriver`: JSON over HTTP.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::repository;
use crate::form::client::{Served, request};

/// Keys as `WebDriver` names them.
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const SPACE: &str = " ";
pub(crate) const DOWN: &str = "\u{e015}";

/// What takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(40);

/// A browser of its own, with nothing of an earlier one.
pub(crate) struct Browser {
    driver: Child,
    host: String,
    session: String,
    axe: String,
    _profile: TempDir,
}

impl Browser {
    /// None where there is no Chromium, no driver of it, or no axe-core: that is said where everybody sees it, and fails in CI.
    pub(crate) fn start() -> Option<Self> {
        let axe = fs::read_to_string(repository().join("target/axe/node_modules/axe-core/axe.min.js"));
        let binary = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(found);
        let (Ok(axe), Some(binary), Some(driver)) = (axe, binary, found("chromedriver")) else {
            let said = "\nPAGES WERE NOT TESTED IN A BROWSER: chromium, chromedriver or axe-core is missing (.ci/run installs them)\n\n";
            // Not by a macro, whose words are kept back where a test succeeds.
            std::io::stderr().write_all(said.as_bytes()).unwrap();
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{said}");
            return None;
        };
        let mut driver = Command::new(driver);
        let mut driver = driver.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().unwrap().unwrap();
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        // What the driver says further has to go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--lang=fr",
            "--window-size=1280,900",
            &format!("--user-data-dir={}", profile.path().display()),
        ];
        let mut browser =
            Self { driver, host: format!("127.0.0.1:{port}"), session: String::new(), axe, _profile: profile };
        let options = json!({ "binary": binary, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let session = browser.send("POST", "/session", &wanted);
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        Some(browser)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        self.answer(method, path, body).unwrap_or_else(|message| panic!("{path}: {message}"))
    }

    /// Why the browser refuses, where it does.
    fn answer(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let answer = request(&self.host, method, path, &[("Content-Type", "application/json")], &body);
        let value = serde_json::from_str::<Value>(&answer.body).unwrap()["value"].take();
        if answer.status == 200 { Ok(value) } else { Err(value["message"].to_string()) }
    }

    fn call(&self, path: &str, body: &Value) -> Value {
        self.send("POST", &format!("{}/{path}", self.session), body)
    }

    pub(crate) fn open(&self, address: &str) {
        self.call("url", &json!({ "url": address }));
    }

    /// The page of a form, by its address with the token.
    pub(crate) fn visit(&self, served: &Served) {
        self.open(&format!("http://{}/?cle={}", served.host, served.token));
    }

    /// What a script returns.
    pub(crate) fn script(&self, script: &str) -> Value {
        self.call("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What the function `done` of a script is called with.
    pub(crate) fn later(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0]; {script}");
        self.call("execute/async", &json!({ "script": script, "args": [] }))
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        let script = format!("return document.querySelector({selector:?}).innerText");
        crate::common::plain_spaces(self.script(&script).as_str().unwrap())
    }

    /// Waits until a script returns true; on a page that is being replaced it may find nothing to ask.
    pub(crate) fn until(&self, what: &str, script: &str) {
        let deadline = Instant::now() + PATIENCE;
        let path = format!("{}/execute/sync", self.session);
        let asked = json!({ "script": format!("return Boolean({script})"), "args": [] });
        while self.answer("POST", &path, &asked) != Ok(Value::Bool(true)) {
            assert!(Instant::now() < deadline, "{what} does not come to pass:\n{}", self.text("body"));
            sleep(Duration::from_millis(20));
        }
    }

    /// Presses keys where the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let mut actions = Vec::new();
        for key in keys.chars() {
            for kind in ["keyDown", "keyUp"] {
                actions.push(json!({ "type": kind, "value": key.to_string() }));
            }
        }
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] });
        self.call("actions", &actions);
    }

    /// Clicks the middle of an element, as a person would.
    pub(crate) fn click(&self, selector: &str) {
        // The page scrolls smoothly, and the driver does not wait.
        self.script(&format!(
            "document.querySelector({selector:?}).scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        ));
        let element = self.call("element", &json!({ "using": "css selector", "value": selector }));
        let id = element.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
        self.call(&format!("element/{id}/click"), &json!({}));
    }

    /// A command of the browser's own protocol.
    pub(crate) fn command(&self, name: &str, parameters: &Value) -> Value {
        self.call("goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    pub(crate) fn width(&self, pixels: u32, scale: u32) {
        let metrics = json!({ "width": pixels, "height": 900, "deviceScaleFactor": scale, "mobile": pixels < 500 });
        self.command("Emulation.setDeviceMetricsOverride", &metrics);
    }

    pub(crate) fn colours(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.command("Emulation.setEmulatedMedia", &features);
    }

    /// How many pages of A4 a page of a form fills when it is printed, or another page without a form.
    /// A browser whose printing fails, as happens on busy machines, says nothing about the page: another one prints it.
    pub(crate) fn printed_pages(&self, form: Option<&Served>, address: &str) -> usize {
        self.pages_printed(|browser| {
            if let Some(form) = form {
                browser.visit(form);
            }
            browser.open(address);
        })
    }

    /// How many pages of A4 fills the page that something brings a browser to.
    pub(crate) fn pages_printed(&self, come_to_it: impl Fn(&Self)) -> usize {
        let print = |browser: &Self| {
            come_to_it(browser);
            browser
                .until("the page is whole", "document.readyState === 'complete' && document.fonts.status === 'loaded'");
            let page = json!({ "page": { "width": 21.0, "height": 29.7 }, "background": true });
            browser.answer("POST", &format!("{}/print", browser.session), &page)
        };
        let again = |_| (0..3).find_map(|_| print(&Self::start().unwrap()).ok());
        let pdf = print(self).map_or_else(again, Some).expect("browsers print");
        let pdf = data_encoding::BASE64.decode(pdf.as_str().unwrap().as_bytes()).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count()
    }

    /// What axe-core finds on the page, with all that can be unfolded open.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.script("for (const details of document.querySelectorAll('details')) details.open = true");
        self.script(&format!("if (!window.axe) {{ {}; window.axe = axe; }}", self.axe));
        let found = self.later(
            "axe.run({ exclude: ['datalist'] }, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.flatMap(
               ({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`))))",
        );
        found.as_array().unwrap().iter().map(|violation| violation.as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the browser; a test that fails must not fail here again.
        if let Ok(mut stream) = TcpStream::connect(&self.host) {
            let head = format!("DELETE {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.session, self.host);
            let _ = stream.set_read_timeout(Some(PATIENCE));
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.read(&mut [0; 1]));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A program on the path.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}
