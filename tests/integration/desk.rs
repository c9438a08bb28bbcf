//! The HTML page as a desk: in a browser, what a technician does with hundreds of dossiers; and how large the page is.

mod chromium;

use std::io::Read;

use data_encoding::BASE64;
use flate2::read::DeflateDecoder;

use crate::common::{DAY, Folder, Recevable, Report, example, example_names};

/// Dossiers made of the examples by turns, each with a number in its title.
struct Desk {
    folder: Folder,
}

impl Desk {
    fn of(count: usize) -> Self {
        let folder = Folder::new();
        let examples: Vec<String> = example_names().iter().map(|name| example(name)).collect();
        for number in 1..=count {
            let text = numbered(&examples[(number - 1) % examples.len()], number);
            folder.write(&format!("dossiers/{number:05}.yaml"), text);
        }
        let desk = Self { folder };
        desk.run(&["--format=html=page.html", "--format=json=all.json"]);
        desk
    }

    /// A page of one dossier.
    fn of_one(text: &str) -> Self {
        let folder = Folder::new();
        folder.write("dossiers/seul.yaml", text);
        let desk = Self { folder };
        desk.run(&["--format=html=page.html"]);
        desk
    }

    fn run(&self, more: &[&str]) {
        let base = ["check", "dossiers", "--date", DAY, "--no-progress", "--fail-on=never"];
        Recevable::new(base.iter().chain(more)).dir(self.folder.path()).run();
    }

    fn page(&self) -> String {
        self.folder.read("page.html")
    }

    fn json(&self) -> Report {
        Report(serde_json::from_str(&self.folder.read("all.json")).unwrap())
    }

    fn address(&self) -> String {
        format!("file://{}", self.folder.at("page.html").display())
    }
}

/// The example with its number behind the project's title, where it has one on a line.
fn numbered(text: &str, number: usize) -> String {
    let line = |line: &str| match line.strip_prefix("  intitule: ") {
        Some(title) => format!("  intitule: \"{} {number}\"", title.trim_matches('"')),
        None => line.to_owned(),
    };
    text.lines().map(|one| line(one) + "\n").collect()
}

#[test]
fn a_dossier_takes_four_kilobytes_at_most() {
    let desk = Desk::of(300);
    let each = desk.page().len() / 300;
    println!("{each} bytes a dossier");
    assert!(each <= 4_000, "{each} bytes a dossier");
}

/// The articles of a page's blocks, unpacked, block by block.
fn unpacked(page: &str) -> Vec<String> {
    let unpack = |block: &str| {
        let base64 = block.split_once('>').unwrap().1.split_once('<').unwrap().0;
        let mut articles = String::new();
        let bytes = BASE64.decode(base64.as_bytes()).unwrap();
        DeflateDecoder::new(&bytes[..]).read_to_string(&mut articles).unwrap();
        articles
    };
    page.split("<script type=\"application/octet-stream\"").skip(1).map(unpack).collect()
}

#[test]
fn many_dossiers_wait_packed_and_the_page_says_so_where_no_script_runs() {
    let few = Desk::of(50).page();
    let many = Desk::of(51).page();
    let noscript = many.split_once("<noscript>").unwrap().1.split_once("</noscript>").unwrap().0;
    assert!(noscript.contains("50 dossiers"), "{noscript}");
    assert!(!many.contains("<article id") && !few.contains("<noscript>"));
    let blocks = unpacked(&many);
    let counts: Vec<usize> = blocks.iter().map(|block| block.matches("<article id").count()).collect();
    assert_eq!(counts, [50, 1]);
    assert!(few.contains(&blocks[0]), "what is packed is what stands in a page of fewer");
}
