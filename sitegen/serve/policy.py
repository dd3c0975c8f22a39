"""The content security policy that pages are sent with: the strict one of docs/hosting.md.

Pure. The preview keeps to what a host should send, so that what a template of the site's own needs beyond it
is seen while it is written.
"""

from __future__ import annotations

SCRIPT_HASH = "sha256-dPKjgS1/Z+DtjkK/WBKesTY1RZF/SG7TGvGCMK2UFeY="
"""Of the one line that stands in pages, in `templates/base.html`: it keeps the reader's light or dark."""
_SEARCH = "/search/"
"""Where the index runs WebAssembly."""


def policy_for(path: str) -> str:
    """What the page at this path of the URL may load and run."""
    more = " 'wasm-unsafe-eval'" if path.startswith(_SEARCH) else ""
    return (
        f"default-src 'self'; script-src 'self' '{SCRIPT_HASH}'{more}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
