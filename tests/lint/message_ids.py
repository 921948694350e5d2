#!/usr/bin/python3
"""Complain of calls whose message id xgettext cannot see.

usage: keywords.sh | message_ids.py FOLDER

A message id must be a string literal where it is handed over: of a conditional
expression xgettext takes the first string only, of a variable none.  What is
called format is a message id already, handed on.
"""
import os
import re
import sys

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|/\*.*?\*/|//[^\n]*'
                   r'|[A-Za-z_]\w*|\s+|.', re.S)


def argument(tokens, at, number):
    """The tokens of the NUMBER-th argument of the call that opens at AT."""
    depth, count, taken = 0, 1, []
    for token in tokens[at:]:
        if token == "(":
            depth += 1
            if depth == 1:
                continue
        elif token == ")":
            depth -= 1
            if depth == 0:
                break
        elif token == "," and depth == 1:
            count += 1
            continue
        if count == number and not token.isspace() and token[:2] != "/*":
            taken.append(token)
    return taken


def literal(taken):
    if taken == ["format"]:
        return True
    if taken[:2] == ["N_", "("]:
        taken = taken[2:-1]
    return bool(taken) and all(t[0] == '"' or t.startswith("PRI")
                               for t in taken)


def check(path, formats):
    with open(path, encoding="utf-8") as file:
        tokens = TOKEN.findall(file.read())
    line = 1
    for at, token in enumerate(tokens):
        line += token.count("\n")
        if tokens[at + 1:at + 2] != ["("]:
            continue
        numbers = formats.get((path, token)) or formats.get(("-", token), ())
        takens = [argument(tokens, at + 1, n) for n in numbers]
        declared = any(taken[:1] == ["const"] for taken in takens)
        if takens and not declared and not any(map(literal, takens)):
            print(f"{path}:{line}: {token}: {' '.join(takens[0])}")


known = {}
for line in sys.stdin:
    where, keyword = line.split()
    function, position = keyword.split(":")
    known.setdefault((where, function), []).append(int(position))
for folder, _, names in sorted(os.walk(sys.argv[1])):
    for name in sorted(names):
        if name.endswith((".c", ".h")):
            check(os.path.join(folder, name), known)
