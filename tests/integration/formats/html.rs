//! The HTML page, parsed as a browser does: self-contained, safe against the dossiers' texts, and complete.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;

use super::{ABSENT, DOSSIERS, HOSTILE_PATH, SHOWN, Set, assert_plain};
use crate::common::{Recevable, example_names, snapshot};
use crate::examples::overview;

fn page(set: &Set) -> (String, Html) {
    let text = set.output("html");
    let page = Html::parse_document(&text);
    (text, page)
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// An element as an outline to read: each start tag with what it holds, several children below one another.
fn outline(element: ElementRef<'_>, depth: usize, into: &mut String) {
    let attributes: String = element.value().attrs().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
    into.push_str(&format!("<{}{attributes}>", element.value().name()));
    let is_blank = |node: &Node| node.as_text().is_some_and(|text| text.trim().is_empty());
    let children: Vec<_> = element.children().filter(|child| !is_blank(child.value())).collect();
    for child in &children {
        if children.len() > 1 {
            into.push_str(&format!("\n{}", " ".repeat(depth + 1)));
        }
        match ElementRef::wrap(*child) {
            Some(element) => outline(element, depth + usize::from(children.len() > 1), into),
            None => into.push_str(child.value().as_text().unwrap()),
        }
    }
}

/// The page without its style and script, which are files of their own, and with one article of those that it has;
/// of that one's rules, which are those of the terminal, the first; and of what else comes by the dozen, the first few.
#[test]
fn its_snapshot() {
    let (_, mut page) = page(&Set::new());
    let styles =
        concat!(include_str!("../../../src/report/html/page.css"), include_str!("../../../src/report/html/desk.css"));
    assert_eq!(text(select(&page, "style")[0]), styles);
    assert_eq!(text(select(&page, "script")[0]), include_str!("../../../src/report/html/page.js"));
    let is_fifth = |article: &ElementRef<'_>| article.attr("id") == Some("d5");
    let articles = select(&page, "article").into_iter().filter(|article| !is_fifth(article));
    let rules = select(&page, "article details:not(.told) tr:nth-child(n + 3)");
    let many = ".overview li:nth-child(n + 3), .overview tbody tr:nth-child(n + 3), select option:nth-child(n + 4), .list tbody tr:nth-child(n + 5)";
    let left_out: Vec<_> = articles
        .chain(rules)
        .chain(select(&page, many))
        .chain(select(&page, "style, script"))
        .map(|one| one.id())
        .collect();
    for id in left_out {
        page.tree.get_mut(id).unwrap().detach();
    }
    let mut shown = String::new();
    outline(page.root_element(), 0, &mut shown);
    snapshot("format-html", &shown);
}

#[test]
fn the_rules_of_an_article_are_those_of_the_terminal() {
    let run = Recevable::check(["examples", "--format", "html"]).run().exits(1);
    let page = Html::parse_document(&run.stdout);
    for (article, name) in select(&page, "article").into_iter().zip(example_names()) {
        let rows = within(article, "details:not(.told) tbody tr:not(.group)").into_iter();
        let cells = rows.map(|row| within(row, "td").into_iter().map(text).collect::<Vec<_>>());
        let mut terminal = overview(&Recevable::check([&format!("examples/{name}"), "-v"]).run().stdout);
        let mut cells: Vec<_> = cells.collect();
        // The groups come in another order.
        cells.sort();
        terminal.sort();
        assert_eq!(cells, terminal, "{name}");
    }
}

#[test]
fn every_article_says_what_the_json_says() {
    let set = Set::new();
    let (_, page) = page(&set);
    let text_of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for (article, dossier) in select(&page, "article").into_iter().zip(set.json().dossiers()) {
        let texts = |selector: &str| within(article, selector).into_iter().map(text).collect::<Vec<_>>();
        let titled = |finding: &Value| format!("{} ({})", text_of(&finding["title"]), text_of(&finding["rule"]));
        for problem in super::problems_of(dossier).into_iter().filter(|problem| problem.is_structural) {
            let code = format!(" ({})", problem.code);
            let heads = texts(".finding h4");
            let found = heads.iter().find_map(|head| head.strip_suffix(&code)).unwrap();
            problem.assert_text(found);
        }
        for finding in super::findings(dossier) {
            if finding["status"] == "undetermined" && finding["level"] == "error" {
                let blanks = texts(".blank");
                let (key, rule) = (text_of(&finding["locations"][0]["path"]), text_of(&finding["rule"]));
                assert!(blanks.iter().any(|blank| blank.contains(&key) && blank.contains(&rule)), "{key}: {blanks:?}");
                continue;
            }
            let sections = within(article, ".finding");
            let section = sections.into_iter().find(|section| text(within(*section, "h4")[0]) == titled(finding));
            let section = section.unwrap_or_else(|| panic!("{} is not on the page", titled(finding)));
            assert_eq!(text(within(section, "p")[0]), text_of(&finding["message"]));
            let particulars: Vec<String> = within(section, "dd").into_iter().map(text).collect();
            let source = match finding["origin"].as_str().unwrap() {
                "call" => text_of(&finding["source"]),
                origin => {
                    assert_eq!(origin, "tool");
                    "ce n'est pas une exigence de l'appel".to_owned()
                }
            };
            for told in [text_of(&finding["expected"]), text_of(&finding["actual"]), source] {
                assert!(particulars.contains(&told), "{told}: {particulars:?}");
            }
            let advice = text(within(section, ".mend")[0]);
            for remedy in finding["remedies"].as_array().unwrap() {
                assert!(advice.contains(&text_of(&remedy["text"])), "{advice}");
            }
        }
        let notes = super::nearest(dossier).into_iter().flat_map(|one| one["notes"].as_array().unwrap());
        let expected: Vec<String> = notes
            .filter(|note| note.get("readings").is_none())
            .map(|note| format!("{}\n{}", titled(note), text_of(&note["message"])))
            .collect();
        assert_eq!(texts("details.told li"), expected);
    }
}

#[test]
fn it_is_well_formed_and_in_its_language() {
    for (lang, language) in [("fr", "fr"), ("en", "en")] {
        let text = Set::new().run(&["--format", "html", "--lang", lang]).stdout;
        let page = Html::parse_document(&text);
        assert!(page.errors.is_empty(), "{:?}", page.errors);
        assert_eq!(select(&page, "html")[0].attr("lang"), Some(language));
        assert_eq!(select(&page, "meta[charset=utf-8]").len(), 1);
        let ids: Vec<&str> = select(&page, "[id]").into_iter().filter_map(|element| element.attr("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "every id once");
        assert_plain(&text);
    }
}

#[test]
fn it_loads_nothing_and_runs_nothing_but_its_own_script() {
    let (text, page) = page(&Set::new());
    let known: Vec<&str> = "html head meta title style body div a header h1 h2 h3 h4 p ul ol li b br i span code nav \
        form label input select option button main table thead tbody tr th td article section dl \
        dt dd mark details summary figure figcaption svg rect line g text footer script"
        .split(' ')
        .collect();
    for node in page.tree.values() {
        let Node::Element(element) = node else { continue };
        assert!(known.contains(&element.name()), "{element:?}");
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on"), "{element:?}");
            assert!(
                !["src", "srcset", "style", "action", "data", "background", "xlink:href"].contains(&name),
                "{element:?}"
            );
            assert!(name != "href" || value.starts_with('#'), "{element:?}");
            assert!(name != "http-equiv" || value == "Content-Security-Policy", "{element:?}");
        }
    }
    let ids: BTreeSet<&str> = select(&page, "[id]").into_iter().filter_map(|element| element.attr("id")).collect();
    for link in select(&page, "a") {
        assert!(ids.contains(&link.attr("href").unwrap()[1..]), "{:?}", link.attr("href"));
    }
    assert_eq!((select(&page, "script").len(), select(&page, "style").len()), (1, 1));
    let policy = select(&page, "meta[http-equiv]")[0].attr("content").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains('*'),
        "{policy}"
    );
    for directive in ["style-src 'sha256-", "script-src 'sha256-", "base-uri 'none'", "form-action 'none'"] {
        assert!(policy.contains(directive), "{policy}");
    }
    // A style could load something, too.
    assert!(!text.contains("url(") && !text.contains("@import"));
}

#[test]
fn hostile_texts_are_texts() {
    let (_, page) = page(&Set::new());
    let article = select(&page, "article")[6];
    assert_eq!(text(within(article, "h2")[0]), SHOWN);
    let shown = HOSTILE_PATH.replace('\u{1b}', "\\u{1b}").replace('\u{202e}', "\\u{202e}");
    assert_eq!(text(within(article, "header code")[0]), shown);
    assert!(within(article, ".src").into_iter().any(|lines| text(lines).contains("# <b>::error::]]> @octocat")));
}

/// The lines of a file that a finding's first place lies on.
fn first_line<'a>(finding: &Value, file: &'a str) -> (u64, &'a str) {
    let line = finding["locations"][0]["line"].as_u64().unwrap();
    (line, file.lines().nth(usize::try_from(line).unwrap() - 1).unwrap())
}

