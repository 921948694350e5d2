# The specification packs, installed as they lie here.
lodstonedatadir = $(datadir)/lodstone
nobase_dist_lodstonedata_DATA = \
  vocab/README.md \
  vocab/ns/README.md vocab/ns/ns.ttl \
  vocab/leverantorsreskontra/README.md \
  vocab/leverantorsreskontra/ontology.ttl \
  vocab/leverantorsreskontra/1.0/metadata.json \
  vocab/leverantorsreskontra/1.1/metadata.json
TESTS += tests/vocab/test_packs.py
EXTRA_DIST += tests/vocab/test_packs.py
