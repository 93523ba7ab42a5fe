"""The formats of the report that are text: from blocks to HTML, Markdown and plain text."""
