"""Prints what ghz found, and ends with 1 if a call failed or a limit in the configuration's tags was not kept."""

import json
import os
import sys


def main(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    tags = report["tags"]
    slack = float(os.environ.get("MARGRID_SLACK", "1"))
    milliseconds = {part["percentage"]: part["latency"] / 1e6 for part in report["latencyDistribution"] or []}
    print(f"{report['name']}: {report['count']} calls, {report['rps']:.3g} calls/s (ghz decoding included)")
    faults = []
    bad = {code: calls for code, calls in report["statusCodeDistribution"].items() if code != "OK"}
    if bad:
        faults.append(f"status: {bad} (expected: OK only) {list(report['errorDistribution'])[:3]}")
    if report["count"] < int(tags["least_calls"]):
        faults.append(f"calls: {report['count']} (expected: at least {tags['least_calls']})")
    for percentage in (50, 99):
        found = milliseconds.get(percentage)
        limit = float(tags[f"most_p{percentage}_ms"]) * slack
        print(f"  p{percentage}: {found} ms (limit {limit:g})")
        if found is None or found > limit:
            faults.append(f"p{percentage}: {found} ms (expected: at most {limit:g})")
    for fault in faults:
        print(f"  FAILED {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