#[test]
fn every_dossier_has_its_row_its_article_and_its_lines() {
    let set = Set::new();
    let (_, page) = page(&set);
    let json = set.json();
    let rows = select(&page, ".list tbody tr");
    let articles = select(&page, "article");
    assert_eq!((rows.len(), articles.len()), (DOSSIERS.len(), DOSSIERS.len()));
    let mut shown = 0;
    for ((dossier, path), (row, article)) in json.dossiers().iter().zip(DOSSIERS).zip(rows.into_iter().zip(articles)) {
        let link = within(row, "a")[0].attr("href").unwrap();
        assert_eq!(link.strip_prefix('#'), article.attr("id"));
        assert_eq!(row.attr("data-verdict"), dossier["verdict"].as_str());
        if path == ABSENT {
            continue;
        }
        let file = set.folder.read(path);
        let lines: BTreeSet<String> = within(article, ".src > div").into_iter().map(text).collect();
        let findings = super::findings(dossier);
        // What is missing is listed by its key, not by a place.
        let placed = findings.filter(|finding| finding["status"] == "violated");
        for finding in placed.chain(dossier["errors"].as_array().unwrap()) {
            let (number, line) = first_line(finding, &file);
            if !line.contains("alert(1)") {
                assert!(lines.contains(&format!("{number}{line}")), "{path}: {number}{line} in {lines:#?}");
            }
            shown += 1;
        }
    }
    assert!(shown > 6, "{shown}");
}

