//! The page in a real browser, where there is one: in `CHROMIUM`, or a Chromium or Chrome in the path.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scraper::{Html, Selector};

use super::{DOSSIERS, SHOWN, Set};
use crate::common::Folder;

/// A Chromium or Chrome that starts.
fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let known = ["chromium", "chromium-browser", "google-chrome"].map(PathBuf::from);
    let starts = |path: &PathBuf| {
        let mut command = Command::new(path);
        command
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    named.into_iter().chain(known).find(starts)
}

/// Runs the browser on a page with a profile of its own; what it prints, and what it complains of.
fn open(browser: &Path, page: &Path, options: &[&str]) -> (String, String) {
    let profile = Folder::new();
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--enable-logging=stderr",
        "--v=0",
    ]);
    command.arg(format!("--user-data-dir={}", profile.path().display())).args(options);
    let output = command.arg(format!("file://{}", page.display())).current_dir(profile.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

/// The lines of the page's console: violations of the policy and errors of the script.
fn complaints(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.contains("CONSOLE")).collect()
}

/// The width and height of a PNG image, which stand in its first chunk.
fn size(image: &Path) -> (u32, u32) {
    let bytes = std::fs::read(image).unwrap();
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn the_script_runs_and_the_page_shows_and_prints() {
    let Some(browser) = browser() else {
        println!("skipped: there is no Chromium");
        return;
    };
    let set = Set::new();
    let page = set.folder.write("rapport.html", set.output("html"));
    let (dom, log) = open(&browser, &page, &["--dump-dom"]);
    assert_eq!(complaints(&log), [""; 0]);
    let shown = Html::parse_document(&dom);
    let select = |selector: &str| shown.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
    let [form] = select("form.filter")[..] else { panic!("one filter") };
    assert!(form.attr("hidden").is_none(), "the script has run: it shows the filter");
    assert_eq!(select(".count b")[0].inner_html(), DOSSIERS.len().to_string());
    assert_eq!(select("article:not([hidden])").len(), DOSSIERS.len());
    assert!(select("img").is_empty() && select("script").len() == 1, "hostile texts are texts to a browser, too");
    assert_eq!(select("article h2")[6].text().collect::<String>(), SHOWN);
    for (width, height) in [(1280, 900), (500, 900)] {
        let image = set.folder.at("page.png");
        let window = format!("--window-size={width},{height}");
        open(&browser, &page, &[&window, &format!("--screenshot={}", image.display())]);
        assert_eq!(size(&image), (width, height));
    }
    let paper = set.folder.at("page.pdf");
    open(&browser, &page, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", paper.display())]);
    assert!(std::fs::read(paper).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn the_content_security_policy_blocks_foreign_scripts() {
    let Some(browser) = browser() else {
        println!("skipped: there is no Chromium");
        return;
    };
    let set = Set::new();
    let meddled = set.output("html").replace("</main>", "</main><script>document.title = 'autre'</script>");
    let page = set.folder.write("rapport.html", meddled);
    let (dom, log) = open(&browser, &page, &["--dump-dom"]);
    assert!(!dom.contains("<title>autre"), "the script was obeyed");
    assert!(complaints(&log).iter().any(|line| line.contains("Content Security Policy")), "{log}");
}
