"""The dashboard shows every metric there is, names no other, and asks for each in a way that fits its kind."""

import json
import re
from itertools import combinations
from typing import Any

import pytest

from bot.core.metrics import Metrics
from bot.core.settings import ROOT

DASHBOARD = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]
QUERIES = [(panel["title"], target["expr"]) for panel in PANELS for target in panel["targets"]]
NAME = re.compile(r"\blimber_\w+")
SELECTOR = re.compile(r'limber_\w+\{((?:\w+(?:=|!=|=~|!~)"[^"]*"(?:, )?)+)\}')
BY = re.compile(r"\bby \(([\w, ]+)\)")


@pytest.fixture(scope="module")
def metrics() -> Metrics:
    """Metrics that have counted something of everything."""
    made = Metrics()
    made.break_posted(3)
    made.acknowledged("command", 0.1)
    made.answered("command", "help", 0.2)
    made.slack_answered("chat.postMessage", "ok")
    return made


@pytest.fixture(scope="module")
def labels_by_sample(metrics: Metrics) -> dict[str, set[str]]:
    return {each.name: set(each.labels) for family in metrics.registry.collect() for each in family.samples}


def test_every_metric_is_shown_and_no_other(metrics: Metrics, labels_by_sample: dict[str, set[str]]) -> None:
    named = {name for _, query in QUERIES for name in NAME.findall(query)}
    variables = {name for each in DASHBOARD["templating"]["list"] for name in NAME.findall(json.dumps(each))}
    assert (named | variables) - set(labels_by_sample) == set()
    for family in metrics.registry.collect():
        assert named & {each.name for each in family.samples}, f"{family.name} is not shown"


@pytest.mark.parametrize(("title", "query"), QUERIES)
def test_a_query_fits_its_metric(title: str, query: str, labels_by_sample: dict[str, set[str]]) -> None:
    [name] = NAME.findall(query)
    selected = SELECTOR.search(query)
    assert selected
    assert (query.count("("), query.count("{")) == (query.count(")"), query.count("}"))
    known = labels_by_sample[name] | {"job"}
    asked = set(re.findall(r"(\w+)(?:=|!)", selected[1])) | {
        each for by in BY.findall(query) for each in by.split(", ")
    }
    assert asked <= known
    counts = name.endswith(("_total", "_bucket", "_count"))
    assert counts == bool(re.search(rf"(?:rate|increase)\({name}\{{[^}}]+\}}\[\$__(?:rate_interval|range)\]\)", query))
    assert name.endswith("_bucket") == query.startswith("histogram_quantile(0.")
    assert name.endswith("_bucket") == ("le" in asked)


def test_legends_name_labels_that_their_query_keeps() -> None:
    for target in (each for panel in PANELS for each in panel["targets"]):
        kept = {each for by in BY.findall(target["expr"]) for each in by.split(", ")}
        assert set(re.findall(r"{{(\w+)}}", target["legendFormat"])) <= kept


def test_panels_have_a_title_a_description_and_a_place_of_their_own() -> None:
    assert len({panel["id"] for panel in PANELS}) == len({panel["title"] for panel in PANELS}) == len(PANELS)
    places = [tuple(panel["gridPos"][side] for side in "xywh") for panel in PANELS]
    assert all(panel["description"].endswith(".") for panel in PANELS)
    assert all(x + width <= 24 for x, _, width, _ in places)
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(places, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_it_asks_whatever_prometheus_its_reader_chooses() -> None:
    sources = {each["uid"] for panel in PANELS for each in (panel["datasource"], *_sources(panel))}
    assert sources == {"${datasource}"}
    assert DASHBOARD["templating"]["list"][0]["type"] == "datasource"


def _sources(panel: dict[str, Any]) -> list[dict[str, str]]:
    return [target["datasource"] for target in panel["targets"]]
