"""make bench-instructions: callgrind's instructions a row, by stage, marginal
between 10,000 and 100,000 rows of the ledger, and how far they slipped from
tests/bench/instructions.txt.  Unlike times they are the same on any machine
with the same compiler and processor features.

  BENCH_FORMATS     syntaxes ("ntriples turtle")
  BENCH_FUNCTIONS   name so many functions of each syntax, too (0)
  BENCH_WRITE       1: write what was found to instructions.txt
"""
import os
import re
import subprocess
import sys
import tempfile

from measure import Table

BUILD, SOURCE = os.environ["top_builddir"], os.environ["top_srcdir"]
EXPECTED = os.path.join(SOURCE, "tests", "bench", "instructions.txt")
FORMATS = os.environ.get("BENCH_FORMATS", "ntriples turtle").split()
FEW, MANY = 10_000, 100_000

# The first pattern that a file's name below converter/ matches gives the stage
# of its functions.
STAGES = (
    ("read", r"source/|table/(scan|chunk|reader|input|window|tokens|lines)|"
             r"base/utf8"),
    ("cells", r"table/|xsd/|guard/"),
    ("keys", r"base/(keyset|keytable|keyfilter|keyrun|hash)|"
             r"linked/plan_resolve"),
    ("evaluate", r"linked/plan_(evaluate|groups|keys|memo)|linked/row"),
    ("render", r"linked/|rdf/|base/output"),
)
ORDER = ("read", "cells", "evaluate", "keys", "render", "library", "other")


def stage_of(path):
    """Functions of the C library are a stage of their own: they copy and
    compare for all others."""
    if "converter/" not in path:
        return "library"
    below = path.rsplit("converter/", 1)[1]
    for stage, pattern in STAGES:
        if re.match(pattern, below):
            return stage
    return "other"


def run_callgrind(folder, rows, name):
    ledger = os.path.join(folder, f"{rows}.csv")
    if not os.path.exists(ledger):
        with open(ledger, "wb") as out:
            subprocess.run([os.path.join(BUILD, "tests", "bench", "ledger"),
                            "--rows", str(rows)], check=True, stdout=out)
    out = os.path.join(folder, f"{name}.{rows}")
    subprocess.run(
        ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}",
         os.path.join(BUILD, ".libs", "lodstone"), "convert", "-q", "-m",
         "leverantorsreskontra", "--base", "https://data.example.se", "-j",
         "1", "-t", name, ledger], check=True, stdout=subprocess.DEVNULL)
    listing = subprocess.run(
        ["callgrind_annotate", "--threshold=100", "--show-percs=no",
         "--auto=no", "--tree=none", out], check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    costs = {}
    for line in listing.splitlines():
        found = re.match(r"\s*([\d,]+)\s+(\S+?):([^\[]+)", line)
        if found:
            path, function = found[2], found[3].strip()
            key = (os.path.normpath(path), function)
            costs[key] = costs.get(key, 0) + int(found[1].replace(",", ""))
    return costs


def measure(folder, name):
    """Instructions a row of each (file, function)."""
    few, many = (run_callgrind(folder, rows, name) for rows in (FEW, MANY))
    rows = MANY - FEW
    return {key: (many[key] - few.get(key, 0)) / rows for key in many}


def own_files(costs):
    """What is inlined from a header counts for the file of its function."""
    own = {}
    for (path, function), cost in costs.items():
        if path.endswith(".c") and "converter/" in path and \
           cost >= own.get(function, (0, ""))[0]:
            own[function] = (cost, path)
    return own


def by_stage(costs):
    own, stages = own_files(costs), dict.fromkeys(ORDER, 0.0)
    for (path, function), cost in costs.items():
        if not (path.endswith(".c") and "converter/" in path):
            path = own.get(function, (0, path))[1]
        stages[stage_of(path)] += cost
    stages["total"] = sum(stages.values())
    return stages


def read_expected():
    with open(EXPECTED, encoding="ascii") as file:
        lines = [line.split() for line in file
                 if line.strip() and not line.startswith("#")]
    return {(line[0], line[1]): int(line[2]) for line in lines}


def write_expected(found):
    with open(EXPECTED, encoding="ascii") as file:
        head = [line for line in file if line.startswith("#")]
    with open(EXPECTED, "w", encoding="ascii") as file:
        file.writelines(head)
        for name, stages in found.items():
            for stage, cost in stages.items():
                file.write(f"{name} {stage} {cost:.0f}\n")


def main():
    expected, found = read_expected(), {}
    os.environ["LD_LIBRARY_PATH"] = os.path.join(BUILD, ".libs")
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            costs = measure(folder, name)
            found[name] = by_stage(costs)
            table = Table(f"Instructions a row, {name} (marginal between "
                          f"{FEW} and {MANY} rows)", "stage",
                          ["found", "expected", "slip %"])
            for stage, cost in found[name].items():
                wanted = expected.get((name, stage))
                table.row(stage, f"{cost:.0f}", wanted and f"{wanted}",
                          (cost / wanted - 1) * 100 if wanted else None)
            top = sorted(costs.items(), key=lambda item: -item[1])
            for (path, function), cost in \
                    top[:int(os.environ.get("BENCH_FUNCTIONS", "0"))]:
                print(f"  {cost:9.1f}  {os.path.basename(path)}:{function}")
    if os.environ.get("BENCH_WRITE") == "1":
        write_expected(found)


if __name__ == "__main__":
    sys.exit(main())
