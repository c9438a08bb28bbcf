//! How a form begins and ends.

use std::fs;
use std::net::TcpListener;

use super::client::{Served, arguments, get};
use crate::common::{DAY, Folder, Recevable, eligible};

#[test]
fn close_ends_it() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let served = Served::start(&folder, "a.yaml");
    let window = served.window();
    let answer = window.post(&[("do", "close")]);
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("Le formulaire est fermé") && answer.body.contains("a.yaml"));
    let host = served.host.clone();
    let (said, code) = served.ends();
    assert_eq!(code, Some(0));
    assert!(said.ends_with("Le formulaire est fermé. Votre dossier : a.yaml\n"), "{said}");
    assert!(std::net::TcpStream::connect(host).is_err(), "nothing listens any more");
    assert_eq!(folder.read("a.yaml"), eligible(1));
}

#[test]
fn a_signal_ends_it() {
    let folder = Folder::new();
    for signal in ["-INT", "-TERM", "-HUP"] {
        folder.write("a.yaml", eligible(1));
        let served = Served::start(&folder, "a.yaml");
        let window = served.window();
        window.change("porteur.rna", "W629990101", "W629990102");
        served.signal(signal);
        let (said, code) = served.ends();
        assert_eq!(code, Some(0), "{signal}");
        assert!(said.ends_with("Le formulaire est fermé. Votre dossier : a.yaml\n"), "{said}");
        assert!(folder.read("a.yaml").contains("W629990102"));
        assert_eq!(folder.tree().len(), 1);
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let folder = Folder::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (lang, said) in [
        ("fr", "recevable : impossible d'ouvrir le formulaire sur cet ordinateur ("),
        ("en", "recevable: the form cannot be opened on this computer ("),
    ] {
        let run =
            Recevable::new(["form", "a.yaml", "--no-open", "--port", &port, "--lang", lang]).dir(folder.path()).run();
        let run = run.exits(2);
        assert!(run.stderr.starts_with(said), "{run}");
        assert!(run.stdout.is_empty(), "{run}");
        assert!(!run.stderr.contains("os error"), "{run}");
    }
    assert!(run_of(&folder, &["form", "--port", "70000"]).stderr.contains("70000"));
    assert!(folder.tree().is_empty(), "nothing is written");
}

fn run_of(folder: &Folder, arguments: &[&str]) -> crate::common::Run {
    Recevable::new(arguments).dir(folder.path()).run().exits(2)
}

#[test]
fn a_port_can_be_chosen() {
    let folder = Folder::new();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let program = Recevable::new(["form", "a.yaml", "--no-open", "--date", DAY, "--port", &free.to_string()]);
    let served = Served::of(program.dir(folder.path()));
    assert_eq!(served.host, format!("127.0.0.1:{free}"));
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = Folder::new();
    fs::create_dir(folder.at("dossier")).unwrap();
    folder.pipe("tuyau");
    folder.write("grand.yaml", " ".repeat((1 << 20) + 1));
    folder.write("binaire.yaml", [0xff, 0xfe, 0, 1]);
    for name in ["dossier", "tuyau", "grand.yaml", "binaire.yaml"] {
        let run = run_of(&folder, &["form", name, "--no-open"]);
        assert!(run.stderr.contains(name), "{run}");
    }
    let run = Recevable::new(["form", "absent/a.yaml", "--no-open", "--date", DAY]).dir(folder.path());
    // A folder that is not there is said when something is to be written.
    let served = Served::of(run);
    let said = served.window().press("set:fiche=1").notice();
    assert!(said.starts_with("Non enregistré : "), "{said}");
}

#[test]
fn a_dossier_that_is_not_there_is_written_with_the_first_answer() {
    let folder = Folder::new();
    let served = Served::start(&folder, "neuf.yaml");
    let window = served.window();
    assert_eq!(window.get("/").status, 200);
    assert!(folder.tree().is_empty(), "to look writes nothing");
    assert_eq!(window.press("set:fiche=2").notice(), "Enregistré");
    assert_eq!(folder.read("neuf.yaml"), "version: 1\ncampagne: 2015\nfiche: 2\n");
    // By default, the file is dossier.yaml; the command has a French name.
    let program = Recevable::new(["formulaire", "--no-open", "--date", DAY]).dir(folder.path());
    let served = Served::of(program);
    served.window().press("set:fiche=3");
    assert_eq!(folder.read("dossier.yaml"), "version: 1\ncampagne: 2015\nfiche: 3\n");
}

#[test]
fn it_speaks_english() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let program = Recevable::new(["form", "a.yaml", "--no-open", "--date", DAY, "--lang", "en"]).dir(folder.path());
    let served = Served::of(program);
    let window = served.window();
    let page = window.get("/").body;
    assert!(page.contains("<html lang=\"en\"") && page.contains("Your dossier") && !page.contains("Votre dossier"));
    assert!(get(&served.host, "/", &[]).body.starts_with("This page is not yours."));
    assert_eq!(window.change("porteur.rna", "W629990101", "W629990102"), "Saved");
}

/// The name of the file stays what it was when the process began, wherever it is.
#[test]
fn it_needs_no_browser() {
    let folder = Folder::new();
    let mut program = arguments("a.yaml").dir(folder.path()).env("PATH", "");
    let child = program.start();
    let served = Served::of(arguments("a.yaml").dir(folder.path()).env("PATH", ""));
    assert_eq!(served.window().get("/").status, 200);
    let mut child = child;
    child.kill().unwrap();
    child.wait().unwrap();
}
