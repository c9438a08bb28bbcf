//! How far a batch is, on a terminal, when it takes a while.

use std::io::{self, IsTerminal};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::ReportOptions;
use crate::messages::batch as words;
use crate::report::Target;
use crate::source::{Finder, Found};
use crate::text::Lang;

/// A run that is over before that shows nothing.
const SHOWN_AFTER: Duration = Duration::from_millis(500);
/// Times a second that the bar is drawn.
const RATE: u8 = 10;

pub(super) struct Progress {
    begun: Instant,
    done: u64,
    lang: Lang,
    state: State,
}

enum State {
    Off,
    /// Not shown yet; what is to be counted when it is.
    Early(Option<Box<Finder>>),
    Shown(ProgressBar),
}

impl Progress {
    /// The progress of a run over what `again` finds a second time; without it the end is not known. Nothing is shown
    /// where standard error is no terminal, or where the report itself scrolls past on one.
    pub(super) fn new(options: &ReportOptions, again: Option<Finder>) -> Self {
        let to_terminal =
            options.formats.iter().any(|(_, target)| *target == Target::StandardOutput) && io::stdout().is_terminal();
        let seen = io::stderr().is_terminal() && !to_terminal && !options.no_progress && !options.quiet;
        let state = if seen { State::Early(again.map(Box::new)) } else { State::Off };
        Self { begun: Instant::now(), done: 0, lang: options.lang, state }
    }

    pub(super) fn increment(&mut self) {
        self.done += 1;
        self.draw();
    }

    pub(super) fn draw(&mut self) {
        match &mut self.state {
            State::Early(again) if self.begun.elapsed() >= SHOWN_AFTER => {
                let bar = bar(again.take(), self.lang);
                bar.set_position(self.done);
                self.state = State::Shown(bar);
            }
            State::Off | State::Early(_) => {}
            State::Shown(bar) => bar.set_position(self.done),
        }
    }

    /// Writes a line to standard error while the bar is away.
    pub(super) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.state {
            State::Shown(bar) => bar.suspend(write),
            State::Off | State::Early(_) => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let State::Shown(bar) = &self.state {
            bar.finish_and_clear();
        }
    }
}

fn bar(again: Option<Box<Finder>>, lang: Lang) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(RATE));
    bar.set_style(style(words::progress_unknown(lang)));
    if let Some(finder) = again {
        let bar = bar.clone();
        let count = move || {
            let total = finder.filter(Found::is_dossier).count();
            bar.set_style(style(words::progress(lang)));
            bar.set_length(total as u64);
        };
        // Counting reads folders only, and is done long before the dossiers are. Without it the bar has no end.
        let _ = thread::Builder::new().name("count".to_owned()).spawn(count);
    }
    bar
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
