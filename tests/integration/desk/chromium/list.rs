//! Searching, sorting and filtering, and what the address keeps of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{count, open, put};
use crate::browser::{Browser, ENTER, SPACE};
use crate::desk::Desk;

/// The findings of a dossier under the fiche that the page shows, and across dossiers.
fn findings(dossier: &Value) -> impl Iterator<Item = &Value> {
    let assessments = dossier["assessments"].as_array().unwrap();
    let nearest = assessments.iter().find(|one| one["fiche"] == dossier["nearest"]).or(assessments.first());
    let own = nearest.into_iter().flat_map(|one| one["findings"].as_array().unwrap());
    own.chain(dossier["batch"].as_array().unwrap())
}

/// How many dossiers each rule, and each code of an error, is found in.
fn by_rule(desk: &Desk) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for dossier in desk.json().dossiers() {
        let errors = dossier["errors"].as_array().unwrap().iter().map(|error| &error["code"]);
        let mut codes: Vec<&str> = findings(dossier)
            .filter(|finding| finding["status"] == "violated" || finding["status"] == "undetermined")
            .map(|finding| &finding["rule"])
            .chain(errors)
            .map(|code| code.as_str().unwrap())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *counts.entry(code.to_owned()).or_default() += 1;
        }
    }
    counts
}

pub(super) fn a_search_finds_every_rule_of_a_finding(browser: &Browser, desk: &Desk) {
    open(browser, desk, "");
    let rules = by_rule(desk);
    assert!(rules.len() > 20, "{rules:?}");
    for (rule, expected) in &rules {
        put(browser, "search", &rule.to_lowercase());
        assert_eq!(count(browser), *expected, "{rule}");
    }
    put(browser, "search", "");
    for (rule, expected) in rules {
        put(browser, "rule", &rule);
        assert_eq!(count(browser), expected, "{rule}");
    }
}

pub(super) fn a_search_finds_places_numbers_and_amounts(browser: &Browser, desk: &Desk) {
    open(browser, desk, "");
    let found = |words: &str| {
        put(browser, "search", words);
        count(browser)
    };
    for same in [
        &["9 000,00", "9000,00", "9\u{202f}000,00 €", "9\u{a0}000,00", "9000.00"][..],
        &["12345602200011", "123 456 022 00011", "123\u{a0}456\u{a0}022 000 11"],
        &["CA du Calaisis", "calaisis ca"],
        &["béthune bruay", "BETHUNE bruay"],
        &["62193", "calais 62193"],
    ] {
        let counts: Vec<usize> = same.iter().map(|words| found(words)).collect();
        let first = counts[0];
        assert!(first > 0 && first < 320 && counts.iter().all(|count| *count == first), "{same:?} {counts:?}");
    }
    assert_eq!(found("aucun dossier de ce nom"), 0);
    browser.click(".filter [type=reset]");
    browser.until("all are back", "document.querySelector('.count b').textContent === '320'");
}

/// What stands in a column, from above: its number where it has one.
fn column(browser: &Browser, column: usize) -> Vec<Value> {
    let script = format!(
        "return [...document.querySelectorAll('.list tbody td:nth-child({column})')].map(
           (cell) => cell.dataset.sort ? Number(cell.dataset.sort) : cell.textContent)"
    );
    browser.script(&script).as_array().unwrap().clone()
}

pub(super) fn columns_are_sorted_by_mouse_and_keyboard(browser: &Browser, desk: &Desk) {
    const REQUEST: usize = 6;
    open(browser, desk, "");
    let head = format!(".list th:nth-child({REQUEST})");
    let sorted = || browser.script(&format!("return document.querySelector('{head}').getAttribute('aria-sort')"));
    let input_order = column(browser, REQUEST);
    browser.click(&format!("{head} button"));
    assert_eq!(sorted(), "ascending");
    let amounts = |cells: &[Value]| cells.iter().filter_map(Value::as_f64).collect::<Vec<_>>();
    let cells = column(browser, REQUEST);
    assert!(amounts(&cells).is_sorted() && cells.last() == Some(&json!("–")), "{cells:?}");
    browser.script(&format!("document.querySelector('{head} button').focus()"));
    browser.press(ENTER);
    assert_eq!(sorted(), "descending");
    let cells = column(browser, REQUEST);
    assert!(amounts(&cells).iter().rev().is_sorted() && cells.last() == Some(&json!("–")), "{cells:?}");
    browser.press(SPACE);
    assert_eq!((sorted(), column(browser, REQUEST)), (Value::Null, input_order));
    browser.click(".list th:nth-child(1) button");
    let verdicts = column(browser, 1);
    assert!(amounts(&verdicts).is_sorted() && amounts(&verdicts).len() == 320, "the best first: {verdicts:?}");
    browser.click(".list th:nth-child(4) button");
    let names = column(browser, 4);
    let names: Vec<&str> = names.iter().map(|name| name.as_str().unwrap()).collect();
    assert!(names[0].starts_with("Association ") && names[319].starts_with("Ville "), "{names:?}");
    assert_eq!(browser.script("return document.querySelectorAll('[aria-sort]').length"), 1);
}

