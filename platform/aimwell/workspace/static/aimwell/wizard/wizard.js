// Filling in, made easier. Without any of this the form works too: every button is a submit button.
import { watchConditions } from "./conditions.js";
import { watchLeaving } from "./leaving.js";
import { drawLines } from "./line.js";
import { watchRows } from "./rows.js";
import { watchSaving } from "./saving.js";
import { clearScales } from "./scales.js";

for (const form of document.querySelectorAll("form[data-wizard]")) {
  watchRows(form);
  drawLines(form);
  clearScales(form);
  watchLeaving(form);
  const conditions = watchConditions(form);
  form.addEventListener("aimwell:row-added", (event) => {
    drawLines(event.target);
    clearScales(event.target);
    conditions.look();
  });
  if (!("preview" in form.dataset)) watchSaving(form, conditions);
}

// A form that is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
