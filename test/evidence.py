#!/usr/bin/env python3
"""evidence.py RECORDS.jsonl NAME: do the records keep their laws?   -> "ok NAME: 812 records, 640 of them on bytes"

Bytes at `span` of the file as received are the words of `text`, apart from markup, entities and white space; ids are
unique; what is referred to is there; blanks are absent; words of closed lists are of those lists."""

import hashlib
import html
import json
import re
import sys

ID = re.compile(r"^[a-z]+[0-9]+$")
REFERENCES = {"doc", "docs", "entity", "mentions", "claim", "claims", "because", "evidence", "quantity", "time"}
KINDS = {
    "document": ("bytes", "sha256"), "ignored": ("doc", "span", "why"), "sentence": ("doc", "span"),
    "name": ("doc", "span", "text", "type"), "entity": ("name", "type", "mentions"),
    "time": ("doc", "span", "text", "precision", "basis"), "quantity": ("doc", "span", "text"),
    "quote": ("doc", "span", "text", "form"), "claim": ("doc", "span", "text", "act", "stance", "cue"),
    "story": ("docs",), "passage": ("a", "b", "words", "same", "what"), "relay": ("doc", "from"),
    "origin": ("docs", "why"), "accord": ("about", "values", "verdict")}
LISTS = {
    ("ignored", "why"): "menu share comment advert legal related repeat loading other",
    ("name", "type"): "person organization place facility product event nationality work",
    ("entity", "type"): "person organization place facility product event nationality work",
    ("time", "precision"): "minute day week month quarter season year decade vague",
    ("time", "basis"): "explicit relative context",
    ("quote", "form"): "direct indirect mixed",
    ("claim", "act"): "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
                      "MOBILIZE COERCE ASSAULT STATE HARM",
    ("claim", "stance"): "happened ongoing planned possible conditional denied refused demanded reported",
    ("passage", "what"): "prose quotation furniture",
    ("accord", "about"): "actor quantity place time stance reason wording",
    ("accord", "verdict"): "agree compatible different changed conflict one-sided"}
EMPTY = (None, "", "n/a", {})
TAG = r"""[a-z/!?](?:[^>=]|=(?!\s*["'])|=\s*(?:"[^"]*"|'[^']*'))*>"""  # an attribute may hold a ">"
MARKUP = re.compile(rf"<!--(?:-?>|.*?--!?>)|<(?=(script|style)\b){TAG}.*?</\1\s*>|<{TAG}|<[^>]*>", re.S | re.I)

INNER = re.compile(r"(<script\b[^>]*>\s*)<!--(?:(?!-->).)*?<script\b.*?-->", re.S | re.I)  # a script in a script's comment


def unmarked(text):
    return MARKUP.sub(" ", INNER.sub(r"\1", text))


def bare(text):
    return re.sub(r"[\s\u00a0\u200b-\u200f\u2060\ufeff\u00ad]+", "", text)


def readings(raw):
    """What the bytes may say: every charset that may have been meant, with and without markup."""
    for charset in ("utf-8", "windows-1252", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "iso8859-2", "gb18030", "cp932",
                    "euc-jp"):
        text = raw.decode(charset, errors="replace")
        yield bare(text)
        yield bare(html.unescape(text))
        yield bare(html.unescape(unmarked(text)))


def mended(text):
    """A byte that is no UTF-8 may be read as windows-1252 in the midst of good UTF-8."""
    return bare(text).replace("\ufffd", "?")


def holds(raw, text):
    want = bare(text)
    if any(said == want for said in readings(raw)):
        return True
    utf8 = "".join(chr(b) if b < 128 else "?" for b in raw)
    return re.sub(r"\?+", "?", bare(utf8)) == re.sub(r"[^\x00-\x7f]+|\?+", "?", mended(text))


def spans(record):
    if "span" in record:
        yield record.get("doc"), record["span"], record.get("text")
    for side in ("a", "b"):
        if isinstance(record.get(side), dict):
            yield record[side].get("doc"), record[side]["span"], record[side].get("text")
    for value in record.get("values", []):
        if "span" in value:
            yield value.get("doc"), value["span"], value.get("text")


def references(value, key=None):
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from references(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from references(part, key)
    elif isinstance(value, str) and key in REFERENCES and ID.match(value):
        yield value


def blanks(value, path=""):
    if isinstance(value, dict):
        for key, part in value.items():
            if part in EMPTY:
                yield f"{path}{key} is {part!r}"
            yield from blanks(part, f"{path}{key}.")
    elif isinstance(value, list):
        for part in value:
            yield from blanks(part, path)


def troubles(records):
    seen, files = {}, {}
    for record in records:
        kind = record.get("kind")
        if kind not in KINDS:
            yield record, f"no such kind: {kind}"
            continue
        if record.get("id") in seen:
            yield record, "an id twice"
        seen[record.get("id")] = record
        yield from ((record, f"has no {field}") for field in KINDS[kind] if field not in record)
        yield from ((record, said) for said in blanks(record))
        for field in record:
            if (kind, field) in LISTS and record[field] not in LISTS[kind, field].split():
                yield record, f"{field} is {record[field]!r}"
        if kind == "document":
            with open(record["path"], "rb") as file:
                raw = files[record["id"]] = file.read()
            if len(raw) != record["bytes"] or hashlib.sha256(raw).hexdigest() != record["sha256"]:
                yield record, "its bytes are not those of the file"
    for record in records:
        for doc, (start, end), text in spans(record):
            raw = files.get(doc)
            if raw is None or not 0 <= start < end <= len(raw):
                yield record, f"span {start} to {end} is not inside {doc}"
            elif text is not None and not holds(raw[start:end], text):
                yield record, f"bytes {start} to {end} are {raw[start:end][:120]!r}, text is {text[:120]!r}"
        yield from ((record, f"{ref} is not there") for ref in references(record) if ref not in seen)


def main():
    path, name = sys.argv[1:3]
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    found = list(troubles(records))
    for record, said in found[:8]:
        print(f"    {record.get('kind')} {record.get('id')}: {said}")
    evidence = sum(1 for record in records for _ in spans(record))
    fine = records and not found
    print(f"{'ok' if fine else 'not ok'} {name}: {len(records)} records, {evidence} stretches of bytes, {len(found)} broken")
    sys.exit(not fine)


if __name__ == "__main__":
    main()
