"""JSON Lines -> records as dataclasses, with the words they stand on.

A line of `--json` becomes one record; a field that the text does not give is None or (). `span` is the half-open range
of bytes of the report as it was received, `chars` the same in characters of the decoded text.
"""
from __future__ import annotations

import dataclasses
import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Iterator, Optional, Tuple, Type, TypeVar

if TYPE_CHECKING:
    import pandas

Span = Tuple[int, int]


@dataclass(frozen=True)
class Link:
    """What a name stands for in the lists of others: a state, a body, a place."""
    iso3: Optional[str] = None
    geonames: Optional[int] = None
    code: Optional[str] = None


@dataclass(frozen=True)
class Published:
    """When a report came out; basis: text, markup, context or given."""
    value: str
    precision: str
    basis: str


@dataclass(frozen=True)
class Page:
    """What kind of page a report was: article, gallery, video, paywall, live; confidence: 0 to 1."""
    kind: str
    confidence: float


@dataclass(frozen=True)
class Party:
    """Who takes part in a claim, or where it is; name: whom words such as "he" or "the city" stand for."""
    text: Optional[str] = None
    entity: Optional[str] = None
    link: Optional[Link] = None
    name: Optional[str] = None


@dataclass(frozen=True)
class Source:
    """Who says so: role `speaker`, or `via` for whom the words came through."""
    role: str
    text: Optional[str] = None
    entity: Optional[str] = None


@dataclass(frozen=True)
class Place:
    """A stretch of one report: a side of a shared passage."""
    doc: str
    span: Span
    chars: Optional[Span] = None


@dataclass(frozen=True)
class Value:
    """What one report says where several are held against each other."""
    doc: str
    span: Span
    chars: Optional[Span] = None
    text: Optional[str] = None
    value: Optional[str] = None
    source: Optional[str] = None
    claim: Optional[str] = None


@dataclass(frozen=True)
class Why:
    """Why reports count as one origin; evidence: ids of passages and relays."""
    link: str
    evidence: Tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """What all records have."""
    kind: str
    id: str


@dataclass(frozen=True)
class Stretch(Record):
    """A record that stands on words of one report."""
    doc: str
    span: Span
    text: Optional[str] = None
    chars: Optional[Span] = dataclasses.field(default=None, kw_only=True)


@dataclass(frozen=True)
class Document(Record):
    """The head of a report."""
    path: Optional[str] = None
    member: Optional[str] = None
    url: Optional[str] = None
    title: Optional[str] = None
    outlet: Optional[str] = None
    byline: Tuple[str, ...] = ()
    place: Optional[str] = None
    published: Optional[Published] = None
    page: Optional[Page] = None
    language: Optional[str] = None
    bytes: int = 0
    sha256: str = ""
    ignored: int = 0


@dataclass(frozen=True)
class Ignored(Stretch):
    """Furniture: menu, share, comment, advert, legal, related, repeat, loading, other."""
    why: str = ""


@dataclass(frozen=True)
class Sentence(Stretch):
    """A sentence."""


@dataclass(frozen=True)
class Name(Stretch):
    """A name where it stands; entity: who bears it."""
    type: str = ""
    entity: Optional[str] = None


@dataclass(frozen=True)
class Entity(Record):
    """Who or what is named; mentions: ids of names."""
    doc: str
    name: str = ""
    type: str = ""
    link: Optional[Link] = None
    role: Optional[str] = None
    mentions: Tuple[str, ...] = ()


@dataclass(frozen=True)
class Time(Stretch):
    """A time; value in EDTF, absent where it is vague."""
    value: Optional[str] = None
    precision: Optional[str] = None
    basis: Optional[str] = None


@dataclass(frozen=True)
class Quantity(Stretch):
    """How many: bounds, the word before them ("some"), the unit, and of what."""
    low: Optional[float] = None
    high: Optional[float] = None
    word: Optional[str] = None
    unit: Optional[str] = None
    of: Optional[str] = None


@dataclass(frozen=True)
class Quote(Stretch):
    """Words of a speaker: direct, indirect or mixed."""
    form: str = ""
    speaker: Optional[str] = None
    entity: Optional[str] = None
    cue: Optional[str] = None
    via: Optional[str] = None


@dataclass(frozen=True)
class Claim(Stretch):
    """Who did what to whom, where, when, how many, in what stance, according to whom."""
    act: str = ""
    mode: Optional[str] = None
    actor: Tuple[Party, ...] = ()
    recipient: Tuple[Party, ...] = ()
    place: Tuple[Party, ...] = ()
    time: Optional[str] = None
    quantity: Tuple[str, ...] = ()
    stance: str = ""
    source: Tuple[Source, ...] = ()
    because: Optional[str] = None
    cue: Optional[str] = None


@dataclass(frozen=True)
class Story(Record):
    """Reports of the same happenings."""
    docs: Tuple[str, ...] = ()
    title: Optional[str] = None
    from_: Optional[str] = None
    to: Optional[str] = None


@dataclass(frozen=True)
class Passage(Record):
    """Words that two reports share; same: 0..1; what: prose, quotation, furniture."""
    a: Place
    b: Place
    words: int = 0
    same: float = 0.0
    what: str = ""


@dataclass(frozen=True)
class Relay(Stretch):
    """A report names another as where it has its news from."""
    from_: Optional[str] = None


@dataclass(frozen=True)
class Origin(Record):
    """Reports that cannot be counted as independent of one another."""
    docs: Tuple[str, ...] = ()
    why: Tuple[Why, ...] = ()


