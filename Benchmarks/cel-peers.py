"""Times the peers once and prints `name TAB nanoseconds` lines, as bench-cel does.

Usage: cel-peers.py CASES TABLE, in a Python that has cel-expr-python (cel-cpp) and common-expression-language (Rust).
"""

import csv
import gc
import itertools
import json
import sys
import time

import cel as rust
from cel_expr_python import cel as cpp

# As in bench-cel: how long a sample is, and of how many the best counts.
SAMPLE_NANOSECONDS = 2_000_000
SAMPLES = 5
TABLE_ROWS = 100_000
# The limit the rules compare with, as in bench-cel.
LIMIT = 5_000_000


def per_call(call):
    """Nanoseconds of processor time of one call, from so many in a row that the sample is long enough."""
    count = 10
    while (spent := per_many(call, count)) < SAMPLE_NANOSECONDS:
        count = count * 10 if spent < SAMPLE_NANOSECONDS / 20 else int(count * SAMPLE_NANOSECONDS / spent * 1.1) + 1
    return min(per_many(call, count) for _ in range(SAMPLES)) / count


def per_many(call, count):
    start = time.process_time_ns()
    for _ in itertools.repeat(None, count):
        call()
    return time.process_time_ns() - start


def report(name, nanoseconds):
    print(f"{name}\t{nanoseconds}")


def cpp_type(value):
    kinds = {bool: cpp.Type.BOOL, int: cpp.Type.INT, float: cpp.Type.DOUBLE, str: cpp.Type.STRING}
    if isinstance(value, list):
        return cpp.Type.List(cpp_type(value[0]))
    if isinstance(value, dict):
        return cpp.Type.Map(cpp.Type.STRING, cpp.Type.DYN)
    return kinds[type(value)]


def lines(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        return [line for line in file.read().split("\n") if line]


def single(cases):
    """Prepared program, prepared inputs: the activation or context is made once, outside the clock."""
    with open(f"{cases}/inputs.json", encoding="utf-8") as file:
        inputs = json.load(file)
    environment = cpp.NewEnv(variables={name: cpp_type(value) for name, value in inputs.items()})
    activation = environment.Activation(inputs)
    context = rust.Context(inputs)
    for expression in lines(cases, "single.txt"):
        program = environment.compile(expression)
        assert program.eval(activation).value() is True, expression
        report(f"single\tcel-cpp\t{expression}", per_call(lambda: program.eval(activation)))
        prepared = rust.compile(expression)
        assert prepared.execute(context) is True, expression
        report(f"single\trust\t{expression}", per_call(lambda: prepared.execute(context)))


def rows_of(table):
    """The first rows as dictionaries of only those fields that the rules name."""
    numbers = ("upahPokok", "tunjanganTetap")
    texts = ("nik", "kewarganegaraan", "statusHubungan")
    with open(table, newline="", encoding="utf-8") as file:
        for row in itertools.islice(csv.DictReader(file, delimiter=";"), TABLE_ROWS):
            worker = {name: int(row[name]) for name in numbers} | {name: row[name] for name in texts}
            yield {"tk": worker, "batas": LIMIT}


def table_rows(cases, table):
    """Every row is new to the peers, so its conversion is part of the time; `true` shows what that costs."""
    rows = list(rows_of(table))
    environment = cpp.NewEnv(variables={name: cpp_type(value) for name, value in rows[0].items()})
    for expression in lines(cases, "table.txt"):
        program = environment.compile(expression)
        start = time.process_time_ns()
        for row in rows:
            program.eval(data=row)
        report(f"table\tcel-cpp\t{expression}", (time.process_time_ns() - start) / len(rows))
        prepared = rust.compile(expression)
        start = time.process_time_ns()
        for row in rows:
            prepared.execute(row)
        report(f"table\trust\t{expression}", (time.process_time_ns() - start) / len(rows))


if __name__ == "__main__":
    gc.disable()
    single(sys.argv[1])
    table_rows(sys.argv[1], sys.argv[2])
