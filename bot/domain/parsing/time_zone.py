"""Time zones as people name them: cities, countries, letters."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.domain.local_time import load_zone
from bot.domain.parsing.fuzzy import nearest, normalize
from bot.domain.parsing.time_zone_aliases import LETTERS, PLACES
from bot.domain.tz_database import country_names, zone_countries

LIKE = 80
"""From this likeness (0–100) on, a zone is offered."""
AROUND = re.compile(r"^(?:in |the )+| (?:standard |daylight |summer )?(?:time ?zone|time|tz|zone)$")
OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?0?(\d|1\d)(?:[:.]?00)?")
FARTHEST = {"+": 14, "-": 12}
"""The zones of fixed hours reach so far from UTC."""
UTC_NAMES = frozenset({"UTC", "UCT", "Zulu", "Universal", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"})
ALSO = {"us": "united states", "usa": "united states", "america": "united states"}
NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})


def parse_time_zone(text: str) -> str | None:
    """Return the IANA zone that the words name ("Berlin", "new york", "CET", "utc+2"), or None."""
    wish = _tidy(text)
    return _spoken().get(wish) or _keys().get(wish) or _fixed(wish) or _spoken().get(nearest(wish, _spoken()) or "")


def zones_like(text: str, n: int = 100) -> list[str]:
    """Return the zones that the words may mean, the likeliest first; with no words, where many people work."""
    wish = ALSO.get(_tidy(text), _tidy(text))
    if not wish:
        return list(_busy())[:n]
    sure = parse_time_zone(wish)
    join_words = _listed()
    begins = [zone for name, zone in join_words if name.startswith(wish)]
    within = [zone for name, zone in join_words if wish in name]
    near = process.extract(wish, [name for name, _ in join_words], scorer=fuzz.ratio, score_cutoff=LIKE, limit=n)
    found = [sure, *begins, *within, *(join_words[place][1] for *_, place in near)]
    return [zone for zone in dict.fromkeys(found) if zone][:n]


def zone_title(zone: str, moment: datetime) -> str:
    """Return the zone's place and its offset at this moment: "New York (UTC-5)"."""
    place = zone_place(zone)
    return place if place.startswith("UTC") else f"{place} ({_offset(zone, moment)})"


def zone_place(zone: str) -> str:
    """Return the zone's place: "New York", "UTC", "UTC+2"."""
    if fixed := re.fullmatch(r"Etc/GMT([+-])(\d+)", zone):
        return f"UTC{'-' if fixed[1] == '+' else '+'}{fixed[2]}"
    place = zone.rpartition("/")[2].replace("_", " ")
    return "UTC" if place in UTC_NAMES else place


def _offset(zone: str, moment: datetime) -> str:
    offset = moment.astimezone(load_zone(zone)).strftime("%z")
    sign, hours, minutes = offset[0], int(offset[1:3]), offset[3:5]
    return f"UTC{sign}{hours}" + (f":{minutes}" if minutes != "00" else "")


def _fixed(wish: str) -> str | None:
    """Return the zone of a fixed offset, whose names in Etc/ count westwards."""
    found = OFFSET.fullmatch(wish)
    if not found or int(found[2]) > FARTHEST[found[1]]:
        return None
    return f"Etc/GMT{'-' if found[1] == '+' else '+'}{int(found[2])}" if int(found[2]) else "UTC"


def _tidy(text: str) -> str:
    words = " ".join(re.sub("[_,/]", " ", normalize(text)).split())
    return AROUND.sub("", words) or words


@cache
def _keys() -> Mapping[str, str]:
    """Return every IANA zone by its own name, tidied."""
    return MappingProxyType({_tidy(zone): zone for zone in available_timezones() - NO_PLACES})


@cache
def _spoken() -> Mapping[str, str]:
    """Return zones by the words that name just one: cities, countries with a single zone, letters."""
    zones = Counter(zone_countries().values())
    cities = {_tidy(zone_place(zone)): zone for zone in zone_countries()}
    lands = {_tidy(country_names()[land]): zone for zone, land in zone_countries().items() if zones[land] == 1}
    return MappingProxyType({**lands, **cities, **PLACES, **LETTERS})


@cache
def _busy() -> Mapping[str, None]:
    """Return the zones where many people work, in the order of the tables."""
    return dict.fromkeys([*LETTERS.values(), *PLACES.values()])


@cache
def _listed() -> list[tuple[str, str]]:
    """Return what is searched, each with its zone: cities and other words, keys, countries; busy places first."""
    zones = zone_countries()
    keys = [(_tidy(zone), zone) for zone in zones]
    lands = [(_tidy(country_names()[land]), zone) for zone, land in zones.items()]
    return sorted([*_spoken().items(), *keys, *lands], key=lambda item: (item[1] not in _busy(), item[0]))
