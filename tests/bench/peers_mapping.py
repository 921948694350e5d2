"""One small mapping of the ledger, and how it is said in CSVW, RML and Tarql:
the same statements in each.  Every resource is made of cells that need no
escapes, every cell is written once, an empty one gives nothing."""
import json

BASE = "https://data.example.se/id/"
PAY = "http://reference.data.gov.uk/def/payment#"
LEV = "https://w3id.org/lodstone/vocab/leverantorsreskontra#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
LOD = "https://w3id.org/lodstone/ns#"
ORG, SKOS = "http://www.w3.org/ns/org#", "http://www.w3.org/2004/02/skos/core#"
SCHEME = "http://dataportal.se/organisation/SE"

COLUMNS = ("kopare_id kopare verifikationsnummer leverantor leverantor_id "
           "konto_nr konto_text belopp datum forvaltning faktura_nr grund "
           "avtal kommun_id s_kod_nr").split()

RESOURCES = {
    "line": BASE + "kontering/{kopare_id}-{verifikationsnummer}-{konto_nr}",
    "payment": BASE + "betalning/{kopare_id}-{verifikationsnummer}",
    "payer": SCHEME + "{kopare_id}",
    "payee": SCHEME + "{leverantor_id}",
    "account": BASE + "konto/{kopare_id}-{konto_nr}",
    "day": "http://reference.data.gov.uk/id/day/{datum}",
}

# Subject, predicate, and one of: a column (with a datatype or "@language"), a
# resource, the IRI of a class.
CELLS = (
    ("line", LEV + "konto_nr", "konto_nr", None),
    ("line", PAY + "netAmount", "belopp", "decimal"),
    ("line", LEV + "grund", "grund", "@sv"),
    ("payment", PAY + "reference", "verifikationsnummer", None),
    ("payment", LEV + "leverantor_id", "leverantor_id", None),
    ("payment", "http://purl.org/dc/terms/date", "datum", "date"),
    ("payment", PAY + "invoice", "faktura_nr", None),
    ("payment", LEV + "forvaltning", "forvaltning", "@sv"),
    ("payment", PAY + "contract", "avtal", None),
    ("payer", "http://xmlns.com/foaf/0.1/name", "kopare", None),
    ("payee", "http://xmlns.com/foaf/0.1/name", "leverantor", None),
    ("account", SKOS + "prefLabel", "konto_text", "@sv"),
)
LINKS = (
    ("line", PAY + "expenditureCode", "account"),
    ("line", PAY + "payment", "payment"),
    ("payment", PAY + "payer", "payer"),
    ("payment", PAY + "payee", "payee"),
    ("payment", PAY + "date", "day"),
)
CLASSES = (
    ("line", PAY + "ExpenditureLine"),
    ("payment", PAY + "Payment"),
    ("payer", ORG + "FormalOrganization"),
    ("payee", ORG + "FormalOrganization"),
    ("account", SKOS + "Concept"),
)


def csvw(table):
    """CSVW metadata with what makes it do as the others: null in a template
    gives no term, and a statement is written once."""
    columns = []
    of_cell = {cell[2]: cell for cell in CELLS}
    for name in COLUMNS:
        column = {"name": name, "titles": name, "suppressOutput": True}
        if name in of_cell:
            subject, predicate, _, kind = of_cell[name]
            column = {"name": name, "titles": name, "propertyUrl": predicate,
                      "aboutUrl": RESOURCES[subject], LOD + "entity": True}
            if kind and kind[0] == "@":
                column["lang"] = kind[1:]
            elif kind:
                column["datatype"] = kind
        columns.append(column)
    objects = [(s, p, RESOURCES[o]) for s, p, o in LINKS]
    objects += [(s, RDF_TYPE, o) for s, o in CLASSES]
    for subject, predicate, value in objects:
        columns.append({"virtual": True, "aboutUrl": RESOURCES[subject],
                        "propertyUrl": predicate, "valueUrl": value,
                        LOD + "entity": True})
    return json.dumps(
        {"@context": "http://www.w3.org/ns/csvw", "url": table,
         "tableSchema": {LOD + "nullInTemplate": "omit", "columns": columns}},
        indent=1)


def rml_object(kind, value):
    if kind == "column":
        name, typed = value
        more = ""
        if typed and typed[0] == "@":
            more = f'; rr:language "{typed[1:]}"'
        elif typed:
            more = f"; rr:datatype <{XSD}{typed}>"
        return f'[ rml:reference "{name}"{more} ]'
    if kind == "resource":
        return f'[ rr:template "{RESOURCES[value]}"; rr:termType rr:IRI ]'
    return f"[ rr:constant <{value}> ]"


def rml(table):
    """A triples map a resource (legacy RML, which all of them read)."""
    parts = ["@prefix rr: <http://www.w3.org/ns/r2rml#> .\n"
             "@prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
             "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
             "@base <http://example.org/map/> .\n"]
    statements = [(s, p, "column", (c, t)) for s, p, c, t in CELLS]
    statements += [(s, p, "resource", o) for s, p, o in LINKS]
    statements += [(s, RDF_TYPE, "constant", o) for s, o in CLASSES]
    for resource, template in RESOURCES.items():
        own = [s for s in statements if s[0] == resource]
        if not own:
            continue
        parts.append(
            f'<{resource}> a rr:TriplesMap ;\n rml:logicalSource '
            f'[ rml:source "{table}"; rml:referenceFormulation ql:CSV ] ;\n '
            f'rr:subjectMap [ rr:template "{template}" ]')
        for _, predicate, kind, value in own:
            parts.append(f" ;\n rr:predicateObjectMap [ rr:predicate "
                         f"<{predicate}> ; rr:objectMap "
                         f"{rml_object(kind, value)} ]")
        parts.append(" .\n")
    return "".join(parts)


def tarql_iri(template):
    pieces = []
    for part in template.split("{"):
        name, _, rest = part.rpartition("}")
        if name:
            pieces.append(f"?{name}")
        if rest:
            pieces.append(f'"{rest}"')
    return f"URI(CONCAT({', '.join(pieces)}))"


def tarql(table):
    """A CONSTRUCT query; Tarql leaves empty cells unbound."""
    triples = [f"?_{s} <{p}> ?_{c} ." for s, p, c, _ in CELLS]
    triples += [f"?_{s} <{p}> ?_{o} ." for s, p, o in LINKS]
    triples += [f"?_{s} a <{o}> ." for s, o in CLASSES]
    binds = [f"BIND({tarql_iri(t)} AS ?_{r})" for r, t in RESOURCES.items()]
    for _, _, column, typed in CELLS:
        value = f"?{column}"
        if typed and typed[0] == "@":
            value = f'STRLANG(?{column}, "{typed[1:]}")'
        elif typed:
            value = f"STRDT(?{column}, <{XSD}{typed}>)"
        binds.append(f"BIND({value} AS ?_{column})")
    return ("CONSTRUCT {\n " + "\n ".join(triples) + f"\n}}\nFROM <{table}>\n"
            "WHERE {\n " + "\n ".join(binds) + "\n}\n")
