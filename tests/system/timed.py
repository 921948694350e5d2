"""Run a command with its output thrown away; write its wall seconds, CPU
seconds and peak memory (KiB) to a file.  usage: timed.py FILE COMMAND..."""
import os
import resource
import subprocess
import sys
import time

start = time.monotonic()
with open(os.devnull, "wb") as null:
    code = subprocess.run(sys.argv[2:], stdout=null).returncode
wall = time.monotonic() - start
use = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as out:
    out.write(f"{wall:.3f} {use.ru_utime + use.ru_stime:.3f} {use.ru_maxrss}\n")
sys.exit(code if code != 1 else 0)
