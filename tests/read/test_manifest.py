"""``articles.toml`` gives plain text its date and publisher."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.read import read
from dotterel.records import Article, Skipped
from dotterel.settings import Settings

TEXT = "Soldiers of the northern brigade entered the town at dawn and told the mayor to leave his office."


def folder(tmp_path: Path, rows: str) -> Path:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles.toml").write_text(rows, encoding="utf-8")
    (tmp_path / "story.gold.json").write_text("{}", encoding="utf-8")
    (tmp_path / "README.md").write_text("What these are.", encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_files_what_the_manifest_says(tmp_path: Path) -> None:
    rows = '[[article]]\nfile = "story.txt"\npublished = "2016-11-03"\npublisher = "Wire"\n'
    (article,) = read([folder(tmp_path, rows)], Settings(published="2000-01-01"))
    assert isinstance(article, Article)
    assert (article.published, article.publisher) == ("2016-11-03", "Wire")


@pytest.mark.parametrize(
    "rows", ["nothing = [", '[[article]]\nname = "x"\n', '[[article]]\nfile = "story.txt"\npublished = "soon"\n']
)
def test_a_bad_manifest_is_a_row_with_a_reason(tmp_path: Path, rows: str) -> None:
    (skipped,) = read([folder(tmp_path, rows)], Settings())
    assert isinstance(skipped, Skipped)
    assert "articles.toml" in skipped.reason
