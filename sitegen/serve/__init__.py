"""The preview: watch the sources, rebuild, serve the output to this computer, tell its browsers."""
