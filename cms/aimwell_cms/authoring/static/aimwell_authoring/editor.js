// The editor of a form template: lists to choose questions, answers and measures from; problems beside questions.
// What is chosen is kept in the text inputs of Wagtail's blocks, so that saving needs nothing from here.

import { blocksBefore, groupOf, idOf, questionBlock, typeOf } from "./blocks.js";
import { countedGroup, groupsBefore, isHow, partsBefore, showCalculations, showFields } from "./calculations.js";
import { element } from "./elements.js";
import { showFound } from "./problems.js";

const panel = document.querySelector("[data-aimwell-editor]");
if (panel) start();

function start() {
  const state = { measures: [], sources: {} };
  enhance(state);
  new MutationObserver(() => enhance(state)).observe(document.querySelector("form[data-edit-form]") || document.body, {
    childList: true,
    subtree: true,
  });
  document.addEventListener("focusin", (event) => refresh(event.target, state));
  document.addEventListener("mousedown", (event) => refresh(event.target, state), true);
  document.addEventListener("change", (event) => {
    if (isHow(event.target)) enhance(state, true);
  });
  document.addEventListener("w-autosave:success", () => fetchProblems(state));
  document.addEventListener("change", (event) => chooseAgain(event.target, state));
  fetchProblems(state).then(() => fetchSources(state));
}

// Problems

async function fetchProblems(state) {
  const url = problemsUrl();
  if (!url) return;
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const { problems, stops, routes, advice, measures, calculations } = await response.json();
  state.measures = measures;
  showFound({ problems, stops, routes, advice });
  showCalculations(calculations);
  enhance(state, true);
}

