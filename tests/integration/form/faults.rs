//! What cannot be written, what is too large, who is slow, and what is hostile.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use super::client::{Served, Window, arguments, assert_same, exchange};
use crate::common::{Folder, edit, eligible, plain_spaces};

const NAMED: &str = "Association La Passerelle des Chevalements";

fn served() -> (Folder, Served, Window) {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let served = Served::start(&folder, "a.yaml");
    let window = served.window();
    (folder, served, window)
}

/// The old file stays, and the page says why.
fn is_refused(folder: &Folder, window: &Window, reason: &str) {
    let before = folder.tree();
    let said = window.change("porteur.nom", NAMED, "Les Voisins");
    assert!(said.starts_with("Non enregistré : ") && said.contains(reason), "{said}");
    assert!(said.ends_with("Le fichier est comme avant."), "{said}");
    assert_same(folder, &before);
    assert!(window.get("/").body.contains(NAMED), "the page shows what the file holds");
    let undo = window.press("undo").notice();
    assert!(undo.is_empty(), "what was not written is no step: {undo}");
}

#[test]
fn without_room_the_old_file_stays() {
    for blocks in [0, 1, 8] {
        let folder = Folder::new();
        folder.write("a.yaml", eligible(1));
        let served = Served::of(arguments("a.yaml").dir(folder.path()).after(&format!("ulimit -f {blocks}")));
        is_refused(&folder, &served.window(), "la taille permise pour un fichier est dépassée");
    }
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let (folder, _served, window) = served();
    fs::set_permissions(folder.at("a.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    is_refused(&folder, &window, "le système le refuse");
    fs::set_permissions(folder.at("a.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(window.change("porteur.nom", NAMED, "Les Voisins"), "Enregistré");
    let mode = fs::metadata(folder.at("a.yaml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640, "the file keeps its permissions");
}

#[test]
fn a_folder_that_is_not_to_be_written_is_said() {
    let folder = Folder::new();
    folder.write("in/a.yaml", eligible(1));
    let program = folder.at("programme");
    fs::copy(env!("CARGO_BIN_EXE_recevable"), &program).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(folder.at("in"), fs::Permissions::from_mode(0o555)).unwrap();
    // Who is root may write everywhere: somebody else serves then.
    let is_root = fs::write(folder.at("in/essai"), "").is_ok();
    let _ = fs::remove_file(folder.at("in/essai"));
    let served = if is_root {
        let script = format!("exec setpriv --reuid=65534 --regid=65534 --clear-groups {} \"$@\"", program.display());
        Served::of(arguments("in/a.yaml").dir(folder.path()).after(&format!("set -- \"$@\"; {script}; true")))
    } else {
        Served::start(&folder, "in/a.yaml")
    };
    is_refused(&folder, &served.window(), "");
}

#[test]
fn a_link_stays_a_link() {
    let folder = Folder::new();
    folder.write("real/a.yaml", eligible(1));
    std::os::unix::fs::symlink("real/a.yaml", folder.at("link.yaml")).unwrap();
    let served = Served::start(&folder, "link.yaml");
    assert_eq!(served.window().change("porteur.nom", NAMED, "Les Voisins"), "Enregistré");
    assert!(fs::symlink_metadata(folder.at("link.yaml")).unwrap().is_symlink());
    assert_eq!(folder.read("real/a.yaml"), edit(&eligible(1), &[(NAMED, "Les Voisins")]));
}

#[test]
fn what_is_too_large_is_refused() {
    let (folder, served, window) = served();
    let before = folder.tree();
    let head = |length: usize| {
        format!(
            "POST / HTTP/1.1\r\nHost: {0}\r\nCookie: {1}\r\nOrigin: http://{0}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n",
            served.host, window.cookie
        )
    };
    let too_large = "Cet envoi est trop grand, ou n'est pas un formulaire.";
    // A hundred megabytes: the answer comes long before they have been sent.
    let mut stream = TcpStream::connect(&served.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(head(100_000_000).as_bytes()).unwrap();
    let mut sender = stream.try_clone().unwrap();
    let sending = std::thread::spawn(move || drop(sender.write_all(&vec![b'a'; 2 << 20])));
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
    sending.join().unwrap();
    // One byte more than a file may have, told and in chunks.
    let body = format!("was:porteur.nom=&porteur.nom={}", "a".repeat((1 << 20) + 1));
    let answer = exchange(&served.host, [head(body.len()).as_bytes(), body.as_bytes()].concat().as_slice());
    assert_eq!((answer.status, answer.body.as_str()), (413, too_large));
    let chunked = head(0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let answer = exchange(&served.host, [chunked.as_bytes(), chunk.as_bytes()].concat().as_slice());
    assert_eq!((answer.status, answer.body.as_str()), (413, too_large));
    // A head of a megabyte.
    let head = format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(1 << 20), served.host);
    assert!([414, 431].contains(&exchange(&served.host, head.as_bytes()).status));
    assert_same(&folder, &before);
    // What fits in a request, and not in a file that can be read again.
    let long = "é ".repeat(110_000);
    for path in ["porteur.nom", "projet.intitule", "projet.methode", "projet.inventivite"] {
        let page = super::person::Page::of(&window);
        window.change(path, &page.shown(path), &long);
    }
    assert!(folder.read("a.yaml").len() <= 1 << 20);
    let said = window.change("projet.evaluation", &super::person::Page::of(&window).shown("projet.evaluation"), &long);
    assert!(said.starts_with("Non enregistré : la taille permise"), "{said}");
    assert!(folder.read("a.yaml").len() <= 1 << 20);
    assert!(folder.check(["a.yaml"]).run().code() <= 1, "it can still be checked");
}

#[test]
fn what_is_no_form_is_refused() {
    let (folder, served, window) = served();
    let before = folder.tree();
    let own = format!("http://{}", served.host);
    for (kind, body) in [
        ("application/json", "{\"porteur.nom\": \"x\"}"),
        ("text/plain", "was:porteur.nom=&porteur.nom=x"),
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"porteur.nom\"\r\n\r\nx\r\n--x--\r\n",
        ),
        ("", "porteur.nom=x"),
    ] {
        let headers = [("Cookie", window.cookie.as_str()), ("Origin", &own), ("Content-Type", kind)];
        let answer = super::client::request(&served.host, "POST", "/", &headers, body);
        assert_eq!(answer.status, 415, "{kind}");
        assert_eq!(answer.body, "Cet envoi est trop grand, ou n'est pas un formulaire.");
    }
    for body in ["%", "%zz=%ff", "=&=&&&", "was:porteur.nom", "do", "do=fix:", "do=set:", "do=remove:", "do=set:a=b"] {
        let headers = [
            ("Cookie", window.cookie.as_str()),
            ("Origin", &own),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        let status = super::client::request(&served.host, "POST", "/", &headers, body).status;
        assert!([303, 400, 422].contains(&status), "{body}: {status}");
    }
    for bytes in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(&served.host).unwrap();
        stream.write_all(bytes).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&answer));
    }
    assert_same(&folder, &before);
}

/// Those that never finish what they ask are dropped, and keep nobody waiting meanwhile.
#[test]
fn the_slow_are_dropped_and_block_nobody() {
    let (folder, served, window) = served();
    let before = folder.tree();
    let start = |text: String| {
        let mut stream = TcpStream::connect(&served.host).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    };
    let began = Instant::now();
    let head = start(format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", served.host));
    let silent = start(String::new());
    let body = start(format!(
        "POST / HTTP/1.1\r\nHost: {0}\r\nCookie: {1}\r\nOrigin: http://{0}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ndo=remove:porteur.nom",
        served.host, window.cookie
    ));
    for _ in 0..10 {
        let asked = Instant::now();
        assert_eq!(window.get("/").status, 200);
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    }
    for (name, mut stream, seconds) in [("silent", silent, 20), ("head", head, 20), ("body", body, 45)] {
        let mut answer = Vec::new();
        let end = stream.read_to_end(&mut answer);
        assert!(end.is_ok() || end.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset), "{name}");
        assert!(began.elapsed() < Duration::from_secs(seconds), "{name}: {:?}", began.elapsed());
        assert!(!answer.starts_with(b"HTTP/1.1 200") && !answer.starts_with(b"HTTP/1.1 303"), "{name}");
    }
    assert_same(&folder, &before);
    assert_eq!(window.get("/").status, 200);
}

#[test]
fn idle_connections_keep_no_page_out() {
    let (_folder, served, window) = served();
    let idle: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(&served.host).unwrap()).collect();
    for _ in 0..10 {
        let asked = Instant::now();
        assert_eq!(window.get("/").status, 200);
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    }
    assert_eq!(window.change("porteur.nom", NAMED, "Les Voisins"), "Enregistré");
    drop(idle);
}

const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(2)</script>",
    "\"><img src=x onerror=alert(3)>",
    "' onfocus='alert(4)",
    "</select></form><form action=//evil.example>",
    "<!-- --><svg/onload=alert(5)>",
    "&lt;script&gt;alert(6)&lt;/script&gt;",
    "droite \u{202e}ehcuag\u{202c} \u{2066}x\u{2069} z\u{200b}w\u{feff}",
    "\u{1b}[31mrouge\u{1b}[0m \u{7}\u{0}\u{85}",
    "{{7*7}} ${7*7} %0d%0aSet-Cookie:a=b",
    "javascript:alert(7)",
    "a: b # c\n- d\n...\n---\n!!python/object x",
];

fn is_clean(name: &str, body: &str) {
    let page = scraper::Html::parse_document(body);
    let is_twice = |error: &&std::borrow::Cow<'static, str>| error.contains("Duplicate attribute");
    assert_eq!(page.errors.iter().find(is_twice), None, "{name}");
    let all = scraper::Selector::parse("*").unwrap();
    for element in page.select(&all) {
        let element = element.value();
        let allowed = match element.name() {
            "script" => element.attr("src") == Some("/script.js"),
            "img" | "iframe" | "object" | "embed" | "base" => false,
            "form" => element.attr("action") == Some("/"),
            "a" => element.attr("href").is_some_and(|to| to.starts_with('#') || to == "/report" || to == "/sheet"),
            _ => true,
        };
        assert!(allowed || name == "/report", "{name}: {element:?}");
        assert!(!element.attrs().any(|(key, _)| key.starts_with("on")), "{name}: {element:?}");
    }
    for forbidden in ["<script>alert", "<img src=x", "<svg/onload", "<form action=//"] {
        assert!(!body.contains(forbidden), "{name}: {forbidden}");
    }
    let hidden = |character: &char| matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}');
    assert_eq!(body.chars().find(hidden), None, "{name}");
}

/// Texts of strangers are texts on every page, whether they were typed or stood in the file.
#[test]
fn hostile_texts_are_texts() {
    let (folder, _served, window) = served();
    let paths = [
        "porteur.nom",
        "porteur.siret",
        "projet.inventivite",
        "projet.debut",
        "projet.dispositif",
        "demande.fonctionnement",
        "budget.charges[0].libelle",
    ];
    for hostile in HOSTILE {
        let page = super::person::Page::of(&window);
        let fields = paths
            .iter()
            .flat_map(|path| [(format!("was:{path}"), page.shown(path)), ((*path).to_owned(), hostile.to_owned())]);
        assert_eq!(window.post(&fields.collect::<Vec<_>>()).status, 303, "{hostile:?}");
        for page in ["/", "/part", "/report", "/sheet"] {
            let answer = window.get(page);
            assert_eq!(answer.status, 200, "{hostile:?} {page}");
            is_clean(page, &answer.body);
        }
        assert!(folder.check(["a.yaml"]).run().code() <= 1, "{hostile:?}");
    }
    // What was typed is the value, to the character that can be seen.
    let page = super::person::Page::of(&window);
    let typed = "« Bien » : l'été, c'est \"ça\" # et <b>plus</b> & [encore] {tout} 100 % — fin";
    assert_eq!(window.change("porteur.nom", &page.shown("porteur.nom"), typed), "Enregistré");
    assert_eq!(super::person::Page::of(&window).shown("porteur.nom"), typed);
}

/// What is pasted from elsewhere holds tabs and characters that show nothing; they are no part of an answer. Those that
/// stand in a file keep nobody from changing it.
#[test]
fn hidden_characters_are_in_nobodys_way() {
    let hidden = "Les \u{200b}Voi\u{ad}sins\tréunis\u{feff} \u{202e}x\u{1b}[1m";
    let text = edit(&eligible(1), &[(&format!("nom: {NAMED}"), "nom: \"Un\\tnom\\u200B \\e[1m\"")]);
    let folder = Folder::new();
    folder.write("a.yaml", text);
    let served = Served::start(&folder, "a.yaml");
    let window = served.window();
    let shown = super::person::Page::of(&window).shown("porteur.nom");
    assert_eq!(shown, "Un\\tnom\\u{200b} \\u{1b}[1m", "what would be hidden is shown");
    assert_eq!(window.change("porteur.nom", &shown, hidden), "Enregistré");
    assert_eq!(folder.read("a.yaml"), edit(&eligible(1), &[(NAMED, "Les Voisins réunis x[1m")]));
}

#[test]
fn a_text_of_a_megabyte_is_shown() {
    let folder = Folder::new();
    let room = (1 << 20) - eligible(1).len() - 100;
    let long = "<b>é</b> ".repeat(room / 10);
    folder.write("a.yaml", edit(&eligible(1), &[(NAMED, &long)]));
    let served = Served::start(&folder, "a.yaml");
    let window = served.window();
    for page in ["/", "/part", "/report", "/sheet"] {
        let asked = Instant::now();
        let answer = window.get(page);
        assert_eq!(answer.status, 200, "{page}");
        assert!(!answer.body.contains("<b>é</b>"), "{page}");
        assert!(asked.elapsed() < Duration::from_secs(10), "{page}: {:?}", asked.elapsed());
    }
    assert_eq!(window.change("porteur.rna", "W629990101", "W629990102"), "Enregistré");
}

/// The name of the file is a text, too.
#[test]
fn hostile_names_are_texts() {
    let folder = Folder::new();
    let name = "<script>alert(1)<\u{202e}x\u{1b}[31m>\"'.yaml";
    folder.write(name, eligible(1));
    let served = Served::start(&folder, name);
    let window = served.window();
    for page in ["/", "/part", "/sheet", "/report"] {
        is_clean(page, &window.get(page).body);
    }
    assert_eq!(window.change("porteur.nom", NAMED, "Les Voisins"), "Enregistré");
    is_clean("closed", &window.press("close").body);
    let (said, code) = served.ends();
    assert_eq!(code, Some(0));
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{}", plain_spaces(&said));
}
