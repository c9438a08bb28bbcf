//! The form: one dossier as a page in the browser, served to this computer alone.
//!
//! [`server`] listens and lets in who may ask ([`guard`]), [`routes`] says what is answered, [`session`] holds the file and
//! writes it, [`questions`] says what is asked and in which order, [`page`] draws it.

mod change;
mod choices;
mod guard;
mod page;
mod questions;
mod routes;
mod server;
mod session;
mod sheet;

pub(crate) use server::{Server, Stop};
pub(crate) use session::Session;

#[cfg(test)]
#[path = "../../tests/internal/form.rs"]
mod tests;
