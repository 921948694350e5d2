#!/usr/bin/python3
"""The made-up ledgers are what their publishers' names promise."""
import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal

PROGRAM = os.path.join(os.environ.get("top_builddir", "."),
                       "tests", "bench", "ledger")
ROWS = 3000
# name: encoding, delimiter, line end, columns
FORMS = {
    "spec": ("utf-8", ",", "\r\n", 15),
    "vgr": ("utf-8", ";", "\r", 15),
    "goteborg": ("utf-16", ",", "\r\n", 12),
    "orebro": ("utf-8-sig", ";", "\r\n", 8),
    "umea": ("utf-8", ";", "\n", 8),
    "agresso": ("utf-8", "\t", "\r\n", 7),
    "varberg": ("utf-8", ",", "\n", 15),
    "digg": ("windows-1252", ";", "\r\n", 12),
}
done = 0
failed = 0


def ok(good, what):
    global done, failed
    done += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {done} - {what}")


def ledger(*options):
    return subprocess.run([PROGRAM, *options], check=True,
                          stdout=subprocess.PIPE).stdout


def rows_of(name):
    encoding, delimiter, _, _ = FORMS[name]
    text = ledger("--rows", str(ROWS), "--publisher", name).decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""),
                           delimiter=delimiter, strict=True))


def right_number(text):
    digits = [int(c) for c in text.replace("-", "")]
    total = sum(sum(divmod(d * (2 - i % 2), 10))
                for i, d in enumerate(digits))
    return len(digits) == 10 and digits[2] >= 2 and total % 10 == 0


for name, (encoding, delimiter, end, columns) in FORMS.items():
    text = ledger("--rows", "500", "--publisher", name).decode(encoding)
    lines = rows_of(name)
    extra = 2 if name == "agresso" else 1
    ok(len(lines) == ROWS + extra, f"{name}: rows")
    ok({len(line) for line in lines} == {columns}, f"{name}: columns")
    ok(text.endswith(end) and (end != "\r" or "\n" not in text),
       f"{name}: line ends")

spec = rows_of("spec")
numbers = {row[4] for row in spec[1:] if row[4]}
ok(all(right_number(number) for number in numbers), "check digits")
ok(len({row[2] for row in spec[1:]}) < ROWS, "vouchers of several rows")
ok(any(row[7].startswith("-") for row in spec[1:]), "credits")
ok(any(not row[4] for row in spec[1:]), "suppliers without a number")

agresso = rows_of("agresso")
amounts = [Decimal(row[6].replace(" ", "")) for row in agresso[1:]]
ok(sum(amounts[:-1]) == amounts[-1], "agresso: the last row is the sum")
ok(any(row[9] == "-" for row in rows_of("vgr")), "vgr: no invoice is a dash")
ok(any("E+" in row[1] for row in rows_of("digg")), "digg: scientific")
ok(any("*" in row[3] for row in rows_of("umea")), "umea: stars")
ok(all(len(row[0]) == 6 for row in rows_of("umea")[1:]), "umea: months")
ok(any(row[4] == "[innehåller personuppgifter]" for row in rows_of("varberg")),
   "varberg: words for a mask")

answer = json.loads(ledger("--rows", "300", "--publisher", "vasteras"))
ok(len(answer["results"]) == 300, "vasteras: rows")
ok("\ufeffkopare_id" in answer["results"][0], "vasteras: mark in a key")

once = ledger("--rows", "2000", "--seed", "7")
ok(once == ledger("--rows", "2000", "--seed", "7"), "the same bytes again")
ok(once != ledger("--rows", "2000", "--seed", "8"), "another seed, others")

print(f"1..{done}")
sys.exit(failed > 0)
