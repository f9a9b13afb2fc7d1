"""arrian reads news reports and rebuilds, with the bytes that prove it, what they describe.

    import arrian
    report = arrian.read(text)                            # str or bytes
    for claim in report.claims:
        print(claim.act, [p.text for p in claim.actor], claim.span, claim.chars, report.words(claim))
    story = arrian.collate({"a.txt": one, "b.html": two})  # what they say together
    for accord in story.accords:
        print(accord.verdict, [v.text for v in accord.values])
    report.frame("claim")                                 # a pandas frame

Several threads may read at once: the engine is shared and the interpreter's lock is let go while it works.
"""
from __future__ import annotations

import threading
from typing import Iterable, Mapping, Optional, Tuple, Union

from .copies import copies, fingerprints
from .engine import GIVEN, POWERS, VERSION, ArrianError, Engine
from .records import (Accord, Claim, Document, Entity, Ignored, Link, Name, Origin, Page, Party, Passage, Place, Published, Quantity, Quote, Record,
                      Relay, Report, Sentence, Source, Span, Story, Stretch, Text, Time, Value, Why)

__version__ = VERSION
__all__ = ["ArrianError", "Engine", "GIVEN", "POWERS", "Accord", "Claim", "Document", "Entity", "Ignored", "Link", "Name", "Origin", "Page", "Party",
           "Passage", "Place", "Published", "Quantity", "Quote", "Record", "Relay", "Report", "Sentence", "Source", "Span", "Story", "Stretch",
           "Text", "Time", "Value", "Why", "collate", "copies", "engine_of", "fingerprints", "read"]

Content = Union[str, bytes]
_engines: dict[Tuple[str, Optional[str]], Engine] = {}
_opening = threading.Lock()


def engine_of(power: str = "auto", weights: Optional[str] = None) -> Engine:
    """The engine of this process: lexicons and weights are opened once. power: auto, rules, fast, full."""
    with _opening:
        if (power, weights) not in _engines:
            _engines[power, weights] = Engine(power, weights)
        return _engines[power, weights]


def read(content: Content, name: str = "text", *, power: str = "auto", **given: str) -> Report:
    """What one report says.

    content: its text, or its bytes as they were received (text or HTML, any charset); name: what records and errors
    call it; given: what is known beyond the text (published, outlet, title, url, authors). Raises ArrianError where
    there is no report to read."""
    return engine_of(power).read(content, name, **given)


def collate(reports: "Mapping[str, Content] | Iterable[Tuple[str, Content] | Tuple[str, Content, Mapping[str, str]]]", *,
            power: str = "auto") -> Report:
    """What reports of one story say, each and together. reports: {name: content}, or (name, content[, given]) in the
    order that counts as earlier and later."""
    return engine_of(power).collate(reports.items() if isinstance(reports, Mapping) else reports)
