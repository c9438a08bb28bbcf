//! Enumerations that files and reports write as stable words.

/// Declares an enumeration with one stable word for each value: `ALL` in order, `as_str`, `FromStr`, `Display`,
/// `Serialize`, and a JSON Schema of a string.
macro_rules! string_enum {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name { $($(#[$doc])* $value),* }

        #[allow(dead_code, reason = "not every enumeration is written and read")]
        impl $name {
            /// Every value, in order.
            $visibility const ALL: [Self; [$(Self::$value),*].len()] = [$(Self::$value),*];

            /// The word of every value, in order.
            $visibility const WORDS: [&'static str; Self::ALL.len()] = [$($word),*];

            /// The stable word.
            $visibility const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::text::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word { $($word => Ok(Self::$value),)* _ => Err($crate::text::UnknownWord) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                String::json_schema(generator)
            }
        }
    };
}
pub(crate) use string_enum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the values")]
pub struct UnknownWord;
