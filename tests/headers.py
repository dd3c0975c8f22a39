"""A file of headers, as some hosts read it, to what each pattern of addresses is sent with."""

from __future__ import annotations

import re


def headers_of(page: str) -> dict[str, list[tuple[str, str]]]:
    """The one file of headers in a page of the documentation: pattern to names and values, in order.

    A line that takes a header away again is "!" with the header's name.
    """
    (block,) = re.findall(r"^```\n(/\*\n.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found: dict[str, list[tuple[str, str]]] = {}
    for line in block.splitlines():
        if line.startswith("/"):
            found[line] = []
        elif line.strip():
            name, _, value = line.strip().partition(" ")
            found[next(reversed(found))].append((name.removesuffix(":"), value))
    return found


def sent_with(headers: dict[str, list[tuple[str, str]]], address: str) -> dict[str, str]:
    """What a page at this address is sent with: later patterns add to what earlier ones say."""
    sent: dict[str, str] = {}
    for pattern, values in headers.items():
        if address.startswith(pattern.removesuffix("*")):
            for name, value in values:
                if name == "!":
                    sent.pop(value, None)
                else:
                    sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent
