"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bellflower
from bellflower.patterns import regex

MODULES = [m.name for m in pkgutil.walk_packages(bellflower.__path__, "bellflower.") if not m.name.endswith("__main__")]


@given(st.text("ab1 "))
def test_it_does_what_the_compiled_pattern_does(text: str) -> None:
    late, plain = regex(r"(?P<letters>[AB]+)(\d)?", re.I), re.compile(r"(?P<letters>[AB]+)(\d)?", re.I)
    assert [m.groups() for m in late.finditer(text)] == [m.groups() for m in plain.finditer(text)]
    assert late.sub("-", text) == plain.sub("-", text) and late.split(text) == plain.split(text)
    assert (late.pattern, late.flags, late.groupindex) == (plain.pattern, plain.flags, plain.groupindex)


def test_nothing_is_compiled_before_it_is_searched() -> None:
    late = regex("(")
    assert copy.copy(late).pattern == "("
    with pytest.raises(re.error):
        late.search("")


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_can_be_compiled(name: str) -> None:
    late = type(regex(""))
    for value in vars(importlib.import_module(name)).values():
        if isinstance(value, late):
            assert value.groups >= 0
