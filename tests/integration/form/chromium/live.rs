//! Each answer is saved and checked at once, without a reload.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, ENTER};
use crate::common::{Folder, edit, eligible};
use crate::form::client::Served;

fn served(text: &str) -> (Folder, Served) {
    let folder = Folder::new();
    folder.write("a.yaml", text);
    let served = Served::start(&folder, "a.yaml");
    (folder, served)
}

/// Waits until a file holds a text, and gives how long that took.
fn is_saved(folder: &Folder, text: &str) -> Duration {
    let began = Instant::now();
    while !folder.read("a.yaml").contains(text) {
        assert!(began.elapsed() < Duration::from_secs(30), "{text:?} is not saved");
        sleep(Duration::from_millis(5));
    }
    began.elapsed()
}

fn focus(browser: &Browser, id: &str) {
    browser.script(&format!("const field = document.getElementById('{id}'); field.focus(); field.select?.()"));
}

pub(super) fn answers_are_saved_and_checked_at_once(browser: &Browser) {
    let (folder, served) = served(&eligible(1));
    browser.visit(&served);
    assert_eq!(browser.script("return location.href"), json!(format!("http://{}/", served.host)));
    browser.script("window.mark = 1");
    let verdict = || browser.text("#verdict");
    let first = verdict();
    assert!(first.to_lowercase().contains("éligible"), "{first}");
    let changed = |what: &str, from: &str| {
        browser.until(what, &format!("document.querySelector('#verdict').innerText !== {from:?}"));
        assert_eq!(browser.script("return window.mark"), json!(1), "{what}: the page was loaded again");
        assert_eq!(browser.text("#notice"), "Enregistré", "{what}");
    };
    let raw = || browser.script("return document.querySelector('#verdict').innerText").as_str().unwrap().to_owned();
    // An amount: the budget is not balanced any more, and the page says by how much.
    let before = raw();
    focus(browser, "q-budget-charges-1--montant");
    browser.press("650");
    browser.press(ENTER);
    changed("amount", &before);
    is_saved(&folder, "libelle: Location de matériel, montant: 650");
    assert!(browser.text(".totals").contains("50,00"), "{}", browser.text(".totals"));
    let before = raw();
    focus(browser, "q-budget-charges-1--montant");
    browser.press("600,00");
    browser.press(ENTER);
    changed("amount again", &before);
    assert_eq!(verdict(), first);
    // A theme.
    let before = raw();
    for theme in ["participation-habitants", "citoyennete"] {
        browser.click(&format!("[name='projet.thematiques'][value='{theme}']"));
    }
    browser.until("the themes are gone", "!document.querySelector('[name=\"was:projet.thematiques\"]').value");
    changed("theme", &before);
    assert!(!folder.read("a.yaml").contains("thematiques: [participation"));
    browser.click("[name='projet.thematiques'][value='democratie-participative']");
    is_saved(&folder, "democratie-participative");
    browser.until("the verdict of before", &format!("document.querySelector('#verdict').innerText === {before:?}"));
    // A text of a few words is too short.
    let before = raw();
    focus(browser, "q-projet-methode");
    browser.press("Court.");
    is_saved(&folder, "methode: Court.");
    changed("text", &before);
    focus(browser, "q-projet-methode");
    browser.press("Une méthode en trois étapes, avec les habitants.");
    is_saved(&folder, "methode: Une méthode en trois étapes, avec les habitants.");
    browser.until("the verdict of before", &format!("document.querySelector('#verdict').innerText === {before:?}"));
    // A commune by its name.
    focus(browser, "q-projet-communes-new");
    browser.press("Avion");
    browser.press(ENTER);
    is_saved(&folder, "62065");
    browser.until(
        "the commune is shown",
        "document.querySelector('#f-q-projet-communes .entries').innerText.includes('Avion')",
    );
    assert_eq!(browser.script("return document.getElementById('q-projet-communes-new').value"), json!(""));
    assert_eq!(browser.script("return window.mark"), json!(1));
    round_trips(browser);
    let text = folder.read("a.yaml");
    assert!(text.starts_with(eligible(1).split("version").next().unwrap()), "comments stay");
}

/// From a change to the page that shows what it comes to; logged only, since a machine may have other things to do.
fn round_trips(browser: &Browser) {
    let script = "
        const times = [];
        const next = (round) => {
            if (round === 20) return done(times);
            const version = document.getElementById('page').dataset.version, began = performance.now();
            const field = document.getElementById('q-budget-charges-1--montant');
            field.value = String(700 + round);
            field.dispatchEvent(new Event('change', { bubbles: true }));
            const look = () => {
                if (document.getElementById('page').dataset.version === version) return setTimeout(look, 0);
                times.push(performance.now() - began);
                next(round + 1);
            };
            look();
        };
        next(0);";
    let mut times: Vec<f64> =
        browser.later(script).as_array().unwrap().iter().map(|time| time.as_f64().unwrap()).collect();
    times.sort_by(f64::total_cmp);
    println!("round trip: median {:.0} ms, slowest {:.0} ms (not optimised)", times[10], times[19]);
}

