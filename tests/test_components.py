"""What pairs tie together."""

from __future__ import annotations

from bellflower.components import components, representatives


def test_components_are_what_edges_tie_together() -> None:
    assert components([("b", "a"), ("c", "d"), ("a", "e")]) == [("a", "b", "e"), ("c", "d")]


def test_each_is_known_by_the_first_that_it_is_tied_to() -> None:
    assert representatives([("b", "a"), ("c", "b"), ("x", "y")]) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}
