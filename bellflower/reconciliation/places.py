"""When two stated places are one place, and when they surely are not."""

from __future__ import annotations

import math

from bellflower.reconciliation.facts import place_key
from bellflower.records import Where

# Choices to test. Two points on the map are one town when they lie so near, a site and its town when so near, and two
# places when they lie so far apart.
SAME_TOWN_KM, SITE_KM, FAR_KM = 15.0, 30.0, 50.0


def same_place(one: Where, other: Where) -> bool:
    """Whether two places are one: the same resolved place, the same name in one country, or points of one town."""
    if one.place_id and other.place_id and one.place_id == other.place_id:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if place_key(one.name) == place_key(other.name):
        return True
    distance = distance_km(one, other)
    return distance is not None and one.level == other.level and distance <= SAME_TOWN_KM


def far_apart(one: Where, other: Where) -> bool:
    """Whether the points are further apart than their precision explains; unknown points are not."""
    distance = distance_km(one, other)
    slack = ((one.radius_m or 0) + (other.radius_m or 0)) / 1000
    return distance is not None and distance > max(FAR_KM, slack)


def distance_km(one: Where, other: Where) -> float | None:
    """Great-circle distance on a sphere of 6,371 km (haversine), or ``None`` where a point is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat_1, lon_1, lat_2, lon_2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat_2 - lat_1) / 2) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
