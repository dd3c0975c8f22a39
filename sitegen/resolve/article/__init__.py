"""Inside one article: mentions to clusters, one for each entity, with its descriptions."""
