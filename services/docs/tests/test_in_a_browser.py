"""The site as people meet it: they click their way, and see the picture of the project graph."""

import io
import shutil
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright

pytestmark = pytest.mark.server

# From the home page: the words of the navigation to click, and the heading that must then be there.
WAYS = [
    (("Architecture", "Module view"), "Module view"),
    (("Architecture", "Component-and-connector view"), "Component-and-connector view"),
    (("Architecture", "Deployment view"), "Deployment view"),
    (("Architecture", "Pipeline view"), "Pipeline view"),
    (("Architecture", "Project graph"), "Project graph"),
    (("Decisions", "4. Contracts"), "4. Tables between projects are contracts"),
    (("Decisions", "8. DuckDB and Redshift"), "8. DuckDB everywhere, Redshift by URL"),
    (("Onboarding", "Your first day"), "Your first day"),
    (("Onboarding", "A new pipeline"), "A new pipeline"),
    (("Runbooks", "The gate refuses data"), "The gate refuses data"),
    (("Runbooks", "data-api is not ready"), "data-api is not ready"),
    (("Projects", "trade-aggregates"), "trade-aggregates"),
    (("Projects", "Lineage of the marts"), "Marts"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A wide window, where the navigation stands open. What leaves loopback is stopped and makes the test fail."""
    page = browser.new_page(viewport={"width": 1600, "height": 1200})
    strangers: list[str] = []

    def stop(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith(address), stop)
    page.goto(address)
    yield page
    page.close()
    assert strangers == []


def follow(page: Page, *words: str) -> None:
    *sections, last = words
    navigation = page.locator("nav.md-nav--primary")
    for section in sections:
        entry = navigation.locator("li.md-nav__item--nested", has_text=section).first
        if not entry.get_by_role("link", name=last, exact=True).first.is_visible():
            entry.locator("label.md-nav__link").first.click()
    navigation.get_by_role("link", name=last, exact=True).first.click()


@pytest.mark.parametrize(("words", "heading"), WAYS, ids=[way[0][-1] for way in WAYS])
def test_a_page_is_reached_by_clicks(page: Page, words: tuple[str, ...], heading: str) -> None:
    follow(page, *words)
    page.locator("article h1", has_text=heading).wait_for()


def picture_of(page: Page) -> Image.Image:
    """The element where Mermaid draws, as it is seen. What is drawn stands in a closed shadow root, so its text can not
    be asked for."""
    place = page.locator("article .mermaid")
    place.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_function("document.querySelector('article div.mermaid')?.getBoundingClientRect().height > 100")
    return Image.open(io.BytesIO(place.screenshot())).convert("RGB")


def test_the_project_graph_is_drawn(page: Page) -> None:
    follow(page, "Architecture", "Project graph")
    picture = picture_of(page)
    assert picture.width > 300
    assert picture.height > 150
    colours = picture.getcolors(maxcolors=picture.width * picture.height)
    assert colours is not None
    painted = sorted((count for count, _ in colours), reverse=True)
    assert len(painted) >= 8, "boxes, lines and letters have more colours than these"
    assert sum(painted[1:]) > 0.02 * sum(painted), "next to nothing is painted on the ground"


def test_without_mermaid_there_is_no_picture(page: Page) -> None:
    """What the test above sees is Mermaid's work: without its file the text of the diagram is all there is."""
    page.route("**/mermaid.min.js", lambda route: route.fulfill(body="window.mermaid = undefined"))
    page.route("https://unpkg.com/**", lambda route: route.abort())
    follow(page, "Architecture", "Project graph")
    page.locator("article h1", has_text="Project graph").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("article div.mermaid").count() == 0
