"""Words to WordPieces and case shapes.   "Zaporizhzhia" -> za ##por ##iz ##hz ##hia, shape 2

The same cutting as src/model/pieces.c: lower case, accents off, cut at punctuation, longest match first.
"""
import unicodedata

SHAPES = 9
NONE, LOWER, TITLE, UPPER, MIXED, DIGITS, CODE, SIGN, LETTER = range(SHAPES)
LONGEST, A_WORD = 100, 64


def case_shape(word):
    letters = [c for c in word if c.isalpha()]
    digits = sum(c in "0123456789" for c in word)
    upper = sum(c.isupper() for c in letters)
    if digits:
        return DIGITS if digits == len(word) else CODE
    if not letters:
        return SIGN
    if not upper:
        return LOWER
    if upper == len(letters):
        return UPPER if upper > 1 else LETTER
    return TITLE if upper == 1 and letters[0].isupper() else MIXED


def is_punctuation(c):
    p = ord(c)
    if p < 128:
        return 32 < p < 127 and not c.isalnum()
    return unicodedata.category(c).startswith("P")


def is_ideograph(c):
    p = ord(c)
    return (0x4E00 <= p <= 0x9FFF or 0x3400 <= p <= 0x4DBF or 0x20000 <= p <= 0x2CEAF
            or 0xF900 <= p <= 0xFAFF or 0x2F800 <= p <= 0x2FA1F)


def is_latin(c):
    return not c.isalpha() or unicodedata.name(c, "").startswith("LATIN")


class Pieces:
    """Of BERT's vocabulary those of Latin letters, digits and signs. rows: their numbers in it."""

    def __init__(self, path):
        lines = open(path, encoding="utf-8").read().rstrip("\n").split("\n")
        self.rows = [i for i, p in enumerate(lines) if not p.startswith("[unused") and all(map(is_latin, p))]
        self.text = [lines[i] for i in self.rows]
        self.number = {p: i for i, p in enumerate(self.text)}
        self.unknown, self.begin, self.end = (self.number[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.known = {}

    def parts(self, word):
        part = ""
        for c in unicodedata.normalize("NFD", word.lower()):
            kind = unicodedata.category(c)
            if kind == "Mn" or (kind[0] == "C" and c not in "\t\n\r"):
                continue
            alone = is_punctuation(c) or is_ideograph(c)
            if (alone or c.isspace()) and part:
                yield part
                part = ""
            if alone:
                yield c
            elif not c.isspace():
                part += c
        if part:
            yield part

    def cut(self, part):
        if len(part) > LONGEST:
            return [self.unknown]
        out, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self.number.get(("##" if at else "") + part[at:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            out.append(number)
            at = end
        return out

    def word(self, word):
        """Numbers of the pieces of a word, at least one."""
        if word not in self.known:
            numbers = [n for part in self.parts(word) for n in self.cut(part)][:A_WORD]
            self.known[word] = numbers or [self.unknown]
        return self.known[word]
