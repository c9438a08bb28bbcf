//! The desk in a real browser: one session, one test, since a browser is slow to start.

mod list;
mod look;
mod paper;

use serde_json::Value;

use super::Desk;
use crate::browser::Browser;

#[test]
fn in_chromium() {
    let Some(browser) = Browser::start() else { return };
    let mut last = std::time::Instant::now();
    let mut done = |step: &str| {
        println!("{step}: {} ms", last.elapsed().as_millis());
        last = std::time::Instant::now();
    };
    let desk = Desk::of(320);
    done("320 dossiers");
    every_link_lands_on_its_dossier(&browser, &desk, 200, 152);
    done("links");
    list::a_search_finds_every_rule_of_a_finding(&browser, &desk);
    list::a_search_finds_places_numbers_and_amounts(&browser, &desk);
    done("search");
    list::columns_are_sorted_by_mouse_and_keyboard(&browser, &desk);
    done("sort");
    list::tiles_and_selects_filter(&browser, &desk);
    list::what_is_new_can_be_seen_alone(&browser, &desk);
    done("filter");
    list::the_address_keeps_the_state(&browser, &desk);
    done("address");
    look::the_head_of_the_list_stays(&browser, &desk);
    look::axe_finds_nothing_and_nothing_scrolls_sideways(&browser);
    done("look");
    paper::the_list_takes_ten_pages_at_most(&browser, &desk);
    paper::dossiers_are_printed_alone_or_as_they_are_filtered(&browser, &desk);
    done("paper");
    look::a_dossier_alone_opens_with_its_verdict(&browser);
    paper::a_rate_keeps_its_sign(&browser);
    done("alone");
    let desk = Desk::of(2_000);
    done("2,000 dossiers");
    every_link_lands_on_its_dossier(&browser, &desk, 1_987, 1_200);
    let filtered = "const field = document.querySelector('[name=search]'); field.value = 'lens';
        const begun = performance.now(); field.dispatchEvent(new Event('input', { bubbles: true }));
        return performance.now() - begun";
    println!("filtered in {} ms", browser.script(filtered));
    done("2,000 links");
}

/// Opens the page anew, even where only what follows the `#` is another.
fn open(browser: &Browser, desk: &Desk, place: &str) {
    browser.open("about:blank");
    browser.open(&format!("{}{place}", desk.address()));
    browser.until("the script runs", "document.documentElement.dataset.view");
}

/// That a dossier is in view, and no other, and has the title of its row.
fn assert_opened(browser: &Browser, number: usize, title: &str) {
    browser.until("the dossier is opened", &format!("document.querySelector('#d{number}.open')"));
    let seen = browser.script(
        "const seen = [...document.querySelectorAll('article')].filter((one) => one.offsetParent);
         const top = seen[0].getBoundingClientRect().top;
         return [seen.length, seen[0].querySelector('h2').textContent, top >= 0 && top < innerHeight / 3, location.hash]",
    );
    assert_eq!(seen, serde_json::json!([1, title, true, format!("#d{number}")]));
}

fn every_link_lands_on_its_dossier(browser: &Browser, desk: &Desk, number: usize, other: usize) {
    open(browser, desk, "");
    let title = |number: usize| {
        let title =
            browser.script(&format!("return document.querySelector('.list a[href=\"#d{number}\"]').textContent"));
        title.as_str().unwrap().to_owned()
    };
    let titles = [title(number), title(other), title(number + 1)];
    assert!(titles[0].ends_with(&format!(" {number}")), "{titles:?}");
    browser.click(&format!(".list a[href=\"#d{number}\"]"));
    assert_opened(browser, number, &titles[0]);
    browser.click(".steps .next");
    assert_opened(browser, number + 1, &titles[2]);
    browser.script("history.back()");
    assert_opened(browser, number, &titles[0]);
    browser.script("history.back()");
    browser.until("the list is back", "document.querySelector('.list').offsetParent");
    let focus = browser.script(&format!(
        "return document.activeElement.getAttribute('href') === '#d{number}'
        && Math.abs(document.activeElement.getBoundingClientRect().top) < innerHeight"
    ));
    assert_eq!(focus, true, "where one was in the list");
    browser.script("history.forward()");
    assert_opened(browser, number, &titles[0]);
    open(browser, desk, &format!("#d{other}"));
    assert_opened(browser, other, &titles[1]);
    browser.script(&format!("location.hash = '#d{number}'"));
    assert_opened(browser, number, &titles[0]);
}

/// How many dossiers the list shows; its rows and its counter agree.
fn count(browser: &Browser) -> usize {
    const ROWS: &str = "document.querySelectorAll('.list tbody tr:not([hidden])').length";
    let number = "Number(document.querySelector('.count b').textContent.replace(/\\D/g, ''))";
    browser.until("rows and their number agree", &format!("{number} === {ROWS}"));
    let rows = browser.script(&format!("return {ROWS}")).as_u64().unwrap();
    usize::try_from(rows).unwrap()
}

fn put(browser: &Browser, name: &str, value: &str) {
    let value = Value::from(value);
    browser.script(&format!(
        "const field = document.querySelector('.filter [name={name}]'); field.value = {value};
         field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    ));
}
