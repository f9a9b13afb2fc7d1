"""prints.py BUILD: copies among many texts: every stretch of fifteen words or more that two texts share is found, with words that
both have, in memory and sorted on disk. Held against every run of words, by brute force."""
import os
import random
import sys

os.environ["ARRIAN_LIBRARY"] = os.path.join(os.path.abspath(sys.argv[1]), "libarrian.so")
sys.path.insert(0, "python")
import arrian  # noqa: E402

LEAST = 15
random.seed(3)


def say(name, holds):
    print(("ok " if holds else "not ok ") + name, flush=True)


def texts(count):
    """Words of our own making; a third of the texts quote another, between other words, in other case and with other marks."""
    vocabulary = ["".join(random.choice("abdefgiklmnoprstuvz") for _ in range(random.randrange(2, 9))) for _ in range(900)]
    out = []
    for n in range(count):
        words = [random.choice(vocabulary) for _ in range(random.randrange(20, 160))]
        if n > 3 and n % 3 == 0:
            other = random.choice(out)
            at = random.randrange(max(1, len(other) - 8))
            words[10:10] = other[at:at + random.randrange(8, 40)]
        out.append(words)
    return out


def written(words):
    out = ""
    for word in words:
        out += random.choice((" ", " ", "\n", ", ", "\u00a0", " \u2013 ", " \u201c")) + random.choice((word, word.upper(), word.capitalize()))
    return out.encode()


many = texts(300)
raw = [written(words) for words in many]
runs = {}
for n, words in enumerate(many):
    for i in range(len(words) - LEAST + 1):
        runs.setdefault(tuple(words[i:i + LEAST]), set()).add(n)
wanted = {(a, b) for held in runs.values() for a in held for b in held if a < b}
found = arrian.copies(raw, least=1)
pairs = {(a, b) for a, b, *_ in found}
say(f"copies: all {len(wanted)} pairs of texts that share {LEAST} words are found, {len(wanted - pairs)} missed", len(wanted) > 50 and wanted <= pairs)


def plain(text):
    return "".join(c if c.isalnum() else " " for c in text.decode().lower()).split()


wrong = [p for p in found if plain(raw[p[0]][slice(*p[3])]) != plain(raw[p[1]][slice(*p[4])]) or len(plain(raw[p[0]][slice(*p[3])])) != 8]
say(f"copies: the words of each of the {len(found)} pairs stand in both texts, {len(wrong)} do not", not wrong)
say("copies: in the order of the texts", found == sorted(found))
big = raw * 60
say("copies: sorted on disk they are the same", arrian.copies(big, memory=1, folder=os.environ.get("TMPDIR", "/tmp")) == arrian.copies(big))
say("copies: texts of no word, of few words and of broken bytes", arrian.copies([b"", b"  ", b"a b c", b"\xe2", b"\xc2", b"\xe2\x80", b"'\xff'" * 40]) == [])
try:
    arrian.copies(big, memory=1, folder="/no/such/folder")
    say("copies: a folder that is not there is told", False)
except arrian.ArrianError as error:
    say("copies: a folder that is not there is told", "/no/such/folder" in str(error))
