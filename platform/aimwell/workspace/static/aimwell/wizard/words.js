// Our own words in the language of the page: the server hands them over where that isn't English.

const form = document.querySelector("form[data-wizard]");
const words = JSON.parse(form?.dataset.words || "{}");

/** The words for an English text; `{name}` in it is replaced by a value. */
export function inWords(english, values = {}) {
  return (words[english] ?? english).replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** How numbers are typed in the language of the form: the decimal sign, and what stands between thousands. */
export const [DECIMAL, GROUPING] = form?.dataset.numbers || ".,";
