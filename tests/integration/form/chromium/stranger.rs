//! The page of a stranger in the same browser, which knows the address of the form but not its token.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{sleep, spawn};
use std::time::Duration;

use serde_json::json;

use crate::browser::Browser;
use crate::common::{Folder, eligible};
use crate::form::client::{Served, assert_same};

/// A server of an empty page, until it is dropped.
struct Stranger {
    port: u16,
    ends: Arc<AtomicBool>,
}

impl Stranger {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, ends) = (listener.local_addr().unwrap().port(), Arc::new(AtomicBool::new(false)));
        let ending = ends.clone();
        spawn(move || {
            for stream in listener.incoming() {
                if ending.load(Ordering::Relaxed) {
                    break;
                }
                // A browser opens connections that it may ask nothing over: each is waited for by itself.
                spawn(|| answer(stream.unwrap()));
            }
        });
        Self { port, ends }
    }
}

fn answer(mut stream: TcpStream) {
    let page = "<!DOCTYPE html><title>x</title><body>";
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        page.len()
    );
    if stream.read(&mut [0; 8192]).is_ok_and(|length| length > 0) {
        let _ = stream.write_all([head.as_bytes(), page.as_bytes()].concat().as_slice());
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Each attempt gives what it came to: « no », or what it got.
const ATTEMPTS: &str = r"
    const page = 'HOST';
    const change = 'was:porteur.nom=Association+La+Passerelle+des+Chevalements&porteur.nom=Volé';
    const no = () => 'no';
    const given = (promise) => Promise.race([promise, new Promise((end) => setTimeout(end, 3000, 'no'))]).catch(no);
    const read = (path, options) => given(fetch(page + path, { credentials: 'include', ...options }).then(
        async (answer) => answer.type === 'opaque' ? 'no' : 'read: ' + (await answer.text()).slice(0, 100)));
    const loaded = (name, attributes, kept = 'loaded') => given(new Promise((end) => {
        const element = Object.assign(document.createElement(name), attributes);
        element.onload = () => end(kept);
        element.onerror = () => end('no');
        document.body.append(element);
    }));
    const framed = (path) => given(new Promise((end) => {
        const frame = document.createElement('iframe');
        frame.onload = () => {
            try { end(frame.contentDocument ? 'no' : frame.contentWindow.document.body.innerHTML); } catch { end('no'); }
        };
        frame.src = page + path;
        document.body.append(frame);
    }));
    const posted = (fields, type) => given(new Promise((end) => {
        const frame = Object.assign(document.createElement('iframe'), { name: 'f' + Math.random() });
        document.body.append(frame);
        const form = Object.assign(document.createElement('form'), { action: page + '/', method: 'post', target: frame.name, enctype: type });
        for (const [name, value] of fields) form.append(Object.assign(document.createElement('input'), { name, value }));
        document.body.append(form);
        form.submit();
        setTimeout(end, 700, 'no');
    }));
    const socket = () => given(new Promise((end) => {
        const socket = new WebSocket(page.replace('http', 'ws') + '/');
        socket.onopen = () => end('opened');
        socket.onerror = () => end('no');
    }));
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const fields = [['was:porteur.nom', 'Association La Passerelle des Chevalements'], ['porteur.nom', 'Volé']];
    Promise.all([
        ...['/', '/part', '/version', '/report', '/sheet', '/script.js'].flatMap((path) => [read(path), read(path, { mode: 'no-cors' })]),
        read('/', { method: 'POST', headers: form, body: change }),
        read('/', { method: 'POST', headers: form, body: change, mode: 'no-cors' }),
        read('/', { method: 'POST', headers: { ...form, 'X-Recevable-Part': '1' }, body: change }),
        read('/', { method: 'POST', headers: form, body: 'do=close', mode: 'no-cors' }),
        read('/', { method: 'PUT', body: change }),
        Promise.resolve(navigator.sendBeacon(page + '/', new URLSearchParams(change)) && 'no'),
        posted(fields, 'application/x-www-form-urlencoded'),
        posted(fields, 'text/plain'),
        posted([['do', 'close']], 'application/x-www-form-urlencoded'),
        loaded('img', { src: page + '/favicon.ico' }),
        loaded('img', { src: page + '/part' }),
        loaded('script', { src: page + '/script.js' }),
        loaded('script', { src: page + '/part' }),
        loaded('link', { rel: 'stylesheet', href: page + '/style.css' }),
        framed('/'), framed('/report'), framed('/sheet'), framed('/part'),
        loaded('object', { data: page + '/' }), loaded('embed', { src: page + '/' }, 'no'),
        socket(),
    ]).then(done);";

pub(super) fn can_neither_read_nor_write(browser: &Browser) {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    folder.write("secret.yaml", "secret");
    let served = Served::start(&folder, "a.yaml");
    // The browser has the cookie, as that of somebody who is filling in the form.
    browser.visit(&served);
    browser.until("the page of the form", "document.getElementById('page')");
    let before = folder.tree();
    let stranger = Stranger::start();
    // Of another name, and of the same: cookies know no ports, so that there the browser sends it.
    for name in ["localhost", "127.0.0.1"] {
        browser.open(&format!("http://{name}:{}/", stranger.port));
        let came_to = browser.later(&ATTEMPTS.replace("HOST", &format!("http://{}", served.host)));
        let came_to = came_to.as_array().unwrap();
        assert!(came_to.len() > 30, "{came_to:?}");
        for (at, result) in came_to.iter().enumerate() {
            assert_eq!(result, &json!("no"), "attempt {at} from {name}");
        }
        // A window of its own: it is opened, and cut off from who opened it.
        browser.script(&format!("window.other = window.open('http://{}/'); return 1", served.host));
        sleep(Duration::from_millis(700));
        let seen =
            "try { return window.other.closed ? 'no' : window.other.document.body.innerHTML } catch { return 'no' }";
        assert_eq!(browser.script(seen), json!("no"), "a window from {name}");
        assert_same(&folder, &before);
    }
    // The form is still open, for its own page.
    assert_eq!(served.window().get("/version").body, "0");
}
