"""Runs ours and the peers in turn and prints medians and ratios as Markdown.

Usage: read-bench.py PROGRAM ROUNDS REPORT.xml REPORT.csv CHECKED.csv

CHECKED.csv is smaller: the peers that check it are slow."""

import collections
import datetime
import importlib.metadata
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).parent
# Seconds after which a peer is ended and left out: nobody would wait that long for a validator.
PATIENCE = 900
XSD = HERE.parent / "Schemas/generated/1.0/laporan-wlkp.xsd"


def run(command, says_seconds):
    """Seconds and peak memory in MB; nothing when it took too long. A peer in Python says its own seconds, so that its
    start does not count."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    impatience = threading.Timer(PATIENCE, process.kill)
    impatience.start()
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    impatience.cancel()
    code = os.waitstatus_to_exitcode(status)
    if code == -9 and seconds >= PATIENCE:
        return None
    # 1 is a report that is not accepted.
    if code not in (0, 1) or code == 1 and says_seconds:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {code}")
    if says_seconds:
        seconds = float(output.split()[0])
    return seconds, usage.ru_maxrss / 1024


def main(program, rounds, xml, csv, checked):
    table = csv.removesuffix(".csv") + "-table.csv"
    spoiled = csv.removesuffix(".csv") + "-spoiled.csv"
    peers = [sys.executable, HERE / "read-peers.py"]
    small = f"CSV, {os.path.basename(checked).removesuffix('.csv')} rows"
    small_table = checked.removesuffix(".csv") + "-table.csv"
    ways = {
        ("XML", "wlkp validate, whole pack"): ([program, "validate", "--quiet", xml], False, xml),
        ("XML", "xmllint --noout --stream --schema"): (["xmllint", "--noout", "--stream", "--schema", XSD, xml], False, xml),
        ("XML", "lxml iterparse with the XSD"): (peers + ["lxml", xml, XSD], True, xml),
        ("CSV", "wlkp validate, whole pack"): ([program, "validate", "--quiet", csv], False, csv),
        ("CSV", "wlkp validate, a finding in every row"): ([program, "validate", "--quiet", spoiled], False, spoiled),
        ("CSV", "DuckDB, typed read of the table"): (peers + ["duckdb", table], True, table),
        ("CSV", "polars, typed read of the table"): (peers + ["polars", table], True, table),
        (small, "wlkp validate, whole pack"): ([program, "validate", "--quiet", checked], False, checked),
        (small, "pandera on polars, a few checks"): (peers + ["pandera", small_table], True, small_table),
        (small, "frictionless, the same checks"): (peers + ["frictionless", small_table], True, small_table),
    }
    seconds, memory = collections.defaultdict(list), collections.defaultdict(list)
    given_up = set()
    for number in range(int(rounds)):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for key, (command, says, _) in ways.items():
            measured = None if key in given_up else run(command, says)
            if measured is None:
                given_up.add(key)
                continue
            seconds[key].append(measured[0])
            memory[key].append(measured[1])
    report(ways, seconds, memory, rounds)


PEERS = ("lxml", "duckdb", "polars", "pandera", "frictionless")


def report(ways, seconds, memory, rounds):
    models = [l for l in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name")]
    name = models[0].split(":", 1)[1].strip() if models else os.uname().machine
    versions = ", ".join(f"{package} {importlib.metadata.version(package)}" for package in PEERS)
    print(f"Made by `Benchmarks/read` ({rounds} rounds, ours and the peers in turn) on "
          f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}, {name}, {os.cpu_count()} cores, load "
          f"{os.getloadavg()[0]:.1f} at the end. Medians; “of ours” is the ratio to ours of the same format, paired round "
          f"by round. {versions}; two threads where a peer has them.\n")
    print("| format | what | MB | seconds | of ours | MB/s | peak MB |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for (form, what), (_, _, path) in ways.items():
        key, own = (form, what), (form, "wlkp validate, whole pack")
        size = os.path.getsize(path) / 1e6
        if len(seconds[key]) < int(rounds):
            print(f"| {form} | {what} | {size:,.0f} | more than {PATIENCE} | | | |")
            continue
        median = statistics.median(seconds[key])
        ratio = statistics.median(a / b for a, b in zip(seconds[key], seconds[own]))
        print(f"| {form} | {what} | {size:,.0f} | {median:.2f} | {ratio:.2f} | {size / median:.0f} "
              f"| {max(memory[key]):.0f} |")
    print()


if __name__ == "__main__":
    main(*sys.argv[1:])
