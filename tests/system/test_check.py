#!/usr/bin/python3
"""The rules of "Metadata Vocabulary for Tabular Data" and of "Model for Tabular
Data", section by section: is a document or a cell an error, a warning, or
neither?  Each case is a run of `lodstone check`; what is expected comes from
the text of the recommendations."""
import json
import os
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ.get("top_builddir", "."))
# libtool's wrapper takes longer than the program
LIBRARIES = os.path.join(BUILD, ".libs")
INNER = os.path.join(LIBRARIES, "lodstone")
PROGRAM = INNER if os.access(INNER, os.X_OK) else f"{BUILD}/lodstone"
CONTEXT = "http://www.w3.org/ns/csvw"
OK, WARNING, ERROR = "conforms", "warning", "error"
cases = []


def case(name, verdict, metadata, rows="a\n1\n"):
    cases.append((name, verdict, metadata, rows))


def table(**properties):
    return {"@context": CONTEXT, "url": "t.csv", "tableSchema": {
        "columns": [{"name": "a", "titles": "a"}]}} | properties


def group(**properties):
    return {"@context": CONTEXT, "tables": [
        {"url": "t.csv", "tableSchema": {"columns": [{"titles": "a"}]}}
    ]} | properties


def schema(**properties):
    metadata = table()
    metadata["tableSchema"].update(properties)
    return metadata


def column(**properties):
    metadata = table()
    metadata["tableSchema"]["columns"][0].update(properties)
    return metadata


def each(make, verdict, *several):
    """A case for each set of properties."""
    for properties in several:
        what = json.dumps(properties, ensure_ascii=False)
        case(f"{make.__name__} {what}", verdict, make(**properties))


def cells(datatype, good, bad=(), **properties):
    """Cells of a column that are what DATATYPE asks for, and that are not."""
    metadata = column(datatype=datatype, **properties)
    for verdict, texts in (OK, good), (ERROR, bad):
        for text in texts:
            quoted = text.replace('"', '""')
            case(f"{json.dumps(datatype)} {text!r}", verdict, metadata,
                 f'a\n"{quoted}"\n')


def number(pattern, good, bad, base="decimal", **marks):
    pattern = {"pattern": pattern} | marks if marks else pattern
    cells({"base": base, "format": pattern}, good, bad)


def facets(base, verdict, cell="1", **several):
    what = {"base": base} | several
    case(f"{json.dumps(what)} over {cell}", verdict, column(datatype=what),
         f"a\n{cell}\n")


# -- Vocabulary 5.2: top-level properties -----------------------------------
each(table, OK, {}, {"@context": [CONTEXT, {"@language": "en"}]},
     {"@context": [CONTEXT, {"@base": "x/"}], "url": "../t.csv"})
each(table, WARNING, {"@context": [CONTEXT, {"@language": "no tag"}]})
each(table, ERROR, {"@context": None}, {"@context": "http://e/"},
     {"@context": [CONTEXT, {"@vocab": "http://e/"}]},
     {"@context": [CONTEXT, {}, {}]}, {"@context": [{}]})

# -- 5.3 and 5.4: table groups and tables -----------------------------------
each(group, OK, {}, {"@type": "TableGroup"}, {"lang": "en", "null": "x"},
     {"dc:title": "x"}, {"http://e/p": [1, True, None]})
each(group, WARNING, {"foo": 1}, {"url": "t.csv"}, {"name": "t"},
     {"suppressOutput": True}, {"tableDirection": 1})
each(group, ERROR, {"@type": "Table"}, {"tables": []}, {"tables": {}},
     {"@id": "_:x"})
each(table, OK, {"@type": "Table"}, {"@id": "http://e/"}, {"notes": []},
     {"notes": [{"dc:title": "x"}, "y", 3]}, {"tableDirection": "rtl"},
     {"suppressOutput": True}, {"transformations": []})
each(table, WARNING, {"@id": 3}, {"foo": 1}, {"notes": "x"}, {"dialect": 1},
     {"tableDirection": "up"}, {"suppressOutput": "yes"},
     {"transformations": {}}, {"transformations": [1]})
each(table, ERROR, {"@id": "_:x"}, {"@type": "Schema"}, {"@language": "en"},
     {"_:p": 1}, {"tableSchema": 1}, {"tableSchema": {}})
