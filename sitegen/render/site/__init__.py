"""The site as pages see it: who appears where, lists over several pages, navigation."""
