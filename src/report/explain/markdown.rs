//! A page as Markdown.

use std::io::{self, Write};

use super::{Block, Topic};
use crate::messages::labels;
use crate::text::Lang;

pub(crate) fn write_markdown(out: &mut dyn Write, topic: &Topic, lang: Lang) -> io::Result<()> {
    writeln!(out, "# {} — {}", topic.id, escaped(&topic.title))?;
    for section in &topic.sections {
        writeln!(out, "\n## {}\n", escaped(&section.heading))?;
        let mut before: Option<bool> = None;
        for block in &section.blocks {
            // Items of one list stand together; all else has an empty line before it.
            let is_item = matches!(block, Block::Item { .. } | Block::Pair { .. });
            if before.is_some_and(|before| !(before && is_item)) {
                writeln!(out)?;
            }
            before = Some(is_item);
            match block {
                Block::Paragraph(text) => writeln!(out, "{}", escaped(text))?,
                Block::Item { depth, text } => writeln!(out, "{}- {}", "  ".repeat(*depth), escaped(text))?,
                Block::Pair { name, text } => {
                    writeln!(out, "- **{}**{} {}", escaped(name), labels::colon(lang), escaped(text))?;
                }
                Block::Lines(lines) => writeln!(out, "```yaml\n{}\n```", lines.trim_end())?,
            }
        }
    }
    Ok(())
}

/// A text of one line, without what Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
