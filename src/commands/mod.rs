//! The commands: each joins the rooms of the house.

mod baseline;
mod check;
mod explain;
mod interrupt;
mod progress;
mod rules;
mod run;
mod schema;
mod terminal;

pub use check::check;
pub use explain::explain;
pub use rules::rules;
pub use schema::schema;
