"""What is known of words before any text is read: cues, titles, places, names of bodies."""
