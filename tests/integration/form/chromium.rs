//! The form in a real browser: one session, one test, since a browser is slow to start.

mod accessible;
mod live;
mod stranger;

use crate::browser::Browser;

#[test]
fn in_chromium() {
    let Some(browser) = Browser::start() else { return };
    let mut last = std::time::Instant::now();
    let mut done = |step: &str| {
        println!("{step}: {} ms", last.elapsed().as_millis());
        last = std::time::Instant::now();
    };
    live::answers_are_saved_and_checked_at_once(&browser);
    done("answers");
    live::typing_is_saved_and_the_cursor_stays(&browser);
    done("typing");
    live::what_others_change_is_shown(&browser);
    done("others");
    live::without_script_a_section_is_filled_in(&browser);
    done("without script");
    live::close_ends_it(&browser);
    done("close");
    accessible::the_keyboard_reaches_everything_in_order(&browser);
    done("keyboard");
    accessible::the_keyboard_fills_in_a_section(&browser);
    done("keyboard fills");
    accessible::nothing_scrolls_sideways(&browser);
    done("widths");
    accessible::axe_finds_nothing(&browser);
    done("axe");
    accessible::the_sheet_is_one_page(&browser);
    done("sheet");
    stranger::can_neither_read_nor_write(&browser);
    done("stranger");
}
