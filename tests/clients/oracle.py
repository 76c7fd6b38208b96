"""What the release itself says, read from its own Parquet files without any of our code."""

import functools
import json
import math
from pathlib import Path

import duckdb

PARTS = ("value", "numerator", "denominator", "numerator_within", "denominator_within")


class Oracle:
    """The cells of a release by where they stand."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.definition = json.loads((self.folder / "definition.json").read_text())
        self.manifest = json.loads((self.folder / "manifest.json").read_text())
        rows = duckdb.sql(f"SELECT area, level, name, vintages FROM '{self.folder}/places.parquet'").fetchall()
        newest = {}
        for area, _, _, vintages in rows:
            newest[area] = max(newest.get(area, 0), max(vintages))
        self.ids = {}
        self.levels = {}
        self.names = {}
        for area, level, name, vintages in rows:
            # A code that means another place now has the last year of the older one behind it.
            own = area if max(vintages) == newest[area] else f"{area}-{max(vintages)}"
            self.levels[own] = level
            self.names[own] = name
            for vintage in vintages:
                self.ids[area, vintage] = own

    @functools.cached_property
    def indicators(self) -> list[dict]:
        """Those that have figures."""
        return [one for one in self.definition["indicators"] if (self.folder / f"cells/{one['id']}.parquet").exists()]

    @functools.cached_property
    def themes(self) -> dict[str, list[str]]:
        """The indicators of each theme that has figures."""
        found: dict[str, list[str]] = {}
        for one in self.indicators:
            found.setdefault(one["theme"], []).append(one["id"])
        return found

    @functools.lru_cache(maxsize=80)
    def cells(self, indicator: str) -> dict[tuple[str, str, int], dict]:
        """All cells of an indicator that are not "not available", by area, background and year."""
        rows = duckdb.sql(
            f"""SELECT area, vintage, category, period, status, {", ".join(PARTS)}
                FROM '{self.folder}/cells/{indicator}.parquet'"""
        ).fetchall()
        found = {}
        for area, vintage, category, period, status, *parts in rows:
            shown = status == "published"
            found[self.ids[area, vintage], "totaal" if category == "total" else category, period] = {
                "status": status,
                **{name: part if shown else None for name, part in zip(PARTS, parts, strict=True)},
            }
        return found

    def cell(self, indicator: str, area: str, background: str, period: int) -> dict:
        """One cell; one that is not there is "not available"."""
        nothing = {"status": "not-available", **dict.fromkeys(PARTS)}
        return self.cells(indicator).get((area, background, period), nothing)

    def largest_theme(self) -> str:
        """The theme with the most cells."""
        return max(self.themes, key=lambda theme: sum(len(self.cells(one)) for one in self.themes[theme]))

    def everybody_has_a_figure(self, indicator: str) -> bool:
        """Whether an indicator is published of everybody in a municipality: a share of the groups themselves is not."""
        return any(
            background == "totaal" and self.levels[area] == "municipality" and cell["status"] == "published"
            for (area, background, _), cell in self.cells(indicator).items()
        )

    def split_indicator(self) -> tuple[str, list[str]]:
        """An indicator with figures by background where there is one, and its backgrounds."""
        for one in self.indicators:
            groups = sorted({background for _, background, _ in self.cells(one["id"])} - {"totaal"})
            if groups and one["measure"] == "percent" and self.everybody_has_a_figure(one["id"]):
                return one["id"], ["totaal", *groups[:6]]
        percent = (one["id"] for one in self.indicators if one["measure"] == "percent")
        return next(one for one in percent if self.everybody_has_a_figure(one)), ["totaal"]

    def periods(self, indicator: str) -> list[int]:
        """The years of an indicator."""
        return sorted({period for _, _, period in self.cells(indicator)})


def same(given, expected) -> bool:
    """Whether two figures are the same, to the last bits of a floating-point number; nothing is only the same as nothing."""
    if given is not None and isinstance(given, float) and math.isnan(given):
        given = None
    if given is None or expected is None:
        return given is None and expected is None
    return math.isclose(float(given), float(expected), rel_tol=1e-12, abs_tol=1e-12)


def column(indicator: str) -> str:
    """The name of an indicator as a column of a table."""
    return "".join(word[:1].upper() + word[1:] for word in indicator.split("-"))
