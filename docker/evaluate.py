"""Evaluates every expression of the dashboard and the alerts: evaluate.py http://PROMETHEUS. Run by docker/check-dashboard."""

import json
import math
import pathlib
import re
import sys
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent
VARIABLES = {"$job": "margrid", "$instance": ".+", "$__rate_interval": "2m", "$__interval": "2m"}
# A comparison at the end says when there is something to show. Whether there could be is asked with bool.
COMPARISON = re.compile(r" (>|<|==) (?=on |[0-9.]+$)")


def of_dashboard():
    dashboard = json.loads((HERE / "grafana/dashboards/margrid.json").read_text())
    for annotation in dashboard["annotations"]["list"]:
        yield annotation["name"], annotation["expr"]
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]


def of_alerts():
    rules = (HERE / "prometheus/alerts.yml").read_text()
    return re.findall(r"- alert: (\w+)\n +expr: >-\n +(.+)", rules)


def values(prometheus, expression):
    query = urllib.parse.urlencode({"query": expression})
    with urllib.request.urlopen(f"{prometheus}/api/v1/query?{query}") as answer:
        return [float(series["value"][1]) for series in json.load(answer)["data"]["result"]]


def main(prometheus):
    failed = 0
    for name, expression in [*of_dashboard(), *of_alerts()]:
        for variable, value in VARIABLES.items():
            expression = expression.replace(variable, value)
        found = values(prometheus, COMPARISON.sub(r" \1 bool ", expression))
        # What asks whether something is absent finds nothing where it is there.
        good = not found if expression.startswith("absent(") else any(not math.isnan(value) for value in found)
        failed += not good
        print(f"{'ok' if good else 'FAILED':6} {name}: {', '.join(f'{value:.4g}' for value in found[:4]) or 'nothing'}")
        if not good:
            print(f"       {expression}")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
