"""same.py WORK: records from Spark against those of the tool. WORK may hold the 20,000 agency stories: a thousand are read."""
import glob
import itertools
import json
import os
import signal
import subprocess
import sys
import time

from pyspark.sql import SparkSession

import arrian
import arrian_spark

REPORT = "path string, content binary, story string"


def say(name, holds):
    print(("ok " if holds else "not ok ") + name, flush=True)


def lines(*command):
    return subprocess.run([os.environ["ARRIAN"], *command], capture_output=True, text=True, check=True).stdout.splitlines()


def by(rows, column):
    out = {}
    for row in sorted(rows, key=lambda r: (r[column], r["line"])):
        out.setdefault(row[column], []).append(row["record"])
    return out


def examples(spark):
    """With whatever engine is there."""
    paths = sorted(glob.glob("examples/*/*.txt"))
    stories = {p: p.split("/")[1] for p in paths}
    df = spark.createDataFrame([(p, bytearray(open(p, "rb").read()), stories[p]) for p in paths], REPORT)
    read = by(arrian_spark.read(df).collect(), "path")
    say("Spark reads the examples as the tool does", read == {p: lines("read", "--json", p) for p in paths})
    held = by(arrian_spark.collate(df).collect(), "story")
    say("Spark holds two stories together as the tool does",
        held == {s: lines("collate", "--json", "--one", *(p for p in paths if stories[p] == s)) for s in set(stories.values())})
    empty = spark.createDataFrame([("nothing.txt", bytearray(b""), "x")], REPORT)
    rows = [*arrian_spark.read(empty).collect(), *arrian_spark.collate(empty).collect()]
    say("an empty report is a row of kind error in Spark", [r["kind"] for r in rows] == ["error"] * 2 and "no text" in rows[0]["record"])


def copied(spark):
    """Who shares words with whom: a shuffle on fingerprints against the sort of one machine, in memory and on disk."""
    paths = sorted(glob.glob("examples/*/*.txt"))
    texts = [open(p, "rb").read() for p in paths] * 12
    texts = [t + f" And this is the copy of number {n} in a row of many others.".encode() for n, t in enumerate(texts)]
    names = [f"{n:04}" for n in range(len(texts))]
    df = spark.createDataFrame([(n, bytearray(t), "") for n, t in zip(names, texts)], REPORT).repartition(7)
    rows = sorted((r["a"], r["b"], r["shared"], (r["a_start"], r["a_end"]), (r["b_start"], r["b_end"])) for r in arrian_spark.copies(df).collect())
    one = [(names[a], names[b], *rest) for a, b, *rest in arrian.copies(texts)]
    say(f"Spark finds the {len(one)} pairs of copies that one machine finds", len(one) > 100 and rows == one)
    say("and one machine that has to sort on disk", arrian.copies(texts * 40, memory=1) == arrian.copies(texts * 40))


def die_once(mark):
    """A worker that is killed while it works, the first time."""
    def part(frames):
        for frame in frames:
            yield frame
            if not os.path.exists(mark):
                open(mark, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
    return part


def thousand(spark, source, work):
    os.mkdir(work + "/stories")
    paths = []
    for n, line in enumerate(itertools.islice(open(source, encoding="utf-8"), 1000)):
        story = json.loads(line)
        paths.append(f"{work}/stories/{n:04}.txt")
        with open(paths[-1], "w", encoding="utf-8") as out:
            out.write("\n\n".join(str(story[k]) for k in ("title", "text", "body", "content") if story.get(k)) + "\n")
    start = time.time()
    plain = lines("read", "--json", "--engine", "rules", "--threads", "2", work + "/stories")
    seconds = time.time() - start
    df = spark.createDataFrame([(p, bytearray(open(p, "rb").read()), "") for p in paths], REPORT).repartition(8).cache()
    df.count()
    start = time.time()
    rows = arrian_spark.read(df.mapInPandas(die_once(work + "/died"), REPORT), power="rules").collect()
    print(f"   1,000 agency stories: the tool {seconds:.1f} s, Spark {time.time() - start:.1f} s, a worker killed on the way")
    say("a thousand agency stories give as many records in Spark, a worker killed on the way", len(rows) == len(plain) and os.path.exists(work + "/died"))
    read, some = by(rows, "path"), paths[::10]
    say("and the same ones, in every tenth story", all(read[p] == lines("read", "--json", "--engine", "rules", p) for p in some))


def main(work):
    spark = (SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
             .config("spark.driver.memory", "2g").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    examples(spark)
    copied(spark)
    source = glob.glob(work + "/**/newswire_20k.jsonl", recursive=True)
    if source:
        thousand(spark, source[0], work)
    else:
        print("skipped: no ../shared: a thousand agency stories in Spark")
    spark.stop()


main(sys.argv[1])
