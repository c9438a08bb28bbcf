//! What this program or a library of it does wrong: a panic that is caught ends no run, and is told with its place.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::thread;

thread_local! {
    /// Whether this thread's panics are caught.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic of this thread arose.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does some work. Should it panic, standard error hears nothing of it, and the answer is where in the source it was.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    install_hook();
    let outer = CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    done.map_err(|_| PLACE.take())
}

/// Keeps panics that are caught from standard error, and remembers where they arose. Those of threads without a name are a
/// library's at such work, and come back to who waits for it.
fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !CAUGHT.get() && thread::current().name().is_some() {
                return usual(panic);
            }
            let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
            PLACE.with_borrow_mut(|last| *last = place.unwrap_or_default());
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_with_its_place() {
        assert_eq!(catch(|| 1), Ok(1));
        let place = catch(|| panic!("a panic for the test")).unwrap_err();
        assert!(place.starts_with(file!()), "{place}");
        assert_eq!(PLACE.take(), "");
    }

    #[test]
    fn work_within_work_leaves_the_outer_one_caught() {
        let places = catch(|| {
            let inner = catch(|| panic!("within"));
            assert!(CAUGHT.get());
            inner
        });
        assert!(places.unwrap().is_err());
        assert!(!CAUGHT.get());
    }
}
