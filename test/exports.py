"""exports.py FOLDER: FOLDER/all.FORMAT, opened by the tools that people open such files with.
Each check holds what the tool sees against the records of all.jsonl."""

import csv
import glob
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
        assert row["member"] == ROWS[claim["doc"]].get("member", "")
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
    dated = {c["id"] for c in CLAIMS if c.get("time") and ROWS[c["time"]].get("value", "").startswith(("19", "20"))
             and not season.match(ROWS[c["time"]]["value"])}
    assert dated and {e["unique_id"] for e in data["events"]} == dated
    assert not any("<script" in json.dumps(event) for event in data["events"])
    for event in data["events"]:
        value = ROWS[ROWS[event["unique_id"]]["time"]]["value"]
        assert value.startswith("%04d" % event["start_date"]["year"])


PLOVER = ("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
          "COERCE ASSAULT").split()


@check
def plover_lines_have_the_fields_of_the_manual():
    import jsonschema
    actor = {"type": "object", "properties": {"code": {"type": "string", "pattern": "^[A-Z]{3}$"}, "sector": {
        "type": "string", "pattern": "^([A-Z]{3}){1,2}$"}, "actor_text": {"type": "string"}}}
    day = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
    number = {"type": "number"}
    event = jsonschema.Draft202012Validator({"type": "object", "required": ["id", "actor", "event"], "properties": {
        "id": {"type": "string"}, "date": day, "enddate": day, "actor": {"type": "array", "items": actor, "minItems": 1},
        "recipient": {"type": "array", "items": actor}, "event": {"type": "array", "minItems": 1, "items": {"enum": PLOVER}},
        "mode": {"type": "array", "items": {"type": "string"}}, "event_text": {"type": "array"},
        "context": {"type": "array", "items": {"enum": ["future", "hypothetical", "negation", "historical"]}},
        "quad_code": {"enum": [1, 2, 3, 4]}, "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "event_loc": {"type": "object", "properties": {"latitude": number, "longitude": number}},
        "text_info": {"type": "object", "required": ["sequence", "start", "end"]}, "cite_info": {"type": "object"}}},
        format_checker=jsonschema.FormatChecker())
    lines = [json.loads(line) for line in open(path("all.plover"), encoding="utf-8")]
    of = {"arrian-" + c["id"]: c for c in CLAIMS}
    claims = [of[line["id"]] for line in lines]
    acts = [c for c in CLAIMS if c["act"] in PLOVER and c["actor"]]
    assert len({line["id"] for line in lines}) == len(lines) > 20
    assert sum(c in claims for c in acts) > 0.9 * len(acts)
    for line, claim in zip(lines, claims):
        event.validate(line)
        if line["event"] == ["REQUEST"] and claim["stance"] == "demanded":
            continue
        assert len(line["actor"]) == len(claim["actor"])
        assert line["event"] == ["AGREE"] or line["event"] == ["THREATEN"] or (claim["stance"] == "planned") == ("future" in line["context"])
        value = ROWS[claim["time"]].get("value", "") if "time" in claim else ""
        assert line.get("date", value)[:10] == value[:10] or not re.match(r"\d{4}-\d\d-\d\d", value)
        assert line["text_info"]["start"] <= claim["span"][0] < claim["span"][1] <= line["text_info"]["end"]
        for got, party in zip(line["actor"], claim["actor"]):
            assert got["actor_text"] == party["text"]
            if "iso3" in party.get("link", {}):
                assert got["code"] == party["link"]["iso3"]


@check
def plover_and_cameo_are_read_by_pandas():
    import pandas
    assert len(pandas.read_json(path("all.plover"), lines=True)) > 20
    frame = pandas.read_csv(path("all.cameo"), sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
    assert len(frame.columns) == 26 and len(frame) > 10
    assert (frame["EventCode"].str[:2] == frame["EventRootCode"]).all()
    assert frame["EventCode"].str.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}").all()
    assert frame["SourceActorFull"].ne("").all() and frame["EventID"].is_unique
    for row in frame.itertuples():
        claim = ROWS[row.EventID.split("-")[0]]
        assert claim["stance"] not in ("possible", "conditional") and (claim["stance"] != "denied" or row.EventRootCode == "12")
        if row.Date:
            assert ROWS[claim["time"]]["value"].replace("-", "")[:8] == row.Date == row.Year + row.Month.zfill(2) + row.Day.zfill(2)
    nato = frame[frame["SourceActorEntity"] == "IGO"]
    assert len(nato) and nato["SourceActorFull"].str.startswith("IGO").all()


