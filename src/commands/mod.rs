//! The commands: each joins the rooms of the house.

mod check;
mod one;
mod schema;

pub use check::check;
pub use schema::schema;
