// “Not asked today”: the heading says what is chosen; “Ask it after all” clears it in place.
import { inWords } from "./words.js";

const SAID = inWords("Not asked today");

export function watchLeaving(form) {
  for (const box of form.querySelectorAll("details[data-left]")) watch(box);
}

function watch(box) {
  const radios = [...box.querySelectorAll("input[type=radio]")];
  const words = box.querySelector("input[type=text]");
  const said = box.querySelector("[data-left-said]");
  const show = () => {
    const chosen = radios.find((radio) => radio.checked);
    const usual = chosen && chosen.value !== "other" ? chosen.labels[0].textContent : "";
    const reason = [usual, chosen ? words.value.trim() : ""].filter(Boolean).join(": ");
    said.textContent = reason ? `${SAID}: ${reason}` : SAID;
  };
  words.addEventListener("input", () => {
    if (words.value.trim() && !radios.some((radio) => radio.checked)) radios.at(-1).checked = true;
  });
  box.addEventListener("input", show);
  box.addEventListener("change", show);
  box.addEventListener("aimwell:put-back", () => {
    show();
    box.open ||= radios.some((radio) => radio.checked);
  });
  box.querySelector("[data-left-undo]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const radio of radios) radio.checked = false;
    words.value = "";
    box.querySelector("[data-left-both]").hidden = true;
    box.open = false;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.querySelector("summary").focus();
  });
}
