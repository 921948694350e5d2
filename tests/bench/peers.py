"""make bench-peers: the mappers that are installed, on one ledger and one
mapping (peers_mapping.py), beside lodstone.  What it heeds:

  BENCH_ROWS   rows of the ledger (100000)
  BENCH_BEST   each figure is the best of so many runs (3)
  PEER_NAME    where a mapper is, if not on PATH: see the end of its output
"""
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

import peers_mapping
from measure import BEST_OF, Table, best, remove

BUILD = os.environ["top_builddir"]
ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
MIB = 1 << 20
OUT = "out.nt"

MORPH = """[CONFIGURATION]
output_file: out.nt
output_format: N-TRIPLES
number_of_processes: 1
[ledger]
mappings: mapping.ttl
"""
SDM = """[default]
main_directory: .
[datasets]
number_of_datasets: 1
output_folder: .
all_in_one_file: yes
remove_duplicate: yes
enrichment: yes
name: out
ordered: no
[dataset1]
name: out
mapping: mapping.ttl
"""
ROCKET = """require('rocketrml').parseFile('mapping.ttl', 'out.nt',
  {toRDF: true, replace: false, removeNameSpace: {}})
  .catch(e => { console.error(e); process.exit(1); });
"""


def on_path(*words):
    """The program on PATH, or what its variable says."""
    def find(told):
        command = told or shutil.which(words[0])
        return command and [command, *words[1:]]
    return find


def module(name, *words):
    """A module of Python: of the interpreter that its variable names."""
    def find(told):
        if told:
            return [told, "-m", name, *words]
        if importlib.util.find_spec(name):
            return [sys.executable, "-m", name, *words]
        return None
    return find


def jar(*words):
    return lambda told: told and ["java", "-jar", told, *words]


def node(script):
    """A script of Node.js, with the folder node_modules of its variable."""
    def find(told):
        if told:
            os.environ["NODE_PATH"] = told
        return told and ["node", "--max-old-space-size=12000", script]
    return find


# Name, variable, how to find it, is its output standard output?, and how it is
# had.
PEERS = (
    ("FlexRML", "PEER_FLEXRML",
     on_path("FlexRML", "-m", "mapping.ttl", "-o", OUT, "-d"), False,
     "built from its sources, C++; the variable names the program"),
    ("Tarql", "PEER_TARQL", on_path("tarql", "--ntriples", "query.rq"), True,
     "built with Maven; the variable names the program"),
    ("Morph-KGC, 1 process", "PEER_MORPH_KGC",
     module("morph_kgc", "morph.ini"), False,
     "pip install morph-kgc; the variable names that Python"),
    ("SDM-RDFizer", "PEER_SDM_RDFIZER", module("rdfizer", "-c", "sdm.ini"),
     False, "pip install rdfizer (and Debian's libodbc2); the variable names "
     "that Python"),
    ("RMLMapper", "PEER_RMLMAPPER",
     jar("-m", "mapping.ttl", "-o", OUT, "-s", "ntriples"), False,
     "a release for Java; the variable names its jar"),
    ("RocketRML", "PEER_ROCKETRML", node("rocket.js"), False,
     "npm install rocketrml; the variable names its node_modules"),
    ("csv2rdf", "PEER_CSV2RDF",
     jar("-t", "ledger.csv", "-u", "ledger.json", "-o", OUT, "-m", "minimal"),
     False, "a release for Java (CSVW); the variable names its jar"),
)


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def prepare():
    with open("ledger.csv", "wb") as ledger:
        subprocess.run([os.path.join(BUILD, "tests", "bench", "ledger"),
                        "--rows", str(ROWS)], check=True, stdout=ledger)
    write("ledger.json", peers_mapping.csvw("ledger.csv"))
    write("mapping.ttl", peers_mapping.rml("ledger.csv"))
    write("query.rq", peers_mapping.tarql("ledger.csv"))
    write("morph.ini", MORPH)
    write("sdm.ini", SDM)
    write("rocket.js", ROCKET)


def count(path):
    """Lines, and distinct ones."""
    if not os.path.exists(path):
        return 0, 0
    counts = subprocess.run(
        ["sh", "-c", f"grep -c . {path}; LC_ALL=C sort -u {path} | grep -c ."],
        text=True, stdout=subprocess.PIPE).stdout.split()
    return int(counts[0]), int(counts[1])


def measure(table, name, command, to_standard_output, ours):
    remove(OUT)
    run = best(command, stdout=OUT if to_standard_output else None,
               errors="errors.txt", before=lambda: remove(OUT))
    lines, distinct = count(OUT)
    if run.status or not lines:
        table.row(f"{name} (failed, {run.status})", run.wall, run.cpu,
                  run.peak / MIB)
        with open("errors.txt", encoding="utf-8", errors="replace") as file:
            print("    " + "    ".join(file.readlines()[-3:]).rstrip())
        return run
    ours = ours or run
    table.row(name, run.wall, run.cpu, run.peak / MIB, str(lines),
              str(distinct), run.wall / ours.wall, run.cpu / ours.cpu)
    return run


def main():
    folder = tempfile.mkdtemp(prefix="lodstone-peers.",
                              dir=os.environ.get("TMPDIR", "/var/tmp"))
    os.chdir(folder)
    os.environ["LD_LIBRARY_PATH"] = os.path.join(BUILD, ".libs")
    absent = []
    try:
        prepare()
        table = Table(f"{ROWS} rows, the same statements; best of {BEST_OF}; "
                      "to a file", "mapper",
                      ["wall s", "CPU s", "peak MiB", "lines", "distinct",
                       "x wall", "x CPU"])
        lodstone = [os.path.join(BUILD, ".libs", "lodstone"), "convert", "-q",
                    "--minimal", "-m", "ledger.json", "-o", OUT]
        ours = measure(table, "lodstone, 1 worker",
                       lodstone + ["-j", "1", "ledger.csv"], False, None)
        measure(table, "lodstone", lodstone + ["ledger.csv"], False, ours)
        for name, variable, find, to_standard_output, how in PEERS:
            command = find(os.environ.get(variable))
            if command:
                measure(table, name, command, to_standard_output, ours)
            else:
                absent.append(f"{name}: {how} ({variable})")
        if absent:
            print("\nNot found:\n  " + "\n  ".join(absent))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
