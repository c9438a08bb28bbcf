//! Ctrl-C, and being asked to end: the run stops after the dossier at hand, a second time it stops at once. Either way no
//! draft stays behind, and files that are replaced together are replaced all or none.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, Once, PoisonError};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::low_level::unregister;
use signal_hook::{SigId, flag};

use crate::source::{FinishedDraft, replace};

pub(super) const EXIT_CODE: u8 = 130;

#[cfg(unix)]
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];

static REQUESTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
/// What ends the process at the second signal where no thread waits for it.
static SHUTDOWNS: Mutex<Vec<SigId>> = Mutex::new(Vec::new());

/// Listens for the signals from here on. Where that is not possible they end the process, as they do without.
pub(super) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if waiting_thread().is_err() {
            // An error leaves the system's own answer to the signals in force.
            let _ = SIGNALS.into_iter().try_for_each(flags);
        }
    });
}

pub(super) fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}

/// Puts all files in their places, unless the run is to stop: then none, and their drafts go.
pub(super) fn replace_unless_requested(finished: Vec<FinishedDraft>) -> Option<Vec<io::Result<()>>> {
    for shutdown in SHUTDOWNS.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        unregister(shutdown);
    }
    if requested() { None } else { Some(replace(finished)) }
}

/// A full disk is an error of the file that does not fit, and so is a limit on the size of files: without this the signal
/// that comes with it would end the process.
pub(super) fn outlive_size_limit() {
    #[cfg(unix)]
    // An error leaves the system's own answer in force.
    let _ = flag::register(libc::SIGXFSZ, Arc::default());
}

/// A thread that leaves at the second signal, whatever the others are waiting for.
#[cfg(unix)]
fn waiting_thread() -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new(SIGNALS)?;
    let wait = move || {
        for _ in &mut signals {
            if REQUESTED.swap(true, Ordering::Relaxed) {
                leave();
            }
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(wait).map(drop)
}

#[cfg(not(unix))]
fn waiting_thread() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Without a thread, drafts stay behind where a second signal comes before files are put in their places.
fn flags(signal: i32) -> io::Result<()> {
    let shutdown = flag::register_conditional_shutdown(signal, i32::from(EXIT_CODE), REQUESTED.clone())?;
    SHUTDOWNS.lock().unwrap_or_else(PoisonError::into_inner).push(shutdown);
    flag::register(signal, REQUESTED.clone()).map(drop)
}

#[cfg(unix)]
#[expect(clippy::exit, reason = "who asks twice does not want to wait for an output that blocks")]
fn leave() -> ! {
    let _none_are_made = crate::source::discard_drafts();
    std::process::exit(i32::from(EXIT_CODE))
}