// From which questions of other forms an answer may be offered.
async function fetchSources(state) {
  const url = problemsUrl();
  if (!url) return;
  const response = await fetch(url.replace(/problems\/$/, "sources/"), { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  state.sources = await response.json();
  enhance(state, true);
}

function problemsUrl() {
  if (panel.dataset.problemsUrl) return panel.dataset.problemsUrl;
  // A new form gets its address when it is saved for the first time.
  const page = window.location.pathname.match(/^(.*\/)pages\/(\d+)\/edit\//);
  return page && `${page[1]}templates/${page[2]}/problems/`;
}

// Lists to choose from

function enhance(state, again = false) {
  for (const input of document.querySelectorAll("input[data-aimwell-choose]")) {
    if (!input.aimwellSelect) wrap(input, state);
    else if (again) fill(input, state);
  }
  showFields();
}

function wrap(input, state) {
  const select = element("select", "aimwell-choice");
  const label = document.querySelector(`label[for="${input.id}"]`)?.id;
  if (label) select.setAttribute("aria-labelledby", label);
  else select.setAttribute("aria-label", labelOf(input));
  input.aimwellSelect = select;
  select.aimwellInput = input;
  input.after(select);
  fill(input, state);
  const take = () => {
    if (input.value === select.value) return;
    input.value = select.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (input.dataset.aimwellChoose === "measure") settingsOf(input, state);
    if (["group", "part"].includes(input.dataset.aimwellChoose)) enhance(state, true);
    if (input.dataset.aimwellChoose === "question") {
      const answer = comparisonOf(input)?.querySelector("input[data-aimwell-choose=answer]");
      if (answer?.aimwellSelect) fill(answer, state);
    }
  };
  // What is chosen by keyboard counts at once: a browser may tell of it only when the focus has left.
  for (const kind of ["change", "input", "keyup"]) select.addEventListener(kind, take);
}

function labelOf(input) {
  const labels = { question: "Question", answer: "Answer", measure: "Measure", source: "Question of that form", group: "Repeating group", part: "What" };
  return labels[input.dataset.aimwellChoose];
}

function refresh(target, state) {
  if (target.aimwellInput) fill(target.aimwellInput, state);
}

function fill(input, state) {
  const options = {
    question: () => questionsBefore(input),
    answer: () => answersTo(input),
    measure: () => state.measures.map((measure) => [measure.name, measure.label]),
    source: () => state.sources[kindOf(input)] || [],
    group: () => groupsBefore(input),
    part: () => partsBefore(input, state),
  }[input.dataset.aimwellChoose]();
  const select = input.aimwellSelect;
  const free = options === null;
  input.classList.toggle("aimwell-replaced", !free);
  select.hidden = free;
  if (free) return;
  const chosen = input.value;
  const found = options.some(([value]) => value === chosen);
  const all = [["", "Choose"], ...options, ...(chosen && !found ? [[chosen, missing(input, chosen)]] : [])];
  const known = [...select.options].map((option) => `${option.value}|${option.text}`).join("\n");
  if (known !== all.map((pair) => pair.join("|")).join("\n")) {
    select.replaceChildren(...all.map(([value, text]) => new Option(text, value)));
  }
  select.value = chosen;
  if (input.dataset.aimwellChoose === "measure") settingsOf(input, state);
}

function missing(input, chosen) {
  if (input.dataset.aimwellChoose === "question") return "A question that isn’t above";
  if (input.dataset.aimwellChoose === "source") return `${chosen} (no live form asks it)`;
  if (["group", "part"].includes(input.dataset.aimwellChoose)) return "A question that can’t be used here";
  return input.dataset.aimwellChoose === "measure" ? `${chosen} (not switched on)` : chosen;
}

const prefillOf = (inside) => inside.closest(".aimwell-prefill");
const kindOf = (input) => prefillOf(input)?.querySelector("select[name$='-kind']")?.value;

function chooseAgain(target, state) {
  const question = target.matches("select[name$='-kind']") && prefillOf(target)?.querySelector("input[data-aimwell-choose=source]");
  if (question?.aimwellSelect) fill(question, state);
}

const comparisonOf = (input) => input.closest(".aimwell-comparison");

// Every question above the one that asks, section by section.
function questionsBefore(input) {
  const counted = countedGroup(input);
  const row = counted || groupOf(questionBlock(input));
  const found = [];
  for (const [block, title] of blocksBefore(input)) {
    if (["guidance", "measure", "carried", "group"].includes(typeOf(block))) continue;
    if (counted ? groupOf(block) !== counted : groupOf(block) && groupOf(block) !== row) continue;
    found.push([idOf(block), title]);
  }
  return found;
}

function answersTo(input) {
  const id = comparisonOf(input)?.querySelector("input[data-aimwell-choose=question]")?.value;
  const operator = comparisonOf(input)?.querySelector("select[name$='-operator']")?.value;
  const block = id && document.getElementById(`block-${id}-section`);
  if (!block || operator === "one_of") return null;
  if (typeOf(block) === "path") return [["short", "Short"], ["full", "Full"]];
  if (typeOf(block) === "yes_no") return [["Yes", "Yes"], ["No", "No"]];
  const lines = block.querySelector('[data-aimwell="options"] textarea, textarea[data-aimwell="options"]');
  if (!lines) return null;
  return lines.value.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const coded = line.match(/^([A-Za-z0-9_.-]+) = (.+)$/);
    return coded ? [coded[1], coded[2]] : [line, line];
  });
}

// The settings of a measure for one use of it, made from its schema

function settingsOf(input, state) {
  const block = questionBlock(input);
  const holder = block?.querySelector('[data-aimwell="settings"]');
  const hidden = holder?.matches("input") ? holder : holder?.querySelector("input");
  if (!hidden) return;
  hidden.classList.add("aimwell-replaced");
  const measure = state.measures.find((each) => each.name === input.value);
  const names = Object.keys(measure?.settings.properties || {});
  const made = `${input.value}|${names.join(",")}`;
  let box = hidden.parentElement.querySelector(".aimwell-settings");
  if (box?.dataset.made === made) return;
  box?.remove();
  box = element("div", "aimwell-settings");
  box.dataset.made = made;
  hidden.after(box);
  if (names.length === 0) box.append(element("p", "", "Nothing to set."));
  for (const name of names) box.append(setting(name, measure.settings.properties[name], hidden));
}

function setting(name, schema, hidden) {
  const values = () => { try { return JSON.parse(hidden.value || "{}"); } catch { return {}; } };
  const label = element("label", "aimwell-setting", schema.title || name.replaceAll("_", " "));
  const options = schema.type === "boolean" ? [["true", "Yes"], ["false", "No"]]
    : schema.enum?.map((value) => [String(value), schema["x-aimwell"]?.labels?.[value] || String(value)]);
  const field = label.appendChild(element(options ? "select" : "input"));
  if (options) field.append(new Option("As the organisation set it", ""), ...options.map(([value, text]) => new Option(text, value)));
  else if (["number", "integer"].includes(schema.type)) Object.assign(field, { type: "number", step: "any" });
  else field.type = "text";
  if (name in values()) field.value = String(values()[name]);
  field.addEventListener("input", () => {
    const all = values();
    delete all[name];
    if (field.value !== "") all[name] = typed(field.value, schema.type);
    hidden.value = Object.keys(all).length ? JSON.stringify(all) : "";
    hidden.dispatchEvent(new Event("input", { bubbles: true }));
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return label;
}

function typed(text, type) {
  if (type === "boolean") return text === "true";
  return ["number", "integer"].includes(type) ? Number(text) : text;
}
