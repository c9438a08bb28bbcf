//! The commands: each joins the rooms of the house.

mod check;
mod one;
mod rules;
mod schema;

pub use check::check;
pub use rules::rules;
pub use schema::schema;
