# A ledger, and a program that uses the installed library.
EXTRA_DIST += examples/README.md examples/demo.sh examples/ledger.csv examples/use_lodstone.c
EXTRA_DIST += examples/installcheck.sh
EXTRA_DIST += examples/engines/parallel.sh examples/engines/slurm.sh \
  examples/engines/spark.py

installcheck-local:
	$(SHELL) $(top_srcdir)/examples/installcheck.sh '$(abs_top_srcdir)' \
	  '$(bindir)' '$(libdir)' '$(pkgconfigdir)' '$(DESTDIR)' \
	  $(CC) $(SANITIZE_CFLAGS) -Wall -Wextra
