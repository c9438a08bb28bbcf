//! The program as a server, and a client that sends exactly what a test wants sent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use scraper::{Html, Selector};

use crate::common::{DAY, Folder, Recevable, plain_spaces};

/// No answer takes that long, not even on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// A form that is served. It ends with the test.
pub(crate) struct Served {
    pub(super) child: Child,
    pub(crate) host: String,
    pub(crate) token: String,
    output: BufReader<ChildStdout>,
}

impl Served {
    /// The form of a file in a folder, on the day of the examples.
    pub(super) fn start(folder: &Folder, file: &str) -> Self {
        Self::of(arguments(file).dir(folder.path()))
    }

    pub(super) fn of(mut program: Recevable) -> Self {
        let mut child = program.start();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let address = loop {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap() == 0 {
                let mut error = String::new();
                child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
                panic!("no address is given: {error}");
            }
            if let Some(address) = line.trim().strip_prefix("http://") {
                break address.to_owned();
            }
        };
        let (host, token) = address.split_once("/?cle=").unwrap();
        Self { child, host: host.to_owned(), token: token.to_owned(), output }
    }

    /// A browser that has followed the address, with cookies of its own.
    pub(super) fn window(&self) -> Window {
        let answer = get(&self.host, &format!("/?cle={}", self.token), &[]);
        assert_eq!(answer.status, 303, "{}", answer.head);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        Window { host: self.host.clone(), cookie }
    }

    /// What it says before it ends, and its exit code; none where a signal ended it.
    pub(super) fn ends(mut self) -> (String, Option<i32>) {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "the form does not end");
            sleep(Duration::from_millis(10));
        };
        let mut said = String::new();
        self.output.read_to_string(&mut said).unwrap();
        (plain_spaces(&said), status.code())
    }

    pub(super) fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        // What went wrong is shown with the test that fails.
        let mut said = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            let _ = errors.read_to_string(&mut said);
        }
        print!("{said}");
    }
}

/// The command that serves a file without opening a browser.
pub(super) fn arguments(file: &str) -> Recevable {
    Recevable::new(["form", file, "--no-open", "--port", "0", "--date", DAY])
}

/// Asserts that a folder holds what it held: no file more, none less, and each byte the same.
pub(super) fn assert_same(folder: &Folder, before: &BTreeMap<String, Vec<u8>>) {
    let now = folder.tree();
    assert!(now.keys().eq(before.keys()), "{:?} in place of {:?}", now.keys(), before.keys());
    for (name, bytes) in &now {
        assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&before[name]), "{name}");
    }
}

/// What a server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(super) head: String,
    pub(crate) body: String,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = if head.contains("transfer-encoding: chunked") { joined(body) } else { body.to_owned() };
        Self { status, head: head.to_owned(), body }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// What the page says of the last change, with plain spaces.
    pub(super) fn notice(&self) -> String {
        text_of(&Html::parse_document(&self.body), "#notice")
    }
}

/// The chunks of a body together.
fn joined(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap();
        whole.push_str(&rest[..length]);
        body = rest[length..].trim_start_matches("\r\n");
    }
    whole
}

/// The text of the first element that a selector finds, with plain spaces.
pub(super) fn text_of(page: &Html, selector: &str) -> String {
    let found = page.select(&Selector::parse(selector).unwrap()).next();
    let text: String = found.unwrap_or_else(|| panic!("no {selector}")).text().collect();
    plain_spaces(text.trim())
}

/// Whether an answer has come with as much as it says that it has.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
    length.is_some_and(|length: usize| answer.len() >= end + 4 + length)
}

/// Sends bytes, and reads the answer, or until the server closes.
pub(super) fn exchange(host: &str, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A server may answer, and close, before it has read all.
    let mut sender = stream.try_clone().unwrap();
    let bytes = bytes.to_vec();
    let sending = std::thread::spawn(move || drop(sender.write_all(&bytes)));
    let mut answer = Vec::new();
    let mut part = vec![0; 1 << 16];
    while !is_whole(&answer) {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(&part[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                assert!(!answer.is_empty(), "{error}");
                break;
            }
        }
    }
    drop(stream);
    sending.join().unwrap();
    Answer::of(&answer)
}

/// A request with these headers and `Host`.
pub(crate) fn request(host: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    if !body.is_empty() {
        write!(head, "Content-Length: {}\r\n", body.len()).unwrap();
    }
    exchange(host, format!("{head}\r\n{body}").as_bytes())
}

pub(super) fn get(host: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    request(host, "GET", path, headers, "")
}

/// Fields as a form sends them.
pub(super) fn encoded<S: AsRef<str>>(fields: &[(S, S)]) -> String {
    let part = |text: &S| utf8_percent_encode(text.as_ref(), NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", part(name), part(value))).collect();
    pairs.join("&")
}

/// A browser's window, with its cookie.
pub(super) struct Window {
    pub(crate) host: String,
    pub(super) cookie: String,
}

impl Window {
    pub(super) fn get(&self, path: &str) -> Answer {
        get(&self.host, path, &[("Cookie", &self.cookie)])
    }

    fn send(&self, fields: &str, more: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.host);
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", &origin),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        request(&self.host, "POST", "/", &[&headers, more].concat(), fields)
    }

    /// As a form without script posts it.
    pub(super) fn post<S: AsRef<str>>(&self, fields: &[(S, S)]) -> Answer {
        self.send(&encoded(fields), &[])
    }

    /// As the script posts it: the answer is the page with what it has to say.
    pub(super) fn part<S: AsRef<str>>(&self, fields: &[(S, S)]) -> Answer {
        self.send(&encoded(fields), &[("X-Recevable-Part", "1")])
    }

    /// Changes a field from what was shown in it, and gives what the page says.
    pub(super) fn change(&self, path: &str, was: &str, now: &str) -> String {
        self.part(&[(format!("was:{path}"), was.to_owned()), (path.to_owned(), now.to_owned())]).notice()
    }

    /// The same, where the process may be killed meanwhile: then there is no answer.
    pub(super) fn attempt(&self, path: &str, was: &str, now: &str) -> Option<Answer> {
        let body = encoded(&[(format!("was:{path}"), was.to_owned()), (path.to_owned(), now.to_owned())]);
        let head = format!(
            "POST / HTTP/1.1\r\nHost: {0}\r\nCookie: {1}\r\nOrigin: http://{0}\r\nConnection: close\r\nX-Recevable-Part: 1\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {2}\r\n\r\n{body}",
            self.host,
            self.cookie,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.host).ok()?;
        stream.write_all(head.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        // The head comes with the body, or cut off.
        let text = String::from_utf8_lossy(&answer);
        text.ends_with("</div>").then(|| Answer::of(&answer))
    }

    /// Presses a button.
    pub(super) fn press(&self, button: &str) -> Answer {
        self.part(&[("do", button)])
    }
}
