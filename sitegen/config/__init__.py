"""`sitegen.toml` as one frozen `Config`. A stage is handed its own part only, never the whole."""

from sitegen.config.parts import (
    AnnotateConfig,
    BuildConfig,
    Config,
    ContentConfig,
    DiagnosticsConfig,
    EntitiesConfig,
    MarkdownConfig,
    OutputConfig,
    PermalinksConfig,
    RenderOptions,
    ServeConfig,
    StaticConfig,
    TemplatesConfig,
)
from sitegen.config.reader import FILE, load_config, parse_config, render_config

__all__ = [
    "FILE",
    "AnnotateConfig",
    "BuildConfig",
    "Config",
    "ContentConfig",
    "DiagnosticsConfig",
    "EntitiesConfig",
    "MarkdownConfig",
    "OutputConfig",
    "PermalinksConfig",
    "RenderOptions",
    "ServeConfig",
    "StaticConfig",
    "TemplatesConfig",
    "load_config",
    "parse_config",
    "render_config",
]
