"""Work shared by processes, turns between builds, and how far a step is."""
