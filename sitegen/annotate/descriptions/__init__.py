"""What an article says of somebody: appositions, predicates and titles as descriptions."""
