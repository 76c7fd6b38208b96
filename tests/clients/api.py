"""Our own API: figures in pages, and schemathesis on its description."""

import html
import re
import subprocess
import sys
import tempfile

import duckdb
import requests

from .oracle import Oracle, same


def check_figures_over_at_least_three_pages(address: str, oracle: Oracle) -> str:
    """The list goes on until it is whole, and is the release."""
    indicator, groups = oracle.split_indicator()
    own = {"indicator": indicator, "area": "country,municipalities", "background": ",".join(groups), "period": "all"}
    total = requests.get(f"{address}/api/v1/cells", params=own, timeout=60).json()["total"]
    url, params = f"{address}/api/v1/cells", own | {"pageSize": max(1, total // 3 - 1)}
    cells, pages = [], 0
    while url:
        body = requests.get(url, params=params, timeout=60).json()
        cells += body["cells"]
        url, params = body.get("next"), {}
        pages += 1
    assert pages >= 3 and len(cells) == total, (pages, len(cells), total)
    assert len({(c["area"], c["background"], c["period"]) for c in cells}) == total
    for one in cells:
        cell = oracle.cell(one["indicator"], one["area"], one["background"], one["period"])
        assert one["status"] == cell["status"], (one, cell)
        for part in ("value", "numerator", "denominator"):
            assert same(one[part], cell[part]), (one, cell)
        assert cell["status"] == "published" or one["note"], one
    return f"{total} figures on {pages} pages"


def check_the_page_shows_the_same_figures(address: str, oracle: Oracle) -> str:
    """What stands in the table of the page is what the release says, as people write it."""
    indicator, groups = oracle.split_indicator()
    year = oracle.periods(indicator)[-1]
    decimals = next(one for one in oracle.indicators if one["id"] == indicator)["decimals"]
    query = f"cijfer={indicator}&gebied=gemeenten&achtergrond={groups[0]}&jaar={year}&toon=cijfer"
    page = requests.get(f"{address}/databank?{query}", timeout=60).text
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="num[^"]*">(.*?)</td>', body)
    shown = [html.unescape(value) for _, value in rows]
    areas = requests.get(f"{address}/databank.json?{query}", timeout=60).json()["cells"]
    numbers = 0
    for value, one in zip(shown, areas):
        cell = oracle.cell(indicator, one["area"], groups[0], year)
        if cell["value"] is None:
            assert not any(sign.isdigit() for sign in value) or "dan" in value, (value, cell)
        else:
            digits = value.replace("\u00a0", " ").replace(" %", "").replace(".", "").replace(",", ".").replace("\u2212", "-")
            # The page rounds half to even on the binary number, as Python does.
            assert float(digits) == float(f"{cell['value']:.{decimals}f}"), (value, cell)
            numbers += 1
    assert numbers > 0
    return f"{numbers} figures"


def check_readings_are_those_of_the_release(address: str, oracle: Oracle) -> str:
    """The stored word for each figure."""
    indicator, _ = oracle.split_indicator()
    year = oracle.periods(indicator)[-1]
    stored = dict(
        duckdb.sql(
            f"""SELECT area, reading_country FROM '{oracle.folder}/cells/{indicator}.parquet'
                WHERE period = {year} AND category = 'total' AND level = 'municipality' AND status = 'published'"""
        ).fetchall()
    )
    params = {"indicator": indicator, "area": "municipalities", "period": year, "reference": "country"}
    given = requests.get(f"{address}/api/v1/readings", params=params, timeout=60).json()["readings"]
    compared = 0
    for one in given:
        if one["area"] in stored and stored[one["area"]]:
            assert one["reading"] == stored[one["area"]], (one, stored[one["area"]])
            compared += 1
    assert compared > 0
    return f"{compared} readings"


def check_schemathesis_finds_nothing(address: str, oracle: Oracle) -> str:
    """Generated requests, good and bad, against the description."""
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,unsupported_method"
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/v1/openapi.json", "--checks", checks,
            "--max-examples", "25", "--rate-limit", "25/s", "--generation-deterministic", "--phases", "examples,coverage,fuzzing",
        ]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=1200, check=False)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    return "25 examples for each operation"
