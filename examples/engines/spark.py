#!/usr/bin/env python3
"""Convert one table in parts with Apache Spark (PyPI: pyspark; and a Java
runtime, Debian: default-jre-headless).

  spark-submit --master MASTER spark.py INPUT MAPPING PARTS OUT [OPTION]...
  spark-submit --master 'local-cluster[2,1,1024]' spark.py ledger.csv \\
      leverantorsreskontra 16 parts --base https://data.example.se

OPTIONs are convert's.  OUT gets part-00001.nt to part-00016.nt, which are, one
behind the other (cat OUT/part-*.nt), what one run writes.  Each part is a task:
Spark gives one whose executor was lost to another (spark.task.maxFailures), and
since a part is put in place when it is whole, it does not matter how often it
was begun.  Tasks may be run twice for speed (spark.speculation), too.

On a true cluster (spark://..., yarn, k8s://...) the program must be installed on
the workers, and INPUT and OUT lie at the same paths (a shared file system)."""
import os
import subprocess
import sys

from pyspark.sql import SparkSession


def find(name):
    """Tasks run in folders of their own."""
    return os.path.abspath(name) if os.path.exists(name) else name


def main(table, mapping, parts, out, *options):
    out = os.path.abspath(out)
    os.makedirs(out, exist_ok=True)
    command = [os.environ.get("LODSTONE", "lodstone"), "convert", "-q", "-j", "1",
               "-m", find(mapping), *options, find(table)]

    def convert(part):
        made = subprocess.run(
            [*command, "--shard", f"{part}/{parts}",
             "-o", f"{out}/part-{part:05}.nt"],
            stderr=subprocess.PIPE, text=True, check=False)
        # 1: something was left out, or the input is at fault: no other attempt
        # would do better; all else is a fault of the machine
        if made.returncode not in (0, 1):
            raise RuntimeError(f"part {part}: {made.returncode}: {made.stderr}")
        return made.returncode, made.stderr

    spark = SparkSession.builder.appName("lodstone").getOrCreate()
    numbers = range(1, int(parts) + 1)
    made = spark.sparkContext.parallelize(numbers, len(numbers)).map(
        convert).collect()
    spark.stop()
    sys.stderr.write("".join(said for _, said in made))
    return max(status for status, _ in made)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
