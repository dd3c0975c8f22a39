"""The words that resolution knows, from the files of a language: about names, and about nouns that speak."""
