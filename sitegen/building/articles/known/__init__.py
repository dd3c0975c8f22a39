"""What a build knows of its articles: whole, in short, in lists, and what is to be said of them."""
