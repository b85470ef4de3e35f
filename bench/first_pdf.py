"""The first PDF of a process of its own: `first_pdf.py ours ADDRESS` or `first_pdf.py alone HTML`.

Prints JSON: seconds for the PDF, and the process's peak of memory in MB before and after.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    kind, source = sys.argv[1:]
    make = _ours(source) if kind == "ours" else _alone(source)
    before = _peak()
    started = time.perf_counter()
    make()
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "before": before, "peak": _peak()}))


def _ours(address: str) -> Callable[[], object]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"
    import django

    django.setup()
    from browser import Browser, expect

    from aimwell.organisations.models import User

    browser = Browser(User.objects.get(username="bench"))
    expect(browser.get("/healthz"), 200)
    return lambda: expect(browser.get(address), 200)


def _alone(source: str) -> Callable[[], object]:
    # Where the style lies is known without importing anything of ours.
    style = Path(__file__).parents[1] / "platform" / "aimwell" / "documents" / "styles" / "print.css"

    def make() -> bytes:
        from weasyprint import HTML

        return HTML(filename=source).write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")

    return make


def _peak() -> float:
    # Not getrusage, whose peak is also that of the process which started this one.
    status = Path("/proc/self/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main()
