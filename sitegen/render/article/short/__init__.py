"""An article in short, as it is kept, and what other pages show of it."""
