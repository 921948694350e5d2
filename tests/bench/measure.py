"""What the benchmarks share: commands are run several times, the best figures
count, and tables are printed with the unit of each column."""
import os
import subprocess
import sys
import time

BEST_OF = max(1, int(os.environ.get("BENCH_BEST", "3")))


class Figures:
    """Seconds of wall and CPU (user and system) and peak memory in bytes."""

    def __init__(self, wall, cpu, peak, status):
        self.wall, self.cpu, self.peak, self.status = wall, cpu, peak, status

    def best(self, other):
        return Figures(min(self.wall, other.wall), min(self.cpu, other.cpu),
                       min(self.peak, other.peak),
                       max(self.status, other.status))


def once(command, stdin=None, stdout=None, env=None, errors=None):
    """Run COMMAND; STDIN, STDOUT, ERRORS are names of files."""
    with open(stdin or os.devnull, "rb") as source, \
         open(stdout or os.devnull, "wb") as target, \
         open(errors or os.devnull, "wb") as messages:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=source, stdout=target,
                                 stderr=messages if errors else None, env=env)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    return Figures(max(wall, 1e-6), max(used.ru_utime + used.ru_stime, 1e-6),
                   used.ru_maxrss * 1024, abs(child.returncode))


def best(command, times=BEST_OF, before=None, **files):
    """The best of TIMES runs of COMMAND; BEFORE is called before each."""
    figures = None
    for _ in range(times):
        if before:
            before()
        found = once(command, **files)
        figures = figures.best(found) if figures else found
    return figures


def remove(path):
    if os.path.exists(path):
        os.remove(path)


class Table:
    """COLUMNS: names with their units; a row's cells are numbers, texts or
    None (no such figure)."""

    def __init__(self, title, first, columns):
        self.columns, self.width = columns, 34
        print(f"\n{title}")
        print(f"  {first:<{self.width}}" +
              "".join(f"{name:>11}" for name in columns))

    @staticmethod
    def cell(value):
        if value is None:
            return "-"
        if isinstance(value, str):
            return value
        digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2
        return f"{value:.{digits}f}"

    def row(self, name, *cells):
        print(f"  {name:<{self.width}}" +
              "".join(f"{self.cell(value):>11}" for value in cells))
        sys.stdout.flush()
