//! The commands: each joins the rooms of the house.

mod check;
mod explain;
mod one;
mod rules_test;
mod schema;
mod terminal;

pub use check::check;
pub use explain::explain;
pub use rules_test::rules_test;
pub use schema::schema;
