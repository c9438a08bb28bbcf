//! Excerpts of files made up by hand.

use super::*;

fn excerpt(text: &str, spans: &[(usize, usize)], width: usize) -> Excerpt {
    let file = SourceFile::new("a.yaml", text);
    let labels: Vec<Label> =
        spans.iter().map(|(start, end)| Label { span: Span::new(*start, *end), text: "ici".to_owned() }).collect();
    Excerpt::new(&file, &labels, width, Lang::Fr).unwrap()
}

fn labelled(excerpt: &Excerpt, index: usize) -> &str {
    let label = &excerpt.labels[index];
    &excerpt.text[label.start..label.start + label.len]
}

#[test]
fn spans_move_past_what_is_escaped() {
    let text = "\u{feff}é: \u{202e}x\r\nb\u{1b}: \u{200b}œuf # \u{7}\r\nc: 3\r\n";
    let at = text.find("œuf").unwrap();
    let shown = excerpt(text, &[(at, at + "œuf".len())], 80);
    assert_eq!(shown.text, "é: \\u{202e}x\nb\\u{1b}: \\u{200b}œuf # \\u{7}\nc: 3\n");
    assert_eq!(labelled(&shown, 0), "œuf");
    assert_eq!(shown.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(shown.labels[0].position, Position { line: 2, column: 6 });
}

#[test]
fn a_span_stays_on_its_first_line_with_text() {
    let text = "methode: |\n  un\n  deux\nfin: 1\n";
    let shown = excerpt(text, &[(10, 24)], 80);
    assert_eq!(labelled(&shown, 0), "un");
    assert_eq!(shown.text, "methode: |\n  un\n  deux\n");
    let shown = excerpt(text, &[(0, text.len())], 80);
    assert_eq!(labelled(&shown, 0), "methode: |");
}

#[test]
fn places_outside_the_text_go_to_its_nearest_end() {
    let text = "a: 1\nb: é\n\n\n";
    let shown = excerpt(text, &[(500, 900)], 80);
    assert_eq!(shown.text, "a: 1\nb: é\n\n");
    assert_eq!((shown.labels[0].start, shown.labels[0].len), (10, 0));
    let inside_e = text.find('é').unwrap() + 1;
    assert_eq!(labelled(&excerpt(text, &[(inside_e, inside_e + 1)], 80), 0), "é");
    assert!(
        Excerpt::new(
            &SourceFile::new("a", "\u{feff} \n"),
            &[Label { span: Span::new(0, 0), text: String::new() }],
            80,
            Lang::Fr
        )
        .is_none()
    );
}

#[test]
fn distant_lines_are_left_out_and_near_ones_are_not() {
    let text = (1..=40).map(|line| format!("l{line}: x")).collect::<Vec<_>>().join("\n");
    let at = |line: usize| text.find(&format!("l{line}:")).unwrap();
    let shown = excerpt(&text, &[(at(5), at(5) + 2), (at(10), at(10) + 3), (at(30), at(30) + 3)], 80);
    let numbers: Vec<usize> = shown.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [4, 5, 6, 7, 8, 9, 10, 11, 29, 30, 31]);
    assert_eq!(labelled(&shown, 2), "l30");
    assert_eq!(shown.labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>(), ["ici", "idem", "idem"]);
}

#[test]
fn long_lines_are_cut_around_the_label() {
    let text = format!("resume: {} ICI {}\n", "mot ".repeat(15_000), "suite ".repeat(15_000));
    let at = text.find("ICI").unwrap();
    let shown = excerpt(&text, &[(at, at + 3)], 60);
    assert_eq!(labelled(&shown, 0), "ICI");
    assert!(shown.text.trim_end().width() <= 55, "{}", shown.text);
    assert!(shown.text.starts_with('…') && shown.text.trim_end().ends_with('…'));
}

#[test]
fn labels_at_one_place_are_joined() {
    let shown = excerpt("a: 1\n", &[(3, 4), (3, 4)], 80);
    assert_eq!(shown.labels.len(), 1);
    assert_eq!(shown.labels[0].text, "ici");
}
