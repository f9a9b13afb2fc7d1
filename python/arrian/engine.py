"""The C library by ctypes, no more than calls: bytes of reports -> JSON Lines, or the records made of them.

The lines are those of `arrian read --json` and `arrian collate --json --one`, byte for byte. ctypes lets the
interpreter's lock go while the library works; one engine may be used by several threads.
"""
from __future__ import annotations

import ctypes
import os
from typing import Any, Iterable, Mapping, Optional, Sequence, Tuple, Union

from .records import Report

VERSION = "0.1.0"
GIVEN = ("published", "outlet", "title", "url", "authors")
POWERS = {"auto": 0, "rules": 1, "fast": 2, "full": 3}
HERE = os.path.dirname(os.path.abspath(__file__))
PLACES = ("libarrian.so", "../../build/libarrian.so")  # inside the package, in the tree of the source
Content = Union[str, bytes]


class Why(ctypes.Structure):
    _fields_ = [("code", ctypes.c_int), ("message", ctypes.c_char * 400), ("path", ctypes.c_char * 512), ("at", ctypes.c_uint64)]


class Given(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in GIVEN]


class Member(ctypes.Structure):
    _fields_ = [("path", ctypes.c_char_p), ("member", ctypes.c_char_p), ("bytes", ctypes.c_char_p), ("size", ctypes.c_size_t),
                ("given", Given), ("charset", ctypes.c_char_p), ("type", ctypes.c_char_p)]


class Options(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("weights", ctypes.c_char_p), ("power", ctypes.c_int), ("threads", ctypes.c_int),
                ("progress", ctypes.c_void_p), ("context", ctypes.c_void_p)]


class ArrianError(Exception):
    """What is wrong, with which report; `code` is the exit status that the tool would have."""

    def __init__(self, why: Why):
        path = why.path.decode("utf-8", "replace")
        super().__init__((path + ": " if path else "") + why.message.decode("utf-8", "replace"))
        self.code: int = why.code


