//! Who is let in, and what can be reached: a page of this program in a browser on this computer, and one file.

use super::client::{Served, assert_same, encoded, exchange, get, request};
use crate::common::{Folder, eligible};

const SECRET: &str = "ce que personne d'autre ne lit";
/// Fields that would change the name of the applicant in the example.
const CHANGE: [(&str, &str); 2] =
    [("was:porteur.nom", "Association La Passerelle des Chevalements"), ("porteur.nom", "Une autre")];

fn served() -> (Folder, Served) {
    let folder = Folder::new();
    folder.write("dossier/a.yaml", eligible(1));
    folder.write("dossier/secret.yaml", SECRET);
    folder.write("secret.yaml", SECRET);
    let served = Served::start(&folder, "dossier/a.yaml");
    (folder, served)
}

#[test]
fn only_who_has_the_address_is_let_in() {
    let (_folder, served) = served();
    let host = &served.host;
    let other = "0".repeat(64);
    let name = format!("recevable-{}", host.split_once(':').unwrap().1);
    assert_eq!(served.token.len(), 64, "256 bits");
    for path in ["/", "/part", "/version", "/report", "/sheet", "/style.css", "/script.js", "/favicon.ico", "/other"] {
        assert_eq!(get(host, path, &[]).status, 403, "{path}");
        for cookie in [
            format!("{name}={other}"),
            format!("{name}="),
            format!("other={}", served.token),
            format!("{name}={}", &served.token[..63]),
        ] {
            assert_eq!(get(host, path, &[("Cookie", &cookie)]).status, 403, "{path}, {cookie}");
        }
    }
    for path in [
        format!("/?cle={other}"),
        "/?cle=".to_owned(),
        format!("/?cle={}", &served.token[..63]),
        format!("/?cle={}x", served.token),
        format!("/report?cle={}", served.token),
        format!("/part?cle={}", served.token),
    ] {
        let answer = get(host, &path, &[]);
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.header("set-cookie").is_none() && !answer.body.contains("Passerelle"), "{path}");
    }
    let answer = get(host, &format!("/?cle={}", served.token), &[]);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "the token does not stay in the address");
    let cookie = answer.header("set-cookie").unwrap();
    assert_eq!(cookie, format!("{name}={}; HttpOnly; SameSite=Strict; Path=/", served.token));
    let window = served.window();
    for path in ["/", "/part", "/version", "/report", "/sheet", "/style.css", "/script.js"] {
        assert_eq!(window.get(path).status, 200, "{path}");
    }
    assert!(!window.get("/").body.contains(&served.token), "no page holds the token");
}

#[test]
fn each_form_has_a_token_of_its_own() {
    let folder = Folder::new();
    let [one, other] = ["a.yaml", "b.yaml"].map(|file| Served::start(&folder, file));
    assert_ne!(one.token, other.token);
    // A browser sends the cookies of one to the other: ports make no difference.
    let both = format!("{}; {}", one.window().cookie, other.window().cookie);
    for served in [&one, &other] {
        assert_eq!(get(&served.host, "/", &[("Cookie", &both)]).status, 200);
    }
    assert_eq!(get(&other.host, "/", &[("Cookie", &one.window().cookie)]).status, 403);
}

