"""Random groups of tables, and what "Generating JSON from Tabular Data on the
Web" makes of them: an oracle that follows the text of 4.2.2, 4.3 and 4.4 step
by step, without a thought of speed.

usage: oracle.py make SEED DIR    DIR/m.json and its tables
       oracle.py judge DIR FILE   is FILE what DIR gives in standard mode?
"""
import csv
import json
import random
import sys
from pathlib import Path
from urllib.parse import quote

TABLES, BASE = 40, "http://example.org/"
ABOUT = [None, None, "#a", "#b", "#c", "#{x}", "http://example.org/t#a"]
VALUE = [None, None, None, "#a", "#b", "#c", "#{x}", "#{y}", "schema:Thing"]
PROPERTY = [None, None, "schema:p", "schema:q", "rdf:type", "#{y}",
            "http://schema.org/p", "csvw:note"]
NAMES = {"http://schema.org/p": "schema:p", "http://schema.org/q": "schema:q",
         "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "@type",
         "http://www.w3.org/ns/csvw#note": "notes",
         "http://schema.org/Thing": "schema:Thing"}
PREFIXES = {"schema:": "http://schema.org/", "csvw:": "http://www.w3.org/ns/csvw#",
            "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
CELLS = ["", "", "a", "b", "c", "1", "007"]


def make_column(rng, index):
    column = {"name": "xy"[index] if index < 2 else f"n{index}"}
    if index >= 2:
        if rng.random() < 0.4:
            column["virtual"] = True
        if rng.random() < 0.15:
            column["suppressOutput"] = True
        if rng.random() < 0.2:
            column["separator"] = ";"
        if rng.random() < 0.2 and not column.get("virtual"):
            column["datatype"] = "integer"
        if column.get("virtual") and rng.random() < 0.3:
            column["default"] = "d"
    for name, choices in ("aboutUrl", ABOUT), ("propertyUrl", PROPERTY), (
            "valueUrl", VALUE):
        value = rng.choice(choices)
        if value:
            column[name] = value
    return column


def make_table(rng, index, folder):
    columns = [make_column(rng, i) for i in range(rng.randint(2, 9))]
    columns.sort(key=lambda c: c.get("virtual", False))
    real = [c for c in columns if not c.get("virtual")]
    with open(folder / f"{index}.csv", "w", encoding="utf-8") as out:
        print(",".join(c["name"] for c in real), file=out)
        for _ in range(rng.randint(1, 4)):
            row = []
            for c in real:
                few = ["", "1", "007"] if "datatype" in c else CELLS
                parts = rng.randint(0, 3) if "separator" in c else 1
                row.append(";".join(rng.choice(few) for _ in range(parts)))
            row[0] = row[0] or "a"  # no blank rows
            print(",".join(row), file=out)
    return {"url": f"{index}.csv", "tableSchema": {"columns": columns}}


def make(seed, folder):
    rng = random.Random(seed)
    folder.mkdir()
    tables = [make_table(rng, i, folder) for i in range(TABLES)]
    text = {"@context": "http://www.w3.org/ns/csvw", "tables": tables}
    (folder / "m.json").write_text(json.dumps(text, indent=1), encoding="utf-8")


def expand(template, row, url):
    for name in "x", "y":
        value = row.get(name)
        texts = value if isinstance(value, list) else [value]
        joined = ",".join(quote(str(t), safe="") for t in texts if t is not None)
        template = template.replace("{%s}" % name, joined)
    for prefix, space in PREFIXES.items():
        if template.startswith(prefix):
            return space + template[len(prefix):]
    return url + template if template.startswith("#") else template


def read_value(column, text):
    def one(item):
        if item == "":
            return None
        return int(item) if column.get("datatype") == "integer" else item
    text = text or column.get("default", "")
    if "separator" in column:
        return [one(t) for t in text.split(";")] if text else []
    return one(text)


class Cell:
    def __init__(self, column, values, url):
        self.column = column
        self.value = values[column["name"]]
        about = column.get("aboutUrl")
        self.about = about and expand(about, values, url)
        link = column.get("valueUrl")
        null = self.value is None and not column.get("virtual")
        self.link = None if not link or null else expand(link, values, url)
        name = column.get("propertyUrl")
        name = name and expand(name, values, url)
        self.name = NAMES.get(name, name) if name else column["name"]
        self.output = not column.get("suppressOutput")
        self.items = [v for v in self.value if v is not None] if isinstance(
            self.value, list) else self.value
        self.says = self.output and (
            self.link is not None or self.items not in (None, []))


class Node:
    """An object under way: pairs, of which some become other nodes."""
    def __init__(self, about, cells):
        self.about, self.cells, self.parent = about, cells, None
        self.children = {}  # cell -> Node

    def root(self):
        return self.parent.root() if self.parent else self

    def made(self):
        pairs = [("@id", self.about)] if self.about is not None else []
        for cell in self.cells:
            value = cell.items
            if cell.link is not None:
                value = cell.link
                if cell.name == "@type":
                    value = NAMES.get(value, value)
            if cell in self.children:
                value = self.children[cell].made()
            pairs.append((cell.name, value))
        result, count = {}, {}
        for name, value in pairs:  # 4.3, step 2.4
            count[name] = count.get(name, 0) + 1
            if count[name] == 1:
                result[name] = value
                continue
            first = result[name]
            if count[name] == 2 and not isinstance(first, list):
                first = [first]
            result[name] = first + (value if isinstance(value, list) else [value])
        return result


def describe(cells):
    subjects = []
    for cell in cells:
        if cell.output and cell.about not in subjects:
            subjects.append(cell.about)
    nodes = [Node(s, [c for c in cells if c.about == s and c.says])
             for s in subjects]
    nodes = [n for n in nodes if n.cells]
    links = [c.link for c in cells if c.link is not None]
    forest = []
    for node in nodes:  # 4.4, step 3
        for cell in node.cells:
            if cell.link is None or links.count(cell.link) != 1:
                continue
            for other in nodes:
                if (other is not node and other.about == cell.link and
                        node.root() is not other):
                    node.children[cell] = other
                    other.parent = node
    forest = [n for n in nodes if n.parent is None]
    return [n.made() for n in forest]


def wanted_table(table, folder, url):
    columns = table["tableSchema"]["columns"]
    rows = []
    with open(folder / table["url"], encoding="utf-8", newline="") as text:
        for number, row in enumerate(csv.DictReader(text), 1):
            values = {c["name"]: read_value(c, row.get(c["name"], ""))
                      for c in columns}
            cells = [Cell(c, values, url) for c in columns]
            rows.append({"rownum": number, "url": f"{url}#row={number + 1}",
                         "describes": describe(cells)})
    return {"url": url, "row": rows}


def judge(folder, name):
    metadata = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    made = json.loads(Path(name).read_text(encoding="utf-8"))["tables"]
    nested = 0
    for table, got in zip(metadata["tables"], made, strict=True):
        wanted = wanted_table(table, folder, got["url"])
        nested += json.dumps(got).count(": {\"@id\"")
        if got != wanted:
            print("#", json.dumps(table), "\n# wanted", json.dumps(wanted),
                  "\n# got", json.dumps(got))
            return 1
    return 0 if nested > 10 else 1  # there was something to judge


if sys.argv[1] == "make":
    make(int(sys.argv[2]), Path(sys.argv[3]))
else:
    sys.exit(judge(Path(sys.argv[2]), sys.argv[3]))
