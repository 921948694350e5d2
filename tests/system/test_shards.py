#!/usr/bin/python3
"""`convert --shard I/N`: the parts of a table, each made by itself, are together
the whole.  Parts of N-Triples, N-Quads, plain CSV and rejected rows, one behind
the other, are it byte by byte; of other syntaxes the statements, of JSON the
rows; and every message is said by one part."""
import json
import os
import random
import re
import shutil
import subprocess
import tempfile

BUILD = os.path.abspath(os.environ.get("top_builddir", "."))
# libtool's wrapper takes longer than the program
LIBRARIES = os.path.join(BUILD, ".libs")
INNER = os.path.join(LIBRARIES, "lodstone")
PROGRAM = INNER if os.access(INNER, os.X_OK) else f"{BUILD}/lodstone"
SANITIZED = "fsanitize" in open(f"{BUILD}/config.log", errors="replace").read()
COUNTS = (2, 7) if SANITIZED else (1, 2, 3, 7, 16)
PACK = ["-m", "leverantorsreskontra", "--base", "https://data.example.se"]
LABELS = re.compile(r"^(@|\s*$)")  # @base, @prefix
number = 0
cases = []


def check(name, good, why=""):
    global number
    number += 1
    if not good and why:
        print("#", str(why)[:600].replace("\n", "\n# "))
    print(f"{'ok' if good else 'not ok'} {number} - {name}", flush=True)


def run(arguments, given=None, binary=None):
    made = subprocess.run(
        [binary or PROGRAM, *arguments], input=given, capture_output=True,
        env=os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en",
                          "LD_LIBRARY_PATH": LIBRARIES})
    # how a run closes, and what is counted over all of its rows, is its own
    messages = [line for line in made.stderr.decode().splitlines()
                if not re.match(r"lodstone: |.* further |.*no organisation", line)]
    return made.returncode, made.stdout, messages


def convert(options, count=None, to="ntriples", **more):
    """What the whole gives, or what its COUNT parts give, as lists."""
    shards = [f"{i + 1}/{count}" for i in range(count)] if count else [None]
    runs = [run(["convert", "-t", to, *options,
                 *(["--shard", shard] if shard else [])], **more)
            for shard in shards]
    return tuple(zip(*runs))


def same(options, count, to, read=b"".join, **more):
    """Nothing, or what differs between the whole and its parts."""
    status, whole, said = convert(options, None, to, **more)
    statuses, parts, messages = convert(options, count, to, **more)
    if read(whole) != read(parts):
        return f"{count} parts differ: {[len(part) for part in parts]} bytes"
    if sorted(said[0]) != sorted(sum(messages, [])):
        return f"{count} parts say {messages}\nthe whole says {said}"
    if max(statuses) != status[0]:
        return f"{count} parts end with {statuses}, the whole with {status}"
    return None


def statements(syntax):
    """Parts, one behind the other, as sorted N-Triples."""
    def read(parts):
        made = run(["-q", "-i", syntax, "-o", "nquads", "-", "http://e.example/"],
                   b"".join(parts), "rapper")
        return made[0], sorted(made[1].splitlines())
    return read


def rdf_documents(parts):
    """Parts that are documents of their own."""
    lines = [statements("rdfxml")([part]) for part in parts]
    return max(status for status, _ in lines), sorted(
        line for _, some in lines for line in some)


def without_prefixes(parts):
    return [line for part in parts for line in part.decode().splitlines()
            if not LABELS.match(line)]


def json_rows(parts):
    documents = [json.loads(part) for part in parts]
    if isinstance(documents[0], list):  # in minimal mode
        return sum(documents, [])
    tables = [document["tables"][0] for document in documents]
    # annotations follow the rows, so that they are the last part's
    return [row for table in tables for row in table["row"]], tables[-1].keys()


def case(name, table, *options, metadata=None, stdin=False):
    cases.append((name, table, options, metadata, stdin))


def ledger(rows, seed):
    """A ledger with all that makes parts hard."""
    pick = random.Random(seed)
    head = ("kopare_id,kopare,verifikationsnummer,leverantor,leverantor_id,"
            "konto_nr,konto_text,belopp,datum,forvaltning,faktura_nr,grund,avtal,"
            "kommun_id,s_kod_nr")
    lines = [head]
    for i in range(rows):
        supplier = pick.randrange(30)
        odd = pick.random()
        name = f"Företag {supplier} \"AB\"" if odd < .05 else f"Företag {supplier}"
        text = "rad ett\nrad två\r\nrad tre" if odd > .9 else f"text {supplier}"
        amount = "fel" if i % 331 == 5 else f"{pick.randrange(90)}.50"
        quoted = name.replace('"', '""')
        number = "2021002114" if supplier % 2 else "5560360793"
        lines.append(f'2120001967,Kommun,{i % 400},"{quoted}",{number},'
                     f'{supplier},"{text}",{amount},2026-01-{1 + i % 28:02},'
                     f'F{i % 4},{i % 300},,,1880,'
                     + ("" if i % 97 else ",,för mycket"))
        if i % 9 == 0:
            lines.append(lines[1 + pick.randrange(len(lines) - 1)])
        if i % 300 == 7:
            lines.append("")
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def wide(rows, end="\n", gap=","):
    return end.join([gap.join(("id", "a", "b"))] + [
        gap.join((str(i % 17), f"å{i % 5}", f'"x{gap}{end}{"y" * (i % 90)}"'))
        for i in range(rows)]) + end