#[test]
fn the_budget_is_drawn_against_its_bounds() {
    let (_, page) = page(&Set::new());
    let article = select(&page, "article")[1];
    let figures = within(article, "figure");
    assert_eq!(figures.len(), 2);
    let legend = within(figures[0], ".legend li");
    assert_eq!(legend.len(), within(figures[0], "svg rect:not(.ground)").len() + 2, "the parts, the share, the whole");
    let line = within(figures[0], "line")[0];
    assert_eq!((line.attr("x1"), line.attr("class")), (Some("30.00%"), Some("tick broken")));
    assert!(text(within(figures[0], "svg text")[0]).starts_with("30"), "{}", text(figures[0]));
    // The counted parts come first, so that they end where the share does.
    let widths: Vec<f64> = within(figures[0], "rect.k0, rect.k1")
        .into_iter()
        .map(|part| part.attr("width").unwrap().trim_end_matches('%').parse().unwrap())
        .collect();
    assert!((widths.iter().sum::<f64>() - 29.99).abs() < 0.01, "{widths:?}");
    let gauge = text(figures[1]);
    assert!(gauge.contains("plancher") && gauge.contains("5 000,00 €"), "{gauge}");
}

#[test]
fn readings_and_overlays_are_visible() {
    let (_, page) = page(&Set::new());
    let aside = select(&page, ".finding.aside");
    let [aside, other] = aside.as_slice() else { panic!("{} readings", aside.len()) };
    assert!(text(*other).contains("F1-COF-1"), "{}", text(*other));
    assert!(text(*aside).contains("F2-COF-1") && text(*aside).contains("lecture"), "{}", text(*aside));
    assert!(!within(*aside, ".src mark").is_empty(), "with the figures that it is about");
    let blanks = within(select(&page, "article")[2], ".blank").into_iter().map(text).collect::<String>();
    assert!(blanks.contains("Dépend de la lecture"), "beside what is to be filled in, too: {blanks}");
    let article = text(select(&page, "article")[1]);
    assert!(
        article.contains("Selon la lecture « 30 % du total Région et collectivités locales », ce dossier serait"),
        "{article}"
    );
    let remarks: String = select(&page, "header.top .note").into_iter().map(text).collect();
    assert!(remarks.contains("C-QUA-6") && remarks.contains("dépend de la lecture"), "{remarks}");
}

#[test]
fn without_a_script_few_dossiers_are_all_there() {
    let (_, page) = page(&Set::new());
    let hidden: Vec<&str> = select(&page, "[hidden]").into_iter().map(|element| element.value().name()).collect();
    assert_eq!(
        hidden,
        ["form", "p", "button", "nav"],
        "what the script works: filter, count, more rows, from dossier to dossier"
    );
    assert!(select(&page, "[disabled], noscript, template, dialog, script[data-first]").is_empty());
}
