//! The form in the browser: who may ask, what is written, what a person sees.

mod chromium;
pub(crate) mod client;
mod ending;
mod faults;
mod person;
mod saving;
mod security;
