"""`pyjstat` reading our JSON-stat 2."""

import requests
from pyjstat import pyjstat

from .oracle import Oracle, same


def check_pyjstat_reads_every_value_and_reason(address: str, oracle: Oracle) -> str:
    """A dataset over indicators, areas, backgrounds and years."""
    indicator, groups = oracle.split_indicator()
    years = oracle.periods(indicator)
    others = [one["id"] for one in oracle.indicators if one["id"] != indicator][:2]
    own = [indicator, *others]
    query = f"cijfer={','.join(own)}&gebied=land,gemeenten&achtergrond={','.join(groups)}&jaar={','.join(map(str, years))}"
    url = f"{address}/databank.jsonstat?{query}"
    dataset = pyjstat.Dataset.read(url)
    assert dataset["version"] == "2.0" and dataset["class"] == "dataset"
    frame = dataset.write("dataframe", naming="id")
    assert set(frame.columns) == {"indicator", "area", "background", "period", "measure", "value"}, list(frame.columns)
    compared = 0
    for row in frame.itertuples():
        cell = oracle.cell(row.indicator, row.area, row.background, int(row.period))
        assert same(row.value, cell[row.measure]), (row, cell)
        compared += 1
    body = requests.get(url, timeout=60).json()
    # Three numbers for each cell, the first of them its value.
    for n, row in enumerate(frame.itertuples()):
        cell = oracle.cell(row.indicator, row.area, row.background, int(row.period))
        said = body["status"].get(str(n))
        assert (said is None) == (cell["status"] == "published"), (row, cell, said)
        assert said is None or said == cell["status"], (row, cell, said)
    labels = dataset.write("dataframe", naming="label")
    assert len(labels) == len(frame)
    return f"{compared} numbers"


def check_values_alone_where_no_counts_are_wanted(address: str, oracle: Oracle) -> str:
    """`toon=cijfer` leaves out the dimension of counts."""
    indicator, _ = oracle.split_indicator()
    year = oracle.periods(indicator)[-1]
    url = f"{address}/databank.jsonstat?cijfer={indicator}&gebied=gemeenten&achtergrond=totaal&jaar={year}&toon=cijfer"
    frame = pyjstat.Dataset.read(url).write("dataframe", naming="id")
    for row in frame.itertuples():
        assert same(row.value, oracle.cell(indicator, row.area, "totaal", year)["value"]), row
    return f"{len(frame)} areas"
