// Calculated answers: the server works them out at each save, and this shows what it found.
// Only what has changed is written, so that a screen reader says new values, and nothing else.

/** `told`: by the name of each question, {value, text, working}. */
export function showCalculated(form, told) {
  for (const [name, { value, text, working }] of Object.entries(told)) {
    const box = form.querySelector(`[data-question="${CSS.escape(name)}"] [data-calculated]`);
    if (!box) continue;
    box.dataset.value = JSON.stringify(value);
    const answer = box.querySelector("[data-calculated-answer]");
    if (answer.textContent !== text) answer.textContent = text;
    answer.classList.toggle("aimwell-unanswered", value === null);
    // Why there is none is said in English only.
    answer.toggleAttribute("lang", value === null);
    if (value === null) answer.lang = "en";
    const lines = working.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    });
    box.querySelector("[data-calculated-working]").replaceChildren(...lines);
    box.querySelector("[data-calculated-how]").hidden = working.length === 0;
  }
}