/// A name of others that leads to this computer is not this server's.
#[test]
fn another_host_is_refused() {
    let (folder, served) = served();
    let port = served.host.split_once(':').unwrap().1;
    let cookie = served.window().cookie;
    let before = folder.tree();
    let hosts = [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: localhost:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        format!("Host: evil.example@127.0.0.1:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        "Host: 127.0.0.1:1\r\n".to_owned(),
        format!("Host: 127.0.0.2:{port}\r\n"),
        format!("Host: [::1]:{port}\r\n"),
        "Host: \r\n".to_owned(),
        String::new(),
        format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
        format!("Host: evil.example\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\n"),
    ];
    for host in hosts {
        for path in ["/".to_owned(), format!("/?cle={}", served.token), "/part".to_owned()] {
            let head = format!("GET {path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\nConnection: close\r\n\r\n");
            let answer = exchange(&served.host, head.as_bytes());
            assert!([400, 421].contains(&answer.status), "{host:?} {path}: {}", answer.head);
            assert!(answer.header("set-cookie").is_none() && answer.body.is_empty(), "{host:?} {path}");
        }
        let body = encoded(&CHANGE);
        let head = format!(
            "POST / HTTP/1.1\r\n{host}Cookie: {cookie}\r\nOrigin: http://{}\r\nContent-Length: {}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
            served.host,
            body.len()
        );
        assert!([400, 421].contains(&exchange(&served.host, head.as_bytes()).status), "{host:?}");
    }
    assert_same(&folder, &before);
}

#[test]
fn a_write_comes_from_a_page_of_this_form() {
    let (folder, served) = served();
    let window = served.window();
    let before = folder.tree();
    let (own, port) = (format!("http://{}", served.host), served.host.split_once(':').unwrap().1);
    let origins = [
        "http://evil.example".to_owned(),
        format!("http://evil.example:{port}"),
        "null".to_owned(),
        String::new(),
        format!("https://{}", served.host),
        format!("http://localhost:{port}"),
        "http://127.0.0.1".to_owned(),
        "http://127.0.0.1:1".to_owned(),
        format!("{own}/"),
        format!("{own}.evil.example"),
        format!("{own} http://evil.example"),
    ];
    let body = encoded(&CHANGE);
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let mut tried = 0;
    for origin in origins.iter().map(Some).chain([None]) {
        for fields in [&body, "do=close", "do=undo", "do=set:fiche=2", "do=remove:porteur"] {
            let mut headers = vec![("Cookie", window.cookie.as_str()), form, ("Referer", &own)];
            headers.extend(origin.map(|origin| ("Origin", origin.as_str())));
            let answer = request(&served.host, "POST", "/", &headers, fields);
            assert_eq!(answer.status, 403, "{origin:?} {fields}");
            tried += 1;
        }
        for method in ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"] {
            let mut headers = vec![("Cookie", window.cookie.as_str()), form];
            headers.extend(origin.map(|origin| ("Origin", origin.as_str())));
            assert_eq!(request(&served.host, method, "/", &headers, &body).status, 403, "{method} {origin:?}");
        }
    }
    assert_eq!(tried, 60);
    let no_cookie = [("Origin", own.as_str()), form];
    assert_eq!(request(&served.host, "POST", "/", &no_cookie, &body).status, 403);
    assert_eq!(request(&served.host, "POST", &format!("/?cle={}", served.token), &no_cookie, &body).status, 403);
    let both = [("Cookie", window.cookie.as_str()), ("Origin", own.as_str()), ("Origin", "http://evil.example"), form];
    assert_eq!(request(&served.host, "POST", "/", &both, &body).status, 403, "two origins");
    assert_same(&folder, &before);
    // The same with all that is asked is written.
    assert_eq!(window.post(&CHANGE).status, 303);
    assert!(folder.tree() != before);
}

#[test]
fn to_read_never_writes() {
    let (folder, served) = served();
    let window = served.window();
    let (before, version) = (folder.tree(), window.get("/version").body);
    for path in ["/", "/part", "/version", "/report", "/sheet"] {
        for query in [encoded(&CHANGE), "do=close".to_owned(), "do=undo".to_owned(), "do=remove:porteur".to_owned()] {
            assert_eq!(window.get(&format!("{path}?{query}")).status, 200, "{path}?{query}");
        }
    }
    let own = format!("http://{}", served.host);
    for path in ["/part", "/version", "/report", "/sheet", "/script.js", "/other"] {
        let headers = [("Cookie", window.cookie.as_str()), ("Origin", &own)];
        let answer = request(&served.host, "POST", path, &headers, &encoded(&CHANGE));
        assert!([404, 405].contains(&answer.status), "{path}: {}", answer.status);
    }
    for method in ["PUT", "PATCH", "DELETE", "OPTIONS"] {
        let headers = [("Cookie", window.cookie.as_str()), ("Origin", &own)];
        assert_eq!(request(&served.host, method, "/", &headers, &encoded(&CHANGE)).status, 405, "{method}");
    }
    assert_same(&folder, &before);
    assert_eq!(window.get("/version").body, version);
}

