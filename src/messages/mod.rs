//! Every sentence of the program in French and English, made from data.

mod template;

pub(crate) mod batch;
pub(crate) mod cli;
pub(crate) mod commands;
pub(crate) mod config;
pub(crate) mod coverage;
pub(crate) mod demand;
pub(crate) mod explain;
pub(crate) mod fact_types;
pub(crate) mod filling;
pub(crate) mod finding;
pub(crate) mod fix;
pub(crate) mod form;
pub(crate) mod formats;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod labels;
pub(crate) mod letter;
pub(crate) mod lookup;
pub(crate) mod margin;
pub(crate) mod new_overlay;
pub(crate) mod page;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod predicate;
pub(crate) mod rule_commands;
pub(crate) mod rule_diff;
pub(crate) mod rule_errors;
pub(crate) mod rule_findings;
pub(crate) mod rule_syntax;
pub(crate) mod rule_tests;
pub(crate) mod since;
pub(crate) mod structure;
pub(crate) mod summary;
pub(crate) mod terminal;
pub(crate) mod words;

#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) summary: String,
    /// A few words to stand under the place in the file.
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

impl Message {
    fn new(summary: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..Self::without_hint(summary, label) }
    }

    fn without_hint(summary: impl Into<String>, label: impl Into<String>) -> Self {
        Self { summary: summary.into(), label: label.into(), hint: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For a reader: a message's name, then both sentences, with the names of its parts in braces.
    #[test]
    fn every_message_in_both_languages() {
        let mut all = String::new();
        let others = [
            ("batch", batch::catalogue()),
            ("cli", cli::catalogue()),
            ("commands", commands::catalogue()),
            ("config", config::catalogue()),
            ("coverage", coverage::catalogue()),
            ("coverage::rendering", coverage::rendering::catalogue()),
            ("demand", demand::catalogue()),
            ("fact_types", fact_types::catalogue()),
            ("filling", filling::catalogue()),
            ("finding", finding::catalogue()),
            ("fix", fix::catalogue()),
            ("form", form::catalogue()),
            ("formats", formats::catalogue()),
            ("import", import::catalogue()),
            ("import::purpose", import::purpose::catalogue()),
            ("init", init::catalogue()),
            ("lookup", lookup::catalogue()),
            ("labels", labels::catalogue()),
            ("letter", letter::catalogue()),
            ("labels::verdict", labels::verdict::catalogue()),
            ("finding::verdict", finding::verdict::catalogue()),
            ("labels::group", labels::group::catalogue()),
            ("labels::level", labels::level::catalogue()),
            ("margin", margin::catalogue()),
            ("new_overlay", new_overlay::catalogue()),
            ("page", page::catalogue()),
            ("plan", plan::catalogue()),
            ("policy", policy::catalogue()),
            ("predicate", predicate::catalogue()),
            ("rule_commands", rule_commands::catalogue()),
            ("rule_diff", rule_diff::catalogue()),
            ("rule_diff::effect", rule_diff::effect::catalogue()),
            ("rule_diff::shared", rule_diff::shared::catalogue()),
            ("rule_errors", rule_errors::catalogue()),
            ("rule_errors::expectation", rule_errors::expectation::catalogue()),
            ("rule_errors::named", rule_errors::named::catalogue()),
            ("rule_syntax", rule_syntax::catalogue()),
            ("rule_syntax::toml", rule_syntax::toml::catalogue()),
            ("rule_syntax::toml_hint", rule_syntax::toml_hint::catalogue()),
            ("rule_syntax::pattern", rule_syntax::pattern::catalogue()),
            ("rule_findings", rule_findings::catalogue()),
            ("rule_tests", rule_tests::catalogue()),
            ("rule_tests::grade", rule_tests::grade::catalogue()),
            ("rule_tests::status", rule_tests::status::catalogue()),
            ("rule_tests::level", rule_tests::level::catalogue()),
            ("rule_tests::basis", rule_tests::basis::catalogue()),
            ("rule_tests::verdict", rule_tests::verdict::catalogue()),
            ("since", since::catalogue()),
            ("since::kind", since::kind::catalogue()),
            ("summary", summary::catalogue()),
            ("terminal", terminal::catalogue()),
            ("terminal::verdict", terminal::verdict_catalogue()),
            ("words", words::catalogue()),
        ];
        for (module, messages) in structure::catalogues().into_iter().chain(explain::catalogues()).chain(others) {
            for (name, french, english) in messages {
                all.push_str(&format!("{module}::{name}\n{french}\n{english}\n"));
            }
        }
        insta::assert_snapshot!("messages", all);
    }
}
