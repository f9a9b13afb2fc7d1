"""spark.py FILE.jsonl [COUNT [TIMES]]: seconds of wall time and of CPU for COUNT reports, TIMES in turn: the tool with two threads, and
Spark local[2], both by rules; then, once, who copies from whom, by a shuffle and on one machine. In the environment of test/spark/run.sh:

    PYTHONPATH=python ARRIAN_LIBRARY=build/libarrian.so PYSPARK_PYTHON=build/spark-venv/bin/python \\
        build/spark-venv/bin/python bench/spark.py newswire_20k.jsonl 20000 3"""
import glob
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession

import arrian
import arrian_spark

TICK = os.sysconf("SC_CLK_TCK")


def standing():
    """{process: (parent, CPU seconds, its reaped children's among them)} of all that run now."""
    out = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="latin-1") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue  # gone meanwhile
        out[int(path.split("/")[2])] = int(fields[1]), sum(map(int, fields[11:15])) / TICK
    return out


def cpu():
    """Seconds of CPU of this process and of all that it started."""
    every, ours = standing(), {os.getpid()}
    for _ in range(8):  # driver, JVM, daemon, worker
        ours |= {p for p, (parent, _) in every.items() if parent in ours}
    return sum(every[p][1] for p in ours if p in every)


def timed(name, run):
    start, used = time.time(), cpu()
    out = run()
    print(f"{name:24} {time.time() - start:7.1f} s wall {cpu() - used:7.1f} s CPU   {out}", flush=True)


def main(path, count=20000, times=1):
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].encode() for line in itertools.islice(lines, int(count))]
    names = [f"{n:06}.txt" for n in range(len(texts))]
    spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "8")
             .config("spark.driver.memory", "4g").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    df = spark.createDataFrame([(n, bytearray(t)) for n, t in zip(names, texts)], "path string, content binary").repartition(16).cache()
    df.count()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in zip(names, texts):
            with open(os.path.join(folder, name), "wb") as out:
                out.write(text)
        tool = [os.environ.get("ARRIAN", "build/arrian"), "read", "--json", "--engine", "rules", "--threads", "2", folder]
        for _ in range(int(times)):
            timed("the tool: read", lambda: subprocess.run(tool, stdout=subprocess.PIPE, check=False).stdout.count(b"\n"))
            timed("Spark: read", lambda: arrian_spark.read(df, power="rules").count())
    timed("one machine: copies", lambda: len(arrian.copies(texts)))
    timed("Spark: copies", lambda: arrian_spark.copies(df).count())
    spark.stop()


main(*sys.argv[1:])
