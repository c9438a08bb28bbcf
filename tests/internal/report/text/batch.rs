//! Lists of dossiers and their summaries.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::report::Tally;

fn header(lang: Lang) -> Header {
    let column = |fact: &str, french: &str, english: &str, kind| {
        let label = if lang == Lang::Fr { french } else { english };
        Column {
            fact: fact.to_owned(),
            label: label.to_owned(),
            head: label.to_owned(),
            kind,
            brief: matches!(fact, "request" | "share"),
            sum: match fact {
                "request" => Some(SumPart::Whole),
                "operation" | "investment" => Some(SumPart::Part),
                _ => None,
            },
            groups: fact == "where",
        }
    };
    Header {
        rule_sets: vec![RuleSetRef { id: "fiche-1".to_owned(), sha256: String::new(), in_force: false }],
        ..samples::header(vec![
            column("where", "Intercommunalité", "Intercommunalité", ColumnKind::Text),
            column("operation", "Fonctionnement", "Operation", ColumnKind::Money),
            column("investment", "Investissement", "Investment", ColumnKind::Money),
            column("request", "Demande", "Request", ColumnKind::Money),
            column("share", "Part locale", "Local share", ColumnKind::Share),
        ])
    }
}

fn cells(name: &str, operation: &str, investment: &str, request: &str, share: Option<(i64, i64)>) -> Vec<Cell> {
    let money = |text: &str| Decimal::from_str_exact(text).map_or(Cell::Empty, Cell::Money);
    let share = share.map_or(Cell::Empty, |(part, whole)| Cell::Share { part: part.into(), whole: whole.into() });
    vec![Cell::Text(name.to_owned()), money(operation), money(investment), money(request), share]
}

/// A run of four dossiers: one fails, one is fine, one is no dossier, one names no fiche.
fn dossiers(lang: Lang) -> Vec<DossierReport> {
    let mut fine = report(Verdict::Eligible, vec![assessment(2, Verdict::Eligible, Vec::new())]);
    fine.path = "dossiers/lens/un-nom-de-fichier-qui-ne-tient-pas-dans-sa-colonne.yaml".to_owned();
    fine.title = Some("Un titre de projet bien plus long que la place qu'il y a pour lui".to_owned());
    fine.cells = cells("CA de Lens", "20100", "31200.50", "51300.50", Some((1, 3)));
    let mut failing = ineligible(lang);
    failing.cells =
        cells("CU de Dunkerque et de toutes ses communes", "2499.99", "", "2499.99", Some((2_999_999, 10_000_000)));
    let fiche = |number| {
        assessment(number, Verdict::Incomplete, vec![finding("C.DBL.1", StatusKind::Undetermined, Level::Error)])
    };
    let mut open = report(Verdict::Incomplete, (1..=4).map(fiche).collect());
    open.applicant = None;
    open.title = None;
    vec![failing, fine, unreadable().0, open]
}

/// Writes a run as it would be, with a summary of more than was in it.
pub(super) fn write_run(out: &mut dyn Write, reports: &[&DossierReport], options: &TextOptions) {
    let header = header(options.lang);
    let mut text = TextReport::new(*options, false, Selection::default());
    let mut tally = Tally::new(&header);
    let mut summary = Summary {
        complete: false,
        duplicates: vec![vec!["a.yaml".to_owned(), "b.yaml".to_owned()]],
        reading_dependent: 1,
        ..Summary::default()
    };
    text.begin(out, &header).unwrap();
    for report in reports {
        text.dossier(out, report, None).unwrap();
        tally.add(report);
        summary.add(report);
    }
    let reminders = [("Qualité du projet".to_owned(), "Les jurys en décident.".to_owned())];
    text.end(out, &End { header: &header, summary: &summary, tally: &tally, reminders: &reminders, since: None })
        .unwrap();
}

fn run(options: &TextOptions) -> String {
    let mut out = Vec::new();
    write_run(&mut out, &dossiers(options.lang).iter().collect::<Vec<_>>(), options);
    String::from_utf8(out).unwrap()
}

#[test]
fn several_dossiers_in_a_pipe() {
    insta::assert_snapshot!(run(&TextOptions { fancy: false, verbose: true, ..options(Lang::Fr, 100) }));
}

#[test]
fn several_dossiers_at_80_columns() {
    insta::assert_snapshot!(run(&options(Lang::Fr, 80)));
}

#[test]
fn several_dossiers_at_120_columns_in_english() {
    insta::assert_snapshot!(run(&options(Lang::En, 120)));
}

#[test]
fn several_dossiers_at_160_columns() {
    insta::assert_snapshot!(run(&options(Lang::Fr, 160)));
}

