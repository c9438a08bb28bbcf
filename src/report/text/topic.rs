//! A page of `recevable explain` for the terminal.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::TextOptions;
use super::layout::{Emphasis, Page};
use crate::report::explain::{Block, Topic};
use crate::text::visible;

/// The widest name that the text of a pair stands beside; below a wider one it takes lines of its own.
const NAME: usize = 16;

pub(crate) fn write_topic(out: &mut dyn Write, topic: &Topic, options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    let title = page.paint(Emphasis::Strong, &format!("{} — {}", visible(&topic.id), visible(&topic.title)));
    page.paragraph("", "", &title);
    for section in &topic.sections {
        page.heading(&section.heading);
        let names = section.blocks.iter().filter_map(|block| match block {
            Block::Pair { name, .. } => Some(display_width(name)),
            _ => None,
        });
        let width = names.max().filter(|widest| *widest <= NAME).unwrap_or(0);
        for block in &section.blocks {
            write_block(&mut page, block, width);
        }
    }
    out.write_all(page.into_text().as_bytes())
}

fn write_block(page: &mut Page, block: &Block, width: usize) {
    match block {
        Block::Paragraph(text) => page.paragraph("", "", &visible(text)),
        Block::Item { depth, text } => {
            let bullet = page.bullet();
            page.item(&"  ".repeat(depth + 1), bullet, &visible(text));
        }
        Block::Pair { name, text } if display_width(name) <= NAME => {
            page.named("  ", &visible(name), width, &visible(text));
        }
        Block::Pair { name, text } => {
            let bullet = page.bullet();
            let name = page.paint(Emphasis::Strong, &visible(name));
            page.item("  ", bullet, &name);
            page.paragraph("    ", "    ", &visible(text));
        }
        Block::Lines(lines) => {
            for line in lines.lines() {
                page.line(&format!("    {}", visible(line)));
            }
        }
    }
}
