"""arrian inside Apache Spark: the same library in every worker, the same records, whatever the number of executors.

    records = arrian_spark.read(df)                 # df: path, content (bytes) [, published, outlet, title, url, authors]
    records = arrian_spark.collate(df, by="story")  # df: the same and a column that names the story of each report

Both give rows (path or story, line, kind, id, record): `record` is the line that `arrian read --json FILE` or
`arrian collate --json --one FILES` writes for it, ids are those of that report or story. A report that cannot be read
gives one row of kind "error". Reading depends on nothing but the bytes, so a task that was lost is simply run again.
A story's reports are held together in the order of their paths.
"""
import json
import re

import pandas as pd

import arrian

GIVEN = list(arrian.GIVEN)
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
