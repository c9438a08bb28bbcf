//! The first alternative: `serde_yaml` and a JSON Schema of what such a schema can say of the rules, about half of them.

use jsonschema::Validator;
use serde_json::{Value, json};

pub(crate) struct Checker {
    validator: Validator,
}

impl Checker {
    pub(crate) fn new() -> Self {
        let schema: Value = serde_json::from_str(include_str!("half.schema.json")).unwrap();
        Self { validator: jsonschema::validator_for(&schema).unwrap() }
    }

    /// The length of the line of JSON that says what is wrong.
    pub(crate) fn check(&self, text: &str) -> usize {
        let errors: Vec<Value> = match serde_yaml::from_str::<Value>(text) {
            Ok(dossier) => {
                let errors = self.validator.iter_errors(&dossier);
                errors
                    .map(|error| json!({"at": error.instance_path().to_string(), "message": error.to_string()}))
                    .collect()
            }
            Err(error) => vec![json!({"message": error.to_string()})],
        };
        serde_json::to_vec(&errors).unwrap().len()
    }
}
