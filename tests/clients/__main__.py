"""`python -m clients ADDRESS RELEASE`: runs every check against the server at ADDRESS that shows RELEASE."""

import argparse
import sys
import time
import traceback

from . import api, files, jsonstat, odata3, odata4, pxweb2, rules
from .oracle import Oracle


def main() -> int:
    """Runs the checks and says which failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address", help="where the server listens, http://127.0.0.1:8080")
    parser.add_argument("release", help="the folder of the release that it shows")
    parser.add_argument("--only", help="only checks with this in their name")
    wanted = parser.parse_args()
    oracle = Oracle(wanted.release)
    failed = []
    for module in (odata3, odata4, jsonstat, pxweb2, files, api, rules):
        for name in sorted(name for name in dir(module) if name.startswith("check_")):
            called = f"{module.__name__.rsplit('.', 1)[-1]}: {name[6:].replace('_', ' ')}"
            if wanted.only and wanted.only not in called:
                continue
            began = time.monotonic()
            try:
                said = getattr(module, name)(wanted.address.rstrip("/"), oracle)
                print(f"  ok  {called} ({time.monotonic() - began:.1f} s){': ' + said if said else ''}", flush=True)
            except Exception:
                failed.append(called)
                print(f"FAIL  {called}", flush=True)
                traceback.print_exc()
    print(f"{len(failed)} checks failed" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
