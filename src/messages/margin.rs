//! What margins say. Every function takes finished pieces (names, values, days).

use super::template::messages;

messages! {
    at_least(name, value, bound, slack) {
        fr: "{name} {value}, minimum {bound} : marge de {slack}",
        en: "{name} {value}, minimum {bound}: {slack} to spare",
    }
    at_most(name, value, bound, slack) {
        fr: "{name} {value}, maximum {bound} : marge de {slack}",
        en: "{name} {value}, maximum {bound}: {slack} to spare",
    }
    not_before(name, value, bound, slack) {
        fr: "{name} : {value}, au plus tôt le {bound} : marge de {slack}",
        en: "{name}: {value}, no sooner than {bound}: {slack} to spare",
    }
    not_after(name, value, bound, slack) {
        fr: "{name} : {value}, au plus tard le {bound} : marge de {slack}",
        en: "{name}: {value}, no later than {bound}: {slack} to spare",
    }
}
