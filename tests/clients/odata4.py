"""OData version 4 as plain requests, as Power BI and Excel send them."""

import xml.etree.ElementTree as ElementTree

import requests

from .oracle import Oracle, same


def pages(address: str, **params) -> tuple[list[dict], int]:
    """All rows of a set, following the links from page to page."""
    rows, count = [], 0
    while address:
        answer = requests.get(address, params=params, timeout=120)
        answer.raise_for_status()
        assert answer.headers["odata-version"] == "4.0"
        body = answer.json()
        rows += body["value"]
        address, params = body.get("@odata.nextLink"), {}
        count += 1
    return rows, count


def root(address: str, oracle: Oracle, theme: str) -> str:
    """The address of a table."""
    return f"{address}/api/odata/v4/{oracle.definition['monitor']['id']}/{theme}"


def compare(rows: list[dict], oracle: Oracle) -> int:
    """Compares observations with the release."""
    for row in rows:
        indicator, _, part = row["Measure"].partition("_")
        part = {"": "value", "teller": "numerator", "noemer": "denominator"}[part]
        cell = oracle.cell(indicator, row["WijkenEnBuurten"], row["Achtergronden"], int(row["Perioden"][:4]))
        assert same(row["Value"], cell[part]), (row, cell)
        expected = "None" if cell[part] is not None else cell["status"]
        assert row["ValueAttribute"] == expected, (row, cell)
    return len(rows)


def check_the_service_describes_itself(address: str, oracle: Oracle) -> None:
    """Catalogues, datasets, sets and `$metadata`."""
    catalogs = requests.get(f"{address}/api/odata/v4", timeout=60).json()["value"]
    assert [one["Identifier"] for one in catalogs] == [oracle.definition["monitor"]["id"]]
    datasets = requests.get(f"{address}/api/odata/v4/{catalogs[0]['Identifier']}/Datasets", timeout=60).json()["value"]
    assert [one["Identifier"] for one in datasets] == list(oracle.themes)
    theme = next(iter(oracle.themes))
    sets = {one["name"] for one in requests.get(root(address, oracle, theme), timeout=60).json()["value"]}
    tree = ElementTree.fromstring(requests.get(f"{root(address, oracle, theme)}/$metadata", timeout=60).content)
    space = "{http://docs.oasis-open.org/odata/ns/edm}"
    described = {one.get("Name") for kind in ("EntitySet", "Singleton") for one in tree.iter(space + kind)}
    assert sets == described, (sets, described)
    for name in sets - {"Observations"}:
        body = requests.get(f"{root(address, oracle, theme)}/{name}", timeout=60).json()
        typed = tree.find(f".//{space}EntityType[@Name='{name}Row']")
        columns = {one.get("Name") for one in typed.iter(f"{space}Property")}
        for row in body["value"][:5] if name != "Properties" else [body]:
            own = {key for key in row if not key.startswith("@")}
            assert own <= columns, (name, own - columns)


def check_all_observations_of_the_largest_table(address: str, oracle: Oracle) -> str:
    """Every observation, over all pages."""
    theme = oracle.largest_theme()
    rows, count = pages(f"{root(address, oracle, theme)}/Observations")
    given = {(row["Measure"], row["WijkenEnBuurten"], row["Achtergronden"], int(row["Perioden"][:4])) for row in rows}
    assert len(given) == len(rows), "an observation came twice"
    expected = {(one, *key) for one in oracle.themes[theme] for key in oracle.cells(one)}
    values = {key for key in given if "_" not in key[0]}
    assert values == expected, (len(values - expected), len(expected - values))
    if len(rows) > 40_000:
        assert count >= 3, count
    return f"{compare(rows, oracle)} observations, {count} pages"


def check_conditions_and_cuts(address: str, oracle: Oracle) -> None:
    """`$filter`, `$select`, `$top`, `$skip`, `$count`."""
    indicator, _ = oracle.split_indicator()
    theme = next(theme for theme, all in oracle.themes.items() if indicator in all)
    year = oracle.periods(indicator)[-1]
    own = f"{root(address, oracle, theme)}/Observations"
    question = f"Measure eq '{indicator}' and Perioden eq '{year}JJ00' and startswith(WijkenEnBuurten,'GM')"
    rows, _ = pages(own, **{"$filter": question})
    expected = {key for key in oracle.cells(indicator) if key[2] == year and key[0].startswith("GM")}
    assert {(row["WijkenEnBuurten"], row["Achtergronden"], year) for row in rows} == expected
    compare(rows, oracle)
    part, _ = pages(own, **{"$filter": question, "$skip": 2, "$top": 3, "$select": "Id,Value"})
    assert part == [{"Id": row["Id"], "Value": row["Value"]} for row in rows[2:5]]
    counted = requests.get(own, params={"$filter": question, "$count": "true", "$top": 0}, timeout=60).json()
    assert counted["@odata.count"] == len(rows) and counted["value"] == []
    assert requests.get(f"{own}/$count", params={"$filter": question}, timeout=60).text == str(len(rows))
    areas = sorted({row["WijkenEnBuurten"] for row in rows})[:2]
    listed = "'" + "','".join(areas) + "'"
    rows, _ = pages(own, **{"$filter": f"WijkenEnBuurten in ({listed}) and Measure eq '{indicator}'"})
    assert {row["WijkenEnBuurten"] for row in rows} == set(areas)
