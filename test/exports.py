"""exports.py FOLDER: FOLDER/all.FORMAT, opened by the tools that people open such files with.
Each check holds what the tool sees against the records of all.jsonl."""

import csv
import json
import re
import sqlite3
import sys
import traceback

FOLDER = sys.argv[1]
RECORDS = [json.loads(line) for line in open(f"{FOLDER}/all.jsonl", encoding="utf-8")]
ROWS = {record["id"]: record for record in RECORDS}
CLAIMS = [record for record in RECORDS if record["kind"] == "claim"]
DOCS = [record for record in RECORDS if record["kind"] == "document"]
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def path(name):
    return f"{FOLDER}/{name}"


def received(doc):
    with open(ROWS[doc]["path"], "rb") as file:
        return file.read()


def words(parties):
    return "; ".join(party["text"] for party in parties)


@check
def csv_is_read_by_the_csv_module():
    rows = list(csv.DictReader(open(path("all.csv"), encoding="utf-8", newline=""), strict=True))
    assert [row["id"] for row in rows] == [claim["id"] for claim in CLAIMS]
    for row, claim in zip(rows, CLAIMS):
        assert (row["act"], row["stance"]) == (claim["act"], claim["stance"])
        assert row["text"] == claim["text"] and row["actor"] == words(claim["actor"])
        assert [int(row["start"]), int(row["end"])] == claim["span"]
    raw = open(path("all.csv"), "rb").read()
    assert raw.count(b"\r\n") >= len(rows) + 1 and not raw.startswith(b"\xef\xbb\xbf")


@check
def csv_is_read_by_pandas():
    import pandas
    frame = pandas.read_csv(path("all.csv"), keep_default_na=False)
    assert len(frame) == len(CLAIMS) and frame["start"].dtype.kind == "i"
    assert list(frame["text"]) == [claim["text"] for claim in CLAIMS]


@check
def csv_is_read_by_duckdb():
    import duckdb
    got = duckdb.sql(f"SELECT id, act FROM read_csv('{path('all.csv')}', header = true, all_varchar = true)").fetchall()
    assert got == [(claim["id"], claim["act"]) for claim in CLAIMS]


@check
def excel_csv_has_a_mark_and_no_formula():
    raw = open(path("excel.csv"), "rb").read()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(open(path("excel.csv"), encoding="utf-8-sig", newline=""), strict=True))
    assert len(rows) == len(CLAIMS) + 1 and all(len(row) == len(rows[0]) for row in rows)
    numbers = {rows[0].index(name) for name in ("story", "start", "end", "low", "high")}
    for row in rows[1:]:
        assert not any(cell[:1] in tuple("=+-@\t\r") and cell for i, cell in enumerate(row) if i not in numbers)
    plain = list(csv.reader(open(path("all.csv"), encoding="utf-8", newline=""), strict=True))
    guarded = sum(a != b for x, y in zip(rows, plain) for a, b in zip(x, y))
    assert guarded and all(a in (b, "'" + b) for x, y in zip(rows, plain) for a, b in zip(x, y))


@check
def jsonl_is_read_by_pandas():
    import pandas
    frame = pandas.read_json(path("all.jsonl"), lines=True)
    assert len(frame) == len(RECORDS)


@check
def sqlite_holds_every_claim_and_explains_every_column():
    base = sqlite3.connect(path("all.sqlite"))
    rows = base.execute("SELECT 'c' || id, act, start, stop, text FROM claims ORDER BY id").fetchall()
    assert rows == [(c["id"], c["act"], *c["span"], c["text"]) for c in CLAIMS]
    assert not base.execute("""SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'
        AND m.name NOT LIKE 'sqlite%' AND NOT EXISTS (SELECT 1 FROM columns c WHERE c.table_name = m.name
        AND c.column_name = p.name)""").fetchall()
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@check
def geojson_is_valid_and_true():
    import jsonschema
    point = {"type": "object", "required": ["type", "coordinates"], "properties": {
        "type": {"const": "Point"}, "coordinates": {"type": "array", "minItems": 2, "maxItems": 3, "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}]}}}
    feature = {"type": "object", "required": ["type", "geometry", "properties"], "properties": {
        "type": {"const": "Feature"}, "geometry": point, "id": {"type": ["string", "number"]}, "properties": {"type": "object"}}}
    data = json.load(open(path("all.geojson"), encoding="utf-8"))
    jsonschema.Draft202012Validator({"type": "object", "required": ["type", "features"], "properties": {
        "type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}}}).validate(data)
    assert len(data["features"]) > 5
    for one in data["features"]:
        claim = ROWS[one["properties"]["claim"]]
        assert one["properties"]["span"] == claim["span"]
        assert one["properties"]["place"] in [place["text"] for place in claim["place"]]
    riga = [f["geometry"]["coordinates"] for f in data["features"] if f["properties"]["place"] == "Latvia"]
    assert riga and all(20 < lon < 29 and 55 < lat < 59 for lon, lat in riga)


@check
def geojson_is_read_by_duckdb():
    import duckdb
    got = duckdb.sql(f"SELECT claim FROM read_json('{path('all.geojson')}')").fetchall()
    assert got and all(row[0] in ROWS for row in got)


@check
def gexf_is_read_by_networkx():
    import networkx
    graph = networkx.read_gexf(path("all.gexf"), version="1.3")
    pairs = sum(len(c["actor"]) * len(c["recipient"]) for c in CLAIMS)
    assert pairs and sum(data["weight"] for _, _, data in graph.edges(data=True)) == pairs
    assert graph.is_directed() and all("label" in data for _, data in graph.nodes(data=True))
    for _, _, data in graph.edges(data=True):
        for claim in data["claims"].split():
            assert ROWS[claim]["act"] == data["act"] and ROWS[claim]["stance"] == data["stance"]
    names = [data["label"] for _, data in graph.nodes(data=True)]
    assert len([name for name in names if name == "Latvia"]) == 1


@check
def timelinejs_has_slides_of_dated_claims():
    import jsonschema
    date = {"type": "object", "required": ["year"], "additionalProperties": False, "properties": {
        "year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31}}}
    text = {"type": "object", "properties": {"headline": {"type": "string"}, "text": {"type": "string"}}}
    data = json.load(open(path("all.timelinejs"), encoding="utf-8"))
    jsonschema.validate(data, {"type": "object", "required": ["events"], "properties": {"events": {"type": "array", "items": {
        "type": "object", "required": ["start_date", "text"], "properties": {
            "start_date": date, "end_date": date, "text": text, "unique_id": {"type": "string"}}}}}})
    season = re.compile(r"\d{4}-2[1-4]$")  # no sharp days: no slide
    dated = {c["id"] for c in CLAIMS if c.get("time") and ROWS[c["time"]].get("value", "").startswith("20")
             and not season.match(ROWS[c["time"]]["value"])}
    assert dated and {e["unique_id"] for e in data["events"]} == dated
    assert not any("<script" in json.dumps(event) for event in data["events"])
    for event in data["events"]:
        value = ROWS[ROWS[event["unique_id"]]["time"]]["value"]
        assert value.startswith("%04d" % event["start_date"]["year"])


for run in CHECKS:
    name = "exports: " + run.__name__.replace("_", " ")
    try:
        run()
        print(f"ok {name}")
    except Exception:
        print(f"not ok {name}")
        print("    " + traceback.format_exc(limit=3).replace("\n", "\n    ")[-1500:])
