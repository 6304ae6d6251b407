"""Reads a file with one of the peers and prints the seconds it took. Usage: read-peers.py PEER FILE [XSD]

`prepare REPORT TABLE SPOILED` cuts the table of workers out of a CSV report, which is all the peers of CSV can read, and
writes a copy of the report in which every row of it gives a finding.

`canary REPORT PROGRAM` spoils one cell of a small CSV report for each thing that frictionless and pandera are asked to
check, and says whether they, and ours, find it: only who finds what ours finds may be compared with ours."""

import csv
import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)  # read when polars is imported
NIK = re.compile(",([0-9]{15})[0-9],")
# The types of the columns that are no text, as the form has them.
INTEGERS = {"nomor_urut", "upah_pokok", "tunjangan_tetap", "upah_sebulan"}
DECIMALS = {"jam_kerja_per_minggu"}


def prepare(report, table, spoiled):
    if os.path.exists(table) and os.path.exists(spoiled):
        return
    within = False
    with open(report, encoding="utf-8") as source, open(table, "w", encoding="utf-8") as plain, open(
        spoiled, "w", encoding="utf-8"
    ) as worse:
        for line in source:
            if line.startswith("["):
                within = line.startswith("[tenaga_kerja]")
                worse.write(line)
                continue
            if within:
                plain.write(line)
                # A NIK of fifteen digits.
                line = NIK.sub(r",\1,", line, count=1)
            worse.write(line)


def heading(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().rstrip("\n").split(",")


def is_date(name):
    return name.startswith("tanggal_") or name.endswith("_sampai")


def duckdb(path, _):
    import duckdb

    def kind(name):
        if name in INTEGERS:
            return "BIGINT"
        if name in DECIMALS:
            return "DECIMAL(9,2)"
        return "DATE" if is_date(name) else "VARCHAR"

    names = heading(path)
    types = {name: kind(name) for name in names}
    sums = ", ".join(
        f"sum({n})" if n in INTEGERS | DECIMALS else f"max({n})" if is_date(n) else f"sum(length({n}))" for n in names
    )
    connection = duckdb.connect()
    connection.execute(f"set threads to {THREADS}")
    query = f"select count(*), {sums} from read_csv(?, header=true, delim=',', quote='\"', columns={types}, auto_detect=false)"
    return connection.execute(query, [path]).fetchone()[0]


def polars(path, _):
    import polars

    def kind(name):
        if name in INTEGERS:
            return polars.Int64
        if name in DECIMALS:
            return polars.Float64
        return polars.Date if is_date(name) else polars.String

    frame = polars.read_csv(path, schema={name: kind(name) for name in heading(path)})
    return frame.height


# What frictionless and pandera check of every row, a small part of what the rule pack does: types, the name, the digits
# of a NIK, codes, and that no NIK comes twice. `canary` shows that they find what ours finds.
PATTERNS = {"nik": "[0-9]{16}"}
CODES = {"jenis_kelamin": ["L", "P"], "penyandang_disabilitas": ["Y", "T"]}
REQUIRED = {"nama_lengkap"}


def frictionless(path, _):
    return frictionless_report(path).tasks[0].stats["rows"]


def frictionless_report(path):
    from frictionless import Resource, Schema, fields, validate

    def field(name):
        constraints = {"required": True} if name in REQUIRED else {}
        if name in PATTERNS:
            constraints["pattern"] = PATTERNS[name]
        if name in CODES:
            constraints["enum"] = CODES[name]
        if name == "nik":
            constraints["unique"] = True
        kind = (
            fields.IntegerField
            if name in INTEGERS
            else fields.NumberField
            if name in DECIMALS
            else fields.DateField
            if is_date(name)
            else fields.StringField
        )
        return kind(name=name, constraints=constraints)

    schema = Schema(fields=[field(name) for name in heading(path)])
    folder, name = os.path.split(os.path.abspath(path))
    return validate(Resource(path=name, basepath=folder, schema=schema, encoding="utf-8"), limit_errors=1000)


def pandera(path, _):
    return pandera_check(path)[0]


def pandera_check(path):
    """How many rows there are, and the faults found."""
    import pandera.polars as pandera
    import polars

    def kind(name):
        if name in INTEGERS:
            return polars.Int64
        if name in DECIMALS:
            return polars.Float64
        return polars.Date if is_date(name) else polars.String

    def column(name):
        checks = []
        if name in PATTERNS:
            checks.append(pandera.Check.str_matches(f"^{PATTERNS[name]}$"))
        if name in CODES:
            checks.append(pandera.Check.isin(CODES[name]))
        return pandera.Column(kind(name), checks, nullable=name not in REQUIRED, unique=name == "nik")

    names = heading(path)
    schema = pandera.DataFrameSchema({name: column(name) for name in names})
    frame = polars.read_csv(path, schema={name: kind(name) for name in names})
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as found:
        return frame.height, [f"{error.schema.name} {error.check}" for error in found.schema_errors]
    return frame.height, []


# One wrong cell for each kind of check: the column and what is written into it; `None` is the NIK of the row before.
CANARIES = {
    "an integer": ("upah_pokok", "empat juta"),
    "a decimal": ("jam_kerja_per_minggu", "penuh"),
    "a date": ("tanggal_lahir", "1990-13-45"),
    "a required name": ("nama_lengkap", ""),
    "digits of a NIK": ("nik", "327301010190000"),
    "a code of sex": ("jenis_kelamin", "X"),
    "a yes or no": ("penyandang_disabilitas", "Q"),
    "a NIK twice": ("nik", None),
}


def worker_lines(report):
    """The lines of a report, and which of them are the table of workers, its heading first."""
    lines = pathlib.Path(report).read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("[tenaga_kerja]")) + 1
    end = next((number for number in range(start, len(lines)) if lines[number].startswith("[")), len(lines))
    return lines, range(start, end)


