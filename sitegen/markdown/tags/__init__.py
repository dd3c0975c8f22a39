"""HTML in Markdown: tags shown as text, or obeyed as far as a strict list allows."""
