"""What annotates: objects that turn a parsed text into mentions, quotations and references."""
