// What is found in a form: in one list at the head of its editor, and beside the question where there is one.

import { element } from "./elements.js";

const place = document.querySelector("[data-aimwell-problems]");
const status = document.querySelector("[data-aimwell-problems-status]");
let shown = "";

/** Show what was found. While it stays the same nothing moves, and a screen reader isn't told again. */
export function showFound(found) {
  const now = JSON.stringify(found);
  if (now === shown) return;
  shown = now;
  const focused = place.contains(document.activeElement) ? document.activeElement.textContent : null;
  const wasOpen = place.querySelector(".aimwell-advice")?.open;
  showProblems(found.problems, found.stops);
  showRoutes(found.routes);
  showAdvice(found.advice, wasOpen);
  if (focused !== null) focusAgain(focused);
  status.textContent = inShort(found);
}

function inShort({ problems, stops, advice }) {
  const number = problems.length + stops.length;
  const more = advice.length ? ` ${advice.length === 1 ? "1 piece" : `${advice.length} pieces`} of advice.` : "";
  if (number === 0) return `No problems.${more}`;
  return `${number === 1 ? "1 problem" : `${number} problems`} to put right.${more}`;
}

// Whoever stood on a line of the list stands there still, or at its head.
function focusAgain(text) {
  const lines = [...place.querySelectorAll("a, summary")];
  (lines.find((one) => one.textContent === text) || lines[0] || place).focus();
}

function showProblems(problems, stops) {
  document.querySelectorAll(".aimwell-problem").forEach((each) => each.remove());
  place.replaceChildren();
  for (const stop of stops) place.appendChild(element("p", "aimwell-stop")).append(...told(stop));
  if (problems.length === 0) {
    if (stops.length === 0) place.append(element("p", "aimwell-problems__none", "No problems: it can be published."));
    return;
  }
  const words = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  place.append(element("p", "aimwell-problems__head", `${words} to put right before it can be published:`));
  const list = place.appendChild(element("ul", "aimwell-problems"));
  for (const problem of problems) {
    const section = line(list, problem);
    const content = section && (section.querySelector(":scope > .w-panel__content") || section);
    const beside = element("p", "aimwell-problem help-block help-critical", `${problem.message} ${problem.remedy}`);
    content?.prepend(beside);
  }
}

// What may stay as it is, such as a condition that is always true.
function showRoutes(routes) {
  if (routes.length === 0) return;
  place.append(element("p", "aimwell-problems__advice", "Worth a look; it can stay as it is:"));
  const list = place.appendChild(element("ul", "aimwell-problems"));
  for (const one of routes) list.appendChild(element("li")).append(...told(one));
}

function told({ title, detail, url }) {
  if (!url) return [`${title} ${detail}`];
  const link = element("a", "", title);
  link.href = url;
  return [link, ` ${detail}`];
}

// Advice on the wording is folded away: it stops nothing, and shouldn't hide what does.
function showAdvice(advice, open = false) {
  if (advice.length === 0) return;
  const folded = place.appendChild(element("details", "aimwell-advice"));
  folded.open = open;
  const words = advice.length === 1 ? "1 piece of advice" : `${advice.length} pieces of advice`;
  folded.append(element("summary", "", `${words} on the wording`));
  const list = folded.appendChild(element("ul", "aimwell-problems"));
  for (const one of advice) line(list, one);
}

// One line of a list; its question's block, to which it leads.
function line(list, { block, message, remedy, field }) {
  const item = list.appendChild(element("li"));
  const section = block && document.getElementById(`block-${block}-section`);
  if (!section) {
    item.textContent = `${message} ${remedy}`;
    return null;
  }
  const link = item.appendChild(element("a", "", message));
  link.href = `#${section.id}`;
  link.addEventListener("click", (event) => goTo(event, section, field));
  item.append(` ${remedy}`);
  return section;
}

function goTo(event, section, field) {
  event.preventDefault();
  for (let outer = section; outer; outer = outer.parentElement?.closest("section")) open(outer);
  const own = field && [...section.querySelectorAll(`[data-contentpath="${field}"]`)].find((one) => one.closest("section[id^='block-']") === section);
  if (own) openAround(own, section);
  // At once: the focus that follows would stop Wagtail's smooth scrolling on its way.
  section.scrollIntoView({ block: "start", behavior: "instant" });
  const first = firstField(own) || firstField(section) || section.querySelector("[data-panel-toggle]");
  first?.focus({ preventScroll: true });
  if (own) first?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function firstField(within) {
  const fields = within ? [...within.querySelectorAll("input:not([type=hidden]), textarea, select, .c-sf-add-button")] : [];
  return fields.find((field) => field.checkVisibility());
}

// What is folded, and what is behind the cog.
function openAround(field, section) {
  for (const folded of field.querySelectorAll("section")) open(folded);
  const settings = field.closest("[id$='-settings-section'], [hidden]");
  if (!settings || !section.contains(settings)) return;
  const cog = section.querySelector(":scope > .w-panel__header [data-streamfield-action=SETTINGS]");
  if (cog?.getAttribute("aria-expanded") === "false") cog.click();
}

function open(section) {
  const toggle = section.querySelector(":scope > .w-panel__header [data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
}
