"""What pyreadstat reads from SPSS files, as JSON; and SPSS files that pyreadstat writes.

oracle.py read FILE...             one JSON object per line, in the order of the files
oracle.py write FOLDER ROWS        files of every type, and what was put in them (through `read`)
oracle.py version                  fails when pyreadstat is not installed
"""

import json
import math
import struct
import sys
from pathlib import Path

import pyreadstat


def plain(value):
    """Texts as they are; numbers as the 16 hexadecimal digits of the double, so that nothing is rounded; None."""
    if value is None or isinstance(value, str):
        return value
    value = float(value)
    return None if math.isnan(value) else {"number": struct.pack(">d", value).hex()}


def read(path):
    columns, meta = pyreadstat.read_sav(
        path, user_missing=True, disable_datetime_conversion=True, output_format="dict"
    )
    variables = []
    for name in meta.column_names:
        missing = []
        for found in meta.missing_ranges.get(name, []):
            missing.append([plain(found["lo"]), plain(found["hi"])])
        for found in meta.missing_user_values.get(name, []):
            missing.append([plain(found), plain(found)])
        variables.append(
            {
                "name": name,
                "label": meta.column_names_to_labels[name],
                "format": meta.original_variable_types[name],
                "measure": meta.variable_measure[name],
                "alignment": meta.variable_alignment[name],
                "display_width": meta.variable_display_width[name],
                "storage_width": meta.variable_storage_width[name],
                "value_labels": [
                    [plain(value), label] for value, label in meta.variable_value_labels.get(name, {}).items()
                ],
                "missing": missing,
                "values": [plain(value) for value in columns[name]],
            }
        )
    return {
        "rows": meta.number_rows,
        "encoding": meta.file_encoding,
        "label": meta.file_label,
        "notes": meta.notes,
        "variables": variables,
    }


def write(folder, rows):
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(2023)
    letters = list("aeiou xyzéëïöüßñç€漢字")

    def texts(longest):
        # Texts of every length, some empty; spaces inside and before, none at the end.
        lengths = random.integers(0, longest + 1, rows)
        return ["".join(random.choice(letters, size)).rstrip(" ") for size in lengths]

    whole = random.integers(-200, 400, rows).astype(float)
    gaps = whole.copy()
    gaps[random.random(rows) < 0.2] = np.nan
    days = random.integers(0, 80_000, rows)
    frame = pd.DataFrame(
        {
            "heel_getal": whole,
            "met_lege_waarden": gaps,
            "kommagetal": random.normal(0, 1e6, rows),
            "heel_klein": random.normal(0, 1e-300, rows),
            "heel_groot": random.normal(0, 1e300, rows),
            "datum": pd.to_datetime("1900-01-01") + pd.to_timedelta(days, unit="D"),
            "moment": pd.to_datetime("1990-06-01 13:45:59") + pd.to_timedelta(days, unit="h"),
            "een_letter": list(random.choice(list("ABC"), rows)),
            "acht_tekens": [format(number, "08d") for number in random.integers(0, 99_999_999, rows)],
            "negen_tekens": [format(number, "09d") for number in random.integers(0, 999_999_999, rows)],
            "tekst": texts(40),
            "tekst_255": ["x" * 255 if at % 7 == 0 else text for at, text in enumerate(texts(60))],
            "tekst_256": ["y" * 256 if at % 5 == 0 else text for at, text in enumerate(texts(60))],
            "heel_lange_tekst": ["".join(random.choice(list("abc def"), 1200)).strip() + "z" for _ in range(rows)],
            "Naam_Met_Hoofdletters_die_veel_langer_is_dan_acht_tekens": whole,
            "gemeentë": whole + 0.5,
        }
    )
    frame["datum"] = frame["datum"].dt.date
    options = {
        "file_label": "Proefbestand met ëlk soort waarde",
        "note": ["Een regel uitleg", "en nog een"],
        "column_labels": {"heel_getal": "Een heel getal", "tekst": "Tekst met é en €", "datum": "Geboortedatum"},
        "variable_value_labels": {
            "heel_getal": {-1: "weigert", 0: "nee", 1: "ja", 99.5: "anderhalf €"},
            "een_letter": {"A": "Almere", "B": "Breda"},
            "negen_tekens": {"000000001": "de eerste"},
            "heel_lange_tekst": {"abc": "kort", "z" * 300: "lang"},
        },
        "missing_ranges": {
            "heel_getal": [-1, 99],
            "met_lege_waarden": [{"lo": 300, "hi": 399}, -1],
            "kommagetal": [{"lo": -1e5, "hi": 1e5}],
            "een_letter": ["C"],
            "acht_tekens": ["00000000", "99999999"],
        },
        "variable_display_width": {"tekst": 12},
        "variable_measure": {"heel_getal": "nominal", "kommagetal": "scale", "een_letter": "ordinal"},
        "variable_format": {"heel_getal": "F5.0", "kommagetal": "F20.4"},
    }
    folder = Path(folder)
    pyreadstat.write_sav(frame, str(folder / "plain.sav"), **options)
    pyreadstat.write_sav(frame, str(folder / "packed.sav"), row_compress=True, **options)
    pyreadstat.write_sav(frame, str(folder / "zlib.zsav"), compress=True, **options)
    pyreadstat.write_sav(frame.head(0), str(folder / "empty.sav"), row_compress=True, **options)
    pyreadstat.write_sav(frame[["heel_getal"]], str(folder / "one.zsav"), compress=True)


if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    if task == "read":
        for path in arguments:
            print(json.dumps(read(path)))
    elif task == "write":
        write(arguments[0], int(arguments[1]))
    elif task == "version":
        print(pyreadstat.__version__)
