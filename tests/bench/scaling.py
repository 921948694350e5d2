"""What doc/SCALING.md says: parts of a table against the whole, and what the
ledgers of all municipalities would take.  CPU times, one worker, to /dev/null.
ROWS: of the ledger that is made up for it (a million)."""
import json
import os
import subprocess
import tempfile

from measure import Table, best

BUILD = os.environ["top_builddir"]
INNER = f"{BUILD}/.libs/lodstone"  # libtool's wrapper takes time of its own
PROGRAM = INNER if os.access(INNER, os.X_OK) else f"{BUILD}/lodstone"
ROWS = int(os.environ.get("ROWS", "1000000"))
PACK = ["-m", "leverantorsreskontra", "--base", "https://data.example.se"]
KINDS = {"N-Triples": PACK, "JSON": [*PACK, "-t", "json"],
         "CSV": [*PACK, "-t", "csv"], "no keys": ["-m", "minimal.json"]}
# doc/SCALING.md tells where these come from
INHABITANTS, ROWS_A_HEAD = 10_600_000, 376_449 / 160_000
YEARS, MUNICIPALITIES = 10, 290
ENVIRONMENT = os.environ | {
    "LD_LIBRARY_PATH": f"{BUILD}/.libs",
    "LODSTONE_VOCAB": os.path.join(os.environ["top_srcdir"], "vocab")}


def figures(*options):
    found = best([PROGRAM, "convert", "-q", "-j", "1", *options, "ledger.csv"],
                 env=ENVIRONMENT)
    if found.status:
        raise SystemExit(f"convert {options} failed")
    return found


def parts():
    table = Table("CPU of a part, of that of the whole", "part", KINDS)
    whole = {kind: figures(*options).cpu for kind, options in KINDS.items()}
    for part in ("1/4", "2/4", "3/4", "4/4", "16/16"):
        table.row(part, *(figures(*options, "--shard", part).cpu / whole[kind]
                          for kind, options in KINDS.items()))


def country():
    scale = INHABITANTS * ROWS_A_HEAD * YEARS / ROWS
    table = Table("All municipalities, all years", "output",
                  ["bytes/row", "GB", "CPU min", "MB"])
    for kind in ("csv", "json", "ntriples", "turtle"):
        found = figures(*PACK, "-t", kind, "--report", "report.json")
        with open("report.json", encoding="utf-8") as file:
            report = json.load(file)
        table.row(kind, report["bytesOut"] / ROWS, report["bytesOut"] * scale / 1e9,
                  found.cpu * scale / 60, found.peak / 1e6)
    size, files = os.path.getsize("ledger.csv"), YEARS * MUNICIPALITIES
    rows = ROWS * scale
    table = Table("", "", ["a row", "a file", "all"])
    table.row("rows", None, rows / files, f"{rows / 1e6:.0f} M")
    table.row("input, bytes", size / ROWS, f"{size * scale / files / 1e6:.0f} M",
              f"{size * scale / 1e9:.0f} G")
    table.row("statements", report["statements"] / ROWS,
              report["statements"] * scale / files,
              f"{report['statements'] * scale / 1e9:.1f} G")
    table.row("memory of keys, bytes", report["keys"]["bytes"] / ROWS,
              f"{report['keys']['bytes'] * scale / files / 1e6:.1f} M", None)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        with open("ledger.csv", "wb") as ledger:
            subprocess.run([f"{BUILD}/tests/bench/ledger", "--rows", str(ROWS),
                            "--seed", "5"], check=True, stdout=ledger)
        with open("minimal.json", "w", encoding="utf-8") as file:
            json.dump({"@context": "http://www.w3.org/ns/csvw",
                       "url": "ledger.csv"}, file)
        KINDS["no keys"].append("--minimal")
        parts()
        country()


main()
