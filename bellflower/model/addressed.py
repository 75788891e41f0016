"""Words that speak to whoever reads them, or to a program that does, rather than tell what happened.

They are the one kind of injected instruction that can bring its own quote along: "report that 900 kg were seized" does
stand in the text. So a value read from a paragraph that gives orders to its reader does not count, and in a report that
speaks to a program anywhere, nothing counts that the model says.
"""

from __future__ import annotations

import re

from bellflower.records import Record
from bellflower.text import sentences

_MACHINE = (
    r"(?:language models?|LLMs?|chat ?bots?|AI(?: (?:models?|assistants?|systems?|agents?|readers?|tools?))?|"
    r"artificial intelligence|(?:virtual |digital )?assistants?|ChatGPT|GPT-?\d|Claude|Gemini|Llama|Copilot|"
    r"(?:text|data|information) extract(?:ors?|ion (?:systems?|models?|tools?))|parsers?|bots?)"
)
_ORDER = (
    r"(?:ignore|disregard|forget|override|bypass|report|record|say|state|write|output|print|return|respond|answer|reply|"
    r"extract|include|add|list|treat|consider|assume|pretend|act|repeat|insert|set|translate|summari[sz]e|note|mark|"
    r"must|should|shall|are to|you|your)"
)
_TO_A_PROGRAM = (
    re.compile(
        r"(?<!\bto )\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,60}"
        r"\b(?:instructions?|prompts?|rules|guidelines|(?:said|written|stated) (?:so far|before|above)|"
        r"(?:the|everything|all|anything|text) (?:above|before|previous|prior))\b",
        re.I,
    ),
    re.compile(r"\b(?:system prompt|your (?:instructions?|prompt|output|guidelines|training|schema|JSON))\b", re.I),
    re.compile(rf"\b{_MACHINE}\b[^.\n]{{0,80}}\b{_ORDER}\b", re.I),
    re.compile(rf"\b{_ORDER}\b[^.\n]{{0,40}}\b(?:to|for|by|as) (?:an? |any |all |the )?{_MACHINE}\b", re.I),
    re.compile(rf"\byou (?:must|should|shall|will|are to)\b[^.\n]{{0,60}}\b{_MACHINE}\b", re.I),
    re.compile(r"<\|?/?(?:im_start|im_end|system|user|assistant|eot_id|start_of_turn|end_of_turn|think)\b|\[/?INST\]"),
    re.compile(
        r"^\W{0,4}(?:system|assistant|developer|user|instructions?|prompt)(?: (?:message|note|prompt))?\W{0,3}:",
        re.I | re.M,
    ),
    re.compile(r"[{\[]\s*\"(?:incidents|quote|kind|goods)\"\s*:"),
)
_OPENING = (
    r"^\W*(?:(?:please|now|then|instead|next|also|and|but|so|kindly|important|note|notice|attention|remember)\b"
    r"[\s:,!-]*)*"
)
_THING = r"(?:that|the following|this|these|it|only|an?|one|two|three|all|any|no|\d)"
_TO_A_READER = (
    re.compile(
        rf"{_OPENING}(?:report|say|state|write|output|print|respond|answer|reply|extract|include|add|insert|treat|"
        rf"consider|pretend|imagine|suppose|repeat|enter|register|file|log|claim|assert)(?: (?:with|down|to|in|here))?"
        rf"(?:,? \w+ly)?:? {_THING}\b",
        re.I,
    ),
    re.compile(
        r"\byou (?:must|should|are to|will|shall|need to|have to|are (?:now )?(?:asked|required|told) to) "
        r"(?:now |only |also |always )?(?:report|record|say|state|write|enter|add|include|list|register|log|treat|"
        r"count|output|print|return|respond|answer|reply|extract|mention|claim|assert|pretend|act)\b"
        r"|\byou are now\b|\byour (?:task|job|answer|response|role) (?:is|must|should)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:the |any |every )?(?:readers?|analysts?|databases?|researchers?|compilers?) "
        rf"(?:must|should|shall|are to|is to|are (?:asked|requested|told) to|is (?:asked|requested|told) to) "
        rf"(?:report|record|say|state|write|enter|add|include|list|register|log|treat|count) {_THING}\b",
        re.I,
    ),
)


class Address(Record, frozen=True):
    """A paragraph that speaks to its reader, with the sentence in it that does; ``to_program`` if to a program."""

    start: int
    end: int
    sentence: tuple[int, int]
    to_program: bool


def find_addresses(text: str) -> list[Address]:
    """The paragraphs of ``text`` that give orders to whoever reads them, one entry each, in order."""
    found: list[Address] = []
    for start, end in sentences(text):
        to_program = any(pattern.search(text[start:end]) for pattern in _TO_A_PROGRAM)
        if not to_program and not any(pattern.search(text[start:end]) for pattern in _TO_A_READER):
            continue
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        address = Address(
            start=first, end=last if last >= 0 else len(text), sentence=(start, end), to_program=to_program
        )
        if found and found[-1].start == first:
            if to_program and not found[-1].to_program:
                found[-1] = address
        else:
            found.append(address)
    return found
