# A ledger, and a program that uses the installed library.
EXTRA_DIST += examples/README.md examples/demo.sh examples/ledger.csv examples/use_lodstone.c
