"""make bench: how fast the pack's mapping runs over a made-up ledger.  Nothing
is judged here, as machines differ; ratios stand beside what was run in the
same minutes.  What it heeds:

  BENCH_ROWS      rows of the ledger (1000000)
  BENCH_JOBS      numbers of workers ("1 N", N the processors)
  BENCH_BEST      each figure is the best of so many runs (3)
  BENCH_MILLIONS  millions of rows of the memory table ("1"; "1 10 50" is long)
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from measure import BEST_OF, Table, best, once, remove
import bench_limits

BUILD = os.environ["top_builddir"]
ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
JOBS = [int(n) for n in os.environ.get(
    "BENCH_JOBS", f"1 {os.cpu_count()}").split()]
MILLIONS = os.environ.get("BENCH_MILLIONS", "1").split()
PROGRAM = os.path.join(BUILD, ".libs", "lodstone")
LEDGER = os.path.join(BUILD, "tests", "bench", "ledger")
PACK = "leverantorsreskontra/1.1"
BASE = "https://data.example.se"
MB, MIB = 1e6, 1 << 20
FORMATS = ["ntriples", "nquads", "turtle", "trig", "csv", "json"]
COLUMNS = ["wall s", "CPU s", "MB/s in", "MB/s out", "Mrow/s", "Mstm/s",
           "peak MiB", "keys MiB", "x cat CPU", "x cat wall"]


def convert(jobs, *more):
    return [PROGRAM, "convert", "-q", "-m", PACK, "--base", BASE,
            "-j", str(jobs), *more]


def report():
    with open("report.json", encoding="utf-8") as file:
        return json.load(file)


def size(path):
    return os.stat(path).st_size


def figures_row(table, name, run, cat, out_bytes, statements, keys=None):
    seconds = run.wall
    table.row(name, run.wall, run.cpu, size("ledger.csv") / seconds / MB,
              out_bytes / seconds / MB if out_bytes else None,
              ROWS / seconds / 1e6,
              statements / seconds / 1e6 if statements else None,
              run.peak / MIB, None if keys is None else keys / MIB,
              run.cpu / cat.cpu, run.wall / cat.wall)


def copy_of(path):
    """What cat takes to copy PATH from file to file, warmed."""
    command = ["sh", "-c", f"exec cat {path} >copy"]
    once(command)
    cat = best(command, before=lambda: remove("copy"))
    remove("copy")
    return cat


def measure_formats():
    """Every syntax and number of workers; returns cat's figures for N-Triples.
    Output that is thrown away, so that the CPU counts."""
    table = Table("Conversion (output thrown away; x cat: over cat copying "
                  "N-Triples from file to file)", "what, workers", COLUMNS)
    once(convert(1, "-o", "out.nt", "ledger.csv"))
    cat = copy_of("out.nt")
    figures_row(table, "cat out.nt >copy", cat, cat, size("out.nt"), 0)
    for jobs in JOBS:
        for name in FORMATS:
            run = best(convert(jobs, "-t", name, "--report", "report.json",
                               "ledger.csv"))
            told = report()
            figures_row(table, f"{name}, {jobs}", run, cat, told["bytesOut"],
                        told["statements"], told["keys"]["bytes"])
        run = best([PROGRAM, "check", "-q", "-m", PACK, "-j", str(jobs),
                    "ledger.csv"])
        figures_row(table, f"check, {jobs}", run, cat, 0, 0)
    return cat


def measure_files(cat):
    """To a file, which is synced before it takes its name; cat does not."""
    table = Table("To a file (synced and renamed; cat is not synced)",
                  "what, workers", COLUMNS)
    for name, ending in (("ntriples", "nt"), ("turtle", "ttl")):
        for jobs in JOBS:
            run = best(convert(jobs, "--report", "report.json", "-o",
                               f"out.{ending}", "ledger.csv"),
                       before=lambda: remove(f"out.{ending}"))
            told = report()
            figures_row(table, f"{name}, {jobs}", run, cat, told["bytesOut"],
                        told["statements"], told["keys"]["bytes"])
    run = best(["sh", "-c", f'{" ".join(convert(1, "ledger.csv"))} | cat '
                ">/dev/null"])
    figures_row(table, "ntriples, 1, a pipe to cat", run, cat, size("out.nt"),
                0)


def measure_stages(cat):
    table = Table("Stages, one worker, N-Triples", "stage",
                  ["CPU s", "MB/s in", "ns a row", "% of all", "x cat CPU"])
    command = [os.path.join(BUILD, "tests", "bench", "stages"), "ledger.csv",
               PACK, "ntriples"]
    found = {}
    for _ in range(BEST_OF):
        lines = subprocess.run(command, check=True, text=True,
                               stdout=subprocess.PIPE).stdout.splitlines()
        for line in lines:
            name, seconds = line.split()
            found[name] = min(float(seconds), found.get(name, 1e9))
    before, total = 0.0, max(found.values())
    for name, seconds in [*found.items(), ("all", total)]:
        own = max(seconds - before, 1e-6) if name != "all" else total
        table.row(name, own, size("ledger.csv") / own / MB, own / ROWS * 1e9,
                  100 * own / total, own / cat.cpu)
        before = seconds


def measure_plain_pipeline():
    """libcsv, raptor's terms and serializer, the same statements spelt out; on
    a tenth of the rows."""
    rows = max(ROWS // 10, 1000)
    with open("few.csv", "wb") as few:
        subprocess.run([LEDGER, "--rows", str(rows)], check=True, stdout=few)
    table = Table(f"The plain pipeline, libcsv and raptor ({rows} rows)",
                  "what", ["CPU s", "us a row", "us a stm", "MB/s in",
                           "peak MiB", "x lodstone"])
    ours = best(convert(1, "--report", "report.json", "few.csv"))
    statements = report()["statements"]
    naive = best([os.path.join(BUILD, "tests", "bench", "naive")],
                 stdin="few.csv", errors="naive.txt")
    with open("naive.txt", encoding="ascii") as said:
        written = int(said.read().split()[1])
    for name, run, count in (("lodstone, 1 worker", ours, statements),
                             ("libcsv and raptor", naive, written)):
        table.row(name, run.cpu, run.cpu / rows * 1e6, run.cpu / count * 1e6,
                  size("few.csv") / run.cpu / MB, run.peak / MIB,
                  run.cpu / ours.cpu)


def measure_start():
    with open("ten.csv", "wb") as ten:
        subprocess.run([LEDGER, "--rows", "10"], check=True, stdout=ten)
    table = Table("Start-up", "what", ["wall ms", "CPU ms"])
    for name, command in (
            ("true", ["true"]), ("lodstone --version", [PROGRAM, "--version"]),
            ("convert, a ledger of 10 rows", convert(1, "ten.csv"))):
        run = best(command, times=20 + BEST_OF)
        table.row(name, run.wall * 1e3, run.cpu * 1e3)


def measure_memory():
    """The ledger comes through a pipe, so that nothing is large on disk."""
    table = Table("Memory (one worker, N-Triples; --memory 4G)",
                  "million rows", ["wall s", "CPU s", "peak MiB", "keys MiB",
                                   "beside MiB", "keys", "B a key"])
    for millions in MILLIONS:
        rows = int(float(millions) * 1e6)
        inner = " ".join(convert(1, "--memory", "4G", "--report",
                                 "report.json", "-"))
        # only the converter's memory counts: the ledger's maker is not waited
        # for by the shell that becomes the converter
        run = once(["bash", "-c", f"exec {inner} < <({LEDGER} --rows {rows})"])
        keys = report()["keys"]
        table.row(millions, run.wall, run.cpu, run.peak / MIB,
                  keys["bytes"] / MIB, (run.peak - keys["bytes"]) / MIB,
                  keys["count"], keys["bytes"] / max(keys["count"], 1))


def main():
    folder = tempfile.mkdtemp(prefix="lodstone-bench.",
                              dir=os.environ.get("TMPDIR", "/var/tmp"))
    os.chdir(folder)
    os.environ["LD_LIBRARY_PATH"] = os.path.join(BUILD, ".libs")
    try:
        with open("ledger.csv", "wb") as ledger:
            subprocess.run([LEDGER, "--rows", str(ROWS)], check=True,
                           stdout=ledger)
        print(f"{ROWS} rows, {size('ledger.csv')} bytes of CSV; best of "
              f"{BEST_OF}.")
        print("MB: 10^6 bytes; Mstm: 10^6 statements; peak MiB: resident "
              "memory at most, keys MiB of it\nkey sets; x cat CPU, x cat "
              "wall: over the CPU and wall time of cat.  MB/s and the rates "
              "are of\nwall time.")
        cat = measure_formats()
        measure_files(cat)
        measure_stages(cat)
        measure_plain_pipeline()
        measure_start()
        measure_memory()
        bench_limits.measure(PROGRAM)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
