"""What several tests share: one walker, with model and knowledge loaded once."""

from __future__ import annotations

import pytest

from dotterel.settings import Settings
from dotterel.walker import Walker


@pytest.fixture(scope="session")
def walker() -> Walker:
    """A walker with default settings."""
    return Walker(Settings())
