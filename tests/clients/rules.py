"""The NL API Design Rules, one check for each rule that a running server shows."""

import re

import requests

from .oracle import Oracle


def description(address: str) -> dict:
    """The OpenAPI document."""
    return requests.get(f"{address}/api/v1/openapi.json", timeout=60).json()


def check_the_description_is_openapi_3_1_at_its_usual_place(address: str, oracle: Oracle) -> None:
    """core/doc-openapi, core/publish-openapi, core/semver."""
    document = description(address)
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"]), document["openapi"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert document["info"]["contact"]["name"]
    answer = requests.get(f"{address}/api/v1/openapi.json", timeout=60)
    assert answer.headers["access-control-allow-origin"] == "*"


def check_the_major_version_is_in_the_address_and_the_whole_one_in_a_header(address: str, oracle: Oracle) -> None:
    """core/uri-version, core/version-header."""
    document = description(address)
    assert document["servers"][0]["url"].endswith("/api/v1")
    for path in ("", "/areas", "/areas/ZZ", "/cells", "/nothing-here"):
        answer = requests.get(f"{address}/api/v1{path}", timeout=60)
        assert answer.headers["api-version"] == document["info"]["version"], path


def check_paths_are_kebab_case_and_collections_plural(address: str, oracle: Oracle) -> None:
    """core/path-segments-kebab-case, core/naming-collections, core/no-trailing-slash."""
    for path in description(address)["paths"]:
        for segment in path.strip("/").split("/"):
            assert not segment or segment.startswith("{") or re.fullmatch(r"[a-z]+(-[a-z]+)*", segment), path
        assert path == "/" or not path.endswith("/")
    answer = requests.get(f"{address}/api/v1/areas/", timeout=60)
    assert answer.status_code == 404, answer.status_code


def check_query_keys_are_camel_case(address: str, oracle: Oracle) -> None:
    """core/query-keys-camel-case."""
    for operations in description(address)["paths"].values():
        for parameter in operations["get"].get("parameters", []):
            assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", parameter["name"]), parameter["name"]


def check_only_standard_methods_are_taken(address: str, oracle: Oracle) -> None:
    """core/http-methods: another method is 405 and says which are taken."""
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        answer = requests.request(method, f"{address}/api/v1/areas", timeout=60)
        assert answer.status_code == 405, (method, answer.status_code)
        assert "GET" in answer.headers["allow"]
        assert answer.headers["content-type"] == "application/problem+json"
    answer = requests.options(f"{address}/api/v1/areas", headers={"Origin": "https://example.org"}, timeout=60)
    assert answer.status_code == 204 and answer.headers["access-control-allow-origin"] == "*"
    assert requests.head(f"{address}/api/v1/areas", timeout=60).content == b""


def check_errors_are_problems_with_status_title_and_detail(address: str, oracle: Oracle) -> None:
    """core/error-handling: problem+json everywhere, and what is wrong one by one."""
    indicator, _ = oracle.split_indicator()
    for path, status in [
        ("/nothing-here", 404),
        ("/areas/GM99999", 404),
        ("/areas?level=village", 400),
        ("/areas?pageSize=0", 400),
        ("/areas?page=x", 400),
        ("/locations", 400),
        ("/locations?longitude=500&latitude=52", 400),
        ("/cells", 400),
        (f"/cells?indicator={indicator}x&area=NL00", 400),
        (f"/cells?indicator={indicator}&area=NL00&period=1066", 400),
        (f"/cells?indicator={indicator}&area=NL00&background=nobody", 400),
        (f"/cells?indicator={indicator}&area=NL00&format=docx", 400),
        (f"/cells?indicator={indicator}&area=NL00&regio=x", 400),
        (f"/cells?indicator={indicator}&area=NL00&release=0000000000000000", 404),
        (f"/cells?indicator=' OR 1=1 --&area=NL00", 400),
        (f"/cells?indicator={indicator}&area=../../etc/passwd", 400),
        (f"/cells?indicator={indicator}&area=<script>", 400),
        (f"/comparisons?indicator={indicator}&area=NL00", 400),
        ("/releases/0000000000000000", 404),
        ("/releases/../../etc/files", 404),
        (f"/releases/{oracle.manifest['id']}/files/cube/columns.bin", 404),
        (f"/releases/{oracle.manifest['id']}/files/../../../etc/passwd", 404),
    ]:
        answer = requests.get(f"{address}/api/v1{path}", timeout=60)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:300])
        assert answer.headers["content-type"] == "application/problem+json", path
        problem = answer.json()
        assert problem["status"] == status and problem["title"] and problem["detail"], problem
        assert problem["type"].startswith("urn:"), problem
    near = requests.get(f"{address}/api/v1/cells?indicator={indicator}x&area=NL00", timeout=60).json()
    assert near["errors"][0]["nearest"][0] == indicator, near


def check_what_is_too_large_says_how_to_split_it(address: str, oracle: Oracle) -> None:
    """413 with the number of parts, where a table is over the limit."""
    params = {"indicator": "all", "area": "country,municipalities,districts,neighbourhoods", "period": "all", "format": "csv"}
    params["background"] = ",".join(["totaal", *(one["id"] for one in oracle.definition["breakdowns"])])
    size = requests.get(f"{address}/api/v1/cells", params=params | {"format": "json", "pageSize": 1}, timeout=60).json()["total"]
    if size > 5_000_000:
        answer = requests.get(f"{address}/api/v1/cells", params=params, timeout=60)
        assert answer.status_code == 413 and re.search(r"\d", answer.json()["detail"]), answer.text
    long = requests.get(f"{address}/api/v1/cells?indicator={'x' * 40_000}", timeout=60)
    assert long.status_code == 414


def check_what_is_known_is_not_sent_again(address: str, oracle: Oracle) -> None:
    """ETag and 304, compression, and the allowance in headers."""
    first = requests.get(f"{address}/api/v1/areas", timeout=60)
    again = requests.get(f"{address}/api/v1/areas", headers={"If-None-Match": first.headers["etag"]}, timeout=60)
    assert again.status_code == 304 and not again.content
    assert re.search(r"r=\d+", first.headers["ratelimit"]) and first.headers["ratelimit-policy"]


def check_languages(address: str, oracle: Oracle) -> None:
    """`language`, and what a client accepts."""
    url = f"{address}/api/v1/backgrounds"
    assert requests.get(url, timeout=60).json()["total"]["label"] == "Alle bewoners"
    assert requests.get(url, params={"language": "en"}, timeout=60).json()["total"]["label"] == "All residents"
    asked = requests.get(url, headers={"Accept-Language": "en-GB,en;q=0.9"}, timeout=60)
    assert asked.json()["total"]["label"] == "All residents"


def check_too_much_at_once_is_refused_with_when_to_come_back(address: str, oracle: Oracle) -> str:
    """429 with Retry-After. Last of all, because it uses up what this address may ask."""
    session = requests.Session()
    for n in range(4_000):
        # Another name for the same visitor would have an allowance of its own.
        answer = session.get(f"{address}/api/v1", headers={"X-Forwarded-For": "203.0.113.7"}, timeout=60)
        if answer.status_code == 429:
            assert int(answer.headers["retry-after"]) >= 1
            assert answer.json()["detail"]
            other = requests.get(f"{address}/api/v1", headers={"X-Forwarded-For": "203.0.113.8"}, timeout=60)
            assert other.status_code == 200
            return f"after {n} requests"
    raise AssertionError("4,000 requests in a row were all answered")
