"""Every benchmark runs, at a small size; none of them is held to a time here, where other tests keep the machine busy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.benchmarks import (
    bench_coverage,
    bench_edit,
    bench_filter,
    bench_likeness,
    bench_naming,
    bench_open,
    bench_outputs,
    bench_picture,
    bench_reading,
    bench_report,
    bench_search,
    bench_take_in,
    bench_window,
)

BENCHES: dict[str, Callable[[], list[tuple[str, float, float, str]]]] = {
    "open": partial(bench_open.bench, 40, 1),
    "edit": partial(bench_edit.bench, 40, 3),
    "filter": partial(bench_filter.bench, 40, 1),
    "reading": partial(bench_reading.bench, 20, 40, 1),
    "search": partial(bench_search.bench, 40, 1),
    "take in": partial(bench_take_in.bench, 40, 1),
    "window": partial(bench_window.bench, 40, 1),
    "naming": partial(bench_naming.bench, 40, 80, 1),
    "likeness": partial(bench_likeness.bench, 200, 400, 1),
    "report": bench_report.bench,
    "picture": partial(bench_picture.bench, 40, 1, 80),
    "coverage": partial(bench_coverage.bench, 40, 1),
    "outputs": partial(bench_outputs.bench, 10, 1),
}


@pytest.mark.parametrize("name", BENCHES)
def test_a_benchmark_runs_and_gives_ratios(name: str) -> None:
    results = BENCHES[name]()
    assert results
    for title, ratio, limit, detail in results:
        assert title
        assert detail
        assert limit > 0
        assert ratio == ratio
        assert ratio < float("inf")
