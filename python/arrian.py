"""arrian from Python: the C library by ctypes, no more than calls.

    engine = arrian.Engine()                       # lexicons and weights, once a process
    engine.read(bytes, "a.html", published="2016-07-08")  -> JSON lines of one report: document, names, times, claims ...
    engine.collate([("a.txt", bytes), ("b.txt", bytes)])  -> the same of all, then what they say together

The records are those of `arrian read --json` and `arrian collate --json --one`, byte for byte.
"""
import ctypes
import os

GIVEN = ("published", "outlet", "title", "url", "authors")
POWERS = {"auto": 0, "rules": 1, "fast": 2, "full": 3}


class Why(ctypes.Structure):
    _fields_ = [("code", ctypes.c_int), ("message", ctypes.c_char * 400), ("path", ctypes.c_char * 512), ("at", ctypes.c_uint64)]


class Given(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in GIVEN]


class Options(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("weights", ctypes.c_char_p), ("power", ctypes.c_int), ("threads", ctypes.c_int)]


class Print(ctypes.Structure):
    _fields_ = [("hash", ctypes.c_uint64), ("start", ctypes.c_uint32), ("end", ctypes.c_uint32)]


class Pair(ctypes.Structure):
    _fields_ = [("doc", ctypes.c_uint32 * 2), ("span", ctypes.c_uint32 * 4), ("shared", ctypes.c_uint32)]


TAKE_PRINT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Print))
TAKE_PAIR = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Pair))


class ArrianError(Exception):
    """What is wrong, with which report; `code` is the exit status that the tool would have."""

    def __init__(self, why):
        path = why.path.decode("utf-8", "replace")
        super().__init__((path + ": " if path else "") + why.message.decode("utf-8", "replace"))
        self.code = why.code