case("a table without a schema", OK, {"@context": CONTEXT, "url": "t.csv"})

# -- 5.5: schemas -----------------------------------------------------------
reference = {"resource": "t.csv", "columnReference": "a"}
foreign = {"columnReference": "a", "reference": reference}
each(schema, OK, {"@type": "Schema"}, {"primaryKey": "a"},
     {"primaryKey": ["a"]}, {"rowTitles": "a"}, {"foreignKeys": []},
     {"foreignKeys": [foreign]},
     {"@id": "http://e/s", "foreignKeys": [foreign | {"reference": {
         "schemaReference": "http://e/s", "columnReference": ["a"]}}]},
     {"columns": [{"titles": "a"}, {"virtual": True, "default": "x"}]})
each(schema, WARNING, {"foo": 1}, {"primaryKey": "b"}, {"primaryKey": 1},
     {"primaryKey": []}, {"primaryKey": ["a", 1]}, {"rowTitles": "b"},
     {"foreignKeys": {}}, {"foreignKeys": [1]},
     {"columns": [{"titles": "a"}, 3]})
each(schema, ERROR, {"@type": "Table"}, {"@id": "_:x"}, {"columns": []},
     {"columns": {"titles": "a"}}, {"foreignKeys": [{}]},
     {"foreignKeys": [{"columnReference": "a"}]},
     {"foreignKeys": [foreign | {"columnReference": "b"}]},
     {"foreignKeys": [foreign | {"dc:title": "x"}]},
     {"foreignKeys": [foreign | {"reference": 1}]},
     {"foreignKeys": [foreign | {"reference": reference | {"foo": 1}}]},
     {"foreignKeys": [foreign | {"reference": reference | {
         "columnReference": "b"}}]},
     {"foreignKeys": [foreign | {"reference": reference | {
         "resource": "b.csv"}}]},
     {"@id": "http://e/s", "foreignKeys": [foreign | {
         "reference": reference | {"schemaReference": "http://e/s"}}]},
     {"columns": [{"virtual": True}, {"titles": "a"}]},
     {"columns": [{"titles": "a"}, {"titles": "b"}]})
case("two columns with one name", ERROR, schema(columns=[
    {"name": "a", "titles": "a"}, {"name": "a", "titles": "b"}]), "a,b\n1,2\n")

# -- 5.5.1: compatibility of the header -------------------------------------
each(column, OK, {"titles": ["b", "a"]}, {"titles": {"sv": "b", "en": "a"}},
     {"titles": {"sv": ["b", "a"]}},
     {"titles": {"en": "a"}, "lang": "en-GB"},
     {"titles": {"en-GB": "a"}, "lang": "EN"})
each(column, ERROR, {"titles": "A"}, {"titles": []},
     {"titles": {"en": "a"}, "lang": "sv"},
     {"titles": {"en-US": "a"}, "lang": "en-GB"},
     {"titles": {"en": "a"}, "lang": "enm"})
case("a column without name and title", OK, schema(columns=[{}]))
case("a name alone", ERROR, schema(columns=[{"name": "a"}]))
case("a header without a title", OK, table(), '""\n1\n')
case("no header", OK, table(dialect={"header": False}), "1\n")

# -- 5.6 and 5.7: columns and inherited properties ---------------------------
each(column, OK, {"@type": "Column"}, {"name": "a%20b.c_d"},
     {"suppressOutput": True}, {"required": True}, {"lang": "zh-Hant-TW"},
     {"null": ["x", ""]}, {"separator": None}, {"textDirection": "inherit"},
     {"ordered": True}, {"default": ""}, {"aboutUrl": "#{a}"})
each(column, WARNING, {"name": 3}, {"name": "_a"}, {"name": "a b"},
     {"name": "a-b"}, {"name": ""}, {"titles": ["a", 3]},
     {"titles": {"en": "a", "sv": 3}}, {"titles": {"en": "a", "x y": "b"}},
     {"suppressOutput": "x"}, {"virtual": "x"}, {"foo": 1}, {"url": "x"},
     {"required": "true"}, {"default": 1}, {"lang": "no tag"}, {"null": 3},
     {"null": ["x", 3]}, {"ordered": 1}, {"separator": 3},
     {"textDirection": "up"}, {"aboutUrl": 3}, {"propertyUrl": {}},
     {"valueUrl": []}, {"datatype": "foo"}, {"datatype": 3})
