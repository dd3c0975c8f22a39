"""Where many articles are annotated: on this computer, or on a cluster of them; one form for both."""
