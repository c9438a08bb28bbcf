//! Bare YAML events, counted, up to the first error. In 2026-11 on dossiers of 5 KB, one thread, per file: saphyr-parser
//! 0.3 40 µs, granit-parser 2.2 50 µs, libyaml-rs 0.3 51 µs; the last can only be called by unsafe code, which is
//! forbidden here, so it stands here by its figure alone.

pub(crate) fn saphyr(text: &str) -> usize {
    saphyr_parser::Parser::new_from_str(text).take_while(Result::is_ok).count()
}

pub(crate) fn granit(text: &str) -> usize {
    granit_parser::Parser::new_from_str(text).take_while(Result::is_ok).count()
}