each(column, ERROR, {"@type": "Table"}, {"@id": "_:x"}, {"titles": 3},
     {"titles": {"x y": "a"}})

# -- 5.8: common properties ---------------------------------------------------
each(table, OK, {"dc:title": {"@value": "x", "@language": "en"}},
     {"dc:date": {"@value": "2026-01-01", "@type": "xsd:date"}},
     {"dc:creator": {"@id": "http://e/", "@type": "foaf:Person"}},
     {"dc:subject": [1, "x", {"dc:title": "y"}]},
     {"dc:title": {"@value": "x", "@language": None}})
each(table, ERROR, {"dc:title": {"@value": "x", "dc:title": "y"}},
     {"dc:title": {"@value": "x", "@type": "xsd:date", "@language": "en"}},
     {"dc:title": {"@value": "x", "@language": "no tag"}},
     {"dc:title": {"@value": {}}}, {"dc:title": {"@language": "en"}},
     {"dc:title": {"@list": []}}, {"dc:title": {"@set": []}},
     {"dc:title": {"@id": "_:x"}}, {"dc:title": {"@type": "_:x"}},
     {"dc:title": {"@type": "nothing"}}, {"dc:title": {"@type": 1}},
     {"dc:title": {"@value": "x", "@type": "_:x"}})

# -- 5.9: dialects --------------------------------------------------------------
for name, good, bad in (
        ("delimiter", ";", 3), ("doubleQuote", True, "x"),
        ("encoding", "utf-8", "nothing"), ("header", True, "x"),
        ("headerRowCount", 1, -1), ("lineTerminators", ["\n"], 3),
        ("quoteChar", "'", 3), ("skipBlankRows", True, "x"),
        ("skipColumns", 0, 1.5), ("skipInitialSpace", True, "x"),
        ("skipRows", 0, -1), ("trim", "start", "x"),
        ("@type", "Dialect", None), ("commentPrefix", None, 3),
        ("foo", None, 1)):
    if good is not None:
        each(table, OK, {"dialect": {name: good}})
    if bad is not None:
        each(table, WARNING, {"dialect": {name: bad}})
each(table, ERROR, {"dialect": {"@type": "x"}}, {"dialect": {"@id": "_:x"}})

# -- 5.10: transformations ---------------------------------------------------------
script = {"url": "x", "scriptFormat": "http://e/", "targetFormat": "http://e/"}
each(table, OK, {"transformations": [script]},
     {"transformations": [script | {"@type": "Template", "titles": "x"}]},
     {"transformations": [script | {"source": None, "dc:title": "x"}]})
each(table, WARNING, {"transformations": [script | {"source": "xml"}]},
     {"transformations": [script | {"foo": 1}]})
each(table, ERROR, {"transformations": [script | {"@type": "x"}]},
     {"transformations": [{"url": "x", "scriptFormat": "http://e/"}]})

# -- 5.11: datatypes ------------------------------------------------------------------
XSD = "http://www.w3.org/2001/XMLSchema#"
facets("string", OK, **{"@id": "http://e/t", "@type": "Datatype"})
facets("string", OK, **{"dc:title": "x"})
facets("foo", WARNING)
facets("string", WARNING, foo=1)
facets("string", ERROR, **{"@id": XSD + "string"})
facets("string", ERROR, **{"@id": "_:x"})
facets("string", ERROR, **{"@type": "x"})
for name in "length", "minLength", "maxLength":
    facets("string", OK, **{name: 1})
    facets("string", WARNING, **{name: "1"})
    facets("string", WARNING, **{name: -1})
    facets("integer", ERROR, **{name: 1})
    facets("date", ERROR, "2026-01-01", **{name: 10})
    facets("anyURI", ERROR, **{name: 1})
