"""The page in a real browser: nothing fetched, clicks land on the words, pictures drawn, contrast and names hold."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bellflower.sharing.dossier import write
from tests.sharing.case_fixture import dossier

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CASE = dossier()
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("BELLFLOWER_CHROMIUM") or shutil.which("chromium")
    assert path, "these tests need chromium: install it, or name it in the variable BELLFLOWER_CHROMIUM"
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(CASE, tmp_path_factory.mktemp("page") / "dossier.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address)


def opened(browser: Browser, address: str, width: int = 1280, **options: Any) -> Iterator[Page]:
    """A page that fails the test on any console error or request but the file's own."""
    troubles: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url) if request.url != address else None)
    page.goto(address)
    yield page
    page.close()
    assert not [one for one in troubles if not one.startswith(address + "#")]


def lit(page: Page) -> str:
    """The words that are marked now."""
    return " ".join(" ".join(page.locator("mark.lit").all_text_contents()).split())


def test_a_click_on_a_number_lands_on_its_words_and_back_returns(page: Page) -> None:
    link = page.locator("#incidents a.w", has_text="125 kg of heroin").first
    link.click()
    assert lit(page) == "nearly 125 kilograms of heroin"
    mark = page.locator("mark.lit").first
    assert mark.evaluate("m => { const r = m.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight }")
    assert "approx" not in page.locator("#card").inner_text()
    page.get_by_role("button", name="Back").click()
    assert link.evaluate("a => document.activeElement === a")


def test_every_claim_marks_its_own_words(page: Page) -> None:
    for claim in CASE.claims:
        page.evaluate("id => { location.hash = 'c-' + id }", claim.id)
        expect(page.locator(f"mark.lit[data-claims~='{claim.id}']").first).to_be_attached()
        assert lit(page) == " ".join(claim.quote.exact.split())


def test_words_that_wrap_over_lines_are_all_marked(page: Page) -> None:
    page.locator("#ledger a.w", has_text="50 kg of heroin").click()
    assert lit(page) == "50 kilograms of heroin"


def test_a_click_on_words_tells_what_was_read_there(page: Page) -> None:
    page.locator("mark", has_text="20 kilograms of raw opium").click()
    said = page.locator("#card").inner_text()
    assert "20 kg of opium" in said and "alleged" in said and "a colleague" in said
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_sorting(page: Page) -> None:
    head = page.get_by_role("button", name="Goods")
    head.click()
    order = page.locator("#table tbody").evaluate_all("rows => rows.map(row => Number(row.dataset.haul))")
    assert order == sorted(order) and len(order) == 8
    head.click()
    order = page.locator("#table tbody").evaluate_all("rows => rows.map(row => Number(row.dataset.haul))")
    assert order == sorted(order, reverse=True)
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Goods")
    for name in ("Date", "Place", "Suspects", "Authority", "Told by", "Conflict"):
        page.get_by_role("button", name=name, exact=True).click()
        assert page.locator("th:not([aria-sort=none]):not([scope=row])").inner_text().startswith(name)


def test_filtering_counts_aloud(page: Page) -> None:
    page.get_by_label("Country", exact=True).select_option("RU")
    assert page.locator("#found").inner_text() == "2 of 8 incidents"
    assert page.locator("#table tbody:visible").count() == 2
    page.get_by_label("Search", exact=True).fill("border guards")
    assert page.locator("#found").inner_text() == "1 of 8 incidents"
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#found")).to_have_text("8 incidents")
    page.get_by_label("Good", exact=True).select_option("ecstasy")
    assert page.locator("#table tbody:visible").count() == 1
    page.get_by_label("Good", exact=True).select_option("")
    page.get_by_label("Year", exact=True).select_option("1996")
    page.get_by_label("Act", exact=True).select_option("seizure")
    assert page.locator("#table tbody:visible").count() == 2


def test_pictures_are_drawn(page: Page) -> None:
    for name, marks, number in (
        ("timeline", "a.item", 8),
        ("map", "a.place", 8),
        ("network", "a.node", 21),
        ("lineage", "circle", 6),
        ("spans", "rect", 2),
    ):
        svg = page.locator(f"svg.{name}")
        box = svg.bounding_box()
        assert box and box["width"] > 90 and box["height"] > 90, name
        found = svg.locator(marks)
        assert found.count() == number, name
        boxes = found.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
        assert min(boxes) > 3, name


def test_labels_of_the_map_do_not_meet(page: Page) -> None:
    for view in ("Case", "World", "Zoom in"):
        page.get_by_role("button", name=view, exact=True).click()
        boxes = page.locator("svg.map .label:not(.hid)").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
        )
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_map_moves_by_keyboard(page: Page) -> None:
    svg = page.locator("svg.map")
    before = svg.get_attribute("viewBox")
    page.locator("#mapwin").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert svg.get_attribute("viewBox") != before
    page.get_by_role("button", name="Case", exact=True).click()
    assert [float(v) for v in str(svg.get_attribute("viewBox")).split()] == pytest.approx(
        [float(v) for v in str(before).split()]
    )


def test_a_name_in_the_network_leads_to_its_incidents(page: Page) -> None:
    node = page.locator("a.node[data-name='opium']")
    node.focus()
    assert page.locator("svg.network .edge.lit").count() >= 3
    page.keyboard.press("Enter")
    expect(page.locator("#table tbody:visible")).to_have_count(3)
    assert "3 of 8" in page.locator("#found").inner_text()


def test_the_page_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#summary')")
    page.locator("#i-i-khasan summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#i-i-khasan details").get_attribute("open") is not None
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_the_theme_turns(page: Page) -> None:
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_names_and_width(browser: Browser, address: str, width: int, scheme: str) -> None:
    for page in opened(browser, address, width, color_scheme=scheme):
        page.add_style_tag(content=".text { content-visibility: visible !important }")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate("id => { location.hash = 'c-' + id }", CASE.claims[3].id)
        page.wait_for_selector("mark.lit")
        found = page.evaluate(CONTRAST)
        assert found["checked"] > 300
        assert found["low"] == []
        assert found["nameless"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_anchors_work_without_scripts(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False, reduced_motion="reduce")
    page.goto(f"{address}#c-{CASE.claims[3].id}")
    mark = page.locator(f"[id='c-{CASE.claims[3].id}'] mark")
    assert mark.is_visible() and page.locator("#table tbody").count() == 8
    box = mark.bounding_box()
    assert box and 0 < box["y"] < 900
    page.close()


def test_it_prints(browser: Browser, address: str) -> None:
    for page in opened(browser, address):
        assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
