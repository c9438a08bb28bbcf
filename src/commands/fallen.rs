//! What this program does wrong: a panic in one dossier is that dossier's finding, and not the batch's end.

use std::cell::RefCell;
use std::panic::{set_hook, take_hook};
use std::sync::Once;
use std::thread;

use crate::batch::WORKER;

thread_local! {
    /// Where the last panic of this thread arose.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps the panics of workers from standard error, and remembers where they arose.
pub(super) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !thread::current().name().is_some_and(|name| name.starts_with(WORKER)) {
                return usual(panic);
            }
            let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
            PLACE.with_borrow_mut(|last| *last = place.unwrap_or_default());
        }));
    });
}

/// Where the last panic of this thread arose, in the program's source.
pub(super) fn place() -> String {
    PLACE.take()
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn a_workers_panic_is_remembered_with_its_place() {
        watch();
        let worker = thread::Builder::new().name(format!("{WORKER}0"));
        let place = worker.spawn(|| {
            assert!(catch_unwind(|| panic!("a panic for the test")).is_err());
            place()
        });
        let place = place.unwrap().join().unwrap();
        assert!(place.starts_with(file!()), "{place}");
        assert_eq!(super::place(), "");
    }
}