facets("string", ERROR, length=1, minLength=2)
facets("string", ERROR, length=2, maxLength=1)
facets("string", ERROR, minLength=2, maxLength=1)
for name in ("minimum", "maximum", "minInclusive", "maxInclusive",
             "minExclusive", "maxExclusive"):
    for base in "string", "boolean", "anyURI", "hexBinary", "any", "json":
        facets(base, ERROR, "AB" if base == "hexBinary" else "1", **{name: 1})
    facets("integer", WARNING, **{name: [1]})
facets("integer", ERROR, minInclusive=0, minExclusive=0)
facets("integer", ERROR, maxInclusive=3, maxExclusive=3)
facets("integer", ERROR, minInclusive=3, maxInclusive=1)
facets("integer", OK, minInclusive=1, maxInclusive=1)
facets("integer", ERROR, minInclusive=3, maxExclusive=3)
facets("integer", ERROR, minExclusive=4, maxExclusive=3)
facets("integer", ERROR, minExclusive=3, maxInclusive=3)
facets("date", ERROR, "2026-01-01", minimum="2026-01-02", maximum="2026-01-01")
for base, form in (("decimal", "x#"), ("decimal", 3), ("decimal", {"foo": 1}),
                   ("decimal", {"decimalChar": 3}), ("boolean", "YN"),
                   ("boolean", "Y|"), ("string", "[a-c")):
    facets(base, WARNING, "1", format=form)
facets("date", WARNING, "2026-01-01", format="yyyy/QQ")

# -- Model 4.6: length and value constraints --------------------------------------------
cells({"base": "string", "length": 3}, ["åäö", "\U0001f600ab"], ["åä"])
cells({"base": "hexBinary", "length": 2}, ["ABCD"], ["AB", "ABCDEF"])
cells({"base": "base64Binary", "length": 2}, ["QUI=", "Q U I ="], ["QQ=="])
cells({"base": "string", "minLength": 2}, ["aa;bbb"], ["a;bb", "aa;b"],
      separator=";")
cells({"base": "integer", "maximum": 5}, ["1;5", ""], ["1;6"], separator=";")
LONG = "0.1000000000000000000000000000001"
cells({"base": "decimal", "minimum": LONG}, [LONG, "0.11"],
      ["0.1", "0.1000000000000000000000000000000999"])
cells({"base": "integer", "maximum": "9007199254740993"},
      ["9007199254740993"], ["9007199254740994"])
cells({"base": "decimal", "minExclusive": 1}, ["1.0001"], ["1", "1.000"])
cells({"base": "decimal", "format": "0%", "maximum": 1}, ["100%"], ["101%"])
cells({"base": "date", "format": "d.M.yyyy", "maximum": "2020-12-31"},
      ["31.12.2020"], ["1.1.2021"])
cells({"base": "dateTime", "minimum": "2020-01-01T00:00:00Z"},
      ["2020-01-01T01:00:00+01:00"], ["2020-01-01T00:59:59+01:00"])
cells({"base": "time", "maxExclusive": "12:00:00"}, ["11:59:59.9"],
      ["12:00:00"])
cells({"base": "float", "maximum": "1e3"}, ["1000", "-INF"], ["INF", "NaN"])
cells({"base": "duration", "minimum": "P1D"}, ["P2D", "PT25H"], ["PT2H"])

# -- Model 6.4: nulls, defaults, required ---------------------------------------------------
case("a required null", ERROR, column(required=True, null="-"), "a\n-\n")
case("a required list", ERROR, column(required=True, separator=";"),
     'a\n""\n')
case("a default", OK, column(required=True, default="x"), 'a\n""\n')
case("a default of another type", ERROR,
     column(datatype="integer", default="x"), 'a\n""\n')
case("a null of another type", OK, column(datatype="integer", null="x"),
     "a\nx\n")

# -- Model 6.4.2: numbers (UAX 35) ----------------------------------------------------------
number("0", ["1", "12", "-1"], ["1.0", "1,000", "+1"])
number("000", ["001", "1234"], ["01"])
number("#0.0#", ["1.0", "12.34"], ["1", "1.234", "1."])
number("#,##0", ["1", "123", "1,234", "1,234,567"],
       ["1234", "12,34", "1,23", "1234,567", ",123", "1,,234"])
number("#,##,##0", ["1,23,45,678", "12,345"], ["123,456", "1,234,567"])
number("0.0##,###", ["1.0", "1.234", "1.234,5", "1.234,567"],
       ["1.2345", "1.234567", "1.234,567,8", "1"])
