#!/usr/bin/env python3
"""make_words.py: which parts of speech a word has, and how often it was seen, -> data/words.tsv

    apt install wordnet-base && tools/make_words.py DATA        (DATA holds ud_ewt/ and ud_gum/)

The 20,000 most frequent lower-cased words of UD EWT (train) and of the freely licensed genres of GUM (train); then the
nouns, verbs and adjectives of WordNet that were not seen, most used senses first, with count 0.
    states  NV  412"""

import collections
import os
import re
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
WORDNET = "/usr/share/wordnet"
GENRES = {"news", "interview", "academic", "bio", "voyage", "court", "speech", "textbook", "vlog"}
LETTERS = {"NOUN": "N", "PROPN": "E", "VERB": "V", "AUX": "X", "ADJ": "A", "ADV": "R", "DET": "D", "ADP": "P",
           "CCONJ": "C", "SCONJ": "C", "PRON": "I", "NUM": "M", "PART": "T"}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|['’](?:s|ll|re|ve|d|m|em)")
SEEN, ALL, BYTES, RARE = 20000, 30000, 700000, 0.03
COMMENTS = """\
# Words, their parts of speech (the most frequent first) and how often they were seen. Made by tools/make_words.py.
# N noun, E proper noun, V verb, X auxiliary, A adjective, R adverb, D determiner, P preposition, C conjunction,
# I pronoun, M number, T particle.
# Counts: UD English EWT train (CC BY-SA 4.0), UD English GUM train, genres %s (CC BY 4.0);
# the counts are facts. Count 0: a word of Princeton WordNet 3.0.
""" % ", ".join(sorted(GENRES))


def tagged_words(path):
    """(form, tag) for each word; the words of GUM's genres under other licences are passed over."""
    wanted = True
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            genre = re.match(r"# newdoc id = GUM_([a-z]+)_", line)
            if genre:
                wanted = genre.group(1) in GENRES
            cells = line.split("\t")
            if wanted and len(cells) == 10 and cells[0].isdigit() and cells[3] in LETTERS:
                yield cells[1], LETTERS[cells[3]]


def count_words(paths):
    seen, lower = collections.defaultdict(collections.Counter), collections.Counter()
    for path in paths:
        for form, letter in tagged_words(path):
            word = form.replace("’", "'").lower()
            if WORD.fullmatch(word):
                seen[word][letter] += 1
                lower[word] += form.replace("’", "'") == word
    return {word: tags for word, tags in seen.items() if set(tags) != {"E"} or lower[word]}


def pos_of(tags):
    total = sum(tags.values())
    ranked = sorted(tags, key=lambda letter: (-tags[letter], letter))
    return "".join(letter for letter in ranked if tags[letter] >= RARE * total)


def frequent(seen):
    ranked = sorted(seen, key=lambda word: (-sum(seen[word].values()), word))[:SEEN]
    return [(word, pos_of(seen[word]), sum(seen[word].values())) for word in ranked]


def wordnet_uses(path):
    """(word, senses that were met in tagged text, senses) from an index file of WordNet."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.split()
            if line.startswith(" ") or not re.fullmatch(r"[a-z]+(?:['-][a-z]+)*", cells[0]) or len(cells[0]) < 2:
                continue
            used = int(cells[5 + int(cells[3])])
            yield cells[0], used, int(cells[2])


def proper_only():
    """Words that WordNet writes with a capital in every sense: names, no common nouns."""
    common, capital = set(), set()
    with open(os.path.join(WORDNET, "data.noun"), encoding="utf-8") as lines:
        for line in lines:
            cells = line.split(" ")
            if line.startswith("  "):
                continue
            for word in cells[4:4 + 2 * int(cells[3], 16):2]:
                (common if word == word.lower() else capital).add(word.lower())
    return capital - common


def unseen(seen):
    uses = collections.defaultdict(dict)
    names = proper_only()
    for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "A")):
        for word, used, senses in wordnet_uses(os.path.join(WORDNET, "index." + name)):
            if word not in seen and not (letter == "N" and word in names):
                uses[word][letter] = (used, senses)
    ranked = sorted(uses, key=lambda word: (tuple(-sum(column) for column in zip(*uses[word].values())), word))
    for word in ranked:
        letters = sorted(uses[word], key=lambda letter: tuple(-n for n in uses[word][letter]) + (letter,))
        yield word, "".join(letters), 0


def write(path, rows):
    size = 0
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(COMMENTS + "id\tword\tpos\tcount\n")
        for number, (word, pos, count) in enumerate(rows, 1):
            line = "w%d\t%s\t%s\t%d\n" % (number, word, pos, count)
            size += len(line.encode())
            if number > ALL or size > BYTES - 2000:
                return number - 1
            out.write(line)
    return len(rows)


def main(data):
    paths = [os.path.join(data, name) for name in ("ud_ewt/en_ewt-ud-train.conllu", "ud_gum/en_gum-ud-train.conllu")]
    seen = count_words(paths)
    rows = frequent(seen)
    kept = write(os.path.join(HERE, "words.tsv"), rows + list(unseen(seen)))
    print("%d words, %d of them seen" % (kept, len(rows)))
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
