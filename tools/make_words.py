#!/usr/bin/env python3
"""make_words.py: frequent words with their tags.   tools/make_words.py LANGUAGE [WORDNET] -> "attack NV 214"

LANGUAGE is the unpacked folder of corpora (UD EWT, the genres of GUM that may be shared, MASC); WORDNET a folder with
index.noun, index.verb ... (Debian: wordnet-base). The first letter is the tag seen most; a tag seen in less than one
case in twelve is left out. WordNet adds words that the corpora lack, with a count of 0."""

import collections
import glob
import os
import re
import sys

LETTERS = {"NOUN": "N", "VERB": "V", "ADJ": "A", "ADV": "R", "DET": "D", "ADP": "P", "CCONJ": "C", "SCONJ": "C",
           "PRON": "I", "AUX": "X", "PROPN": "E", "NUM": "M", "PART": "T", "INTJ": "J"}
GENRES = ("news", "interview", "academic", "bio", "voyage", "court", "speech", "textbook", "vlog")
WORDNET = (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R"))
PENN = {"NN": "N", "NNS": "N", "NNP": "E", "NNPS": "E", "JJ": "A", "JJR": "A", "JJS": "A", "RB": "R",
        "RBR": "R", "RBS": "R", "VB": "V", "VBD": "V", "VBG": "V", "VBN": "V", "VBP": "V", "VBZ": "V", "CD": "M"}
MOST, MOST_BYTES = 31000, 600000
WORD = re.compile(r"^[a-z][a-z'’-]*$")


def allowed(sentence):
    for line in sentence:
        if line.startswith("# sent_id = GUM_"):
            return line.split("GUM_", 1)[1].split("_", 1)[0] in GENRES
    return True


def sentences(path):
    block = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def count_treebanks(folder):
    seen = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(os.path.join(folder, "ud_ewt", "**", "*train*.conllu"), recursive=True) +
                       glob.glob(os.path.join(folder, "ud_gum", "**", "*train*.conllu"), recursive=True)):
        for sentence in filter(allowed, sentences(path)):
            for line in sentence:
                cells = line.split("\t")
                if len(cells) < 4 or not cells[0].isdigit() or cells[3] not in LETTERS:
                    continue
                word = cells[1].lower()
                if WORD.match(word):
                    seen[word][LETTERS[cells[3]]] += 1
    return seen


def count_masc(folder, seen):
    """Only the open classes: in the closed ones the treebanks tell more apart."""
    closed = {word for word, counter in seen.items() if set(counter) & set("DPCIXTM")}
    for path in sorted(glob.glob(os.path.join(folder, "masc_tagged", "written", "*.txt"))):
        with open(path, encoding="utf-8", errors="replace") as lines:
            for word, _, tag in (token.rpartition("_") for line in lines for token in line.split()):
                word = word.lower()
                if tag in PENN and word not in closed and WORD.match(word):
                    seen[word][PENN[tag]] += 1


def tags(counter):
    total = sum(counter.values())
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return "".join(tag for tag, count in ranked if count * 12 >= total)


def senses(folder):
    """word -> {letter: how many senses it has as that, those found in texts counted threefold}"""
    found = collections.defaultdict(dict)
    for name, letter in WORDNET:
        path = os.path.join(folder, "index." + name)
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                cells = line.split()
                if not line.startswith(" ") and WORD.match(cells[0]) and len(cells[0]) > 2:
                    found[cells[0]][letter] = int(cells[2]) + 2 * int(cells[5 + int(cells[3])])
    return found


def rows_of(seen, known):
    rows = [(word, tags(counter), sum(counter.values())) for word, counter in seen.items()]
    for index, (word, letters, count) in enumerate(rows):
        extra = "".join(tag for tag in known.get(word, {}) if tag in "NV" and tag not in letters)
        if count < 12 and letters[0] in "NVA":
            rows[index] = (word, letters + extra, count)
    rows = sorted((row for row in rows if row[1] != "E" or row[2] > 4), key=lambda row: (-row[2], row[0]))
    fresh = [(word, "".join(sorted(parts, key=lambda tag: (-parts[tag], tag))), 0)
             for word, parts in known.items() if word not in seen]
    fresh.sort(key=lambda row: (-sum(known[row[0]].values()), row[0]))
    return (rows + fresh)[:MOST]


def main(language, wordnet="/usr/share/wordnet"):
    seen = count_treebanks(language)
    count_masc(language, seen)
    rows = rows_of(seen, senses(wordnet))
    text = ["# Frequent words and their tags, the commonest first. Source: UD English EWT (CC BY-SA 4.0), "
            "GUM (CC BY 4.0), MASC (open), WordNet 3.0.",
            "# N noun, V verb, A adjective, R adverb, D determiner, P preposition, C conjunction, I pronoun, "
            "X auxiliary, E name, M number, T particle, J interjection.",
            "id\tword\tpos\tcount"]
    size = sum(len(line) + 1 for line in text)
    for number, row in enumerate(rows):
        line = "w%d\t%s\t%s\t%d" % ((number,) + row)
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            break
        text.append(line)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "words.tsv")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(text) + "\n")
    print("%d words, %d bytes" % (len(text) - 3, os.path.getsize(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) > 1 else print(__doc__) or 2)
