"""Words of an article as pages show them: cut, joined, linked to their source."""
