"""What an editor should look at: doubtful links and merges as questions."""
