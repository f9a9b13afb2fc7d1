"""binding.py: the records of Python against those of the tool, and the bytes and characters they stand on."""
import dataclasses
import glob
import json
import os
import subprocess
import sys
import threading
import time

import arrian
from arrian import records

REPORTS = sorted(glob.glob("examples/*/*.txt") + glob.glob("examples/*/*.html"))
EVERY = {"document", "sentence", "name", "entity", "time", "quantity", "quote", "claim", "story", "passage", "relay", "origin", "accord", "ignored"}


def check(name, holds, more=""):
    print(("ok " if holds else "not ok ") + "Python: " + name + ("" if holds else f"\n    {str(more)[:600]}"), flush=True)


def tool(*words):
    return subprocess.run([os.environ["ARRIAN"], *words], capture_output=True, check=True).stdout.decode()


def plain(value):
    """A record as the contract writes it: no blanks, no characters."""
    if dataclasses.is_dataclass(value):
        return {f.name.rstrip("_"): plain(v) for f in dataclasses.fields(value) if f.name != "chars" and (v := getattr(value, f.name)) not in (None, ())}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def told(line):
    """The same of a line: blanks are left out, also the lists that are written empty."""
    def full(value):
        if isinstance(value, dict):
            return {k: full(v) for k, v in value.items() if v != []}
        return [full(each) for each in value] if isinstance(value, list) else value
    return full(json.loads(line))


def same_records():
    lines, contents = "", {path: open(path, "rb").read() for path in REPORTS}
    for folder in sorted({os.path.dirname(path) for path in REPORTS}):
        named = {p: c for p, c in contents.items() if p.startswith(folder)}
        story = arrian.collate(named)
        wanted = tool("collate", "--json", "--one", *named)
        check(f"{folder}: the lines are the tool's", story.lines == wanted)
        lost = [(plain(r), told(line)) for r, line in zip(story, wanted.split("\n")) if plain(r) != told(line)]
        check(f"{folder}: the dataclasses hold every field of them", len(story) == wanted.count("\n") and not lost, lost[:1])
        check(f"{folder}: ids lead to records", all(story[r.id] is r for r in story))
        lines += wanted
    check("the examples show every kind of record", {json.loads(line)["kind"] for line in lines.splitlines()} == EVERY == set(records.KINDS))


def offsets():
    """A text of one, two, three and four bytes a character."""
    text = "KYIV, March 3, 2025 – “We will send 1,200 troops to Łódź and São Paulo 🚢,” minister Zoë Müller told naïve reporters.\nÉvian’s mayor met her on Monday.\n"
    report = arrian.read(text, "text.txt")
    stretches = [r for r in report if isinstance(r, arrian.Stretch)]
    wrong = [r for r in stretches if text[slice(*r.chars)].encode() != text.encode()[slice(*r.span)] or report.words(r) != text[slice(*r.chars)]]
    check("span cuts the bytes, chars cuts the str", len(stretches) > 5 and any(r.span != r.chars for r in stretches) and not wrong, wrong)
    check("and gives the words of the record", all(r.text in report.words(r) for r in report.names), report.names)
    latin = arrian.read("José Núñez met Anna Müller in Málaga on Monday, 3 March 2025, officials said.\n".encode("windows-1252"), "latin.txt")
    check("bytes that are not UTF-8 have offsets in bytes alone", latin.names and all(n.chars is None for n in latin.names)
          and latin.texts["d1"].received[slice(*latin.names[0].span)].decode("windows-1252") == latin.names[0].text, latin.names)
    page = arrian.read('<meta charset="windows-1252"><title>Zoë Müller in Łódź</title><p>Zoë Müller met the mayor of Łódź on Monday.</p>', "p.html")
    check("a str is no other charset than it is, whatever its markup says", page.document.title == "Zoë Müller in Łódź", page.document)
    parted = arrian.read("Anna Berg met the mayor\u2028of Oslo on Monday.\u0085She spoke to Carl Holm.\n")
    check("a separator of lines inside a report does not part its records", len(parted) > 3)


def given_and_wrong():
    text = open(REPORTS[0], encoding="utf-8").read()
    head = arrian.read(text, "a.txt", published="2031-02-03", outlet="The Gazette").document
    check("what is given is used, and said to be", head.outlet == "The Gazette" and head.published == arrian.Published("2031-02-03", "day", "given"), head)
    for name, call, error in (("an empty report", lambda: arrian.read(""), arrian.ArrianError), ("an unknown word", lambda: arrian.read(text, publishd="x"), TypeError),
                              ("an unknown power", lambda: arrian.Engine("strong"), ValueError), ("no weights", lambda: arrian.Engine(weights="/none"), arrian.ArrianError),
                              ("no lexicons", lambda: arrian.Engine(data="/none"), arrian.ArrianError), ("no reports", lambda: arrian.collate({}), ValueError)):
        try:
            call()
            said = None
        except error as why:
            said = str(why)
        check(f"{name}: an error with words", said)


def threads():
    """The interpreter runs on while the library reads, and threads give what one gives."""
    text = "\n\n".join(open(p, encoding="utf-8", errors="replace").read() for p in REPORTS if p.endswith(".txt")) * 20
    wanted, got, turns = arrian.read(text, "x", power="rules").lines, [], [0, False]

    def count():
        while not turns[1]:
            turns[0] += 1
            time.sleep(0)
    counter = threading.Thread(target=count)
    engine = arrian.engine_of("rules")
    counter.start()
    document = engine.document(text * 8, "x", {})  # long enough for a busy machine to turn to the other thread
    held = turns[0]
    turns[1] = True
    counter.join()
    engine.free([document])
    check("the interpreter's lock is let go while a report is read", held > 100, held)
    workers = [threading.Thread(target=lambda: got.append(arrian.read(text, "x", power="rules").lines)) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    check("four threads give the records of one", got == [wanted] * 4)


def frames():
    try:
        import pandas
    except ImportError:
        print("skipped: Python: frames: pandas is missing")
        return
    story = arrian.collate({p: open(p, "rb").read() for p in REPORTS[:3]})
    frame = story.frame("claim")
    check("a frame has a row a claim, a column a field", len(frame) == len(story.claims) and {"act", "actor", "stance", "span", "chars"} <= set(frame.columns))
    check("and parties as lists of words", frame["actor"].iloc[0] == [p.text for p in story.claims[0].actor])
    check("every kind has its frame", all(isinstance(story.frame(kind), pandas.DataFrame) and "id" in story.frame(kind) for kind in EVERY))


if __name__ == "__main__":
    for part in (same_records, offsets, given_and_wrong, threads, frames):
        part()
    sys.exit(0)