def library():
    """The one that ARRIAN_LIBRARY names, the one built in this tree, or the installed one."""
    built = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "build", "libarrian.so")
    path = os.environ.get("ARRIAN_LIBRARY") or (built if os.path.exists(built) else "libarrian.so")
    try:
        lib = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"{path}: the library of arrian cannot be loaded ({error}); build it with make, or name it in ARRIAN_LIBRARY") from None
    pointer = ctypes.c_void_p
    for name, result, arguments in (
            ("arrian_open", ctypes.c_int, [ctypes.POINTER(Options), ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_close", None, [pointer]),
            ("arrian_read_bytes", ctypes.c_int, [pointer, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(Given),
                                                 ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_document_free", None, [pointer]),
            ("arrian_collate", ctypes.c_int, [pointer, ctypes.POINTER(pointer), ctypes.c_size_t, ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_story_free", None, [pointer]),
            ("arrian_writer_new", ctypes.c_int, [pointer, ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_write_document", ctypes.c_int, [pointer, pointer, ctypes.POINTER(Why)]),
            ("arrian_write_story", ctypes.c_int, [pointer, pointer, ctypes.POINTER(Why)]),
            ("arrian_writer_free", None, [pointer]),
            ("arrian_fingerprints", ctypes.c_int, [ctypes.c_char_p, ctypes.c_size_t, TAKE_PRINT, pointer]),
            ("arrian_prints_open", ctypes.c_int, [ctypes.c_size_t, ctypes.c_char_p, ctypes.POINTER(pointer), ctypes.POINTER(Why)]),
            ("arrian_prints_add", ctypes.c_int, [pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(Why)]),
            ("arrian_prints_pairs", ctypes.c_int, [pointer, ctypes.c_uint32, TAKE_PAIR, pointer, ctypes.POINTER(Why)]),
            ("arrian_prints_close", None, [pointer])):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


libc = ctypes.CDLL(None)
libc.open_memstream.restype = ctypes.c_void_p
libc.open_memstream.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_size_t)]
libc.fclose.argtypes = [ctypes.c_void_p]
libc.free.argtypes = [ctypes.c_void_p]


class Engine:
    """power: auto (weights where they are found), rules, full. weights: another file of weights."""

    def __init__(self, power="auto", weights=None, threads=1):
        self.lib, self.at = library(), ctypes.c_void_p()
        options = Options(None, os.fsencode(weights) if weights else None, POWERS[power], threads)
        self.call(self.lib.arrian_open, ctypes.byref(options), ctypes.byref(self.at))

    def call(self, function, *arguments):
        why = Why()
        if function(*arguments, ctypes.byref(why)):
            raise ArrianError(why)

    def close(self):
        if self.at:
            self.lib.arrian_close(self.at)
            self.at = ctypes.c_void_p()

    __del__ = close

    def document(self, content, name, given):
        words = Given(*(str(given[k]).encode() if given.get(k) else None for k in GIVEN))
        out = ctypes.c_void_p()
        self.call(self.lib.arrian_read_bytes, self.at, os.fsencode(name), content, len(content), ctypes.byref(words), ctypes.byref(out))
        return out

    def write(self, function, item):
        """JSON lines of a document or a story."""
        text, size, writer = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_void_p()
        stream = libc.open_memstream(ctypes.byref(text), ctypes.byref(size))
        try:
            self.call(self.lib.arrian_writer_new, stream, ctypes.byref(writer))
            self.call(function, writer, item)
        finally:
            self.lib.arrian_writer_free(writer)
            libc.fclose(stream)
            lines = ctypes.string_at(text, size.value).decode("utf-8")
            libc.free(text)
        return lines

    def read(self, content, name, **given):
        """content: the report's bytes as they were received (text or HTML); name: what errors and records call it."""
        document = self.document(content, name, given)
        try:
            return self.write(self.lib.arrian_write_document, document)
        finally:
            self.lib.arrian_document_free(document)

    def collate(self, reports):
        """reports: (name, content) or (name, content, given) in the order that counts as earlier and later."""
        documents = []
        try:
            for name, content, *given in reports:
                documents.append(self.document(content, name, given[0] if given else {}))
            return self.together(documents)
        finally:
            self.free(documents)

    def together(self, documents):
        """What documents that were read (document()) say, each and together."""
        story = ctypes.c_void_p()
        array = (ctypes.c_void_p * len(documents))(*(d.value for d in documents))
        self.call(self.lib.arrian_collate, self.at, array, len(documents), ctypes.byref(story))
        try:
            return self.write(self.lib.arrian_write_story, story)
        finally:
            self.lib.arrian_story_free(story)

    def free(self, documents):
        for document in documents:
            self.lib.arrian_document_free(document)


def call(function, *arguments):
    why = Why()
    if function(*arguments, ctypes.byref(why)):
        raise ArrianError(why)


def fingerprints(text):
    """[(hash, start, end)] of a text (UTF-8 bytes): of fifteen words that two texts share, one hash is the same."""
    out = []
    taker = TAKE_PRINT(lambda _, p: out.append((p[0].hash, p[0].start, p[0].end)) or 0)
    library().arrian_fingerprints(text, len(text), taker, None)
    return out


def copies(texts, least=2, memory=256 << 20, folder=None):
    """[(a, b, shared, (a_start, a_end), (b_start, b_end))]: places in `texts` (UTF-8 bytes) of those that share `least`
    fingerprints or more, with the first words that both have. Beyond `memory` bytes they are sorted on disk."""
    lib, prints, out = library(), ctypes.c_void_p(), []
    taker = TAKE_PAIR(lambda _, p: out.append((*p[0].doc, p[0].shared, tuple(p[0].span[:2]), tuple(p[0].span[2:]))) or 0)
    call(lib.arrian_prints_open, memory, os.fsencode(folder) if folder else None, ctypes.byref(prints))
    try:
        for text in texts:
            call(lib.arrian_prints_add, prints, text, len(text))
        call(lib.arrian_prints_pairs, prints, least, taker, None)
    finally:
        lib.arrian_prints_close(prints)
    return out
