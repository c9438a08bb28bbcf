//! The commands: each joins the rooms of the house.

mod check;
mod one;
mod rules_test;
mod schema;

pub use check::check;
pub use rules_test::rules_test;
pub use schema::schema;
