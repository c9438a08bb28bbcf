//! Reports: one model in the report's language, and one file a format.

mod build;
mod json;
mod model;
mod text;
