"""The build as one function, its cache and its writer: the only place that writes output."""
