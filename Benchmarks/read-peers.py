"""Reads a file with one of the peers and prints the seconds it took. Usage: read-peers.py PEER FILE [XSD]

`prepare REPORT TABLE SPOILED` cuts the table of workers out of a CSV report, which is all the peers of CSV can read, and
writes a copy of the report in which every row of it gives a finding."""

import importlib
import os
import re
import sys
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


# What frictionless and pandera check of every row, a small part of what the rule pack does: types, required cells,
# digits of a NIK, codes, and that no NIK comes twice.
PATTERNS = {"nik": "[0-9]{16}", "kode_jabatan": "[0-9]{4}"}
CODES = {"jenis_kelamin": ["L", "P"], "penyandang_disabilitas": ["Y", "T"]}
REQUIRED = {"nomor_urut", "nama_lengkap", "jenis_kelamin"}


def frictionless(path, _):
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
    report = validate(Resource(path=name, basepath=folder, schema=schema, encoding="utf-8"), limit_errors=1000)
    return report.tasks[0].stats["rows"]


def pandera(path, _):
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
    except pandera.errors.SchemaErrors:
        pass  # What it finds is no matter here; that it has looked is.
    return frame.height


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
    else:
        importlib.import_module({"lxml": "lxml.etree", "pandera": "pandera.polars"}.get(sys.argv[1], sys.argv[1]))
        start = time.perf_counter()
        rows = PEERS[sys.argv[1]](sys.argv[2], (sys.argv + [""])[3])
        print(f"{time.perf_counter() - start:.3f} {rows}")