@dataclass(frozen=True)
class Accord(Record):
    """What reports say of one question; verdict: agree, compatible, different, changed, conflict, one-sided."""
    about: str = ""
    claims: Tuple[str, ...] = ()
    values: Tuple[Value, ...] = ()
    verdict: str = ""
    origins: int = 0
    hint: Optional[str] = None


KINDS: dict[str, Type[Record]] = {c.__name__.lower(): c for c in (Document, Ignored, Sentence, Name, Entity, Time, Quantity, Quote, Claim,
                                                                 Story, Passage, Relay, Origin, Accord)}
# fields that hold records of their own, by name; a link is one, the others are lists
_INSIDE: dict[tuple[str, str], type] = {
    ("document", "published"): Published, ("document", "page"): Page, ("entity", "link"): Link, ("claim", "actor"): Party, ("claim", "recipient"): Party,
    ("claim", "place"): Party, ("claim", "source"): Source, ("passage", "a"): Place, ("passage", "b"): Place, ("origin", "why"): Why,
    ("accord", "values"): Value}
R = TypeVar("R", bound=Record)


class Text:
    """A report as it was received: bytes, the text they decode to, and the way from one to the other."""

    def __init__(self, received: bytes):
        self.received = received

    @cached_property
    def decoded(self) -> Optional[str]:
        """None where the bytes are not UTF-8: then there are offsets in bytes alone."""
        try:
            return self.received.decode("utf-8")
        except UnicodeDecodeError:
            return None

    @cached_property
    def _inner(self) -> list[int]:
        """Where bytes stand that open no character."""
        return [] if self.received.isascii() else [at for at, byte in enumerate(self.received) if byte & 0xC0 == 0x80]

    def chars(self, span: Span) -> Optional[Span]:
        """Bytes -> characters."""
        if self.decoded is None:
            return None
        return span[0] - bisect_left(self._inner, span[0]), span[1] - bisect_left(self._inner, span[1])


def _inside(make: type, fields: dict[str, Any], texts: dict[str, Text]) -> Any:
    """A record inside a record."""
    if isinstance(fields.get("link"), dict):
        fields["link"] = Link(**fields["link"])
    if "span" in fields:
        fields["span"] = tuple(fields["span"])
        if fields["doc"] in texts:
            fields["chars"] = texts[fields["doc"]].chars(fields["span"])
    return make(**{k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()})


def _record(line: str, texts: dict[str, Text]) -> Record:
    fields: dict[str, Any] = json.loads(line)
    kind = fields["kind"]
    for key, value in fields.items():
        make = _INSIDE.get((kind, key))
        if make and isinstance(value, list):
            fields[key] = tuple(_inside(make, each, texts) for each in value)
        elif make:
            fields[key] = _inside(make, value, texts)
    if "from" in fields:
        fields["from_"] = fields.pop("from")
    made: Record = _inside(KINDS[kind], fields, texts)
    return made


class _Of(Generic[R]):
    """The records of one class, as a property."""

    def __init__(self, kind: Type[R]):
        self.kind, self.__doc__ = kind, kind.__doc__

    def __get__(self, report: "Optional[Report]", owner: Any = None) -> list[R]:
        return report.of(self.kind) if report is not None else []


class Report:
    """What one report says, or several together: its records, in the order of `--json`.

        for claim in report.claims: print(claim.act, report.words(claim))
        report["q3"].low
        report.frame("claim")
    """

    def __init__(self, lines: str, received: list[bytes]):
        self.lines = lines  #: the same as JSON Lines
        self.texts = {f"d{i}": Text(each) for i, each in enumerate(received, 1)}
        # not splitlines(), which parts at U+2028 too
        self.records: list[Record] = [_record(line, self.texts) for line in lines.split("\n") if line]

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, id: str) -> Record:
        return self._by_id[id]

    def of(self, kind: Type[R]) -> list[R]:
        """Records of one class."""
        return [record for record in self.records if isinstance(record, kind)]

    documents = _Of(Document)
    ignored = _Of(Ignored)
    sentences = _Of(Sentence)
    names = _Of(Name)
    entities = _Of(Entity)
    times = _Of(Time)
    quantities = _Of(Quantity)
    quotes = _Of(Quote)
    claims = _Of(Claim)
    stories = _Of(Story)  # this and what follows: of collate
    passages = _Of(Passage)
    relays = _Of(Relay)
    origins = _Of(Origin)
    accords = _Of(Accord)

    @property
    def document(self) -> Document:
        """The head of the one report, or of the first."""
        return self.documents[0]

    def bytes(self, record: "Stretch | Place | Value") -> bytes:
        """The bytes of the report at a record's span, markup and all."""
        return self.texts[record.doc].received[record.span[0]:record.span[1]]

    def words(self, record: "Stretch | Place | Value") -> str:
        """The same as text, cut by characters."""
        return self.bytes(record).decode("utf-8", "replace")

    def frame(self, kind: str = "claim") -> "pandas.DataFrame":
        """Records of one kind as a pandas frame: a row each, a column a field. Parties stand as lists of their words."""
        import pandas
        make = KINDS[kind]
        rows = [{f.name.rstrip("_"): _cell(getattr(record, f.name)) for f in dataclasses.fields(record) if f.name != "kind"}
                for record in self.of(make)]
        return pandas.DataFrame(rows, columns=[f.name.rstrip("_") for f in dataclasses.fields(make) if f.name != "kind"])


def _cell(value: Any) -> Any:
    """What stands in a frame's cell: words of a party or a source, plain values, lists of them."""
    if isinstance(value, (Party, Source)):
        return value.text
    if isinstance(value, tuple):
        return [_cell(each) for each in value]
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
