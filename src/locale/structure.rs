//! What is wrong with a file's structure, said to the people who wrote it.

mod visible;

pub use visible::{excerpt, visible};
