"""The editor's desk: what an editor sees of an article beside its page, and what each action writes."""