def library() -> ctypes.CDLL:
    """The one that ARRIAN_LIBRARY names, the one of this package, the one built in this tree, or the installed one."""
    near = [path for path in (os.path.join(HERE, place) for place in PLACES) if os.path.exists(path)]
    path = os.environ.get("ARRIAN_LIBRARY") or (near[0] if near else "libarrian.so.0")
    try:
        lib = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"{path}: the library of arrian cannot be loaded ({error}); build it with make, or name it in ARRIAN_LIBRARY") from None
    pointer = ctypes.c_void_p
    for name, result, arguments in (
            ("arrian_open", ctypes.c_int, [ctypes.POINTER(Options), ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_close", None, [pointer]),
            ("arrian_read_member", ctypes.c_int, [pointer, ctypes.POINTER(Member), ctypes.POINTER(Given), ctypes.POINTER(pointer),
                                                  ctypes.POINTER(Why)]),
            ("arrian_document_free", None, [pointer]),
            ("arrian_collate", ctypes.c_int, [pointer, ctypes.POINTER(pointer), ctypes.c_size_t, ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_story_free", None, [pointer]),
            ("arrian_writer_new", ctypes.c_int, [pointer, ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_write_document", ctypes.c_int, [pointer, pointer, ctypes.POINTER(Why)]),
            ("arrian_write_story", ctypes.c_int, [pointer, pointer, ctypes.POINTER(Why)]),
            ("arrian_writer_free", None, [pointer])):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


def bytes_of(content: Content) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else bytes(content)


libc = ctypes.CDLL(None)
libc.open_memstream.restype = ctypes.c_void_p
libc.open_memstream.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_size_t)]
libc.fclose.argtypes = [ctypes.c_void_p]
libc.free.argtypes = [ctypes.c_void_p]


class Engine:
    """Lexicons and weights, opened once and shared by threads.

    power: auto (weights where they are found), rules, fast, full. weights: another file of weights. data: a folder of
    lexicons and rules that stand in for those built in."""

    def __init__(self, power: str = "auto", weights: Optional[str] = None, threads: int = 1, data: Optional[str] = None):
        if power not in POWERS:
            raise ValueError(f"power is one of {', '.join(POWERS)}, not {power!r}")
        self.lib, self.at = library(), ctypes.c_void_p()
        options = Options(os.fsencode(data) if data else None, os.fsencode(weights) if weights else None, POWERS[power], threads)
        self.call(self.lib.arrian_open, ctypes.byref(options), ctypes.byref(self.at))

    def call(self, function: Any, *arguments: Any) -> None:
        why = Why()
        if function(*arguments, ctypes.byref(why)):
            raise ArrianError(why)

    def close(self) -> None:
        if getattr(self, "at", None):
            self.lib.arrian_close(self.at)
            self.at = ctypes.c_void_p()

    __del__ = close

    def document(self, content: Content, name: str, given: Mapping[str, str]) -> ctypes.c_void_p:
        """A report that was read; free() it."""
        unknown = set(given) - set(GIVEN)
        if unknown:
            raise TypeError(f"given is {', '.join(GIVEN)}, not {', '.join(sorted(unknown))}")
        words = Given(*(str(given[k]).encode() if given.get(k) else None for k in GIVEN))
        received, out = bytes_of(content), ctypes.c_void_p()
        # a str is UTF-8 by now, whatever charset its markup names
        member = Member(os.fsencode(name), b"", received, len(received), Given(), b"utf-8" if isinstance(content, str) else None, None)
        self.call(self.lib.arrian_read_member, self.at, ctypes.byref(member), ctypes.byref(words), ctypes.byref(out))
        return out

    def write(self, function: Any, item: ctypes.c_void_p) -> bytes:
        """JSON lines of a document or a story, in UTF-8."""
        text, size, writer = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_void_p()
        stream = libc.open_memstream(ctypes.byref(text), ctypes.byref(size))
        try:
            self.call(self.lib.arrian_writer_new, stream, ctypes.byref(writer))
            self.call(function, writer, item)
        finally:
            self.lib.arrian_writer_free(writer)
            libc.fclose(stream)
            lines = ctypes.string_at(text, size.value)
            libc.free(text)
        return lines

    def read_bytes(self, content: Content, name: str, **given: str) -> bytes:
        """JSON lines of one report, in UTF-8: its text, or its bytes as they were received. name: what errors and records call it."""
        document = self.document(content, name, given)
        try:
            return self.write(self.lib.arrian_write_document, document)
        finally:
            self.lib.arrian_document_free(document)

    def read_lines(self, content: Content, name: str, **given: str) -> str:
        """The same as str."""
        return self.read_bytes(content, name, **given).decode("utf-8")

    def read(self, content: Content, name: str = "text", **given: str) -> Report:
        """The same as records."""
        return Report(self.read_lines(content, name, **given), [bytes_of(content)])

    def collate_lines(self, reports: Iterable[Sequence[Any]]) -> str:
        """JSON lines of reports, each and together: (name, content) or (name, content, given) in the order that counts
        as earlier and later."""
        documents = []
        try:
            for name, content, *given in reports:
                documents.append(self.document(content, name, given[0] if given else {}))
            return self.together(documents).decode("utf-8")
        finally:
            self.free(documents)

    def collate(self, reports: Iterable[Sequence[Any]]) -> Report:
        """The same as records."""
        held = list(reports)
        if not held:
            raise ValueError("no reports to hold together")
        return Report(self.collate_lines(held), [bytes_of(report[1]) for report in held])

    def together(self, documents: Sequence[ctypes.c_void_p]) -> bytes:
        """JSON lines, in UTF-8, of what documents that were read (document()) say, each and together."""
        story = ctypes.c_void_p()
        array = (ctypes.c_void_p * len(documents))(*(d.value for d in documents))
        self.call(self.lib.arrian_collate, self.at, array, len(documents), ctypes.byref(story))
        try:
            return self.write(self.lib.arrian_write_story, story)
        finally:
            self.lib.arrian_story_free(story)

    def free(self, documents: Iterable[ctypes.c_void_p]) -> None:
        for document in documents:
            self.lib.arrian_document_free(document)
