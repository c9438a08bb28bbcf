//! The keyboard alone, small and large windows, light and dark, paper; and what axe-core finds.

use serde_json::{Value, json};

use crate::browser::{Browser, DOWN, SPACE, TAB};
use crate::common::{Folder, edit, eligible, example};
use crate::form::client::Served;

fn served(text: &str) -> (Folder, Served) {
    let folder = Folder::new();
    folder.write("a.yaml", text);
    let served = Served::start(&folder, "a.yaml");
    (folder, served)
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// What names an element in these tests.
const NAME: &str = "const named = (one) => one.id || one.name + one.value || one.innerText;";

pub(super) fn the_keyboard_reaches_everything_in_order(browser: &Browser) {
    let (_folder, served) = served(&eligible(1));
    browser.width(1280, 1);
    browser.visit(&served);
    // The page scrolls smoothly; this does not wait for it.
    browser.script("document.documentElement.style.scrollBehavior = 'auto'");
    // All controls of the questions that are seen, as they follow each other; of radio buttons the one that is chosen.
    let expected = browser.script(&format!(
        "{NAME} const all = [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea, main button, main summary')];
         const isStop = (one) => one.checkVisibility() && one.tabIndex >= 0 && (one.type !== 'radio' || one.checked);
         return all.filter(isStop).map(named)"
    ));
    let expected = strings(&expected);
    assert!(expected.len() > 100, "{expected:?}");
    let here = format!(
        "{NAME} const one = document.activeElement; const place = one.getBoundingClientRect();
         return [named(one), String(Boolean(one.closest('main'))), String(place.bottom > 0 && place.top < innerHeight)]"
    );
    browser.press(TAB);
    let skip = "return document.activeElement.className";
    assert_eq!(browser.script(skip), json!("skip"), "the way past what stands above comes first");
    let mut reached = Vec::new();
    for _ in 0..expected.len() + 40 {
        browser.press(TAB);
        let [name, is_question, is_seen] = &strings(&browser.script(&here))[..] else { unreachable!() };
        assert_eq!(is_seen, "true", "{name} has the focus out of sight");
        if is_question == "true" {
            reached.push(name.clone());
        }
        if reached.len() == expected.len() {
            break;
        }
    }
    assert_eq!(reached, expected);
}

/// Tab until an element has the focus.
fn go_to(browser: &Browser, script: &str) {
    for _ in 0..300 {
        browser.press(TAB);
        if browser.script(&format!("return Boolean({script})")) == json!(true) {
            return;
        }
    }
    panic!("no way to {script}");
}

pub(super) fn the_keyboard_fills_in_a_section(browser: &Browser) {
    let folder = Folder::new();
    let served = Served::start(&folder, "a.yaml");
    browser.visit(&served);
    // From « pas encore répondu », the last of the radio buttons, to the first.
    go_to(browser, "document.activeElement.name === 'fiche'");
    browser.press(DOWN);
    browser.until("fiche 1", "document.querySelector('#porteur')");
    assert_eq!(
        browser.script("return [document.activeElement.name, document.activeElement.value]"),
        json!(["fiche", "1"])
    );
    go_to(browser, "document.activeElement.name === 'etape'");
    browser.press(DOWN);
    browser.until("the stage is saved", "document.querySelector('[name=\"was:etape\"]').value");
    // All that the section asks, in the order in which Tab comes by.
    let mut answered = 0;
    for _ in 0..400 {
        browser.press(TAB);
        let state = browser.script(
            "const one = document.activeElement; if (!one.closest('#porteur')) return [];
             const was = document.querySelector(`[name='was:${one.name}']`)?.value;
             return [one.name ?? '', one.type ?? one.nodeName, was ?? '?']",
        );
        let state = strings(&state);
        let [name, kind, was] = &state[..] else {
            if answered > 0 {
                break;
            }
            continue;
        };
        if !was.is_empty() {
            continue;
        }
        match kind.as_str() {
            "text" => browser.press(match name.as_str() {
                "porteur.siret" => "12345601400018",
                "porteur.adresse.code_postal" => "62800",
                "porteur.adresse.commune" => "Liévin",
                "porteur.rna" => "W629990101",
                _ => "Les Voisins",
            }),
            "select-one" | "radio" => browser.press(DOWN),
            "checkbox" => browser.press(SPACE),
            _ => continue,
        }
        answered += 1;
        let saved = format!("document.querySelector(`[name='was:{name}']`).value");
        if kind != "text" {
            browser.until(&format!("{name} is saved"), &saved);
        }
        assert_eq!(browser.script("return document.activeElement.name"), json!(name), "the focus stays");
    }
    assert!(answered >= 4, "{answered}");
    browser.until(
        "the section is complete",
        "document.querySelector('nav a[href=\"#porteur\"]').closest('li').classList.contains('done')",
    );
    assert!(folder.read("a.yaml").contains("nom: Les Voisins"));
}

/// Dossiers of all kinds, on the page and on the pages beside it.
fn pages() -> Vec<(String, &'static str)> {
    let mut pages: Vec<(String, &str)> = (1..=4).map(|fiche| (eligible(fiche), "/")).collect();
    pages.push((example("fiche-2-incomplet.yaml"), "/"));
    pages.push((example("erreurs-de-structure.yaml"), "/"));
    pages.push((example("fiche-2-cofinancement-29-99.yaml"), "/"));
    pages.push(("version: 1\ncampagne: 2015\n".to_owned(), "/"));
    pages.push((eligible(1), "/sheet"));
    pages
}

pub(super) fn nothing_scrolls_sideways(browser: &Browser) {
    for (text, page) in pages().into_iter().chain([(crowded(), "/"), (crowded(), "/sheet")]) {
        let (_folder, served) = served(&text);
        browser.visit(&served);
        browser.open(&format!("http://{}{page}", served.host));
        // At 200 %, a window of 1280 pixels has 640.
        for (width, scale) in [(390, 3), (640, 2), (768, 1), (1280, 1)] {
            browser.width(width, scale);
            let wide = browser.script(
                "const width = document.documentElement.clientWidth;
                 if (document.documentElement.scrollWidth <= width) return [];
                 const isWide = (one) => one.getBoundingClientRect().right > width + 1;
                 return [...document.querySelectorAll('body *')].filter(isWide).map((one) => one.outerHTML.slice(0, 120))",
            );
            assert_eq!(wide, json!([]), "{page} at {width}:\n{text}");
        }
    }
}

pub(super) fn axe_finds_nothing(browser: &Browser) {
    let mut found = Vec::new();
    for (text, page) in pages() {
        let (_folder, served) = served(&text);
        browser.visit(&served);
        browser.open(&format!("http://{}{page}", served.host));
        for (scheme, width) in [("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390)] {
            // What differs little from the others is looked at twice.
            if !text.contains("Attendu : éligible") && (scheme == "dark") == (width == 1280) {
                continue;
            }
            browser.colours(scheme);
            browser.width(width, 1);
            let head = text.lines().next().unwrap();
            let violations = browser.violations();
            found.extend(violations.into_iter().map(|one| format!("{head} {page} {scheme} {width}: {one}")));
        }
    }
    browser.colours("light");
    browser.width(1280, 1);
    found.sort_unstable_by_key(|one| one.split_once(": ").map(|(_, rest)| rest.to_owned()));
    found.dedup_by_key(|one| one.split_once(": ").map(|(_, rest)| rest.to_owned()));
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

/// A dossier whose texts are long, and whose budget has twenty lines.
fn crowded() -> String {
    let long = "Une phrase qui en dit long sur ce que les habitants du quartier feront ensemble. ".repeat(25);
    let line = |number: usize| {
        format!(
            "    - {{ poste: 62, libelle: Une dépense au libellé assez long pour la ligne {number}, montant: 10 }}\n"
        )
    };
    let lines: String = (1..=14).map(line).collect();
    let name = "Une association au nom Sans-La-Moindre-Espace-".to_owned() + &"trèslong".repeat(20);
    edit(
        &eligible(1),
        &[
            ("Association La Passerelle des Chevalements", &name),
            ("  produits:\n", &format!("{lines}  produits:\n")),
            ("    Une enveloppe de petites aides", &format!("    {long} {}", "mot".repeat(60))),
            ("    Nous compterons", &format!("    {long}")),
            ("    Douze habitants", &format!("    {long}")),
        ],
    )
}

pub(super) fn the_sheet_is_one_page(browser: &Browser) {
    for text in (1..=4).map(eligible).chain([crowded()]) {
        let (_folder, served) = served(&text);
        let pages = browser.printed_pages(Some(&served), &format!("http://{}/sheet", served.host));
        assert_eq!(pages, 1, "{}", text.lines().next().unwrap());
    }
}
