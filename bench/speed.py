"""Speed and memory: the whole walk against spaCy alone, on the same text, in one run, on one core.

``python bench/speed.py [FILES] [--json]``. Prints sentences a second of both, their ratio (the median over rounds in
which the two take turns), peak memory of the walk in a process of its own, and one short article with start-up.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from dotterel.annotate import annotate
from dotterel.coder import code
from dotterel.read import read
from dotterel.records import Article
from dotterel.settings import Settings
from dotterel.walker import Walker

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHORT = EXAMPLES / "havana-2016.txt"
ROUNDS = 5


def measure(inputs: list[str], rounds: int = ROUNDS) -> dict[str, Any]:
    """Return the figures of a speed run over some inputs."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    walker = Walker(Settings())
    articles = [item for item in read(inputs, walker.settings) if isinstance(item, Article)]
    sentences = sum(len(list(page.doc.sents)) for page in annotate(articles, walker.nlp))
    list(walker.code(articles))
    alone, walk = [], []
    for _ in range(rounds):
        alone.append(timed(lambda: spacy_alone(walker, articles)))
        walk.append(timed(lambda: list(walker.code(articles))))
    rooms = coder_share(walker, articles)
    return {
        "articles": len(articles),
        "sentences": sentences,
        "spaCy alone, sentences a second": sentences / statistics.median(alone),
        "whole walk, sentences a second": sentences / statistics.median(walk),
        "walk over spaCy alone (1 = as fast)": statistics.median(a / w for a, w in zip(alone, walk, strict=True)),
        "share of the walk in the coder": rooms,
        "peak memory of a walk, MB": peak_memory(inputs),
        "one short article with start-up, s": short_article(),
    }


def spacy_alone(walker: Walker, articles: list[Article]) -> None:
    """Parse the texts with the same pipeline and batches, and nothing else."""
    for _ in walker.nlp.pipe((article.text for article in articles), batch_size=walker.settings.batch_size):
        pass


def coder_share(walker: Walker, articles: list[Article]) -> float:
    """Return which share of the walk's time the coder takes."""
    start = time.perf_counter()
    pages = list(annotate(articles, walker.nlp, walker.settings.batch_size))
    parsed = time.perf_counter()
    for page in pages:
        code(page, walker.know, "bench")
    done = time.perf_counter()
    return (done - parsed) / (done - start)


def timed(run: Any) -> float:
    """Return how many seconds a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak_memory(inputs: list[str]) -> float:
    """Return the peak memory, in MB, of a process that codes the inputs and exits."""
    command = [sys.executable, __file__, "--walk-only", *inputs]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def short_article() -> float:
    """Return the median time of ``dotterel code`` on one short article, start-up included."""
    command = [sys.executable, "-m", "dotterel", "code", str(SHORT), "--published", "2016-06-23"]
    return statistics.median(timed(lambda: subprocess.run(command, check=False, capture_output=True)) for _ in range(3))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--walk-only", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.walk_only:
        for _ in Walker(Settings()).walk(given.files):
            pass
        return
    figures = measure(given.files)
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:45} {value:.3f}" if isinstance(value, float) else f"{name:45} {value}")


if __name__ == "__main__":
    main()
