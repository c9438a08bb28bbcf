//! What is printed on A4.

use serde_json::json;

use super::{count, open, put};
use crate::browser::Browser;
use crate::common::{edit, example};
use crate::desk::Desk;

pub(super) fn the_list_takes_ten_pages_at_most(browser: &Browser, desk: &Desk) {
    let pages = browser.printed_pages(None, &desk.address());
    println!("the list of 320 on {pages} pages");
    assert!((4..=10).contains(&pages), "{pages}");
}

pub(super) fn dossiers_are_printed_alone_or_as_they_are_filtered(browser: &Browser, desk: &Desk) {
    let alone = |number: usize| {
        browser.pages_printed(|browser| {
            open(browser, desk, &format!("#d{number}"));
            browser.until("it is opened", &format!("document.querySelector('#d{number}.open')"));
        })
    };
    assert!((1..=3).contains(&alone(4)), "one dossier");
    let pages = browser.pages_printed(|browser| {
        open(browser, desk, "");
        put(browser, "verdict", "eligible");
        put(browser, "fiche", "1");
        browser.script("window.print = () => { document.title = 'imprimé'; }");
        browser.click(".filter [data-print=shown]");
        browser.until("all are drawn", "document.title === 'imprimé'");
        assert_eq!(browser.script("return document.querySelectorAll('article.printed').length"), count(browser));
    });
    let json = desk.json();
    let wanted = json.dossiers().iter().filter(|one| one["verdict"] == "eligible" && one["fiche"] == 1).count();
    assert!(wanted > 2 && pages >= wanted && pages <= 3 * wanted, "{pages} pages for {wanted} dossiers");
    browser.script("dispatchEvent(new Event('afterprint'))");
    assert_eq!(browser.script("return document.querySelectorAll('article').length"), 0, "and put away afterwards");
}

/// As wide as A4 has room, as on paper.
pub(super) fn a_rate_keeps_its_sign(browser: &Browser) {
    let cofinancement = example("fiche-2-cofinancement-29-99.yaml");
    let close = [("montant: 1 999 €", "montant: 1999.99"), ("montant: 1 001 €", "montant: 1000.01")];
    let desk = Desk::of_one(&edit(&cofinancement, &close));
    browser.open(&desk.address());
    browser.width(695, 1);
    browser.command("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let rates = browser.script(
        "return [...document.querySelectorAll('.legend .num')].map((cell) => {
           const range = document.createRange(); range.selectNodeContents(cell);
           const figure = cell.closest('figure').getBoundingClientRect();
           return [cell.textContent, range.getClientRects().length,
             range.getBoundingClientRect().right <= figure.right + 0.5];
         })",
    );
    let rates = rates.as_array().unwrap();
    let shown: Vec<&str> = rates.iter().map(|rate| rate[0].as_str().unwrap()).collect();
    assert!(shown.contains(&"29,9999\u{a0}%"), "{shown:?}");
    for rate in rates {
        assert_eq!((&rate[1], &rate[2]), (&json!(1), &json!(true)), "on one line, within the page: {rate}");
    }
    browser.command("Emulation.setEmulatedMedia", &json!({ "media": "" }));
    browser.width(1280, 1);
}
