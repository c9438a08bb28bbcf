//! Budgets that balance, and amounts in every form that the format knows.

use crate::corpus::Fault;
use crate::random::Random;

/// How an amount is written.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Plain,
    Point,
    Comma,
    Euro,
    HardSpace,
    Code,
    Quoted,
}

impl Form {
    /// Forms that may stand on a line of their own.
    pub(crate) const BLOCK: [Self; 7] =
        [Self::Plain, Self::Point, Self::Comma, Self::Euro, Self::HardSpace, Self::Code, Self::Quoted];
    /// Forms that may stand in braces, where a comma ends the value.
    pub(crate) const FLOW: [Self; 3] = [Self::Point, Self::Quoted, Self::Plain];
}

/// An amount of cents in a form; decimals are left out only where there are none.
pub(crate) fn written(cents: i64, form: Form) -> String {
    let (whole, rest) = (cents / 100, cents % 100);
    let decimals = |point: &str| if rest == 0 { String::new() } else { format!("{point}{rest:02}") };
    let french = |space: &str| format!("{}{}", grouped(whole, space), decimals(","));
    match form {
        Form::Plain => format!("{whole}{}", decimals(".")),
        Form::Point => format!("{whole}.{rest:02}"),
        Form::Comma => french(" "),
        Form::Euro => format!("{} €", french(" ")),
        Form::HardSpace => format!("{}\u{a0}€", french("\u{202f}")),
        Form::Code => format!("{} EUR", french(" ")),
        Form::Quoted => format!("\"{} €\"", french(" ")),
    }
}

fn grouped(whole: i64, space: &str) -> String {
    if whole < 1000 { whole.to_string() } else { format!("{}{space}{:03}", grouped(whole / 1000, space), whole % 1000) }
}

/// A budget in cents.
pub(crate) struct Budget {
    /// Account, label, amount.
    pub(crate) expenses: Vec<(&'static str, &'static str, i64)>,
    /// Account, kind, funder, amount.
    pub(crate) income: Vec<(&'static str, &'static str, &'static str, i64)>,
    /// What is asked for operation.
    pub(crate) operation: i64,
    /// What is asked for investment.
    pub(crate) investment: i64,
}

impl Budget {
    /// A budget that fits the fiche, but for what is to be wrong with it.
    pub(crate) fn new(random: &mut Random, fiche: usize, fault: Option<Fault>) -> Self {
        let cost = random.between(24_000, 60_000) * 100 + random.between(0, 1) * 50;
        let asked = if fault == Some(Fault::Floor) { 199_999 } else { cost * random.between(25, 32) / 10_000 * 100 };
        let investment = if fiche > 2 && asked > 1_000_000 { 200_000 } else { 0 };
        let share = if fault == Some(Fault::LocalShare) { random.between(15, 27) } else { random.between(31, 40) };
        let local = cost * share / 10_000 * 100;
        let town = local * 3 / 500 * 100;
        let own = cost / 1000 * 100;
        let given = random.between(10, 40) * 10_000;
        let rest = cost - asked - local - own;
        let goods = cost * 15 / 10_000 * 100;
        let services = cost * 25 / 10_000 * 100;
        let rent = cost * 7 / 10_000 * 100;
        let family = rest * 40 / 10_000 * 100;
        let wrong = if fault == Some(Fault::Unbalanced) { 12_345 } else { 0 };
        Self {
            expenses: vec![
                ("60", "Fournitures et petit matériel", goods),
                ("62", "Impression et défraiements", services),
                ("61", "Location d'un local", rent),
                ("64", "Animatrice à mi-temps", cost - goods - services - rent + wrong),
                ("86", "Temps donné par les bénévoles", given),
            ],
            income: vec![
                ("74", "commune", "Ville de {}", town),
                ("74", "intercommunalite", "Agglomération", local - town),
                ("74", "region", "Région Nord – Pas de Calais", asked),
                ("74", "etat", "État (crédits de la politique de la ville)", rest - family),
                ("74", "organismes_sociaux", "Caisse d'allocations familiales", family),
                ("75", "autofinancement", "Fonds de l'association", own),
                ("87", "contributions_volontaires", "Bénévolat", given),
            ],
            operation: asked - investment,
            investment,
        }
    }
}
