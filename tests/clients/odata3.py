"""`cbsodata`, with nothing changed but the address of the catalogue."""

from urllib.parse import urlparse

import cbsodata
import requests

from .oracle import Oracle, column, same


def use(address: str) -> None:
    """What somebody changes who reads tables of Statistics Netherlands today."""
    cbsodata.options.catalog_url = urlparse(address).netloc + urlparse(address).path + "/api/odata/v3"
    cbsodata.options.use_https = address.startswith("https")


def download(theme: str, **settings) -> dict:
    """`download_data` with the typed figures: `typed` says there which of the two sets is left out."""
    return cbsodata.download_data(theme, typed=False, **settings)


def compare(rows: list[dict], theme: str, oracle: Oracle, metadata: list[dict]) -> int:
    """Compares every figure of wide rows with the release; gives how many."""
    keys = [row["Key"] for row in metadata if row["Type"] == "Topic"]
    compared = 0
    for indicator in oracle.themes[theme]:
        name = column(indicator)
        parts = {"value": name, "numerator": f"{name}Teller", "denominator": f"{name}Noemer", "status": f"{name}Status"}
        own = {part: next((key for key in keys if key.rsplit("_", 1)[0] == start), None) for part, start in parts.items()}
        assert own["value"] and own["status"], f"{indicator} has no columns in {keys}"
        for row in rows:
            cell = oracle.cell(indicator, row["WijkenEnBuurten"], row["Achtergronden"], int(row["Perioden"][:4]))
            for part in ("value", "numerator", "denominator"):
                if own[part]:
                    assert same(row[own[part]], cell[part]), (indicator, row["WijkenEnBuurten"], row[own[part]], cell)
                    compared += 1
            assert row[own["status"]] == cell["status"], (indicator, row, cell)
    return compared


def check_the_catalogue_lists_every_theme_and_can_be_filtered(address: str, oracle: Oracle) -> None:
    """`get_table_list` with and without a filter and a selection."""
    use(address)
    listed = cbsodata.get_table_list()
    assert [row["Identifier"] for row in listed] == list(oracle.themes), listed
    first = next(iter(oracle.themes))
    found = cbsodata.get_table_list(filters=f"Identifier eq '{first}'", select=["Identifier", "Title"])
    assert [list(row) for row in found] == [["Identifier", "Title"]], found


def check_info_and_metadata_say_what_a_table_is(address: str, oracle: Oracle) -> None:
    """`get_info` and `get_meta`."""
    use(address)
    theme = next(iter(oracle.themes))
    assert cbsodata.get_info(theme)["Identifier"] == theme
    topics = [row for row in cbsodata.get_meta(theme, "DataProperties") if row["Type"] == "Topic"]
    assert len(topics) >= 2 * len(oracle.themes[theme])
    periods = {row["Key"] for row in cbsodata.get_meta(theme, "Perioden")}
    expected = {f"{period}JJ00" for one in oracle.themes[theme] for period in oracle.periods(one)}
    assert periods == expected, (periods, expected)


def check_the_largest_table_is_the_release_over_all_its_pages(address: str, oracle: Oracle) -> str:
    """`download_data`, all rows, page after page."""
    use(address)
    theme = oracle.largest_theme()
    pages = []
    send = requests.Session.send

    def counted(session, request, **settings):
        if "TypedDataSet" in request.url:
            pages.append(request.url)
        return send(session, request, **settings)

    requests.Session.send = counted
    try:
        data = download(theme)
    finally:
        requests.Session.send = send
    rows = data["TypedDataSet"]
    expected = {key for one in oracle.themes[theme] for key in oracle.cells(one)}
    given = {(row["WijkenEnBuurten"], row["Achtergronden"], int(row["Perioden"][:4])) for row in rows}
    assert len(given) == len(rows), "a row came twice"
    assert given == expected, (len(given - expected), len(expected - given))
    compared = compare(rows, theme, oracle, data["DataProperties"])
    if len(rows) > 20_000:
        assert len(pages) >= 3, pages
    return f"{len(rows)} rows, {compared} figures, {len(pages)} pages"


