"""Where: places that a page names, which ones they are on the map, and which one an event has.

``names`` finds the words, ``choose`` picks among namesakes, ``relations`` reads what moves the point, ``find`` writes
it all down, and ``link`` ties an event to its place.
"""

from __future__ import annotations

from dotterel.coder.where.find import Places, Spot, find_places
from dotterel.coder.where.link import Sought, place_of

__all__ = ["Places", "Sought", "Spot", "find_places", "place_of"]
