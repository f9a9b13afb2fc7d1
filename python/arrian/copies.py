"""Copies among very many texts, by fingerprints of their words; in memory, and beyond a bound sorted on disk."""
from __future__ import annotations

import ctypes
import os
from typing import Any, Iterable, List, Optional, Tuple

from .engine import ArrianError, Why, library

Stretch = Tuple[int, int]


class Print(ctypes.Structure):
    _fields_ = [("hash", ctypes.c_uint64), ("start", ctypes.c_uint32), ("end", ctypes.c_uint32)]


class Pair(ctypes.Structure):
    _fields_ = [("doc", ctypes.c_uint32 * 2), ("span", ctypes.c_uint32 * 4), ("shared", ctypes.c_uint32)]


TAKE_PRINT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Print))
TAKE_PAIR = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Pair))


def prints_library() -> ctypes.CDLL:
    lib, pointer = library(), ctypes.c_void_p
    for name, result, arguments in (
            ("arrian_fingerprints", ctypes.c_int, [ctypes.c_char_p, ctypes.c_size_t, TAKE_PRINT, pointer]),
            ("arrian_prints_open", ctypes.c_int, [ctypes.c_size_t, ctypes.c_char_p, ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_prints_add", ctypes.c_int, [pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(Why)]),
            ("arrian_prints_pairs", ctypes.c_int, [pointer, ctypes.c_uint32, TAKE_PAIR, pointer, ctypes.POINTER(Why)]),
            ("arrian_prints_close", None, [pointer])):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


def call(function: Any, *arguments: Any) -> None:
    why = Why()
    if function(*arguments, ctypes.byref(why)):
        raise ArrianError(why)


def fingerprints(text: bytes) -> List[Tuple[int, int, int]]:
    """[(hash, start, end)] of a text (UTF-8): of fifteen words that two texts share, one hash is the same."""
    out: List[Tuple[int, int, int]] = []

    def take(_: Any, p: Any) -> int:
        out.append((p[0].hash, p[0].start, p[0].end))
        return 0

    prints_library().arrian_fingerprints(text, len(text), TAKE_PRINT(take), None)
    return out


def copies(texts: Iterable[bytes], least: int = 2, memory: int = 256 << 20,
           folder: Optional[str] = None) -> List[Tuple[int, int, int, Stretch, Stretch]]:
    """[(a, b, shared, (a_start, a_end), (b_start, b_end))]: places in `texts` (UTF-8) of those that share `least`
    fingerprints or more, with the first words that both have. Beyond `memory` bytes they are sorted in `folder`."""
    lib, prints = prints_library(), ctypes.c_void_p()
    out: List[Tuple[int, int, int, Stretch, Stretch]] = []

    def take(_: Any, p: Any) -> int:
        out.append((*p[0].doc, p[0].shared, tuple(p[0].span[:2]), tuple(p[0].span[2:])))
        return 0

    call(lib.arrian_prints_open, memory, os.fsencode(folder) if folder else None, ctypes.byref(prints))
    try:
        for text in texts:
            call(lib.arrian_prints_add, prints, text, len(text))
        call(lib.arrian_prints_pairs, prints, least, TAKE_PAIR(take), None)
    finally:
        lib.arrian_prints_close(prints)
    return out
