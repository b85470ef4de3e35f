"""Somebody who has no mouse: moves by Tab and arrows, presses Space and Enter, types."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 120

WHERE = """
() => {
  const at = document.activeElement;
  if (!at || at.matches("body, main")) return null;
  const words = (one) => (one ? one.innerText.replace(/\\s+/g, " ").trim() : "");
  const ids = (at.getAttribute("aria-labelledby") || "").split(" ").filter((id) => id);
  const labelled = ids.map((id) => words(document.getElementById(id))).join(" ");
  const labels = [...(at.labels || [])];
  const groups = [];
  for (let one = at.closest("fieldset"); one; one = one.parentElement.closest("fieldset")) {
    groups.push(words(one.querySelector(":scope > legend")));
  }
  const box = at.getBoundingClientRect();
  const isTick = at.type === "radio" || at.type === "checkbox";
  const boxes = [box, ...(isTick ? labels.map((one) => one.getBoundingClientRect()) : [])];
  const [x, y] = [Math.min(...boxes.map((one) => one.left)), Math.min(...boxes.map((one) => one.top))];
  const right = Math.max(...boxes.map((one) => one.right));
  const bottom = Math.max(...boxes.map((one) => one.bottom));
  const middle = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(...middle);
  const told = (at.getAttribute("aria-describedby") || "").split(" ").filter((id) => id);
  const style = getComputedStyle(at);
  return {
    name: words(labels[0]) || at.getAttribute("aria-label") || labelled || words(at) || at.title,
    about: told.map((id) => words(document.getElementById(id))).join(" "),
    marked: (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none",
    groups,
    seen: top !== null && (top.contains(at) || [at, ...labels].some((one) => one.contains(top))),
    box: { x, y, width: right - x, height: bottom - y },
  };
}
"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: the name of the field or button, the groups around it, inside first.

    ``about``: what describes it; ``marked``: whether a line or a shadow is drawn around it.
    """

    name: str
    about: str
    marked: bool
    groups: tuple[str, ...]
    seen: bool
    box: dict[str, float]

    def is_in(self, group: str) -> bool:
        return group == "" or any(one.startswith(group) for one in self.groups)


class Keyboard:
    """The keys of one page. ``obscured``: where the focus was on something that something else covered.

    ``unclear``: what had no name, or looked the same with the focus on it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.obscured: list[str] = []
        self.unclear: list[str] = []

    def where(self) -> Stop | None:
        """What has the focus."""
        found = self.page.evaluate(WHERE)
        return found and Stop(**found | {"groups": tuple(found["groups"])})

    def tab_to(self, name: str, group: str = "", *, about: str = "", key: str = "Tab") -> None:
        """Press Tab until a field or button of this name (of this group, described so) has the focus."""
        passed: list[str] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            stop = self.where()
            if stop is None:
                continue
            passed.append(stop.name)
            if not self._comes_into_view(stop):
                self.obscured.append(stop.name)
            if not stop.name or not stop.marked:
                self.unclear.append(stop.name or f"nameless, after {passed}")
            if name in stop.name and stop.is_in(group) and about in stop.about:
                return
        raise AssertionError(f"Tab never came to “{name}”; it passed {passed}")

    def _comes_into_view(self, stop: Stop) -> bool:
        # Wagtail's editor scrolls smoothly to where the focus is.
        for _ in range(20):
            if stop.seen:
                return True
            self.page.wait_for_timeout(50)
            stop = self.where() or stop
        return False

    def write(self, name: str, text: str, group: str = "") -> None:
        """Type an answer."""
        self.tab_to(name, group)
        self.page.keyboard.type(text)

    def choose(self, group: str, option: str) -> None:
        """Pick one of a group's radio buttons: Tab leads into the group, the arrows go through it."""
        self.tab_to("", group)
        self.page.keyboard.press("Space")
        for _ in range(MOST_STOPS):
            stop = self.where()
            assert stop is not None
            if stop.name == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{group} has no option {option}")

    def tick(self, name: str, group: str = "") -> None:
        """Tick a box."""
        self.tab_to(name, group)
        self.page.keyboard.press("Space")

    def press(self, name: str, group: str = "", *, about: str = "", key: str = "Tab") -> None:
        """Come to a button or a link and press Enter."""
        self.tab_to(name, group, about=about, key=key)
        self.page.keyboard.press("Enter")
