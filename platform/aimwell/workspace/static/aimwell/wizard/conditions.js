// Shows and hides questions while others are answered. The server has the last word; this only follows it.
// A condition: {field|elsewhere, operator, value} | {all: […]} | {any: […]} | {not: …}; see wizard/places.py.
import { answerOf } from "./fields.js";

export function watchConditions(form) {
  const elsewhere = JSON.parse(form.dataset.elsewhere || "{}");
  const look = () => {
    // In the order of the page: what is hidden counts as not answered for those that follow.
    for (const question of form.querySelectorAll("[data-when]")) {
      question.hidden = !holds(JSON.parse(question.dataset.when), (part) => answer(form, elsewhere, part));
    }
  };
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  look();
  return { look };
}

function answer(form, elsewhere, part) {
  return "elsewhere" in part ? elsewhere[part.elsewhere] : answerOf(form, part.field);
}

export function holds(condition, answered) {
  if ("all" in condition) return condition.all.every((part) => holds(part, answered));
  if ("any" in condition) return condition.any.some((part) => holds(part, answered));
  if ("not" in condition) return !holds(condition.not, answered);
  return compare(condition.operator, answered(condition), condition.value);
}

function compare(operator, answer, value) {
  if (isBlank(answer)) return operator === "not_answered";
  switch (operator) {
    case "answered":
      return true;
    case "equals":
      return answer === value;
    case "not_equals":
      return answer !== value;
    case "one_of":
      return value.includes(answer);
    case "includes":
      return Array.isArray(answer) && answer.includes(value);
    case "less_than":
      return typeof answer === "number" && answer < value;
    case "at_most":
      return typeof answer === "number" && answer <= value;
    case "at_least":
      return typeof answer === "number" && answer >= value;
    case "more_than":
      return typeof answer === "number" && answer > value;
    default:
      return false;
  }
}

function isBlank(answer) {
  if (typeof answer === "string") return answer.trim() === "";
  return answer === null || answer === undefined || (Array.isArray(answer) && answer.length === 0);
}
