from __future__ import annotations

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image
from pyproj import Transformer
from starlette.applications import Starlette

from geo.locations import ROOT
from geo.maps import base
from geo.maps.web import base_map
from geo.routes import ROUTES
from geo.sources.relief import BOUNDS
from geo.view import ViewState

APP: Final = Starlette(routes=ROUTES)


@dataclass
class Answer:
    """What a server sent."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def get(path: str, method: str = "GET") -> Answer:
    """Ask for a path exactly as it stands: a client would tidy ``..`` away first."""
    answer = Answer()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 50000),
    }

    async def receive() -> Any:
        # The client stays, and has nothing more to say.
        return await asyncio.get_running_loop().create_future()

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    # In a thread of its own: the browser tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, APP(scope, receive, send)).result()
    return answer


def test_base_map_is_the_layers_and_labels():
    answer = get("/assets/base-map/base-map.json")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    layers = json.loads(answer.body)
    assert set(layers) == {*base.LAYERS, "labels"}
    assert all(layer["features"] for layer in layers.values())
    # It is fetched with each first visit.
    assert len(answer.body) < 3_000_000


def test_relief_is_a_picture_of_the_shape_of_its_place():
    answer = get("/assets/base-map/relief.webp")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    with Image.open(BytesIO(answer.body)) as picture:
        assert picture.format == "WEBP"
        width, height = picture.size
    # Leaflet lays it out in Web Mercator.
    to_mercator = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    (south, west), (north, east) = BOUNDS
    left, bottom = to_mercator.transform(west, south)
    right, top = to_mercator.transform(east, north)
    assert width / height == pytest.approx((right - left) / (top - bottom), rel=0.01)


@pytest.mark.parametrize(
    ("path", "kind", "holds"),
    [
        ("/assets/leaflet/leaflet.js", "text/javascript", b"Leaflet 1.9.4"),
        ("/assets/leaflet/leaflet.css", "text/css", b".leaflet-container"),
        ("/assets/map/site-marker.js", "text/javascript", b"orebriefFeatures"),
        ("/assets/map/base-map.js", "text/javascript", b"orebriefBaseMap"),
    ],
)
def test_scripts_and_styles_are_served(path: str, kind: str, holds: bytes):
    answer = get(path)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert holds in answer.body


def test_everything_that_the_map_asks_for_is_served():
    web_map = base_map("light", ViewState())
    wanted = [address for _, address in (*web_map.default_js, *web_map.default_css)]
    assert len(wanted) == 4
    assert {get(address.replace("../../assets", "/assets")).status for address in wanted} == {200}


def test_pictures_of_the_style_sheet_are_served():
    style_sheet = get("/assets/leaflet/leaflet.css").body.decode()
    pictures = set(re.findall(r"url\(([^)#]+)\)", style_sheet))
    assert "images/layers.png" in pictures
    assert {get(f"/assets/leaflet/{picture}").status for picture in pictures} == {200}


@pytest.mark.parametrize("path", ["/assets/base-map/base-map.json", "/assets/base-map/relief.webp"])
def test_the_base_map_is_kept_by_the_browser(path: str):
    assert get(path).headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/map/../web.py",
        "/assets/map/../../errors.py",
        "/assets/map/..\\web.py",
        "/assets/map/%2e%2e/web.py",
        "/assets/map//../web.py",
        "/assets/map/../../../../../../../../../../etc/passwd",
        "/assets/map//etc/passwd",
        "/assets/leaflet/../../__init__.py",
        "/assets/leaflet/../../../geo/errors.py",
        "/assets/base-map/../../data/basemap.gpkg",
        "/assets/base-map/basemap.gpkg",
        "/assets/map/",
        "/assets/map",
        "/assets/map/\x00",
        "/assets/map/" + "a/" * 5_000,
        "/assets/",
        "/data/orebrief.gpkg",
        "/geo/errors.py",
    ],
)
def test_nothing_else_is_served(path: str):
    answer = get(path)
    assert answer.status in {307, 404}
    assert b"import" not in answer.body
    assert b"root:" not in answer.body


def test_the_files_that_must_not_be_served_exist():
    # Or the refusals above would prove nothing.
    assert (ROOT / "geo" / "maps" / "assets" / ".." / "web.py").is_file()
    assert (ROOT / "geo" / "maps" / "assets" / ".." / ".." / "errors.py").is_file()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_files_are_only_read(method: str):
    for path in ("/assets/base-map/base-map.json", "/assets/map/site-marker.js"):
        assert get(path, method).status == 405