pub(super) fn typing_is_saved_and_the_cursor_stays(browser: &Browser) {
    let (folder, served) = served(&eligible(1));
    browser.visit(&served);
    for (id, path) in [("q-porteur-nom", "porteur.nom"), ("q-projet-inventivite", "projet.inventivite")] {
        browser.script(&format!(
            "const field = document.getElementById('{id}'); field.focus(); field.setSelectionRange(5, 5)"
        ));
        browser.press("zut");
        let saved = is_saved(&folder, "zut");
        println!("{path}: in the file {} ms after the last key", saved.as_millis());
        browser.until("it is said to be saved", "document.querySelector('#notice').innerText === 'Enregistré'");
        let state = "const field = document.activeElement; return [field.id, field.selectionStart, field.selectionEnd]";
        assert_eq!(browser.script(state), json!([id, 8, 8]), "the cursor stays");
        // Goes on while the answers come in: no letter is lost.
        for word in ["un ", "deux ", "trois ", "quatre "] {
            browser.press(word);
            sleep(Duration::from_millis(250));
        }
        is_saved(&folder, "zutun deux trois quatre ");
        assert_eq!(browser.script(state), json!([id, 8 + 21, 8 + 21]), "the cursor moves with what is typed");
        browser.script("document.activeElement.blur()");
        folder.write("a.yaml", eligible(1));
        browser
            .until("the file of before is shown", &format!("!document.getElementById('{id}').value.includes('zut')"));
    }
    // Who leaves the page at once loses nothing.
    focus(browser, "q-porteur-nom");
    browser.press("Parti trop tôt");
    browser.open("about:blank");
    is_saved(&folder, "nom: Parti trop tôt");
}

pub(super) fn what_others_change_is_shown(browser: &Browser) {
    let (folder, served) = served(&eligible(1));
    browser.visit(&served);
    browser.script("window.mark = 1");
    let name = "Association La Passerelle des Chevalements";
    folder.write("a.yaml", edit(&eligible(1), &[(name, "Un autre nom")]));
    browser.until("the new name", "document.getElementById('q-porteur-nom').value === 'Un autre nom'");
    browser.until("a word of it", "document.querySelector('#notice.bad').innerText.includes('autre programme')");
    assert_eq!(browser.script("return window.mark"), json!(1));
    // A wrong value is shown as wrong, and stays as it was typed.
    focus(browser, "q-projet-debut");
    browser.press("au printemps");
    browser.press(ENTER);
    is_saved(&folder, "debut: au printemps");
    browser.until("it is shown as wrong", "document.querySelector('#f-q-projet-debut').classList.contains('wrong')");
    assert_eq!(browser.script("return document.getElementById('q-projet-debut').value"), json!("au printemps"));
    let border = "return getComputedStyle(document.querySelector('#f-q-projet-debut')).borderLeftWidth";
    assert_eq!(browser.script(border), json!("4px"));
    browser.click("button[value='undo']");
    is_saved(&folder, "debut: 2015-02-16");
    browser.until("what was taken back", "document.getElementById('q-projet-debut').value === '2015-02-16'");
}

pub(super) fn without_script_a_section_is_filled_in(browser: &Browser) {
    let (folder, served) = served(&eligible(1));
    browser.command("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.visit(&served);
    assert_eq!(
        browser.script("return document.documentElement.classList.contains('js')"),
        json!(false),
        "no script runs"
    );
    focus(browser, "q-porteur-nom");
    browser.press("Les Voisins");
    browser.click("#porteur input[type='radio'][value='oui']");
    browser.click("#porteur button.save");
    browser.until("it is said to be saved", "document.querySelector('#notice')?.innerText === 'Enregistré'");
    assert_eq!(browser.script("return location.hash"), json!("#porteur"), "back to the section");
    let text = folder.read("a.yaml");
    assert!(text.contains("nom: Les Voisins\n"), "{text}");
    assert_eq!(text.lines().count(), eligible(1).lines().count());
    // A line of the budget.
    let new = |cell: &str| format!("[name='budget.charges[+].{cell}']");
    browser.script(&format!("document.querySelector({:?}).value = '63'", new("poste")));
    browser.script(&format!("document.querySelector({:?}).focus()", new("montant")));
    browser.press("12,50");
    browser.press(ENTER);
    is_saved(&folder, "{ poste: 63, montant: \"12,50\" }");
    browser.command("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
}

pub(super) fn close_ends_it(browser: &Browser) {
    let (_folder, served) = served(&eligible(1));
    browser.visit(&served);
    browser.click("button[value='close']");
    browser.until("the last page", "document.body.innerText.includes('Le formulaire est fermé')");
    assert_eq!(served.ends().1, Some(0));
    sleep(Duration::from_millis(2500));
    assert_eq!(
        browser.script("return document.querySelector('.lost')?.hidden ?? true"),
        json!(true),
        "nothing is lost"
    );
}
