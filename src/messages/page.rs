//! The words of the HTML page.

use crate::text::{Text, text};

pub(crate) const TITLE: Text = text("Recevabilité des dossiers", "Admissibility of dossiers");
pub(crate) const FILTER: Text = text("Filtrer les dossiers", "Filter the dossiers");
pub(crate) const SEARCH: Text = text("Rechercher", "Search");
pub(crate) const SEARCH_HINT: Text = text("porteur, projet, règle…", "holder, project, rule…");
pub(crate) const ALL: Text = text("Tous", "All");
pub(crate) const ALL_FICHES: Text = text("Toutes", "All");
pub(crate) const SHOWN: Text = text("Affichés", "Shown");
pub(crate) const DOSSIER: Text = text("Dossier", "Dossier");
pub(crate) const DETAILS: Text = text("Le détail, dossier par dossier", "In detail, dossier by dossier");
pub(crate) const BACK: Text = text("Retour à la liste", "Back to the list");
pub(crate) const FUNDING: Text = text("Plan de financement", "Funding plan");
pub(crate) const REQUEST: Text = text("La demande et ses bornes", "The request and its bounds");
pub(crate) const FLOOR: Text = text("plancher", "floor");
pub(crate) const CAP: Text = text("plafond", "cap");
pub(crate) const FREE: Text = text("Sans financement", "Not funded");
pub(crate) const EXTRACT: Text = text("Extrait du dossier", "Lines of the dossier");
pub(crate) const RULES: Text = text("Toutes les règles", "All the rules");
pub(crate) const BY_READING: Text = text("Selon la lecture de l'appel", "By the reading of the call");
pub(crate) const COUNTED: Text = text("compte", "counts");
pub(crate) const SKIP: Text = text("Aller à la liste des dossiers", "Skip to the list of dossiers");
