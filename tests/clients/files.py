"""Every format in its own reader."""

import datetime
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import duckdb
import geopandas
import openpyxl
import pandas
import requests
from fsspec.implementations.http import HTTPFileSystem

from .oracle import Oracle, same


class Web(HTTPFileSystem):
    """Files on the web for DuckDB, which wants to know since when each is as it is: here, since it was first asked for."""

    def modified(self, path: str) -> datetime.datetime:
        return FIRST_ASKED


FIRST_ASKED = datetime.datetime.now(datetime.timezone.utc)


def read_the_web() -> None:
    """Lets DuckDB read addresses."""
    if not duckdb.filesystem_is_registered("http"):
        duckdb.register_filesystem(Web())


def question(oracle: Oracle, **more: str) -> tuple[str, str, list[str], list[int]]:
    """A table of one indicator over municipalities, backgrounds and years, as words of an address."""
    indicator, groups = oracle.split_indicator()
    years = oracle.periods(indicator)[-2:]
    query = f"cijfer={indicator}&gebied=land,gemeenten&achtergrond={','.join(groups)}&jaar={','.join(map(str, years))}"
    return query + "".join(f"&{key}={value}" for key, value in more.items()), indicator, groups, years


def get(address: str, ending: str, query: str) -> bytes:
    """A file of the databank."""
    answer = requests.get(f"{address}/databank.{ending}?{query}", timeout=120)
    answer.raise_for_status()
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


def compare(frame: pandas.DataFrame, oracle: Oracle, names: dict[str, str]) -> str:
    """Compares long rows with the release."""
    missing = 0
    for row in frame.to_dict("records"):
        key = (row[names["indicator"]], row[names["area"]], row[names["background"]], int(row[names["period"]]))
        cell = oracle.cell(*key)
        for part in ("value", "numerator", "denominator"):
            given = row[names[part]]
            assert same(None if pandas.isna(given) else given, cell[part]), (row, cell)
        assert row[names["status"]] == cell["status"], (row, cell)
        if cell["status"] != "published":
            missing += 1
            assert isinstance(row[names["note"]], str) and row[names["note"]], (row, cell)
    return f"{len(frame)} rows, {missing} of them with a reason"


ENGLISH = {name: name for name in ("indicator", "area", "background", "period", "value", "numerator", "denominator", "status", "note")}


def check_dutch_csv_in_pandas(address: str, oracle: Oracle) -> str:
    """Semicolons, decimal commas, a mark at the beginning."""
    query, *_ = question(oracle)
    frame = pandas.read_csv(io.BytesIO(get(address, "csv", query)), sep=";", decimal=",", encoding="utf-8-sig")
    dutch = {"indicator": "cijfer", "area": "gebied", "background": "achtergrond", "period": "jaar", "value": "waarde"}
    dutch |= {"numerator": "teller", "denominator": "noemer", "status": "status", "note": "toelichting"}
    assert set(frame["verzonnen"]) == {"ja" if oracle.definition["monitor"]["fictional"] else "nee"}
    return compare(frame, oracle, dutch)


def check_international_csv_in_pandas_and_duckdb(address: str, oracle: Oracle) -> str:
    """Commas and points."""
    query, *_ = question(oracle)
    content = get(address, "int.csv", query)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        count = duckdb.sql(f"SELECT count(*), count(value) FROM read_csv('{path}')").fetchall()[0]
    frame = pandas.read_csv(io.BytesIO(content))
    assert count == (len(frame), frame["value"].notna().sum())
    return compare(frame, oracle, ENGLISH)


def check_json(address: str, oracle: Oracle) -> str:
    """A list of figures with what they are about."""
    query, *_ = question(oracle)
    body = requests.get(f"{address}/databank.json?{query}", timeout=60).json()
    assert body["about"]["release"] == oracle.manifest["id"]
    frame = pandas.DataFrame(body["cells"])
    if "note" not in frame:
        frame["note"] = ""
    return compare(frame, oracle, ENGLISH)


def check_parquet_by_address_in_parts(address: str, oracle: Oracle) -> str:
    """DuckDB reads it where it stands, with ranges; pandas reads the whole file."""
    query, *_ = question(oracle)
    url = f"{address}/databank.parquet?{query}"
    whole = get(address, "parquet", query)
    part = requests.get(url, headers={"Range": "bytes=-8"}, timeout=60)
    assert part.status_code == 206 and part.content == whole[-8:], part.status_code
    assert part.headers["content-range"] == f"bytes {len(whole) - 8}-{len(whole) - 1}/{len(whole)}"
    beyond = requests.get(url, headers={"Range": f"bytes={len(whole)}-"}, timeout=60)
    assert beyond.status_code == 416
    read_the_web()
    counted = duckdb.sql(f"SELECT count(*), count(value) FROM read_parquet('{url}')").fetchall()[0]
    frame = pandas.read_parquet(io.BytesIO(whole))
    assert counted == (len(frame), frame["value"].notna().sum())
    assert get(address, "parquet", query) == whole, "the same table is not the same file"
    return compare(frame, oracle, ENGLISH)


