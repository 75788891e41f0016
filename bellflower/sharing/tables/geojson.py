"""Incidents on a map (RFC 7946: longitude first, WGS 84), never more exact than the reports are.

A site or a town is a point with ``radius_m``; a district, a province, a country or a sea is the circle in which the
place lies; a place without coordinates or without a radius has no geometry. Left out: all values but those shown.
"""

from __future__ import annotations

import math
from typing import Any

from bellflower.records import Amount, Claim, Dossier, Goods, Incident, Where
from bellflower.sharing.dates import bounds
from bellflower.sharing.tables.columns import number
from bellflower.sharing.tables.incidents import country_of, event_date, event_place, items_of, places_besides

EARTH_RADIUS_M = 6_371_008.8  # the mean radius of WGS 84's ellipsoid
CORNERS = 64
_POINTS = {"site", "town"}
Ring = list[list[float]]


def geojson(dossier: Dossier) -> dict[str, Any]:
    """A FeatureCollection with one feature for each incident, in the dossier's order."""
    claims = {claim.id: claim for claim in dossier.claims}
    return {
        "type": "FeatureCollection",
        "features": [_feature(incident, claims) for incident in dossier.incidents],
    }


def geometry(place: Where | None) -> dict[str, Any] | None:
    """A point, a circle as a polygon, or ``None`` where the place is not known well enough to draw."""
    if place is None or place.lat is None or place.lon is None or not place.radius_m:
        return None
    if place.level in _POINTS:
        return {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}
    return circle(place.lat, place.lon, place.radius_m)


def circle(lat: float, lon: float, radius_m: float) -> dict[str, Any]:
    """The circle of ``radius_m`` metres on the sphere, counter-clockwise; cut in two where it crosses 180 degrees.

    A circle that holds a pole becomes the band of latitudes that holds it.
    """
    angle = radius_m / EARTH_RADIUS_M
    south, north = lat - math.degrees(angle), lat + math.degrees(angle)
    if south <= -90 or north >= 90:
        low, high = max(-90.0, round(south, 5)), min(90.0, round(north, 5))
        band = [[-180.0, low], [180.0, low], [180.0, high], [-180.0, high], [-180.0, low]]
        return {"type": "Polygon", "coordinates": [band]}
    ring = [_towards(lat, lon, angle, -2 * math.pi * corner / CORNERS) for corner in range(CORNERS)]
    pieces = [piece for shift in (-360.0, 0.0, 360.0) if (piece := _clipped([[x + shift, y] for x, y in ring]))]
    if len(pieces) == 1:
        return {"type": "Polygon", "coordinates": pieces}
    return {"type": "MultiPolygon", "coordinates": [[piece] for piece in pieces]}


def _towards(lat: float, lon: float, angle: float, bearing: float) -> list[float]:
    """Where one comes from a point by going ``angle`` radians along a bearing; the longitude may pass 180."""
    here = math.radians(lat)
    there = math.asin(math.sin(here) * math.cos(angle) + math.cos(here) * math.sin(angle) * math.cos(bearing))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(here), math.cos(angle) - math.sin(here) * math.sin(there)
    )
    return [lon + math.degrees(turn), math.degrees(there)]


def _clipped(ring: Ring) -> Ring | None:
    """The part of a ring between 180 west and 180 east, closed and rounded (5 digits are 1 m); ``None`` if empty."""
    for edge, side in ((-180.0, 1.0), (180.0, -1.0)):
        kept: Ring = []
        for before, after in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inside, was_inside = side * (after[0] - edge) >= 0, side * (before[0] - edge) >= 0
            if inside != was_inside:
                share = (edge - before[0]) / (after[0] - before[0])
                kept.append([edge, before[1] + share * (after[1] - before[1])])
            if inside:
                kept.append(after)
        ring = kept
    points = [[round(x, 5), round(y, 5)] for x, y in ring]
    points = [point for index, point in enumerate(points) if point != points[index - 1]]
    return [*points, points[0]] if len(points) >= 3 else None


def _feature(incident: Incident, claims: dict[str, Claim]) -> dict[str, Any]:
    date, place = event_date(incident), event_place(incident)
    when, where = (date[0] if date else None), (place[0] if place else None)
    lower, upper = bounds(when.edtf) if when else (None, None)
    drawn = geometry(where)
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": drawn,
        "properties": {
            "incident_id": incident.id,
            "incident_type": list(incident.kinds),
            "title": incident.title,
            "event_date": when.edtf if when else None,
            "event_date_lower": lower,
            "event_date_upper": upper,
            "country": country_of(incident),
            "place_name": where.name if where else None,
            "place_name_raw": [claims[one].value_raw for one in place[1].claim_ids if one in claims] if place else [],
            "place_level": where.level if where else None,
            "place_id": where.place_id if where else None,
            "place_candidates": list(where.candidates) if where else [],
            "radius_m": where.radius_m if where and drawn else None,
            "other_places": [
                {"role": place.role, "name": place.name, "country": place.country} for place in places_besides(incident)
            ],
            "items": [
                {
                    "commodity": item.goods.value.name if item.goods and isinstance(item.goods.value, Goods) else None,
                    **_amount(item.quantity.value if item.quantity else None),
                }
                for item in items_of(incident)
            ],
            "reports": len(incident.report_ids),
            "independent_origins": incident.origins,
            "conflicts": list(incident.conflict_ids),
            "claim_ids": list(
                dict.fromkeys(one for slot in incident.slots for value in slot.values for one in value.claim_ids)
            ),
        },
    }


def _amount(value: object) -> dict[str, Any]:
    amount = value if isinstance(value, Amount) else None
    return {
        "quantity": number(amount.value) if amount else None,
        "quantity_max": number(amount.value_max) if amount else None,
        "unit": amount.unit if amount else None,
    }