#[test]
fn no_other_file_can_be_reached() {
    let (folder, served) = served();
    let window = served.window();
    let before = folder.tree();
    for path in [
        "/secret.yaml",
        "/a.yaml",
        "/dossier/a.yaml",
        "/../secret.yaml",
        "/../../secret.yaml",
        "/./secret.yaml",
        "/style.css/../secret.yaml",
        "/%2e%2e/secret.yaml",
        "/..%2fsecret.yaml",
        "/..%5csecret.yaml",
        "/%252e%252e%252fsecret.yaml",
        "//secret.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/proc/self/environ",
        "/secret.yaml%00.css",
        "/report/../../secret.yaml",
        "/part/",
        "/REPORT",
        "/.recevable-",
        "/index.html",
    ] {
        let answer = window.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.head);
        assert!(answer.body.is_empty(), "{path}: {}", answer.body);
    }
    // A name of a file within a query or a field is a text like any other.
    for query in ["file=../secret.yaml", "path=secret.yaml", "section=../secret.yaml"] {
        for path in ["/", "/part", "/report", "/sheet"] {
            assert!(!window.get(&format!("{path}?{query}")).body.contains(SECRET), "{path}?{query}");
        }
    }
    for path in [
        "../secret.yaml",
        "secret.yaml",
        "file",
        "",
        "[",
        "porteur.nom.x",
        "porteur[0].nom",
        "projet.communes[99999999999]",
    ] {
        let answer = window.part(&[(format!("was:{path}"), String::new()), (path.to_owned(), "x".to_owned())]);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.body.contains(SECRET), "{path}");
        for button in ["set", "remove", "fix"] {
            assert_eq!(window.press(&format!("{button}:{path}=x")).status, 200, "{button}:{path}");
        }
    }
    assert_same(&folder, &before);
    let answer = window.post(&[("section", "x\r\nSet-Cookie: a=b"), ("section", "//evil.example")]);
    assert_eq!((answer.status, answer.header("location"), answer.header("set-cookie")), (303, Some("/#"), None));
}

#[test]
fn every_answer_forbids_what_is_not_needed() {
    let (_folder, served) = served();
    let window = served.window();
    let own = format!("http://{}", served.host);
    let answers = [
        ("page", window.get("/")),
        ("part", window.get("/part")),
        ("report", window.get("/report")),
        ("sheet", window.get("/sheet")),
        ("script", window.get("/script.js")),
        ("style", window.get("/style.css")),
        ("icon", window.get("/favicon.ico")),
        ("not found", window.get("/other")),
        ("forbidden", get(&served.host, "/", &[])),
        ("the address", get(&served.host, &format!("/?cle={}", served.token), &[])),
        ("another host", exchange(&served.host, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")),
        ("a change", window.post(&CHANGE)),
        ("not allowed", request(&served.host, "PUT", "/", &[("Cookie", &window.cookie), ("Origin", &own)], "")),
        ("not a form", request(&served.host, "POST", "/", &[("Cookie", &window.cookie), ("Origin", &own)], "{}")),
    ];
    for (name, answer) in &answers {
        for (header, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(header), Some(value), "{name}: {}", answer.head);
        }
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-ancestors 'none'"), "{name}");
        assert!(!answer.head.to_lowercase().contains("access-control-"), "{name}: nobody else may read it");
        if *name == "report" {
            // The report is a page of its own, which carries its policy with it.
            assert!(
                answer.body.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'"),
                "{name}"
            );
        } else {
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{name}: {policy}");
        }
    }
    // No script or style stands in the page, and nothing comes from elsewhere.
    for (name, answer) in answers.iter().filter(|(name, _)| ["page", "part", "sheet"].contains(name)) {
        for forbidden in
            ["<style", " style=", " onclick", " onload", "javascript:", "src=\"http", "href=\"http", "url("]
        {
            assert!(!answer.body.contains(forbidden), "{name}: {forbidden}");
        }
    }
}

/// Every address of this computer but the loopback one is closed.
#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_the_loopback_address_alone() {
    let (_folder, served) = served();
    let port: u16 = served.host.split_once(':').unwrap().1.parse().unwrap();
    assert!(served.host.starts_with("127.0.0.1:"));
    let listens = |table: &str| {
        let table = std::fs::read_to_string(table).unwrap_or_default();
        let lines = table.lines().filter_map(|line| line.split_whitespace().nth(1).map(str::to_owned));
        lines.filter(|local| local.ends_with(&format!(":{port:04X}"))).collect::<Vec<_>>()
    };
    let mut local = listens("/proc/net/tcp");
    local.dedup();
    assert_eq!(local, [format!("0100007F:{port:04X}")]);
    assert!(listens("/proc/net/tcp6").is_empty());
}
