//! Panics of this program or of a library, caught where the work is done, and reported with their place.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread's panics are caught.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic of this thread arose.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// Does some work. Should it panic, nothing is written to standard error, and the answer is where in the source it was.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    install_hook();
    let outer = CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    done.map_err(|_| PLACE.take())
}

fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| set_hook(hook(take_hook())));
}

/// A hook that remembers the place of a panic that is caught, and leaves every other one to the usual hook.
fn hook(usual: Hook) -> Hook {
    Box::new(move |panic| {
        if !CAUGHT.get() {
            return usual(panic);
        }
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        PLACE.with_borrow_mut(|last| *last = place.unwrap_or_default());
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::thread::{self, ThreadId};

    use super::*;

    #[test]
    fn a_panic_is_reported_with_its_place() {
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

    #[test]
    fn no_panic_is_silenced_but_those_that_are_caught() {
        static REPORTED: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());
        install_hook();
        let installed = take_hook();
        set_hook(hook(Box::new(move |panic| {
            REPORTED.lock().unwrap().push(thread::current().id());
            installed(panic);
        })));
        let nameless = thread::spawn(|| panic!("not caught, in a thread without a name"));
        let id = nameless.thread().id();
        assert!(nameless.join().is_err());
        assert!(catch(|| panic!("caught")).is_err());
        let reported = REPORTED.lock().unwrap();
        assert!(reported.contains(&id));
        assert!(!reported.contains(&thread::current().id()));
    }
}
