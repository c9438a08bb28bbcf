//! A page as Markdown.

use std::io::{self, Write};

use super::{Block, Topic};
use crate::messages::labels;
use crate::report::markdown::plain;
use crate::text::{Lang, visible_lines};

pub(crate) fn write_markdown(out: &mut dyn Write, topic: &Topic, lang: Lang) -> io::Result<()> {
    writeln!(out, "# {} — {}", plain(&topic.id), plain(&topic.title))?;
    for section in &topic.sections {
        writeln!(out, "\n## {}\n", plain(&section.heading))?;
        let mut before: Option<bool> = None;
        for block in &section.blocks {
            // Items of one list stand together; all else has an empty line before it.
            let is_item = matches!(block, Block::Item { .. } | Block::Pair { .. });
            if before.is_some_and(|before| !(before && is_item)) {
                writeln!(out)?;
            }
            before = Some(is_item);
            match block {
                Block::Paragraph(text) => writeln!(out, "{}", plain(text))?,
                Block::Item { depth, text } => writeln!(out, "{}- {}", "  ".repeat(*depth), plain(text))?,
                Block::Pair { name, text } => {
                    writeln!(out, "- **{}**{} {}", plain(name), labels::colon(lang), plain(text))?;
                }
                Block::Lines(lines) => {
                    let lines = visible_lines(lines.trim_end());
                    let fence = fence(&lines);
                    writeln!(out, "{fence}yaml\n{lines}\n{fence}")?;
                }
            }
        }
    }
    Ok(())
}

/// What stands around lines as code: more backticks than stand anywhere in them.
fn fence(lines: &str) -> String {
    let longest = lines.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(3.max(longest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_code_ends_it() {
        assert_eq!([fence("a: `b`"), fence("a: |\n```\n"), fence("`````")], ["```", "````", "``````"]);
    }
}
