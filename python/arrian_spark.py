"""arrian inside Apache Spark: the same library in every worker, the same records, whatever the number of executors.

    records = arrian_spark.read(df)                 # df: path, content (bytes) [, published, outlet, title, url, authors]
    records = arrian_spark.collate(df, by="story")  # df: the same and a column that names the story of each report

    pairs = arrian_spark.copies(df)                 # df: path, content (plain text in UTF-8); who shares words with whom

The first two give rows (path or story, line, kind, id, record): `record` is the line that `arrian read --json FILE` or
`arrian collate --json --one FILES` writes for it, ids are those of that report or story. A report that cannot be read
gives one row of kind "error". Reading depends on nothing but the bytes, so a task that was lost is simply run again.
A story's reports are held together in the order of their paths.
`copies` shuffles on fingerprints; its rows are those of arrian.copies() on the texts in the order of their paths, however
many executors there are.
"""
import json
import re

import pandas as pd

import arrian

GIVEN = list(arrian.GIVEN)
MOST_NEAR = 64  # as in src/collate/prints.c: a place is paired with the latest before it
HEAD = re.compile(r'{"kind":"([^"]+)"(?:,"id":"([^"]+)")?')  # every record begins so


def given_of(row):
    return {k: row[k] for k in GIVEN if k in row and isinstance(row[k], str) and row[k]}


def rows_of(key, lines):
    """One row a record."""
    for n, line in enumerate(lines.rstrip("\n").split("\n")):
        yield key, n, *HEAD.match(line).groups(), line


def error_row(key, name, error):
    return key, 0, "error", None, json.dumps({"kind": "error", "path": name, "code": error.code, "message": str(error)}, ensure_ascii=False)


def read_frame(frame, power, weights):
    out = []
    for row in frame.to_dict("records"):
        try:
            out += rows_of(row["path"], arrian.engine_of(power, weights).read_lines(bytes(row["content"]), row["path"], **given_of(row)))
        except arrian.ArrianError as error:
            out.append(error_row(row["path"], row["path"], error))
    return out


def collate_frame(key, frame, power, weights):
    documents, out, held = [], [], arrian.engine_of(power, weights)
    try:
        for row in frame.sort_values("path", kind="stable").to_dict("records"):
            try:
                documents.append(held.document(bytes(row["content"]), row["path"], given_of(row)))
            except arrian.ArrianError as error:
                out.append(error_row(key, row["path"], error))
        return out + list(rows_of(key, held.together(documents))) if documents else out
    finally:
        held.free(documents)


def read(df, power="auto", weights=None):
    """DataFrame of reports -> DataFrame (path, line, kind, id, record)."""
    columns = ["path", "line", "kind", "id", "record"]

    def part(frames):
        for frame in frames:
            yield pd.DataFrame(read_frame(frame, power, weights), columns=columns)

    return df.mapInPandas(part, "path string, line int, kind string, id string, record string")


def collate(df, by="story", power="auto", weights=None):
    """DataFrame of reports with the column `by` -> DataFrame (story, line, kind, id, record)."""
    columns = ["story", "line", "kind", "id", "record"]

    def whole(key, frame):
        return pd.DataFrame(collate_frame(str(key[0]), frame, power, weights), columns=columns)

    return df.groupBy(by).applyInPandas(whole, "story string, line int, kind string, id string, record string")


def print_rows(frame):
    """(fingerprint, path, start, end), each fingerprint of a report once: where it stands first."""
    for row in frame.to_dict("records"):
        seen = set()
        for value, start, end in arrian.fingerprints(bytes(row["content"])):
            if value not in seen:
                seen.add(value)
                yield value - (1 << 64) if value >> 63 else value, row["path"], start, end


def copies(df, least=2):
    """DataFrame of reports (path, content) -> DataFrame (a, b, shared, a_start, a_end, b_start, b_end): paths of those that share
    `least` fingerprints or more, and the first words that both have."""
    from pyspark.sql import functions as f

    def prints(frames):
        for frame in frames:
            yield pd.DataFrame(print_rows(frame), columns=["print", "path", "start", "end"])

    places = df.select("path", "content").mapInPandas(prints, "print long, path string, start long, end long")
    shared = places.groupBy("print").agg(f.sort_array(f.collect_list(f.struct("path", "start", "end"))).alias("at")).where("size(at) > 1")
    near = f"slice(at, greatest(turn - {MOST_NEAR}, 0) + 1, least(turn, {MOST_NEAR}))"
    one = (shared.select("at", f.posexplode("at").alias("turn", "b")).where("turn > 0").select("b", f.explode(f.expr(near)).alias("a"))
           .selectExpr("a.path a", "b.path b", "a.start a_start", "a.end a_end", "b.start b_start", "b.end b_end"))
    first = f.min(f.struct("a_start", "a_end", "b_start", "b_end")).alias("first")
    return (one.groupBy("a", "b").agg(f.count("*").cast("int").alias("shared"), first).where(f.col("shared") >= least)
            .select("a", "b", "shared", "first.a_start", "first.a_end", "first.b_start", "first.b_end"))