def check_the_whole_release_as_parquet(address: str, oracle: Oracle) -> str:
    """The bulk files are those of the release, whole and in parts."""
    files = requests.get(f"{address}/api/v1/releases/{oracle.manifest['id']}/files", timeout=60).json()["files"]
    names = {one["name"] for one in files}
    assert {f"cells/{one['id']}.parquet" for one in oracle.indicators} <= names
    assert not any(name.startswith("cube/") for name in names)
    one = next(one for one in files if one["name"].startswith("cells/"))
    own = (oracle.folder / one["name"]).read_bytes()
    assert requests.get(one["href"], timeout=60).content == own
    assert requests.get(one["href"], headers={"Range": "bytes=4-99"}, timeout=60).content == own[4:100]
    read_the_web()
    given = duckdb.sql(f"SELECT count(*) FROM read_parquet('{one['href']}')").fetchall()[0]
    assert given == duckdb.sql(f"SELECT count(*) FROM '{oracle.folder / one['name']}'").fetchall()[0]
    return f"{len(files)} files"


def check_the_workbook_in_openpyxl(address: str, oracle: Oracle) -> str:
    """Numbers are numbers, words say why there is none, the head stays in sight, rows can be filtered."""
    query, indicator, _, years = question(oracle)
    content = get(address, "xlsx", query)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 5, book.sheetnames
    if oracle.definition["monitor"]["fictional"]:
        assert "verzonnen" in book.sheetnames[0]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "D2", sheet.freeze_panes
    assert sheet.auto_filter.ref
    said = compare_rows(list(sheet.iter_rows(values_only=True)), oracle, indicator, years)
    frame = pandas.read_excel(io.BytesIO(content))
    assert len(frame) == sheet.max_row - 1
    assert get(address, "xlsx", query) == content, "the same table is not the same file"
    return said


# What the columns beside a figure end with.
ENDS = {
    "teller ±": "numerator_within",
    "noemer ±": "denominator_within",
    "teller": "numerator",
    "noemer": "denominator",
}


def compare_rows(rows: list[tuple], oracle: Oracle, indicator: str, years: list[int]) -> str:
    """Compares the rows of a sheet, the head first, with the release."""
    heads, *rows = rows
    labels = {"totaal": "Alle bewoners"}
    for breakdown in oracle.definition["breakdowns"]:
        labels |= {category["id"]: category["label"]["nl"] for category in breakdown["category"]}
    codes = {label: code for code, label in labels.items()}
    base = oracle.definition["monitor"]["protection"]["base"]
    columns = {}
    for at, head in enumerate(heads):
        for year in years:
            if f", {year}" in head:
                part = next((part for end, part in ENDS.items() if head.endswith(end)), "value")
                columns[year, part] = at
                assert part != "value" or "%" in head, head
    assert {year for year, part in columns if part == "value"} == set(years), heads
    numbers = words = 0
    for row in rows:
        for (year, part), at in columns.items():
            cell, given = oracle.cell(indicator, row[0], codes[row[2]], year), row[at]
            if part == "value" and cell["value"] is None:
                assert isinstance(given, str) and given, (row, cell)
                words += 1
            else:
                assert same(given, cell[part]) and not isinstance(given, str), (row, cell)
                numbers += given is not None
        # What has no column has nothing to say either.
        for year in years:
            cell = oracle.cell(indicator, row[0], codes[row[2]], year)
            for part in ("numerator", "denominator"):
                assert cell[part] is None or (year, part) in columns, cell
                # How far the true count may be stands beside it where one is coarser than counts mostly are.
                within = f"{part}_within"
                assert cell[part] is None or cell[within] <= max(4, base - 1) or (year, within) in columns, cell
    return f"{numbers} numbers and {words} words"


def check_the_workbook_in_libreoffice(address: str, oracle: Oracle) -> str:
    """Opened and saved again by another program it has the same sheets, figures and filter; only where that is installed."""
    office = shutil.which("soffice")
    if not office:
        return "not done: there is no soffice on this machine"
    query, indicator, _, years = question(oracle)
    content = get(address, "xlsx", query)
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").mkdir()
        (Path(folder) / "in/table.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, f"{folder}/in/table.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        book = openpyxl.load_workbook(f"{folder}/table.xlsx")
    assert book.sheetnames == names, (book.sheetnames, names)
    sheet = book.worksheets[0]
    # That the head stays in sight is a matter of the window, which there is none of here.
    assert sheet.auto_filter.ref
    for other in book.worksheets[1:]:
        assert other.max_row > 1, f"the sheet {other.title} is empty"
    return compare_rows(list(sheet.iter_rows(values_only=True)), oracle, indicator, years)


def check_geojson_and_flatgeobuf_in_gdal(address: str, oracle: Oracle) -> str:
    """Features with their figures, the same in both."""
    query, indicator, *_ = question(oracle)
    year = oracle.periods(indicator)[-1]
    query = f"cijfer={indicator}&gebied=gemeenten&achtergrond=totaal&jaar={year}"
    found = []
    for ending in ("geojson", "fgb"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"table.{ending}"
            path.write_bytes(get(address, ending, query))
            frame = geopandas.read_file(path).sort_values("code").reset_index(drop=True)
        frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty].reset_index(drop=True)
        assert frame.crs.to_epsg() == 4326 and set(frame.geom_type) == {"MultiPolygon"}
        for row in frame.itertuples():
            cell = oracle.cell(indicator, row.code, "totaal", year)
            given = getattr(row, indicator) if indicator.isidentifier() else frame.loc[row.Index, indicator]
            assert same(None if pandas.isna(given) else given, cell["value"]), (row.code, given, cell)
            assert frame.loc[row.Index, f"{indicator}_status"] == cell["status"]
        found.append(frame)
    assert list(found[0]["code"]) == list(found[1]["code"])
    assert found[0].geometry.geom_equals_exact(found[1].geometry, 1e-5).all()
    return f"{len(found[0])} areas"
