// The block “Calculated answer”: lists of what can be worked with, and only the fields that go with what is worked out.
import { blocksBefore, groupOf, idOf, questionBlock, typeOf } from "./blocks.js";

const LISTED = ["parts"];
const FIELDS = {
  sum: [...LISTED, "needs_all"],
  mean: [...LISTED, "needs_all"],
  min: [...LISTED, "needs_all"],
  max: [...LISTED, "needs_all"],
  count: LISTED,
  subtract: LISTED,
  multiply: LISTED,
  divide: LISTED,
  rows: ["group", "condition"],
  between: ["start", "end", "time"],
  age: ["start", "end"],
  if: ["condition", "then", "otherwise"],
  advanced: [],
};
const NUMBERS = ["number"];
const KINDS = { sum: NUMBERS, mean: NUMBERS, subtract: NUMBERS, multiply: NUMBERS, divide: NUMBERS, min: ["number", "date"], max: ["number", "date"], between: ["date"], age: ["date"] };
const OF_ROWS = ["sum", "mean", "min", "max", "count"];
const KIND_OF_BLOCK = { number: "number", scale: "number", date: "date", yes_no: "yes_no", short_text: "text", long_text: "text", one_of: "text", path: "text", several_of: "several" };
const KIND_OF_ANSWER = { number: "number", whole: "number", date: "date", text: "text", yes_no: "yes_no" };

const calculationOf = (inside) => inside.closest(".aimwell-calculation");
const howOf = (calculation) => calculation?.querySelector("select[name$='-how']")?.value || "sum";
const fieldOf = (calculation, name) => calculation.querySelector(`:scope > [data-contentpath="${name}"]`);

/** Whether a field says what is worked out, or what the answer is: others depend on it. */
export const isHow = (field) => field.matches?.("select[name$='-how'], select[name$='-gives']") ?? false;

function givenBy(block) {
  return KIND_OF_ANSWER[block?.querySelector("select[name$='-gives']")?.value] || "number";
}

/** The repeating group whose rows a condition chooses among; null for any other condition. */
export function countedGroup(input) {
  const calculation = calculationOf(input);
  if (!calculation || howOf(calculation) !== "rows") return null;
  const id = calculation.querySelector("input[data-aimwell-choose=group]")?.value;
  return (id && document.getElementById(`block-${id}-section`)) || null;
}

export function groupsBefore(input) {
  return blocksBefore(input).filter(([block]) => typeOf(block) === "group").map(([block, title]) => [idOf(block), title]);
}

/** What a part of a calculation can be: answers, answers of all rows, scores, days, and what is typed. */
export function partsBefore(input, state) {
  const calculation = calculationOf(input);
  const how = howOf(calculation);
  const kinds = how === "if" ? [givenBy(questionBlockAround(calculation))] : KINDS[how];
  const fits = (kind) => kind && (!kinds || kinds.includes(kind)) && (kind !== "several" || how === "count");
  const found = [];
  for (const [block, title] of blocksBefore(calculation)) {
    const type = typeOf(block);
    if (type === "measure") {
      if (fits("number")) found.push(...scoresOf(block, title, state));
      continue;
    }
    const group = groupOf(block);
    if (group && !OF_ROWS.includes(how)) continue;
    if (!fits(type === "calculated" ? givenBy(block) : KIND_OF_BLOCK[type])) continue;
    found.push([idOf(block), group ? `${title}, in all rows` : title]);
  }
  if (fits("date") && how !== "count") found.push(["today", "The day of the form"], ["birth", "The person’s date of birth"]);
  if (how !== "count") found.push(["fixed", how === "if" ? "What I type" : fits("number") ? "A number that I type" : "A date that I type"]);
  return found;
}

function scoresOf(block, title, state) {
  const name = block.querySelector("input[data-aimwell-choose=measure]")?.value;
  const measure = state.measures.find((each) => each.name === name);
  return (measure?.scales || []).map((scale) => [`${idOf(block)}#${scale.name}`, `${title}: ${scale.label}`]);
}

// The block of the question, not that of a part in a list.
function questionBlockAround(calculation) {
  return questionBlock(calculation.parentElement);
}

export function showFields() {
  for (const calculation of document.querySelectorAll(".aimwell-calculation")) {
    const shown = ["how", ...FIELDS[howOf(calculation)]];
    for (const field of calculation.querySelectorAll(":scope > [data-contentpath]")) {
      field.hidden = !shown.includes(field.dataset.contentpath);
    }
  }
  for (const part of document.querySelectorAll(".aimwell-part")) {
    const value = part.querySelector(':scope > [data-contentpath="value"]');
    if (value) value.hidden = part.querySelector("input[data-aimwell-choose=part]")?.value !== "fixed";
  }
}

/** `calculations`: what each works out in words, by the id of its block. */
export function showCalculations(calculations) {
  document.querySelectorAll(".aimwell-calculation__words").forEach((each) => each.remove());
  for (const [id, words] of Object.entries(calculations)) {
    const calculation = document.getElementById(`block-${id}-section`)?.querySelector(".aimwell-calculation");
    if (!calculation) continue;
    const said = document.createElement("p");
    said.className = "aimwell-calculation__words help-block help-info";
    said.textContent = `Worked out as: ${words}.`;
    fieldOf(calculation, "how").after(said);
  }
}
