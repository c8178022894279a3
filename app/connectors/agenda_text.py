"""The text of a DESCRIPTION as a person reads it: without escapes, tags and entities (RFC 5545 §3.3.11)."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\([\\;,nN])")
_TOKEN = re.compile(r"<!--|-->|<!\[?[^<>]*>|<(/?)([A-Za-z][A-Za-z0-9:]*)([^<>]*)>")
_TAG = re.compile(
    r"</?(?:a|b|br|body|div|font|h[1-6]|html|i|li|o:p|ol|p|pre|span|strong|table|td|tr|u|ul)\b[^<>]*>", re.IGNORECASE
)
_TARGET = re.compile(r"\shref\s*=\s*[\"']?([^\s\"'>]{1,4096})", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ADDRESSES = frozenset({"http", "https", "mailto", "tel", "sip", "callto", "ftp", "file"})
_UNREAD = frozenset({"head", "script", "style", "title", "xml"})
_LINES = frozenset(
    {"blockquote", "body", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li"}
    | {"ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
_COMMENT = "-->"


def unescaped(value: str) -> str:
    """Return a TEXT value without the escapes of iCalendar."""
    return _ESCAPE.sub(_character, value) if "\\" in value else value


def readable(text: str) -> str:
    """Return a text without tags and entities where it is HTML; addresses that are linked stay beside their words."""
    if "<" not in text and "&" not in text:
        return text
    if _TAG.search(text) is not None:
        text = _without_tags(text)
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _without_tags(text: str) -> str:
    """Return what stands between tags, in one pass whatever is open or never closed."""
    parts: list[str] = []
    position, hidden = 0, ""
    for token in _TOKEN.finditer(text):
        mark = token[0]
        name = (token[2] or "").lower()
        if hidden:
            if mark == hidden or (token[1] and name == hidden):
                hidden, position = "", token.end()
            continue
        parts.append(text[position : token.start()])
        position = token.end()
        if mark == "<!--":
            hidden = _COMMENT
        elif name in _ADDRESSES:
            parts.append(f" {mark} ")
        elif name in _UNREAD and not token[1] and not token[3].endswith("/"):
            hidden = name
        elif name in _LINES:
            parts.append("\n")
        elif name == "a" and not token[1]:
            target = _TARGET.search(token[3])
            parts.append(f" <{target[1]}> " if target else "")
    if not hidden:
        parts.append(text[position:])
    return "".join(parts)


def _character(escape: re.Match[str]) -> str:
    return "\n" if escape[1] in "nN" else escape[1]


def _entity(entity: re.Match[str]) -> str:
    # Imported here: most descriptions hold no entity, and the table of all takes a while.
    import html

    return html.unescape(entity[0])