number("+0", ["+1", "-1"], ["1"])
number("0%", ["5%", "-5%"], ["5", "5\u2030"])
number("0\u2030", ["5\u2030"], ["5%"])
number("0E0", ["1E5", "1E-5"], ["1", "1e5"], "double")
number("0.0E+00", ["1.0E+05", "1.0E-05"], ["1.0E5", "1.0E+5"], "double")
number("#.##0,0#", ["1.234,5", "1,55"], ["1,234.5", "1234,5"],
       decimalChar=",", groupChar=".")
number("# ##0", ["1 234", "1\u00a0234"], ["1234"], groupChar=" ")
cells({"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}},
      ["1.234,5", "1,5", "12.34"], ["1..2", "1.5,", "1,5,5"])
cells("decimal", ["1", "1.5", "-0", "+1.0"], ["1e5", "NaN", "INF", "x", "--1"])
cells("integer", ["-5", "+7", "0" * 40 + "1"], ["1.0", "x", "1e2"])
for base, good, bad in (
        ("byte", ["127", "-128"], ["128", "-129"]),
        ("short", ["-32768"], ["32768"]), ("int", ["2147483647"],
                                           ["2147483648"]),
        ("long", ["-9223372036854775808"], ["9223372036854775808"]),
        ("unsignedByte", ["255"], ["256", "-1"]),
        ("unsignedShort", ["65535"], ["65536"]),
        ("unsignedInt", ["4294967295"], ["4294967296"]),
        ("unsignedLong", ["18446744073709551615"], ["18446744073709551616"]),
        ("nonPositiveInteger", ["0", "-1"], ["1"]),
        ("nonNegativeInteger", ["0", "1"], ["-1"]),
        ("negativeInteger", ["-1"], ["0"]), ("positiveInteger", ["1"], ["0"]),
        ("float", ["1e5", "-1.5E-10", "NaN", "-INF"], ["inf", "1e"]),
        ("number", ["1e5", "INF"], ["x"])):
    cells(base, good, bad)

# -- Model 6.4.3 to 6.4.5: booleans, dates and times, durations --------------------------------
cells("boolean", ["true", "false", "1", "0"], ["TRUE", "yes", "2"])
cells({"base": "boolean", "format": "Y|N"}, ["Y", "N"], ["true", "1", "y"])
cells("date", ["2020-02-29", "2020-01-01Z", "2020-01-01+02:00", "-0001-01-01"],
      ["2021-02-29", "2020-13-01", "20200101", "2020-1-1", "2020-01-01+15:00"])
OFFSET = "X" * 3  # +01:30 or Z
DATES = {"yyyy-MM-dd": "2015-03-22", "yyyyMMdd": "20150322",
         "dd-MM-yyyy": "22-03-2015", "d-M-yyyy": "22-3-2015",
         "MM-dd-yyyy": "03-22-2015", "M-d-yyyy": "3-22-2015",
         "dd/MM/yyyy": "22/03/2015", "d/M/yyyy": "22/3/2015",
         "MM/dd/yyyy": "03/22/2015", "M/d/yyyy": "3/22/2015",
         "dd.MM.yyyy": "22.03.2015", "d.M.yyyy": "22.3.2015",
         "MM.dd.yyyy": "03.22.2015", "M.d.yyyy": "3.22.2015"}
for form, text in DATES.items():
    cells({"base": "date", "format": form}, [text], ["2015-03-99", text + "Z"])
    cells({"base": "date", "format": form + "X"},
          [text + "Z", text + "+01", text + "-0130"], [text, text + "+01:30"])
    cells({"base": "date", "format": f"{form} {OFFSET}"},
          [text + " Z", text + " +01:30"], [text + "Z", text])
    cells({"base": "datetime", "format": form + " HH:mm"},
          [text + " 10:20"], [text, text + "T10:20", text + " 25:20"])
TIMES = (("HH:mm:ss.S", ["10:20:30.1", "10:20:30"], ["10:20:30.12"]),
         ("HH:mm:ss.SSS", ["10:20:30.123"], ["10:20:30.1234"]),
         ("HH:mm:ss", ["10:20:30"], ["10:20:30.1", "102030", "10:20"]),
         ("HHmmss", ["102030"], ["10:20:30"]), ("HH:mm", ["10:20"], ["1020"]),
         ("HHmm", ["1020"], ["10:20"]))
for form, good, bad in TIMES:
    text = good[0]
    cells({"base": "time", "format": form}, good, bad)
    cells({"base": "time", "format": form + "x"},
          [text + "+01", text + "+0130"], [text, text + "Z"])
    cells({"base": "time", "format": form + " xx"}, [text + " +0100"],
          [text + " +01"])
    cells({"base": "time", "format": form + "xxx"}, [text + "+01:00"],
          [text + "+0100", text + "Z"])
for form, text in (("yyyy-MM-ddTHH:mm:ss.S", "2015-03-15T15:02:37.1"),
                   ("yyyy-MM-ddTHH:mm:ss", "2015-03-15T15:02:37"),
                   ("yyyy-MM-ddTHH:mm", "2015-03-15T15:02"),
                   ("d.M.yyyy HH:mm:ss.SS", "15.3.2015 15:02:37.14")):
    cells({"base": "dateTime", "format": form}, [text], ["2015-03-15"])
    cells({"base": "dateTimeStamp", "format": form + OFFSET}, [text + "Z"],
          [text])
for base, good, bad in (
        ("datetime", ["2020-01-01T24:00:00", "2020-01-01T00:00:00.123Z"],
         ["2020-01-01", "2020-01-01 00:00:00", "2020-01-01T25:00:00"]),
        ("dateTimeStamp", ["2020-01-01T00:00:00Z"], ["2020-01-01T00:00:00"]),
        ("gYear", ["2020", "-0044", "2020Z"], ["20", "2020-01"]),
        ("gMonth", ["--01"], ["01", "--13"]), ("gDay", ["---31"], ["---32"]),
        ("gMonthDay", ["--02-29"], ["--02-30"]),
        ("gYearMonth", ["2020-02"], ["2020-13"]),
        ("duration", ["P1Y2M3DT4H5M6.7S", "-P1D"], ["P", "P1YT", "P1S"]),
        ("dayTimeDuration", ["P1DT2H"], ["P1Y"]),
        ("yearMonthDuration", ["P1Y2M"], ["P1D"])):
    cells(base, good, bad)
cells({"base": "duration", "format": "P[0-9]+D"}, ["P12D"], ["P1Y"])

# -- Model 6.4.6: other types -------------------------------------------------------------------
cells({"base": "string", "format": "[a-c]+"}, ["abc"], ["abd"])
cells("hexBinary", ["AB", "ab01"], ["A", "G0"])
cells("base64Binary", ["QUI="], ["QUI", "*"])
cells("language", ["en", "sv-SE"], ["e n"])
cells("Name", ["_b:c"], ["1a", "a b"])
cells("NMTOKEN", ["1a", "a.b"], ["a b"])
cells("QName", ["a:b", "b"], ["a:b:c", ":b"])


def write(name, text):
    with open(name, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def judge(metadata, rows):
    write("t.csv", rows)
    write("m.json", json.dumps(metadata))
    write("r.json", "{}")
    run = subprocess.run([PROGRAM, "check", "--report", "r.json", "-m",
                          "m.json", "t.csv"], capture_output=True, text=True,
                         check=False)
    with open("r.json", encoding="utf-8") as file:
        messages = json.load(file).get("messages", [])
    said = {message["severity"] for message in messages}
    if run.returncode == 1 and ERROR in said:
        return ERROR, run.stderr
    if run.returncode or ERROR in said:
        return f"exit status {run.returncode}", run.stderr
    return WARNING if WARNING in said else OK, run.stderr


def main():
    print(f"1..{len(cases)}")
    for number_of, (name, verdict, metadata, rows) in enumerate(cases, 1):
        found, said = judge(metadata, rows)
        good = found == verdict
        print(f"{'ok' if good else 'not ok'} {number_of} - {name}")
        if not good:
            print(f"# {found}, expected {verdict}: {said.strip()!r}")
    return 0


os.environ["LD_LIBRARY_PATH"] = LIBRARIES
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    sys.exit(main())
