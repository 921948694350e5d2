#!/usr/bin/python3
"""The specification packs keep the rules of vocab/README.md."""
import glob
import json
import os
import re
import sys
import unicodedata

TOP = os.environ.get("top_srcdir", ".")
VOCAB = os.path.join(TOP, "vocab")
LOD = "https://w3id.org/lodstone/ns#"
OWN = "https://w3id.org/lodstone/vocab/"
TEMPLATES = ("aboutUrl", "valueUrl", LOD + "aboutUrl", LOD + "valueUrl")
done = 0
failed = 0


def ok(faults, what):
    """FAULTS is a list: empty when all is well."""
    global done, failed
    done += 1
    failed += bool(faults)
    print(f"{'not ok' if faults else 'ok'} {done} - {what}")
    for fault in faults:
        print(f"# {fault}")


def fold(title):
    """As columns are matched: case, diacritics, punctuation do not count."""
    text = unicodedata.normalize("NFD", title.lower())
    return "".join(c for c in text
                   if c.isalnum() and not unicodedata.combining(c))


def titles_of(column):
    for titles in column.get("titles", {}).values():
        yield from [titles] if isinstance(titles, str) else titles


def terms_of(path, prefix):
    with open(path, encoding="utf-8") as file:
        return set(re.findall(rf"^{prefix}(\w+)\b", file.read(), re.M))


def shared_titles(columns):
    owners = {}
    for column in columns:
        for title in {fold(title) for title in titles_of(column)}:
            owners.setdefault(title, []).append(column["name"])
    return [f"{title}: {names}" for title, names in owners.items()
            if len(names) > 1]


def keys_of(node):
    """The keys of every object, at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys_of(value)


def unknown_variables(schema):
    known = {column["name"] for column in schema["columns"]}
    known |= {"_row", "_sourceRow"}
    keys = schema.get(LOD + "key", [])
    known |= {key[LOD + "name"] for key in
              (keys if isinstance(keys, list) else [keys])}
    templates = [node[name] for node in [schema, *schema["columns"]]
                 for name in (*TEMPLATES, LOD + "value") if name in node]
    return [name for template in templates
            for name in re.findall(r"{\+?(\w+)}", template)
            if name not in known]


def bad_addresses(columns):
    """What the publisher coins: id/CONCEPT/REFERENCE (DIGG's profile)."""
    return [node[name] for node in columns for name in TEMPLATES
            if name in node and "://" not in node[name]
            and not node[name].startswith("{+")  # the cell is an address
            and not re.fullmatch(r"id/[a-z]+/[^/?#.]+", node[name])]


def check(path):
    name = os.path.relpath(os.path.dirname(path), VOCAB)
    pack = os.path.dirname(os.path.dirname(path))
    with open(path, encoding="utf-8") as file:
        metadata = json.load(file)
    schema = metadata["tableSchema"]
    columns = schema["columns"]
    real = [column for column in columns if not column.get("virtual")]
    own = OWN + os.path.basename(pack) + "#"
    own_terms = terms_of(os.path.join(pack, "ontology.ttl"), ":")
    ok([key for key in ("tables", "dc:conformsTo") if key in metadata],
       f"{name}: one table, without conformsTo")
    ok([column["name"] for column in columns[:len(real)]
        if column.get("virtual")], f"{name}: virtual columns come last")
    ok(shared_titles(columns), f"{name}: a title is one column's")
    ok([column["name"] for column in real
        if column["name"] not in titles_of(column)],
       f"{name}: a column's name is a title of it")
    ok([column["name"] for column in columns
        if not re.match(r"https?://", column.get("propertyUrl", ""))],
       f"{name}: properties are whole IRIs")
    ok([column["propertyUrl"] for column in columns
        if column["propertyUrl"].startswith(own)
        and column["propertyUrl"][len(own):] not in own_terms],
       f"{name}: own properties are in the ontology")
    ok([key for key in keys_of(metadata) if key.startswith(LOD)
        and key[len(LOD):] not in
        terms_of(os.path.join(VOCAB, "ns", "ns.ttl"), "lod:")],
       f"{name}: annotations are in ns.ttl")
    ok(unknown_variables(schema), f"{name}: variables are columns or keys")
    ok(bad_addresses([schema, *columns]), f"{name}: form of coined addresses")


for metadata_file in sorted(glob.glob(os.path.join(VOCAB, "*", "*",
                                                   "metadata.json"))):
    check(metadata_file)
ok([folder for folder in glob.glob(os.path.join(VOCAB, "*", ""))
    if not os.path.exists(os.path.join(folder, "README.md"))],
   "every folder of vocab has a README")
print(f"1..{done}")
sys.exit(failed > 0)
