//! Markdown, rendered as GitHub does: texts of a dossier never become markup.

use comrak::{Options, markdown_to_html};
use scraper::{Html, Node, Selector};

use super::{DOSSIERS, HOSTILE_PATH, SHOWN, Set, assert_plain};
use crate::common::{Folder, Recevable, snapshot};

/// The comment as a page, with every extension on that could make something of a text.
pub(super) fn render(markdown: &str) -> Html {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.render.r#unsafe = true;
    Html::parse_fragment(&markdown_to_html(markdown, &options))
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: scraper::ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn its_snapshot() {
    let markdown = Set::new().output("markdown");
    assert_plain(&markdown.replace('\u{fe0f}', ""));
    snapshot("format-markdown", &markdown);
}

#[test]
fn nothing_but_the_programs_own_markup_is_markup() {
    let markdown = Set::new().output("markdown");
    let page = render(&markdown);
    let known: Vec<&str> = "html h2 p strong ul ol li blockquote table thead tbody tr th td br details summary code \
        span"
        .split(' ')
        .collect();
    for node in page.root_element().descendants() {
        if let Node::Element(element) = node.value() {
            assert!(known.contains(&element.name()), "{element:?}");
            assert!(element.attrs().next().is_none(), "{element:?}");
        }
    }
}

#[test]
fn no_mention_and_no_number_is_found_in_a_text() {
    let page = render(&Set::new().output("markdown"));
    let inside = regex_lite::Regex::new(r"@\w|#\d|https?:/|www\.|##\[").unwrap();
    for node in page.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let code = node.parent().and_then(|parent| parent.value().as_element().map(|element| element.name() == "code"));
        assert!(code == Some(true) || !inside.is_match(text), "{}", &**text);
    }
}

#[test]
fn the_table_has_a_row_for_each_dossier_and_texts_read_as_they_are_shown() {
    let page = render(&Set::new().output("markdown"));
    let rows = select(&page, "tbody tr");
    assert_eq!(rows.len(), DOSSIERS.len());
    for row in &rows {
        assert_eq!(row.child_elements().count(), 5);
    }
    let hostile = rows.iter().find(|row| text(**row).contains("50 %:é")).unwrap();
    let hostile: Vec<String> = hostile.child_elements().map(text).collect();
    assert_eq!(hostile[2], HOSTILE_PATH.replace('\u{1b}', "\\u{1b}").replace('\u{202e}', "\\u{202e}"));
    let beginning: String = SHOWN.chars().take(150).collect();
    assert_eq!(hostile[3].matches(&beginning).count(), 2, "{}", hostile[3]);
}

#[test]
fn every_dossier_with_problems_has_a_fold() {
    let page = render(&Set::new().output("markdown"));
    let folds = select(&page, "details");
    assert_eq!(folds.len(), 8);
    let summaries: Vec<String> = select(&page, "details > summary > code").into_iter().map(text).collect();
    // Those with errors first, then in the order of the dossiers.
    assert_eq!(summaries[0], "cofinancement.yaml");
    assert!(text(folds[0]).contains("3 000,00 €"), "{}", text(folds[0]));
    assert_eq!(summaries[summaries.len() - 2..], ["avec-reserves.yaml", "formule.yaml"]);
    assert!(text(folds[2]).contains("🔵"), "the reading: {}", text(folds[2]));
    let quoted: String = select(&page, "blockquote").into_iter().map(text).collect();
    assert!(quoted.contains("C-QUA-6") && quoted.contains("dépend de la lecture"), "{quoted}");
}

#[test]
fn a_comment_holds_it_however_many_dossiers_there_are() {
    let folder = Folder::new();
    let long = "é".repeat(3_000);
    for number in 0..400 {
        folder.write(&format!("{number:03}.yaml"), format!("version: 1\nporteur: {{ nom: {long} }}\nk: 1\n"));
    }
    folder.write("milliers.yaml", (0..2_000).map(|n| format!("k{n}: 1\n")).collect::<String>());
    let check = |path: &str| {
        let run = folder.check([path, "--format", "markdown"]).run();
        run.exits(1).stdout
    };
    let all = check(".");
    assert!(all.chars().count() < 65_536, "{}", all.chars().count());
    let page = render(&all);
    let rows = select(&page, "tbody tr").len();
    assert!(rows > 50 && all.contains(&format!("… et {} autres dossiers", 401 - rows)), "{rows}");
    // One dossier alone is shown as far as there is room.
    let one = check("milliers.yaml");
    assert!(one.chars().count() < 65_536 && one.contains("k10") && one.contains("autres points"), "{one}");
}

#[test]
fn a_good_dossier_needs_no_fold() {
    let run = Recevable::check(["examples/fiche-4-eligible.yaml", "--format", "markdown"]).run().exits(0);
    assert!(select(&render(&run.stdout), "details").is_empty());
}
