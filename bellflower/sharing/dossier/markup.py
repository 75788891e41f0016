"""HTML and SVG from Python: whatever is not already markup is escaped, so a report's text can't become a tag."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Part = str | Markup


def tag(name: str, *children: Part, **attributes: object) -> Markup:
    """An element. ``class_`` and ``data_x`` become ``class`` and ``data-x``; ``None`` and ``False`` leave one out."""
    pairs = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), "" if value is True else value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), pairs, joined(children))


def joined(parts: Iterable[Part], between: Part = "") -> Markup:
    """The parts as one piece of markup, plain strings escaped."""
    return escape(between).join(parts)


def listed(parts: Iterable[Part], last: str = "and") -> Markup:
    """``a``, ``a and b``, ``a, b and c``."""
    items = [escape(part) for part in parts]
    if len(items) < 2:
        return joined(items)
    return Markup("{} {} {}").format(joined(items[:-1], ", "), last, items[-1])


def number(value: float) -> str:
    """A coordinate: two decimals at most, no trailing zeros, never ``-0``."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
