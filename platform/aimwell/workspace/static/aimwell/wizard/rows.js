// Repeating groups: add and remove rows in place.
import { inWords } from "./words.js";

export function watchRows(form) {
  form.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    const remove = event.target.closest("[data-remove]");
    if (!add && !remove) return;
    event.preventDefault();
    const group = event.target.closest("[data-group]");
    if (add) focusFirst(addRow(group));
    else removeRow(group, remove.closest("[data-row]"));
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function addRow(group, index = nextIndex(group)) {
  const template = group.querySelector("template[data-row-template]");
  const copy = document.createElement("template");
  copy.innerHTML = template.innerHTML.replaceAll("__row__", String(index));
  const row = copy.content.querySelector("[data-row]");
  for (const id of row.querySelectorAll("[data-row-id]")) id.value = newId();
  template.before(row);
  settle(group);
  row.dispatchEvent(new Event("aimwell:row-added", { bubbles: true }));
  return row;
}

function removeRow(group, row) {
  const place = document.createComment("");
  row.replaceWith(place);
  settle(group);
  const said = document.createElement("p");
  said.className = "aimwell-removed";
  said.setAttribute("role", "status");
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "aimwell-link-button";
  undo.textContent = inWords("Undo");
  said.append(`${inWords("Removed.")} `, undo);
  group.querySelector(".aimwell-removed")?.remove();
  place.after(said);
  undo.addEventListener("click", () => {
    said.remove();
    place.replaceWith(row);
    settle(group);
    row.focus();
    row.dispatchEvent(new Event("input", { bubbles: true }));
  });
  undo.focus();
}

/** Make the group's rows those with these indexes: what is kept in the browser may have more, or fewer. */
export function setRows(group, indexes) {
  for (const row of rowsOf(group)) row.remove();
  for (const index of indexes) addRow(group, index);
}

function rowsOf(group) {
  return [...group.querySelectorAll("[data-row]")];
}

function nextIndex(group) {
  return Math.max(-1, ...rowsOf(group).map((row) => Number(row.dataset.row))) + 1;
}

function settle(group) {
  const rows = rowsOf(group);
  rows.forEach((row, place) => {
    for (const number of row.querySelectorAll("[data-row-number]")) number.textContent = String(place + 1);
  });
  group.querySelector("[data-add]").hidden = rows.length >= Number(group.dataset.most);
}

function focusFirst(row) {
  const field = row.querySelector("input:not([type=hidden]), textarea, select");
  (field ?? row).focus();
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
