//! An editor's Markdown as plain values, for a template and for a page. What the definition lets through is all there is:
//! paragraphs, lists, quotations, emphasis and links.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::Serialize;

/// A block of an editor's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Node {
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: Vec<Span>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        numbered: bool,
        /// Each a text.
        items: Vec<Vec<Self>>,
    },
    /// A quotation.
    Quotation {
        /// What is quoted.
        content: Vec<Self>,
    },
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they are stressed.
    pub strong: bool,
    /// Whether they are emphasised.
    pub emphasis: bool,
    /// Where they lead; empty where they do not.
    pub href: String,
}

/// Reads an editor's text.
pub(crate) fn nodes(source: &str) -> Vec<Node> {
    let mut reader = Reader::default();
    for event in Parser::new(source) {
        reader.take(event);
    }
    reader.end()
}

/// What is open.
enum Open {
    Paragraph,
    List { numbered: bool, items: Vec<Vec<Node>> },
    Item,
    Quotation,
}

#[derive(Default)]
struct Reader {
    /// Blocks at each depth; the first is the text itself.
    depth: Vec<Vec<Node>>,
    open: Vec<Open>,
    words: Vec<Span>,
    strong: usize,
    emphasis: usize,
    href: String,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.href = dest_url.to_string(),
            Tag::Paragraph | Tag::Heading { .. } => self.open.push(Open::Paragraph),
            Tag::List(first) => {
                self.flush();
                self.open.push(Open::List { numbered: first.is_some(), items: Vec::new() });
            }
            Tag::Item => {
                self.open.push(Open::Item);
                self.depth.push(Vec::new());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.open.push(Open::Quotation);
                self.depth.push(Vec::new());
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.href.clear(),
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.open.pop();
                self.flush();
            }
            TagEnd::Item => {
                self.flush();
                self.open.pop();
                let item = self.depth.pop().unwrap_or_default();
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some(Open::List { numbered, items }) = self.open.pop() {
                    self.push(Node::List { numbered, items });
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.open.pop();
                let content = self.depth.pop().unwrap_or_default();
                self.push(Node::Quotation { content });
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let (strong, emphasis, href) = (self.strong > 0, self.emphasis > 0, &self.href);
        match self.words.last_mut() {
            Some(last) if last.strong == strong && last.emphasis == emphasis && last.href == *href => {
                last.text.push_str(text);
            }
            _ => self.words.push(Span { text: text.to_owned(), strong, emphasis, href: href.clone() }),
        }
    }

    /// What was said becomes a paragraph, where it stands.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.iter().any(|span| !span.text.trim().is_empty()) {
            self.push(Node::Paragraph { words });
        }
    }

    fn push(&mut self, node: Node) {
        if self.depth.is_empty() {
            self.depth.push(Vec::new());
        }
        if let Some(here) = self.depth.last_mut() {
            here.push(node);
        }
    }

    fn end(mut self) -> Vec<Node> {
        self.flush();
        self.depth.into_iter().next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Span {
        Span { text: text.to_owned(), ..Span::default() }
    }

    #[test]
    fn an_editor_s_text_becomes_blocks() {
        let found =
            nodes("Een **goed** jaar\nvoor [ons](https://example.org).\n\n1. een\n2. twee\n   - drie\n\n> citaat\n");
        let strong = Span { strong: true, ..plain("goed") };
        let link = Span { href: "https://example.org".to_owned(), ..plain("ons") };
        let paragraph = |text: &str| Node::Paragraph { words: vec![plain(text)] };
        assert_eq!(
            found,
            [
                Node::Paragraph { words: vec![plain("Een "), strong, plain(" jaar voor "), link, plain(".")] },
                Node::List {
                    numbered: true,
                    items: vec![
                        vec![paragraph("een")],
                        vec![paragraph("twee"), Node::List { numbered: false, items: vec![vec![paragraph("drie")]] },],
                    ],
                },
                Node::Quotation { content: vec![paragraph("citaat")] },
            ]
        );
        assert!(nodes("").is_empty());
    }
}
