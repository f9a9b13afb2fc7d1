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

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import arrian

GIVEN = list(arrian.GIVEN)
MOST_NEAR = 64  # as in src/collate/prints.c: a place is paired with the latest before it
HEAD = rb'^\{"kind": ?"(?P<kind>[^"]+)"(?:,"id":"(?P<id>[^"]+)")?'  # every record begins so
HEAD_MOST = 64  # bytes of it
BATCH = 4 << 20  # bytes of records that go to the JVM at once


def given_of(row):
    return {k: row[k] for k in GIVEN if k in row and isinstance(row[k], str) and row[k]}


def error_line(name, error):
    return json.dumps({"kind": "error", "path": name, "code": error.code, "message": str(error)}, ensure_ascii=False).encode() + b"\n"


def head_of(record):
    """(kind, id) of each record, null where it has no id."""
    head = pc.extract_regex(pc.binary_slice(record.cast(pa.binary()), 0, HEAD_MOST), HEAD)
    kind, row = (pc.struct_field(head, name).cast(pa.string()) for name in ("kind", "id"))
    return kind, pc.if_else(pc.equal(pc.binary_length(row), 0), None, row)


def batch_of(name, keys, texts):
    """One row a record: texts are JSON lines, each with its key; the lines are not touched one by one."""
    data = b"".join(texts)
    counts = np.array([text.count(b"\n") for text in texts], np.int64)
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == 10)
    offsets = np.concatenate([[0], ends - np.arange(len(ends))]).astype(np.int32)  # the line ends are left out
    record = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(data.replace(b"\n", b"")))
    line = np.arange(len(ends)) - np.repeat(np.cumsum(counts) - counts, counts)
    key = pa.array(keys, pa.string()).take(pa.array(np.repeat(np.arange(len(keys)), counts)))
    return pa.RecordBatch.from_arrays([key, pa.array(line.astype(np.int32)), *head_of(record), record], [name, "line", "kind", "id", "record"])


def read_batches(rows, power, weights):
    keys, texts, size, held = [], [], 0, arrian.engine_of(power, weights)
    for row in rows:
        try:
            text = held.read_bytes(row["content"], row["path"], **given_of(row))
        except arrian.ArrianError as error:
            text = error_line(row["path"], error)
        keys.append(row["path"])
        texts.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch_of("path", keys, texts)
            keys, texts, size = [], [], 0
    if keys:
        yield batch_of("path", keys, texts)


def collate_batch(key, rows, power, weights):
    documents, texts, held = [], [], arrian.engine_of(power, weights)
    try:
        for row in sorted(rows, key=lambda row: row["path"]):
            try:
                documents.append(held.document(row["content"], row["path"], given_of(row)))
            except arrian.ArrianError as error:
                texts.append(error_line(row["path"], error))
        if documents:
            texts.append(held.together(documents))
        return batch_of("story", [key] * len(texts), texts)
    finally:
        held.free(documents)


def read(df, power="auto", weights=None):
    """DataFrame of reports -> DataFrame (path, line, kind, id, record)."""
    def part(batches):
        yield from read_batches((row for batch in batches for row in batch.to_pylist()), power, weights)

    return df.mapInArrow(part, "path string, line int, kind string, id string, record string")


def collate(df, by="story", power="auto", weights=None):
    """DataFrame of reports with the column `by` -> DataFrame (story, line, kind, id, record)."""
    def whole(key, table):
        return pa.Table.from_batches([collate_batch(str(key[0].as_py()), table.to_pylist(), power, weights)])

    return df.groupBy(by).applyInArrow(whole, "story string, line int, kind string, id string, record string")


def print_rows(rows):
    """(fingerprint, path, start, end), each fingerprint of a report once: where it stands first."""
    for row in rows:
        seen = set()
        for value, start, end in arrian.fingerprints(row["content"]):
            if value not in seen:
                seen.add(value)
                yield value - (1 << 64) if value >> 63 else value, row["path"], start, end


def copies(df, least=2):
    """DataFrame of reports (path, content) -> DataFrame (a, b, shared, a_start, a_end, b_start, b_end): paths of those that share
    `least` fingerprints or more, and the first words that both have."""
    from pyspark.sql import functions as f

    form = pa.schema([("print", pa.int64()), ("path", pa.string()), ("start", pa.int64()), ("end", pa.int64())])

    def prints(batches):
        for batch in batches:
            columns = list(zip(*print_rows(batch.to_pylist()))) or [[]] * len(form)
            yield pa.RecordBatch.from_arrays([pa.array(c, f.type) for c, f in zip(columns, form)], schema=form)

    places = df.select("path", "content").mapInArrow(prints, "print long, path string, start long, end long")
    shared = places.groupBy("print").agg(f.sort_array(f.collect_list(f.struct("path", "start", "end"))).alias("at")).where("size(at) > 1")
    near = f"slice(at, greatest(turn - {MOST_NEAR}, 0) + 1, least(turn, {MOST_NEAR}))"
    one = (shared.select("at", f.posexplode("at").alias("turn", "b")).where("turn > 0").select("b", f.explode(f.expr(near)).alias("a"))
           .selectExpr("a.path a", "b.path b", "a.start a_start", "a.end a_end", "b.start b_start", "b.end b_end"))
    first = f.min(f.struct("a_start", "a_end", "b_start", "b_end")).alias("first")
    return (one.groupBy("a", "b").agg(f.count("*").cast("int").alias("shared"), first).where(f.col("shared") >= least)
            .select("a", "b", "shared", "first.a_start", "first.a_end", "first.b_start", "first.b_end"))