def spoil(report, column, value):
    """The report and its table of workers with one cell of the third worker changed."""
    lines, table = worker_lines(report)
    rows = list(csv.reader(line.rstrip("\r\n") for line in (lines[number] for number in table)))
    if column is not None:
        place = rows[0].index(column)
        rows[3][place] = rows[2][place] if value is None else value
    with tempfile.SpooledTemporaryFile(mode="w+", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)
        text.seek(0)
        written = text.read()
    return "".join(lines[: table.start]) + written + "".join(lines[table.stop :]), written


def our_findings(program, path):
    done = subprocess.run([program, "validate", "--format", "json", path], capture_output=True, text=True)
    groups = json.loads(done.stdout)["findings"]
    return {(finding["rule"], finding.get("severity")) for finding in groups}


def pandera_findings(path):
    import polars

    try:
        return pandera_check(path)[1]
    except polars.exceptions.PolarsError as refusal:  # what is not of its type is refused before the checks
        return [str(refusal)]


def canary(report, program):
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        whole, table = os.path.join(folder, "whole.csv"), os.path.join(folder, "table.csv")

        def found(column, value):
            texts = spoil(report, column, value)
            for path, text in zip((whole, table), texts):
                pathlib.Path(path).write_text(text, encoding="utf-8")
            errors = frictionless_report(table).flatten(["fieldName", "type"])
            return our_findings(program, whole), errors, pandera_findings(table)

        clean = found(None, None)
        if clean[1] or clean[2]:
            missed.append(f"the peers find something in the sound table: {clean[1:]}")
        for name, (column, value) in CANARIES.items():
            ours, errors, checks = found(column, value)
            news = sorted(rule for rule, _ in ours - clean[0])
            for who, what in (("ours", news), ("frictionless", errors), ("pandera", checks)):
                if not what:
                    missed.append(f"{who} misses {name}")
            print(f"{name}: ours {', '.join(news)}; frictionless {errors}; pandera {str(checks)[:90]}")
    for line in missed:
        print(f"read-peers: {line}", file=sys.stderr)
    return 1 if missed else 0


def lxml(path, xsd):
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(xsd))
    count = 0
    for _, element in etree.iterparse(path, schema=schema, tag="{urn:wlkp:laporan:1}tenagaKerja"):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


PEERS = {"duckdb": duckdb, "polars": polars, "lxml": lxml, "frictionless": frictionless, "pandera": pandera}

if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(*sys.argv[2:])
    elif sys.argv[1] == "canary":
        sys.exit(canary(*sys.argv[2:]))
    else:
        importlib.import_module({"lxml": "lxml.etree", "pandera": "pandera.polars"}.get(sys.argv[1], sys.argv[1]))
        start = time.perf_counter()
        rows = PEERS[sys.argv[1]](sys.argv[2], (sys.argv + [""])[3])
        print(f"{time.perf_counter() - start:.3f} {rows}")