pub(super) fn tiles_and_selects_filter(browser: &Browser, desk: &Desk) {
    open(browser, desk, "");
    let json = desk.json();
    let tile = ".tiles [data-value=ineligible] button";
    let pressed = || browser.script(&format!("return document.querySelector('{tile}').getAttribute('aria-pressed')"));
    let with = |wanted: &dyn Fn(&Value) -> bool| json.dossiers().iter().filter(|dossier| wanted(dossier)).count();
    let ineligible = with(&|dossier| dossier["verdict"] == "ineligible");
    assert_eq!(pressed(), "false");
    browser.click(tile);
    assert_eq!((pressed(), count(browser)), (json!("true"), ineligible));
    assert_eq!(browser.script("return document.querySelector('[name=verdict]').value"), "ineligible");
    put(browser, "fiche", "4");
    let both = with(&|dossier| dossier["verdict"] == "ineligible" && dossier["fiche"] == 4);
    assert!(both > 0 && both < ineligible);
    assert_eq!(count(browser), both);
    browser.click(tile);
    put(browser, "fiche", "");
    assert_eq!((pressed(), count(browser)), (json!("false"), 320));
    // What the overview counts is what it filters by.
    for cell in [".overview [data-filter=rule]", ".overview [data-filter=group]"] {
        browser.click(&format!("{cell} button"));
        let counted = browser.script(&format!(
            "const cell = document.querySelector('{cell}');
             return (cell.querySelector('b') || cell.nextElementSibling).textContent"
        ));
        assert_eq!(counted, count(browser).to_string(), "{cell}");
        browser.click(&format!("{cell} button"));
    }
    assert_eq!(count(browser), 320);
    assert_eq!(browser.script("return document.querySelectorAll('.filter [name=new]').length"), 0, "no baseline");
}

pub(super) fn what_is_new_can_be_seen_alone(browser: &Browser, desk: &Desk) {
    desk.run(&["--baseline=connus.json", "--write-baseline"]);
    let path = "dossiers/00004.yaml";
    let text = desk.folder.read(path);
    desk.folder.write(path, text.replace("  siret: ", "  inconnu: 1\n  siret: "));
    desk.run(&["--baseline=connus.json", "--format=html=neuf.html"]);
    desk.folder.write(path, text);
    browser.open(&format!("file://{}", desk.folder.at("neuf.html").display()));
    assert_eq!(count(browser), 320);
    browser.click(".filter [name=new]");
    assert_eq!(count(browser), 1);
    browser.click(".list tbody a");
    browser.until("it is opened", "document.querySelector('#d4.open')");
}

pub(super) fn the_address_keeps_the_state(browser: &Browser, desk: &Desk) {
    open(browser, desk, "");
    put(browser, "search", "2015 fin");
    put(browser, "verdict", "ineligible");
    browser.click(".list th:nth-child(6) button");
    browser.click(".list th:nth-child(6) button");
    let state = || {
        browser.script(
            "return [document.querySelector('[name=search]').value, document.querySelector('[name=verdict]').value,
               document.querySelector('.list th:nth-child(6)').getAttribute('aria-sort'),
               [...document.querySelectorAll('.list tbody a')].map((link) => link.hash)]",
        )
    };
    let before = state();
    assert!(before[3].as_array().unwrap().len() > 2, "{before}");
    let address = browser.script("return location.hash");
    assert_eq!(address, "#liste?search=2015+fin&verdict=ineligible&sort=-6");
    browser.script("location.reload()");
    browser.until("it is loaded again", "document.documentElement.dataset.view");
    assert_eq!(state(), before);
    // What a colleague is sent opens the same.
    open(browser, desk, address.as_str().unwrap());
    assert_eq!(state(), before);
    browser.click(".list tbody tr:nth-child(2) a");
    let second = before[3][1].as_str().unwrap();
    browser.until("it is opened", &format!("document.querySelector('{second}.open')"));
    let kept = format!("{second}?search=2015+fin&verdict=ineligible&sort=-6");
    browser.until("the address is kept", &format!("location.hash === '{kept}'"));
    assert!(browser.text(".steps .position").starts_with("2 / "));
    browser.click(".steps a");
    browser.until("the list is back", "document.querySelector('.list').offsetParent");
    assert_eq!((state(), browser.script("return location.hash")), (before, address));
}
