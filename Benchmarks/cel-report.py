"""Prints medians and ratios of the rounds as Markdown. Usage: cel-report.py ROWS ROUND.tsv..."""

import collections
import datetime
import importlib.metadata
import os
import pathlib
import statistics
import sys

PEERS = {"cel-cpp": "cel-expr-python", "rust": "common-expression-language"}


# A peer's time without its call below this many nanoseconds is noise; no ratio is made of it.
NOISE = 20


def medians(paths):
    """Median nanoseconds by name."""
    times = collections.defaultdict(list)
    for path in paths:
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            name, nanoseconds = line.rsplit("\t", 1)
            times[name].append(float(nanoseconds))
    return {name: statistics.median(values) for name, values in times.items()}


def table(heads, rows):
    print("| " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def code(expression):
    return "`" + expression.replace("|", "\\|") + "`"


def machine(rounds, count):
    models = [l for l in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name")]
    versions = ", ".join(f"{package} {importlib.metadata.version(package)}" for package in PEERS.values())
    name = models[0].split(":", 1)[1].strip() if models else os.uname().machine
    print(f"Made by `Benchmarks/cel {rounds} {count}` on {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}, "
          f"{name}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. Medians of {rounds} rounds, ours and the "
          "peers in turn; processor time of one thread; short things are the best of 5 samples in each round. "
          f"Peers: {versions} (cel-cpp and Rust, called from Python {sys.version.split()[0]}).\n")


def net_ratios(m, own, peer):
    """Ours to the peer's, both without their time for `true`, where the peer's is more than noise."""
    ways = (own, peer)
    names = [k.split("\t")[2] for k in m if k.startswith("single\tmap\t") and not k.endswith("\ttrue")]
    nets = [[m[f"single\t{w}\t{name}"] - m[f"single\t{w}\ttrue"] for w in ways] for name in names]
    return [max(ours, 0) / theirs for ours, theirs in nets if theirs >= NOISE]


def whole_ratios(m, own, peer):
    names = [k.split("\t")[2] for k in m if k.startswith("single\tmap\t") and not k.endswith("\ttrue")]
    return [m[f"single\t{own}\t{name}"] / m[f"single\t{peer}\t{name}"] for name in names]


def targets(m):
    """What was promised, and whether it holds here."""
    compiled = statistics.median(v for k, v in m.items() if k.startswith("compile\t"))
    checks = [("median compile of a typical expression, µs", compiled / 1e3, 50),
              ("environment and 260 typical programs, ms", m["load 260"] / 1e6, 60)]
    for peer, package in PEERS.items():
        ratio = statistics.median(net_ratios(m, "map", peer))
        checks.append((f"single evaluation, same inputs, ours/{package}, both without the call", ratio, 1))
    for name in ("compare", "filter and compare"):
        ours = m[f"loop\tcolumns\t{name}"]
        for hand in ("hand with states", "hand"):
            title = "a loop that heeds cell states" if hand != "hand" else "a loop that ignores them"
            checks.append((f"{name} by columns / {title}", ours / m[f"loop\t{hand}\t{name}"], 2))
    rules = m["mixed\tcolumns"]
    checks.append(("150 mixed rules / reading and typing the rows from CSV", rules / m["csv\ttyped"], 1))
    checks.append(("150 mixed rules / only splitting the rows into fields", rules / m["csv\tfields"], 1))
    print("## Targets\n")
    table(["what", "measured", "at most", ""],
          [[what, f"{value:.2f}", limit, "met" if value <= limit else "**missed**"] for what, value, limit in checks])


def compile_times(m):
    print("## Compile (parse, check, plan)\n")
    times = [(v, k.split("\t")[2]) for k, v in m.items() if k.startswith("compile\t")]
    worst = max(times)
    table(["what", "µs", "target"], [
        [f"median of {len(times)} typical rule expressions",
         f"{statistics.median(t for t, _ in times) / 1e3:.1f}", "50"],
        [f"worst of them ({len(worst[1])} characters)", f"{worst[0] / 1e3:.1f}", ""],
        [f"all {len(times)} together", f"{m['load these'] / 1e3:.0f}", ""],
        ["making the environment", f"{m['environment'] / 1e3:.0f}", ""],
        ["environment and 260 programs (the same expressions in turn)", f"{m['load 260'] / 1e3:.0f}", "60000"],
    ])


def single(m):
    print("## Single evaluation, nanoseconds\n")
    print("Prepared program and inputs. “net” is without the time of `true`, measured the same way: the call itself, "
          "for the peers that through Python. Ours gets objects as maps, as the peers do, or as records, as the engine "
          "gives them.\n")
    ways = ["map", "record", "cel-cpp", "rust"]
    names = [k.split("\t")[2] for k in m if k.startswith("single\tmap\t")]
    cost = {w: m[f"single\t{w}\ttrue"] for w in ways}
    print("`true` alone: " + ", ".join(f"{w} {cost[w]:.0f}" for w in ways) + ".\n")
    rows = []
    for name in names:
        if name == "true":
            continue
        full = {w: m[f"single\t{w}\t{name}"] for w in ways}
        net = {w: full[w] - cost[w] for w in ways}
        rows.append([code(name)] + [f"{full[w]:.0f}" for w in ways] + [f"{net[p]:.0f}" for p in PEERS]
                    + [f"{net['map'] / net[p]:.2f}" if net[p] >= NOISE else "–" for p in PEERS])
    table(["expression", "ours, maps", "ours, records", "cel-cpp", "rust", "cel-cpp net", "rust net",
           "net ours (maps)/cel-cpp", "net ours (maps)/rust"], rows)
    print(f"“–”: the peer's net time is below {NOISE} ns, which is noise.\n")
    print("Ratio ours/peer, median over the expressions, worst in brackets:\n")
    rows = []
    for own in ("map", "record"):
        for peer, package in PEERS.items():
            cells = [whole_ratios(m, own, peer), net_ratios(m, own, peer)]
            rows.append([f"ours ({own}s) / {package}"] + [f"{statistics.median(c):.2f} ({max(c):.2f})" for c in cells])
    table(["ratio", "with the call", "net"], rows)


def row_times(m):
    print("## Per row over 100,000 rows, nanoseconds\n")
    print("Every row is new, so the peers also convert it (only the fields the rules name); “net” is without `true`.\n")
    names = [k.split("\t")[2] for k in m if k.startswith("table\trows\t")]
    ways = ["rows", "columns", "cel-cpp", "rust"]
    rows = []
    for name in names:
        cells = [m.get(f"table\t{w}\t{name}") for w in ways]
        nets = [m[f"table\t{p}\t{name}"] - m[f"table\t{p}\ttrue"] for p in PEERS]
        rows.append([code(name)] + ["" if c is None else f"{c:.1f}" for c in cells]
                    + ["" if name == "true" else f"{n:.0f}" for n in nets])
    table(["rule", "ours by row", "ours by columns", "cel-cpp", "rust", "cel-cpp net", "rust net"], rows)


def columns(m, count):
    print(f"## Columns over {count:,} rows\n")
    rows = []
    for name in ("compare", "filter and compare"):
        ours, states, hand = (m[f"loop\t{w}\t{name}"] for w in ("columns", "hand with states", "hand"))
        rows.append([name, f"{ours:.2f}", f"{states:.2f}", f"{hand:.2f}", f"{ours / states:.2f}", f"{ours / hand:.2f}"])
    table(["rule", "ours, ns a row", "loop with states", "loop without", "ours/with states", "ours/without"], rows)
    fields, typed = m["csv\tfields"], m["csv\ttyped"]
    print("Rules with the buffers and the memo that the engine uses too; both reading times are without the report "
          "reader's own checks.\n")
    rows = [["reading the rows from CSV, every field fetched", f"{fields / 1e9:.3f}", "1", ""],
            ["the same, and typed into columns", f"{typed / 1e9:.3f}", "", "1"]]
    for name, title in (("columns", "150 mixed rules"), ("with functions", "150 rules, 15 of them calling functions")):
        time = m[f"mixed\t{name}"]
        rows.append([title, f"{time / 1e9:.3f}", f"{time / fields:.2f}", f"{time / typed:.2f}"])
    table(["what", "seconds", "of reading", "of reading and typing"], rows)
    kinds = sorted(((v, k.split("\t")[2]) for k, v in m.items() if k.startswith("mixed\tkind\t")), reverse=True)
    print(f"Of the {len(kinds)} kinds of rules, median {statistics.median(t for t, _ in kinds) / count:.1f} ns a row; "
          "the dearest:\n")
    table(["rule", "ns a row"], [[code(name), f"{time / count:.1f}"] for time, name in kinds[:8]])


if __name__ == "__main__":
    results = medians(sys.argv[2:])
    machine(len(sys.argv[2:]) // 2, int(sys.argv[1]))
    targets(results)
    compile_times(results)
    single(results)
    row_times(results)
    columns(results, int(sys.argv[1]))