#[test]
fn quiet_keeps_lines_and_counts() {
    let quiet = run(&TextOptions { quiet: true, fancy: false, ..options(Lang::Fr, 100) });
    insta::assert_snapshot!(quiet);
}

/// The lines of the dossiers, below the names of their columns.
fn lines(text: &str) -> Vec<&str> {
    text.lines().skip(1).take_while(|line| !line.is_empty()).collect()
}

#[test]
fn lines_fit_the_terminal_and_their_columns_stand_still() {
    for width in 24..200 {
        let text = run(&options(Lang::Fr, width));
        let lines = lines(&text);
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|line| line.width() <= width), "{width}: {text}");
        let fails = |line: &&&str| line.contains("F1.FIN.1");
        assert_eq!(lines.iter().filter(fails).count(), usize::from(width >= 52), "{width}: {text}");
        let cents: Vec<Option<usize>> =
            lines[..2].iter().map(|line| line.find('€').map(|at| line[..at].width())).collect();
        assert!(cents[0] == cents[1] && cents[0].is_some() == (width >= 77), "{width}: {text}");
    }
}

#[test]
fn what_is_missing_is_no_nought() {
    let text = run(&options(Lang::Fr, 120));
    let open = lines(&text)[3];
    assert!(open.starts_with("? Incomplet     1-4              –"), "{open}");
    assert!(!open.contains("0,00"), "{open}");
    // Two of the four dossiers give no amount, and the sums say so.
    let total = text.lines().find(|line| line.starts_with(" Total")).unwrap();
    assert_eq!(total.split_whitespace().next_back(), Some("2"), "{total}");
}

#[test]
fn a_line_is_out_before_the_next_dossier() {
    let header = header(Lang::Fr);
    let mut text = TextReport::new(options(Lang::Fr, 120), false, Selection::default());
    let mut out = Vec::new();
    text.begin(&mut out, &header).unwrap();
    let mut whole = out.clone();
    for report in dossiers(Lang::Fr) {
        let mut alone = Vec::new();
        text.dossier(&mut alone, &report, None).unwrap();
        assert!(alone.ends_with(b"\n"));
        whole.extend(alone);
    }
    assert!(run(&options(Lang::Fr, 120)).as_bytes().starts_with(&whole));
}

/// The column that a text begins in; none where it does not stand there.
fn column_of(line: &str, text: &str) -> Option<usize> {
    line.find(text).map(|at| line[..at].width())
}

#[test]
fn head_and_cells_line_up_at_every_width() {
    for (lang, heads) in
        [(Lang::Fr, ["Demande", "Part locale", "Fichier"]), (Lang::En, ["Request", "Local share", "File"])]
    {
        for width in 60..=200 {
            let shown = run(&options(lang, width));
            let lines: Vec<&str> = shown.lines().take(5).collect();
            assert!(lines.iter().all(|line| line.width() <= width), "{width}\n{shown}");
            let [request, share, file] = heads.map(|head| column_of(lines[0], head).map(|at| (at, at + head.width())));
            for (line, path) in
                lines[1..].iter().zip(["tilleuls.yaml", "colonne.yaml", "tilleuls.yaml", "tilleuls.yaml"])
            {
                let at = file.unwrap().0;
                let before = line.find(path).and_then(|end| line[..end].rfind(' ')).map(|end| line[..=end].width());
                assert_eq!(before, Some(at), "{width}: {line}\n{shown}");
            }
            for (columns, cell) in
                [(request, if lang == Lang::Fr { "51 300,50 €" } else { "€51,300.50" }), (share, "33")]
            {
                let Some((_, end)) = columns else { continue };
                let line = lines[2].replace(['\u{a0}', '\u{202f}'], " ");
                let cell = if cell == "33" {
                    &line[line.find("33").unwrap()..].split_inclusive(['%']).next().unwrap().to_owned()
                } else {
                    cell
                };
                assert_eq!(column_of(&line, cell).map(|at| at + cell.width()), Some(end), "{width}: {line}\n{shown}");
            }
        }
    }
}

#[test]
fn an_amount_wider_than_its_column_moves_no_other_column() {
    let mut wide = report(Verdict::Eligible, vec![assessment(2, Verdict::Eligible, Vec::new())]);
    wide.cells = cells("CA de Lens", "0", "0", "12345678901.50", Some((1, 3)));
    let mut out = Vec::new();
    write_run(&mut out, &[&wide], &options(Lang::Fr, 120));
    let shown = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = shown.lines().take(2).collect();
    let applicant = column_of(lines[0], "Porteur, projet");
    assert!(applicant.is_some() && column_of(lines[1], "Les Tilleuls") == applicant, "{shown}");
}
