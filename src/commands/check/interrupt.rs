//! Ctrl-C, and being asked to end: the run stops after the dossier at hand, a second time it stops at once.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

pub(super) const EXIT_CODE: u8 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Listens for the signals from here on. Where that is not possible they end the process, as they do without.
pub(super) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // An error leaves the system's own answer to the signals in force.
        let _ = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::Relaxed) {
                leave();
            }
        });
    });
}

pub(super) fn requested() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

#[expect(clippy::exit, reason = "who asks twice does not want to wait for an output that blocks")]
fn leave() -> ! {
    std::process::exit(i32::from(EXIT_CODE))
}
