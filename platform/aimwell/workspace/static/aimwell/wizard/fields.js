// What the fields of a step hold: as an answer (for conditions), and as texts (to keep and to put back).
import { DECIMAL, GROUPING } from "./words.js";

const NOT_ANSWERS = new Set(["csrfmiddlewaretoken", "action", "base", "page", "number", "from"]);
const between = /\s/.test(GROUPING) ? "[ \u00a0\u202f]" : `[${GROUPING}]`;
const NUMBER = new RegExp(`^[+-]?(\\d{1,3}(${between}\\d{3})+|\\d+)?([${DECIMAL}]\\d+)?$`);

/** The answer in the question named `name`; null when it isn't answered, can't be read, or isn't asked. */
export function answerOf(form, name) {
  const question = form.querySelector(`[data-question="${CSS.escape(name)}"]`);
  if (!question || question.closest("[data-when][hidden]")) return null;
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const texts = fields.filter((field) => !isTick(field) || field.checked).map((field) => field.value);
  switch (question.dataset.widget) {
    case "several-of":
      return texts;
    case "yes-no":
      return texts.length ? texts[0] === "true" : null;
    case "number":
    case "scale":
      return readNumber(texts[0] ?? "");
    case "date":
      return readDate(form, name);
    case "calculated":
      return JSON.parse(question.querySelector("[data-calculated]").dataset.value || "null");
    case "group":
      return [...question.querySelectorAll("[data-row]")].map(() => true);
    default:
      return texts[0] ?? null;
  }
}

export function readNumber(text) {
  const plain = text.trim().replace("−", "-");
  if (!/\d/.test(plain) || !NUMBER.test(plain)) return null;
  return Number(plain.replaceAll(new RegExp(between, "g"), "").replace(DECIMAL, "."));
}

function readDate(form, name) {
  const [day, month, year] = ["day", "month", "year"].map((part) => form.elements[`${name}-${part}`]?.value.trim() ?? "");
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Every field with its text, in order: [[name, text], …]. */
export function textsOf(form) {
  return [...new FormData(form)].filter(([name]) => !NOT_ANSWERS.has(name));
}

/** Put texts back. Rows must be there already (rows.js). */
export function putTexts(form, texts) {
  const wanted = new Map();
  for (const [name, text] of texts) wanted.set(name, [...(wanted.get(name) ?? []), text]);
  for (const field of form.elements) {
    if (!field.name || NOT_ANSWERS.has(field.name) || field.type === "submit") continue;
    const values = wanted.get(field.name) ?? [];
    if (isTick(field)) field.checked = values.includes(field.value);
    else if (field.type !== "hidden" || "rowId" in field.dataset) field.value = values[0] ?? "";
  }
}

function isTick(field) {
  return field.type === "radio" || field.type === "checkbox";
}
