// A visual analogue scale: a line above the number, with no mark until somebody makes one. The number is what counts.
import { inWords } from "./words.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export function drawLines(root) {
  for (const scale of root.querySelectorAll("[data-line]:not([data-drawn])")) drawLine(scale);
}

function drawLine(scale) {
  scale.dataset.drawn = "";
  const input = scale.querySelector("input");
  const label = scale.querySelector("label");
  const minimum = Number(scale.dataset.minimum);
  const maximum = Number(scale.dataset.maximum);
  label.id ||= `${input.id}-label`;

  const line = element("div", "aimwell-line__line", { role: "slider", tabindex: "0", "aria-labelledby": label.id, "aria-valuemin": minimum, "aria-valuemax": maximum });
  const mark = element("span", "aimwell-line__mark");
  const ends = element("div", "aimwell-line__ends", { "aria-hidden": "true" });
  ends.append(element("span", "", langOf(scale.dataset.leftLang), scale.dataset.left || String(minimum)), element("span", "", langOf(scale.dataset.rightLang), scale.dataset.right || String(maximum)));
  const clear = element("button", "aimwell-link-button aimwell-clear", { type: "button" }, inWords("Clear the mark"));
  line.append(mark);
  const drawn = element("div", "aimwell-line__drawn");
  drawn.append(line, ends, clear);
  input.before(drawn);
  if (scale.dataset.left && scale.dataset.right) {
    line.setAttribute("aria-description", inWords("From {minimum}, {left}, to {maximum}, {right}", { minimum, maximum, left: scale.dataset.left, right: scale.dataset.right }));
  }

  const value = () => (/^\s*\d+\s*$/.test(input.value) && Number(input.value) <= maximum ? Number(input.value) : null);
  const show = () => {
    const now = value();
    mark.hidden = now === null;
    clear.hidden = now === null;
    // The style of one element may be set by a script; a style attribute in the page may not (content security policy).
    if (now !== null) mark.style.left = `${((now - minimum) / (maximum - minimum)) * 100}%`;
    line.setAttribute("aria-valuenow", String(now ?? minimum));
    line.setAttribute("aria-valuetext", now === null ? inWords("Not marked") : String(now));
  };
  const put = (number) => {
    input.value = number === null ? "" : String(Math.min(maximum, Math.max(minimum, Math.round(number))));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const putAt = (event) => {
    const box = line.getBoundingClientRect();
    put(minimum + ((event.clientX - box.left) / box.width) * (maximum - minimum));
  };

  line.addEventListener("pointerdown", (event) => {
    line.setPointerCapture(event.pointerId);
    line.focus();
    putAt(event);
  });
  line.addEventListener("pointermove", (event) => {
    if (line.hasPointerCapture(event.pointerId)) putAt(event);
  });
  line.addEventListener("keydown", (event) => {
    const now = value();
    if (event.key in STEPS) {
      // From no mark, each direction comes in from its own end, so that the middle suggests nothing.
      const step = STEPS[event.key];
      put(now === null ? (step > 0 ? minimum : maximum) : now + step);
    } else if (event.key === "Home") put(minimum);
    else if (event.key === "End") put(maximum);
    else if (event.key === "Delete" || event.key === "Backspace") put(null);
    else return;
    event.preventDefault();
  });
  clear.addEventListener("click", () => {
    put(null);
    line.focus();
  });
  input.addEventListener("input", show);
  scale.addEventListener("aimwell:put-back", show);
  show();
}

function langOf(lang) {
  return lang ? { lang } : {};
}

function element(tag, classes, attributes = {}, text = "") {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}