CONTEXT = "http://www.w3.org/ns/csvw"
ENTITIES = {"@context": CONTEXT, "url": "t.csv", "tableSchema": {
    "https://w3id.org/lodstone/ns#key": {
        "https://w3id.org/lodstone/ns#name": "_k",
        "https://w3id.org/lodstone/ns#columns": "*"},
    "columns": [{"name": "id", "aboutUrl": "s/{id}"},
                {"name": "a", "aboutUrl": "s/{id}"},
                {"name": "b", "aboutUrl": "#{_k}"}]}}


def dialect(**properties):
    return {"@context": CONTEXT, "url": "t.csv", "dialect": properties}


case("a ledger", ledger(2500, 1).encode(), *PACK)
case("a small ledger", ledger(40, 2).encode(), *PACK)
case("a ledger that stdin gives", ledger(300, 3).encode(), *PACK, stdin=True)
case("a ledger and no memory for its keys", ledger(1500, 4).encode(), *PACK,
     "--memory", "64K", "-j", "2")
case("blank nodes", wide(1200).encode(), "--standard")
case("keys and entities", wide(900).encode(), "--minimal", metadata=ENTITIES)
case("no rows", b"a,b\n", "--standard")
case("nothing", b"", "--standard")
case("one row", b"a,b\n1,2\n", "--standard")
case("three rows, the last without its end", b"a,b\n1,2\n3,4\n5,6", "--standard")
case("blank rows that are skipped", b"a,b\n\n1,2\n\n\n3,4\n,\n5,6\n\n\n\n\n\n\n\n",
     "--standard", "--skip-blank-rows")
case("one cell of most of the lines",
     b"a,b\n1,2\n3,\"" + b"x\n" * 5000 + b"\"\n5,6\n7,8\n", "--standard")
case("a cell longer than any part", b"a,b\n1,2\n3," + b"x" * 99999 + b"\n5,6\n",
     "--standard")
case("comments", "".join(
    f"{i},{'#' * (i % 3)}b\n#kommentar {i}\n" if i else "a,b\n"
    for i in range(300)).encode(), "--standard", "--comment-prefix", "#")
case("rows of one column, no header", b"".join(b"%d\n" % (i % 7)
                                                for i in range(400)),
     "--minimal", "--header", "0")
case("lines that end in CR", wide(300, "\r").encode(), "--standard",
     "--line-terminators", "cr")
case("lines that end in CR or LF", (wide(99, "\r") + wide(99)).encode(),
     "--standard", "--line-terminators", "any")
case("lines and cells that end otherwise", wide(300, "|#", "::").encode(),
     "--minimal", metadata=dialect(lineTerminators=["|#"], delimiter="::"))
case("quotes that are escaped", "".join(
    f'{i},"a\\"b\n{i % 3}"\n' if i else "id,a\n" for i in range(300)).encode(),
     "--minimal", metadata=dialect(doubleQuote=False))
case("stray quotes", ("id,a\n" + "".join(
    f'{i},a"b\n' if i % 40 == 1 else f"{i},b\n" for i in range(900))).encode(),
     "--standard")
case("UTF-16", wide(700).encode("utf-16"), "--standard")
case("ISO 8859-1", wide(700).encode("latin-1"), "--standard",
     "--encoding", "iso-8859-1")
case("bad cells, and rows of the wrong length", "".join(
    f"{i if i % 50 else 'x'}{',' * (i % 120 == 3)},b\n" if i else "id,a\n"
    for i in range(800)).encode(), "--minimal", metadata={
        "@context": CONTEXT, "url": "t.csv", "tableSchema": {"columns": [
            {"name": "id", "datatype": "integer"}, {"name": "a"}]}})

FORMATS = [("csv", b"".join), ("csvw-json", json_rows),
           ("turtle", without_prefixes)]
MORE_FORMATS = [("nquads", b"".join), ("json", json_rows),
                ("trig", without_prefixes)]
