"""That cost grows linearly: the same work in tables of other shapes, each
twice and four times as large.  What matters is that the last column stays."""
import json

from measure import Table, best

MIB = 1 << 20
GROWTH = (1, 2, 4)


def wide(columns):
    """A table of COLUMNS columns and two million cells in all."""
    rows = 2_000_000 // columns
    cells = [f"{i % 1000}.50" if i % 2 else f"text {i}"
             for i in range(columns)]
    line = ",".join(cells) + "\n"
    with open("shape.csv", "w", encoding="ascii") as out:
        out.write(",".join(f"c{i}" for i in range(columns)) + "\n")
        for row in range(rows):
            out.write(f"{row}{line}")
    return rows * columns


def described(columns):
    """The same with metadata: every second column a decimal."""
    cells = wide(columns)
    schema = [{"name": f"c{i}", "titles": f"c{i}",
               "datatype": "decimal" if i % 2 else "string"}
              for i in range(columns)]
    with open("shape.json", "w", encoding="ascii") as out:
        json.dump({"@context": "http://www.w3.org/ns/csvw",
                   "url": "shape.csv",
                   "tableSchema": {"columns": schema,
                                   "aboutUrl": "http://x.org/{_row}"}}, out)
    return cells


def long_cell(mebibytes):
    """Cells of so many MiB, with a quote in every line of 80 bytes."""
    line = 'A quote "" and a text of a line that is eighty bytes long, and so' \
        ' that is it.  \n'
    with open("shape.csv", "w", encoding="ascii") as out:
        out.write("id,text\n")
        for row in range(2):
            out.write(f'{row},"')
            for _ in range(mebibytes * MIB // len(line)):
                out.write(line)
            out.write('"\n')
    return 2 * mebibytes * MIB


SHAPES = (
    ("columns, no metadata", (500, 1000, 2000), wide, "cell", ()),
    ("columns, with metadata", (500, 1000, 2000), described, "cell",
     ("-m", "shape.json", "--minimal")),
    ("MiB a cell", (16, 32, 64), long_cell, "byte",
     ("--max-field", "100M", "--minimal")),
)


def measure(program):
    table = Table("Shapes, one worker, N-Triples (the same number of cells, "
                  "or longer ones)", "shape",
                  ["CPU s", "peak MiB", "ns a cell", "ns a byte"])
    for name, sizes, make, unit, more in SHAPES:
        for size in sizes:
            amount = make(size)
            run = best([program, "convert", "-q", "-j", "1", *more,
                        "shape.csv"])
            each = run.cpu / amount * 1e9
            table.row(f"{size} {name}" + (" (failed)" if run.status else ""),
                      run.cpu, run.peak / MIB,
                      each if unit == "cell" else None,
                      each if unit == "byte" else None)