@check
def ftm_entities_are_valid_for_followthemoney():
    from followthemoney import model
    entities = {}
    for line in open(path("all.ftm"), encoding="utf-8"):
        data = json.loads(line)
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate(data)
        for name, values in data["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None, (proxy.schema.name, name)
            kept = proxy.get(name)
            assert len(kept) == len(set(values)), (proxy.schema.name, name, values, kept)
        assert data["id"] not in entities, data["id"]
        entities[data["id"]] = proxy
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), (prop, value)
    names = [proxy.schema.name for proxy in entities.values()]
    assert names.count("Article") == len(DOCS) and names.count("Event") == len(CLAIMS)
    people = {record["name"] for record in RECORDS if record["kind"] == "entity" and record["type"] == "person"}
    assert people == {proxy.first("name") for proxy in entities.values() if proxy.schema.name == "Person"}
    assert "Mention" in names and any(proxy.get("country") for proxy in entities.values() if proxy.schema.name == "Event")


def graph_of(name, context=None):
    """A JSON-LD file as rdflib reads it; nothing is fetched."""
    import rdflib
    data = json.load(open(path(name), encoding="utf-8"))
    if context:
        assert data["@context"] == context["said"]
        data["@context"] = context["meant"]
    return rdflib.Graph().parse(data=json.dumps(data), format="json-ld", publicID="http://files.example/")


@check
def annotations_select_the_words_by_bytes_and_by_characters():
    data = json.load(open(path("all.webannotation"), encoding="utf-8"))
    texts, claims = {}, []
    for one in data["items"]:
        assert one["type"] == "Annotation" and one["id"].startswith("urn:arrian:")
        if one["motivation"] == "describing":
            texts[one["body"]["id"]] = one["body"]["value"]
        else:
            claims.append(one)
    assert len(texts) == len(DOCS) and len(claims) == len(CLAIMS)
    assert len({one["id"] for one in data["items"]}) == len(data["items"])
    far = 0
    for one, claim in zip(claims, CLAIMS):
        file, text = one["target"]
        quote, place = file["selector"]
        raw, whole = received(claim["doc"]), texts[text["source"]]
        start, end = text["selector"]["start"], text["selector"]["end"]
        assert [place["start"], place["end"]] == claim["span"] and len(raw) >= place["end"]
        assert whole[start:end] == quote["exact"] == claim["text"]
        assert whole[:start].endswith(quote.get("prefix", "")) and whole[end:].startswith(quote.get("suffix", ""))
        far += start != place["start"]
        assert quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") in whole
    assert far > 10  # bytes and characters do differ


@check
def annotations_are_read_by_rdflib():
    import rdflib
    oa = "http://www.w3.org/ns/oa#"
    terms = {"id": "@id", "type": "@type", "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
             "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"}, "body": {"@id": oa + "hasBody", "@type": "@id"},
             "target": {"@id": oa + "hasTarget", "@type": "@id"}, "source": {"@id": oa + "hasSource", "@type": "@id"},
             "selector": {"@id": oa + "hasSelector", "@type": "@id"}, "exact": oa + "exact", "start": oa + "start",
             "classifying": oa + "classifying", "describing": oa + "describing", "@vocab": oa}
    graph = graph_of("all.webannotation", {"said": "http://www.w3.org/ns/anno.jsonld", "meant": terms})
    found = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(oa + "Annotation")))
    assert len(found) == len(CLAIMS) + len(DOCS)
    assert len(list(graph.subject_objects(rdflib.URIRef(oa + "exact")))) == len(CLAIMS)


