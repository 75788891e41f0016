"""Takes the picture in README.md: the top of the example's dossier, as a browser shows it.

    python docs/screenshot.py [CHROMIUM]

Needs the development set-up and Chromium, looked for as ``chromium``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "dossier.png"
WIDTH, HEIGHT = 1200, 900


def main(browser: str | None) -> int:
    """Write the picture with this browser; returns an exit code."""
    if browser is None:
        print("no Chromium found: python docs/screenshot.py /path/to/chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        case = Path(folder) / "pong-su"
        command = [
            sys.executable,
            "-m",
            "bellflower",
            "dossier",
            str(ROOT / "examples" / "reports"),
            "--case",
            str(case),
        ]
        subprocess.run([*command, "--title", "The Pong Su and what was said of it", "--quiet"], check=True)
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto((case / "dossier" / "dossier.html").as_uri())
        page.wait_for_timeout(500)
        summary = page.locator("#summary").bounding_box() or {"y": 0, "height": HEIGHT}
        page.set_viewport_size({"width": WIDTH, "height": int(summary["y"] + summary["height"])})
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        chromium.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")))