def check_filters_and_selections_give_the_same_rows_as_filtering_afterwards(address: str, oracle: Oracle) -> str:
    """`get_data` and `download_data` with `filters` and `select`."""
    use(address)
    indicator, groups = oracle.split_indicator()
    theme = next(theme for theme, all in oracle.themes.items() if indicator in all)
    year = oracle.periods(indicator)[-1]
    every = {key for one in oracle.themes[theme] for key in oracle.cells(one)}
    here = {area for area, background, period in oracle.cells(indicator) if background == "totaal" and period == year}
    municipality = next(area for area in sorted(here) if oracle.levels[area] == "municipality" and "-" not in area)
    name = next(
        row["Key"] for row in cbsodata.get_meta(theme, "DataProperties") if row["Key"].rsplit("_", 1)[0] == column(indicator)
    )
    threshold = sorted(cell["value"] for cell in oracle.cells(indicator).values() if cell["value"] is not None)
    threshold = threshold[len(threshold) // 2]
    value = lambda key: oracle.cell(indicator, *key)["value"]
    questions = {
        f"Perioden eq '{year}JJ00'": lambda key: key[2] == year,
        f"(WijkenEnBuurten eq '{municipality}    ') and (Achtergronden eq 'totaal')": lambda key: key[:2] == (municipality, "totaal"),
        f"startswith(WijkenEnBuurten, 'GM') and Perioden eq '{year}JJ00'": lambda key: key[0].startswith("GM") and key[2] == year,
        f"substringof('{municipality[2:]}', WijkenEnBuurten)": lambda key: municipality[2:] in key[0],
        f"not (startswith(WijkenEnBuurten, 'BU') or startswith(WijkenEnBuurten, 'WK'))": lambda key: key[0][:2] not in ("BU", "WK"),
        f"{name} gt {threshold} and startswith(WijkenEnBuurten, 'GM')": lambda key: (value(key) or 0) > threshold and key[0].startswith("GM"),
    }
    for question, fits in questions.items():
        rows = download(theme, filters=question)["TypedDataSet"]
        given = {(row["WijkenEnBuurten"], row["Achtergronden"], int(row["Perioden"][:4])) for row in rows}
        expected = {key for key in every if fits(key)}
        assert given == expected and len(given) == len(rows), (question, len(given - expected), len(expected - given))
    chosen = cbsodata.get_data(theme, typed=True, filters=f"Perioden eq '{year}JJ00'", select=["WijkenEnBuurten", "Achtergronden", name])
    assert all(set(row) == {"WijkenEnBuurten", "Achtergronden", name} for row in chosen)
    # Behind a name that several areas have stands which one it is: "Groningen (gemeente)".
    titles = {row["WijkenEnBuurten"].removesuffix(" (gemeente)") for row in chosen}
    assert oracle.names[municipality] in titles, "codes were not given their titles"
    return f"{len(questions)} questions"


def check_mistakes_are_explained(address: str, oracle: Oracle) -> None:
    """A wrong table, set, column or condition is a problem with words."""
    theme = next(iter(oracle.themes))
    root = f"{address}/api/odata/v3/ODataFeed/odata"
    for path, status in [
        ("/bestaat-niet/TypedDataSet", 404),
        (f"/{theme}/Niets", 404),
        (f"/{theme}/TypedDataSet?$filter=Regio eq 'GM'", 400),
        (f"/{theme}/TypedDataSet?$filter=Perioden eq '", 400),
        (f"/{theme}/TypedDataSet?$select=Niets", 400),
        (f"/{theme}/TypedDataSet?$top=-1", 400),
        (f"/{theme}/TypedDataSet?$expand=x", 400),
        (f"/{theme}/TypedDataSet?$filter=';DROP TABLE cells;--", 400),
    ]:
        answer = requests.get(root + path, timeout=60)
        assert answer.status_code == status, (path, answer.status_code)
        assert answer.headers["content-type"] == "application/problem+json", path
        assert answer.json()["detail"], path
