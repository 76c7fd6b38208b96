"""`pxwebpy` on our PxWebApi 2."""

from pxweb import PxApi

from .oracle import Oracle, same


def client(address: str) -> PxApi:
    """What somebody changes who reads PxWeb today."""
    return PxApi(f"{address}/api/pxweb/v2", disable_cache=True)


def compare(rows: list[dict], oracle: Oracle) -> int:
    """Compares rows with codes with the release."""
    for row in rows:
        indicator, area, background, period = (row[name] for name in list(row)[:4])
        cell = oracle.cell(indicator, area, background, int(period))
        assert same(row["value"], cell["value"]), (row, cell)
    return len(rows)


def check_tables_variables_and_code_lists(address: str, oracle: Oracle) -> None:
    """The list of tables, a search, the variables of a table, a code list."""
    api = client(address)
    assert api.number_of_tables == len(oracle.themes)
    assert {table["id"] for table in api.all_tables()} == set(oracle.themes)
    theme = next(iter(oracle.themes))
    variables = api.get_table_variables(theme)
    assert list(variables) == ["indicator", "area", "background", "period"], list(variables)
    assert list(variables["indicator"]["category"]["label"]) == oracle.themes[theme]
    assert variables["background"]["elimination"] and not variables["area"]["elimination"]
    municipalities = api.get_code_list("vs_gemeenten")
    expected = {area for area, level in oracle.levels.items() if level == "municipality"}
    assert {value["code"] for value in municipalities["values"]} == expected
    assert api.search(query="zzzzqqq")["tables"] == []


def check_a_question_gives_the_release(address: str, oracle: Oracle) -> str:
    """Codes, wildcards, expressions and a code list."""
    api = client(address)
    indicator, groups = oracle.split_indicator()
    theme = next(theme for theme, all in oracle.themes.items() if indicator in all)
    year = oracle.periods(indicator)[-1]
    rows = api.get_table_data(
        theme,
        {"indicator": [indicator], "area": ["*"], "background": groups, "period": [str(year)]},
        code_list={"area": "vs_gemeenten"},
        show="code",
    )
    assert {row["Gebied"] for row in rows} == {area for area in {row["Gebied"] for row in rows} if area.startswith("GM")}
    compared = compare(rows, oracle)
    newest = api.get_table_data(theme, {"indicator": [indicator], "area": ["NL00"], "period": ["top(1)"]}, show="code")
    # Without a background everybody is meant.
    assert {row["Achtergrond"] for row in newest} == {"totaal"}
    return f"{compared + compare(newest, oracle)} cells"


def check_a_question_over_the_limit_is_split_by_the_client(address: str, oracle: Oracle) -> str:
    """More cells than are given at once, in at least three parts."""
    api = client(address)
    most = api.get_config()["maxDataCells"]
    theme = oracle.largest_theme()
    variables = api.get_table_variables(theme)
    size = 1
    for variable in variables.values():
        size *= len(variable["category"]["label"])
    indicators = oracle.themes[theme]
    per_indicator = size // len(indicators)
    wanted = indicators[: max(1, min(len(indicators), 400_000 // per_indicator + 1))]
    calls = []
    call = api._client.call

    def counted(endpoint, **settings):
        if endpoint.endswith("/data"):
            calls.append(endpoint)
        return call(endpoint=endpoint, **settings)

    api._client.call = counted
    rows = api.get_table_data(theme, {"indicator": wanted, "area": ["*"], "background": ["*"], "period": ["*"]}, show="code")
    assert len(rows) == per_indicator * len(wanted), (len(rows), per_indicator, wanted)
    if len(rows) > 2 * most:
        assert len(calls) >= 3, len(calls)
    return f"{compare(rows, oracle)} cells in {len(calls)} parts of at most {most}"


def check_the_usual_selection(address: str, oracle: Oracle) -> str:
    """Without a question: everything of the newest year for country and municipalities."""
    return f"{compare(client(address).get_table_data(oracle.largest_theme(), show='code'), oracle)} cells"
