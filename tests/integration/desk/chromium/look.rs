//! What is seen, on screens of three widths, by day and night.

use super::open;
use crate::browser::Browser;
use crate::common::example;
use crate::desk::Desk;

pub(super) fn the_head_of_the_list_stays(browser: &Browser, desk: &Desk) {
    open(browser, desk, "");
    browser.script("document.querySelector('.list tbody tr:nth-child(100)').scrollIntoView({ behavior: 'instant' })");
    let top = "Math.round(document.querySelector('.list th').getBoundingClientRect().top) === 0";
    browser.until("the head stays", top);
}

pub(super) fn axe_finds_nothing_and_nothing_scrolls_sideways(browser: &Browser) {
    let desk = &Desk::of(55);
    for place in ["", "#d10"] {
        for colours in ["light", "dark"] {
            browser.colours(colours);
            for width in [390, 768, 1280] {
                browser.width(width, 1);
                open(browser, desk, place);
                let sideways = browser.script("return document.documentElement.scrollWidth - innerWidth");
                assert!(sideways.as_i64().unwrap() <= 0, "{sideways} pixels at {width} {place}");
                let violations = browser.violations();
                assert!(violations.is_empty(), "{width} {colours} {place}: {violations:#?}");
            }
        }
    }
    browser.colours("light");
}

pub(super) fn a_dossier_alone_opens_with_its_verdict(browser: &Browser) {
    let desk = Desk::of_one(&example("fiche-2-cofinancement-29-99.yaml"));
    browser.open(&desk.address());
    let of_several = ".tiles, .filter, .list, .overview, .count, .steps, a[href]";
    let there = format!("return [...document.querySelectorAll('{of_several}')].some((one) => one.offsetParent)");
    assert_eq!(browser.script(&there), false);
    let in_view = "(one) => document.querySelector(one).getBoundingClientRect().bottom < innerHeight / 2";
    assert_eq!(browser.script(&format!("return ['.badge', '.sentence'].every({in_view})")), true);
    assert!(browser.text(".sentence").starts_with("Non éligible"), "{}", browser.text(".sentence"));
    let violations = browser.violations();
    assert!(violations.is_empty(), "{violations:#?}");
}