@check
def schema_org_claims_use_terms_of_schema_org():
    import rdflib
    from rdflib.namespace import SDO
    graph = graph_of("all.schema")
    claims = list(graph.subjects(rdflib.RDF.type, SDO.Claim))
    assert len(claims) == len(CLAIMS)
    for claim in claims:
        report = graph.value(claim, SDO.appearance)
        assert (report, rdflib.RDF.type, SDO.NewsArticle) in graph
    words = sorted(str(text) for claim in claims for text in graph.objects(claim, SDO.text))
    assert words == sorted(claim["text"] for claim in CLAIMS)
    for term in set(graph.predicates()) | set(graph.objects(None, rdflib.RDF.type)):
        if str(term).startswith("https://schema.org/"):
            assert str(term)[len("https://schema.org/"):] in SDO, term
        else:
            assert str(term).startswith(("urn:arrian:term:", str(rdflib.RDF))), term
    accords = [record for record in RECORDS if record["kind"] == "accord"]
    verdicts = sorted(str(v) for v in graph.objects(None, rdflib.URIRef("urn:arrian:term:verdict")))
    assert verdicts == sorted(a["verdict"] for a in accords) and "conflict" in verdicts


@check
def provenance_uses_terms_of_prov_o():
    import rdflib
    from rdflib.namespace import PROV, RDFS
    graph = graph_of("all.prov")
    for term in set(graph.predicates()) | set(graph.objects(None, rdflib.RDF.type)):
        if str(term).startswith(str(PROV)):
            assert str(term)[len(str(PROV)):] in PROV, term
        else:
            assert str(term).startswith(("urn:arrian:term:", str(rdflib.RDF), str(RDFS))), term
    quoted = {str(s) for s in graph.subjects(PROV.wasQuotedFrom)}
    assert len({q for q in quoted if any(":%s:" % c["act"] in q for c in CLAIMS)}) == len({(c["doc"], *c["span"], c["act"]) for c in CLAIMS})
    relays = [record for record in RECORDS if record["kind"] == "relay"]
    sources = {str(graph.value(graph.value(o, PROV.wasAttributedTo), RDFS.label)) for o in graph.objects(None, PROV.hadPrimarySource)}
    assert relays and sources == {relay["from"] for relay in relays}
    passages = [record for record in RECORDS if record["kind"] == "passage"]
    assert passages and len(list(graph.subject_objects(PROV.alternateOf))) == len(passages)


@check
def parquet_is_read_by_duckdb_and_pyarrow():
    import duckdb
    import pyarrow.parquet
    got = duckdb.sql(f"SELECT id, act, actor, start, low FROM read_parquet('{path('all.parquet')}')").fetchall()
    assert [row[:2] for row in got] == [(claim["id"], claim["act"]) for claim in CLAIMS]
    for (_, _, actor, start, low), claim in zip(got, CLAIMS):
        assert (actor or []) == [party["text"] for party in claim["actor"]] and start == claim["span"][0]
        assert (low or []) == [ROWS[q].get("low") for q in claim["quantity"]]
    table = pyarrow.parquet.read_table(path("all.parquet"))
    assert table.num_rows == len(CLAIMS) and len(table.column_names) == 32
    assert table.column("text").to_pylist() == [claim["text"] for claim in CLAIMS]
    links = [["NATO" if p.get("link", {}).get("code") == "NATO" else None for p in c["actor"]] for c in CLAIMS]
    for told, want in zip(table.column("actor_link").to_pylist(), links):
        assert all(w is None or t == w for t, w in zip(told or [], want))
    assert pyarrow.parquet.read_metadata(path("all.parquet")).metadata[b"stance"].startswith(b"happened")
    assert all(table.schema.field(name).type.value_type == "double" for name in ("low", "high"))


@check
def the_manual_names_every_format_and_explains_every_column():
    import pyarrow.parquet
    manual = open("docs/formats.md", encoding="utf-8").read()
    meanings = pyarrow.parquet.read_metadata(path("all.parquet")).metadata
    columns = pyarrow.parquet.read_schema(path("all.parquet")).names
    told = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", manual.split("## Columns")[1], re.M)
    assert told == [(name, meanings[name.encode()].decode()) for name in columns]
    for name in glob.glob(path("all.*")):
        assert f"| `{name.rsplit('.', 1)[1]}` |" in manual, name


for run in CHECKS:
    name = "exports: " + run.__name__.replace("_", " ")
    try:
        run()
        print(f"ok {name}")
    except Exception:
        print(f"not ok {name}")
        print("    " + traceback.format_exc(limit=3).replace("\n", "\n    ")[-1500:])
