//! An editor's own words as HTML.

use report::{Node, Span};

/// Blocks of text; everything in them is escaped.
pub(crate) fn html(nodes: &[Node]) -> String {
    nodes.iter().map(block).collect()
}

fn block(node: &Node) -> String {
    match node {
        Node::Paragraph { words } => format!("<p>{}</p>", words.iter().map(span).collect::<String>()),
        Node::List { numbered, items } => {
            let tag = if *numbered { "ol" } else { "ul" };
            let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>", html(item))).collect();
            format!("<{tag}>{}</{tag}>", items.concat())
        }
        Node::Quotation { content } => format!("<blockquote>{}</blockquote>", html(content)),
    }
}

fn span(span: &Span) -> String {
    let mut text = escape(&span.text);
    if span.strong {
        text = format!("<strong>{text}</strong>");
    }
    if span.emphasis {
        text = format!("<em>{text}</em>");
    }
    // The definition lets no other addresses through; a release from elsewhere might.
    let safe = ["https://", "http://", "mailto:"].iter().any(|start| span.href.starts_with(start));
    if safe { format!("<a href=\"{}\">{text}</a>", escape(&span.href)) } else { text }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_s_words_bring_no_markup_of_their_own() {
        let said = |text: &str, href: &str| {
            let words = vec![Span { text: text.to_owned(), strong: true, emphasis: false, href: href.to_owned() }];
            html(&[Node::Paragraph { words }])
        };
        assert_eq!(said("<b>", ""), "<p><strong>&lt;b&gt;</strong></p>");
        assert_eq!(said("a", "https://x.nl/\"a"), "<p><a href=\"https://x.nl/&quot;a\"><strong>a</strong></a></p>");
        assert_eq!(said("a", "javascript:alert(1)"), "<p><strong>a</strong></p>");
    }
}
