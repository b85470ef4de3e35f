// The buttons of Wagtail's blocks for those who have no mouse, or don't see them: which block each is of, where the
// focus goes when its block moves or goes away, and what happened, said aloud. What is deleted can be put back.

import { element } from "./elements.js";

const panel = document.querySelector("[data-aimwell-editor]");
const form = document.querySelector("form[data-edit-form]");
if (panel && form) start();

function start() {
  const status = panel.querySelector("[data-aimwell-status]");
  nameAll();
  // Soon, however much goes on in the form; and at once where the focus comes to.
  let waiting = false;
  const nameSoon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      nameAll();
    }, 50);
  };
  new MutationObserver(nameSoon).observe(form, { childList: true, subtree: true });
  form.addEventListener("focusin", ({ target }) => target.matches("button:not([aria-describedby], [aria-label])") && nameAll());
  // Wagtail lets nobody else hear of a click, so this listens on the way down and waits until Wagtail is done.
  form.addEventListener("click", ({ target }) => {
    const adder = target.closest(".c-sf-add-button");
    if (adder?.matches("[data-streamfield-list-add]")) setTimeout(intoRow, 50, adder);
    else if (adder) setTimeout(intoMenu, 0, adder);
    const button = target.closest("[data-streamfield-action]");
    const action = button?.dataset.streamfieldAction;
    if (["MOVE_UP", "MOVE_DOWN"].includes(action)) setTimeout(moved, 0, button, action, status);
    if (action === "DELETE") setTimeout(gone, 0, button, status);
  }, true);
  form.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && target.matches(".w-combobox input")) setTimeout(outOfMenu, 0, target.closest(INSERTER));
  }, true);
  form.addEventListener("aimwell:deleted", (event) => offerUndo(event, status));
  form.addEventListener("input", ({ target }) => target.closest(WORDING) && rename(target));
}

// Names

const WORDING = '[data-aimwell="title"], [data-aimwell="section"]';

// Wagtail's heading of a block says its wording only once it was folded.
function rename(field) {
  const heading = headingOf(field)?.querySelector("[data-panel-heading-text]");
  if (heading) heading.textContent = field.value.slice(0, 70);
}

function nameAll() {
  for (const button of form.querySelectorAll("[data-streamfield-action]:not([aria-describedby])")) {
    const heading = headingOf(button);
    if (heading) button.setAttribute("aria-describedby", heading.id);
    // Dragging needs a pointer. By keyboard blocks are moved up and down.
    if (button.dataset.streamfieldAction === "DRAG") Object.assign(button, { tabIndex: -1, ariaHidden: "true" });
  }
  for (const button of form.querySelectorAll("#body-root .c-sf-add-button[title]:not([aria-label])")) {
    const words = whatIsAdded(button);
    button.title = words;
    button.setAttribute("aria-label", words);
  }
}

const headingOf = (inside) => inside.closest("section")?.querySelector(":scope > .w-panel__header [data-panel-heading]");

function whatIsAdded(button) {
  if (button.matches("[data-streamfield-list-add]")) {
    return button.closest("[data-contentpath=parts]") ? "Add a part" : "Add a condition";
  }
  const stream = button.closest("[data-contentpath=questions]");
  if (!stream) return "Add a section";
  return stream.parentElement.closest("[data-contentpath=questions]") ? "Add a question to each row" : "Add a question";
}

const nameOf = (child) => {
  const words = child.querySelector("[data-panel-heading]")?.innerText.replace(/\s+/g, " ").trim() || "";
  return words ? `‘${words}’` : "This part";
};

// The menu of kinds to add: Wagtail asks for the focus before the menu stands on the page, and in vain.

const INSERTER = "div:has(> .c-sf-add-button)";

function intoMenu(button) {
  button.closest(INSERTER)?.querySelector(".w-combobox input")?.focus({ preventScroll: true });
}

function outOfMenu(inserter) {
  inserter?.querySelector(".c-sf-add-button").focus({ preventScroll: true });
}

// A row begins with a list to choose from, which stands in the place of Wagtail's field.
function intoRow(adder) {
  adder.nextElementSibling?.querySelector(".aimwell-choice:not([hidden])")?.focus({ preventScroll: true });
}

// Moving: Wagtail takes the block out and puts it in again, and the focus is lost on the way.

function moved(button, action, status) {
  const child = button.closest("[data-streamfield-child]");
  const other = action === "MOVE_UP" ? "MOVE_DOWN" : "MOVE_UP";
  const place = button.disabled ? button.parentElement.querySelector(`[data-streamfield-action=${other}]`) : button;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest", behavior: "instant" });
  const all = childrenOf(child.parentElement);
  status.textContent = `${nameOf(child)} is now ${all.indexOf(child) + 1} of ${all.length}.`;
}

const childrenOf = (stream) =>
  [...stream.children].filter((one) => one.matches("[data-streamfield-child]") && !one.matches("[aria-hidden=true]"));

// Deleting

// A row, such as a condition, can't be put back: the focus goes to the button that adds one.
function gone(button, status) {
  const child = button.closest("[data-streamfield-child]");
  if (child.nextElementSibling?.matches(".aimwell-undo")) return;
  const added = [...child.parentElement.querySelectorAll(":scope > * > .c-sf-add-button, :scope > .c-sf-add-button")];
  added.findLast((one) => one.checkVisibility())?.focus();
  status.textContent = "Deleted.";
}

function offerUndo(event, status) {
  const child = event.target;
  const note = element("div", "aimwell-undo");
  const words = note.appendChild(element("span", "", `${nameOf(child)} is deleted.`));
  words.id = `undo-${child.dataset.contentpath}`;
  const undo = note.appendChild(element("button", "button button-small button-secondary", "Undo"));
  undo.type = "button";
  undo.setAttribute("aria-describedby", words.id);
  undo.addEventListener("click", () => {
    event.detail.restore();
    note.remove();
    child.querySelector("[data-panel-toggle]").focus();
    status.textContent = `${nameOf(child)} is back.`;
  });
  child.after(note);
  undo.focus();
}