PARSED = [("turtle", statements("turtle")), ("trig", statements("trig")),
          ("rdfxml", rdf_documents)]
ALL_FORMATS = ("a small ledger", "blank nodes", "keys and entities", "no rows")
KEYED = ("keys and entities",)  # which JSON refuses


def formats_for(name):
    formats = list(FORMATS)
    if name in ALL_FORMATS:
        formats += MORE_FORMATS + (PARSED if shutil.which("rapper") else [])
    return [(to, read) for to, read in formats
            if not (name in KEYED and to.endswith("json"))]


def try_case(name, table, options, metadata, stdin):
    with open("t.csv", "wb") as file:
        file.write(table)
    options = list(options)
    if metadata:
        json.dump(metadata, open("m.json", "w"))
        options += ["-m", "m.json"]
    options.append("-" if stdin else "t.csv")
    more = {"given": table} if stdin else {}
    differ = [same(options, count, "ntriples", **more) for count in COUNTS]
    check(f"{name}: N-Triples", not any(differ), next(filter(None, differ), ""))
    differ = [f"{to}: {why}" for to, read in formats_for(name)
              for why in [same(options, 3, to, read, **more)] if why]
    check(f"{name}: other formats", not differ, "\n".join(differ))


def parts_are_balanced():
    """A part is about its share, whatever ends the lines."""
    for end, gap, options in (("\n", ",", []), ("\r", ",", [
            "--line-terminators", "cr"]), ("|#", "::", ["-m", "m.json"])):
        json.dump(dialect(lineTerminators=["|#"], delimiter="::"),
                  open("m.json", "w"))
        with open("t.csv", "w", newline="") as file:
            file.write(end.join(["id", *(gap.join((f"{i:05}", "å" * 50))
                                         for i in range(3000))]))
        sizes = [len(part) for part in convert(
            ["--minimal", *options, "t.csv"], 4)[1]]
        if max(sizes) > 1.1 * min(sizes):
            return f"{end!r}: {sizes}"
    return None


def rejects_join():
    with open("t.csv", "wb") as file:
        file.write(ledger(900, 9).encode())
    run(["convert", "-q", *PACK, "--reject", "whole", "-o", "x.nt", "t.csv"])
    for i in range(3):
        run(["convert", "-q", *PACK, "--reject", f"part{i}", "-o", "x.nt",
             "--shard", f"{i + 1}/3", "t.csv"])
    parts = b"".join(open(f"part{i}", "rb").read() for i in range(3))
    whole = open("whole", "rb").read()
    return whole.count(b"\n") > 3 and parts == whole


def faults_stop_what_is_behind():
    """A part that lies before a fault does not meet it."""
    with open("t.csv", "w") as file:
        file.write("a,b\n" + "1,2\n" * 4000 + '3,"x"y\n' + "1,2\n" * 3000)
    statuses, parts, said = convert(["--minimal", "t.csv"], 4)
    errors = [sum(": error: " in line for line in lines) for lines in said]
    return list(statuses) == [0, 0, 1, 1] and errors == [0, 0, 1, 1]


def groups_are_cut_table_by_table():
    json.dump({"@context": CONTEXT, "tables": [
        {"url": f"{name}.csv", "tableSchema": {"columns": [
            {"titles": "id"}, {"titles": "a"}, {"titles": "b"}]}}
        for name in ("one", "two")]}, open("group.json", "w"))
    for name, rows in ("one", 50), ("two", 9):
        with open(f"{name}.csv", "w", newline="") as file:
            file.write(wide(rows))
    whole = convert(["--standard", "group.json"])[1]
    parts = convert(["--standard", "group.json"], 3)[1]
    key = lambda texts: sorted(b"".join(texts).splitlines())
    return len(key(whole)) > 100 and key(whole) == key(parts)


def report_counts_the_part():
    with open("t.csv", "w") as file:
        file.write("a,b\n" + "1,2\n" * 100)
    rows = statements = 0
    for i in range(3):
        run(["convert", "-q", "--minimal", "--report", "r.json", "--shard",
             f"{i + 1}/3", "t.csv"])
        report = json.load(open("r.json"))
        rows += report["rows"]
        statements += report["statements"]
    return (rows, statements) == (100, 200)


def main():
    print(f"1..{2 * len(cases) + 5}")
    for given in cases:
        try_case(*given)
    why = parts_are_balanced()
    check("parts are of about one size", not why, why)
    check("rejected rows of the parts join to those of the whole", rejects_join())
    check("a fault stops its part and those behind", faults_stop_what_is_behind())
    check("the tables of a group are cut one by one",
          groups_are_cut_table_by_table())
    check("a report counts the part's rows", report_counts_the_part())


with tempfile.TemporaryDirectory() as scratch:
    os.chdir(scratch)
    main()
