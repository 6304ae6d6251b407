"""Reads a file with one of the peers and prints the seconds it took. Usage: read-peers.py PEER FILE [XSD]

`prepare REPORT TABLE SPOILED` cuts the table of workers out of a CSV report, which is all the peers of CSV can read, and
writes a copy of the report in which every row of it gives a finding."""

import os
import re
import sys
import time

THREADS = 2
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
    os.environ["POLARS_MAX_THREADS"] = str(THREADS)
    import polars

    def kind(name):
        if name in INTEGERS:
            return polars.Int64
        if name in DECIMALS:
            return polars.Float64
        return polars.Date if is_date(name) else polars.String

    frame = polars.read_csv(path, schema={name: kind(name) for name in heading(path)})
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


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(*sys.argv[2:])
    else:
        start = time.perf_counter()
        rows = {"duckdb": duckdb, "polars": polars, "lxml": lxml}[sys.argv[1]](sys.argv[2], (sys.argv + [""])[3])
        print(f"{time.perf_counter() - start:.3f} {rows}")
