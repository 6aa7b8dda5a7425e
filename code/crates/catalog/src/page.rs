//! One page of Markdown: its fences, includes, links and headings.
