// Fields that a library item locks can't be typed into. This is help for the author: the server decides.

const LOCKED_BY = {
  wording: ["title", "intro", "text", "hint", "guidance", "unit", "left", "right", "noun"],
  options: ["options", "email", "max_length", "whole", "minimum", "maximum", "step", "not_future", "least", "most", "top", "measure", "settings"],
  required: ["required", "not_asked"],
};
const WORDS = { wording: "the wording", options: "the answers to choose from", required: "what must be answered, and when it is asked", order: "the order" };

const panel = document.querySelector("[data-aimwell-editor]");
const held = new WeakSet();
if (panel) {
  hold();
  let waiting;
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(hold, 100);
  }).observe(document.querySelector("form[data-edit-form]") || document.body, { childList: true, subtree: true });
}

function hold() {
  const whole = JSON.parse(panel.dataset.aimwellLocks || "[]");
  if (whole.length) {
    const title = document.querySelector("#id_title");
    if (title && whole.includes("wording")) still(title);
    for (const block of document.querySelectorAll("#body-root section[id^='block-']")) within(block, whole, true);
  }
  for (const input of document.querySelectorAll('[data-aimwell="library"] input, input[data-aimwell="library"]')) {
    const said = noteOf(input);
    if (said.library?.mode !== "follow") continue;
    const block = blockOf(input);
    tell(block, said.library.locks || []);
    within(block, said.library.locks || [], typeOf(block) === "section");
  }
}

function tell(block, locks) {
  const content = block?.querySelector(":scope > .w-panel__content");
  if (!content || content.querySelector(":scope > .aimwell-followed")) return;
  const told = document.createElement("p");
  told.className = "aimwell-followed";
  const words = locks.map((lock) => WORDS[lock]).filter(Boolean).join("; ");
  told.textContent = words ? `Follows a library item. Locked: ${words}.` : "Follows a library item. Nothing is locked.";
  content.prepend(told);
}

function within(block, locks, conditions) {
  if (!block || !locks.length) return;
  const names = new Set(["key", ...locks.flatMap((lock) => LOCKED_BY[lock] || [])]);
  for (const field of block.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    const own = blockOf(field);
    if (held.has(field) || isLocal(own, block)) continue;
    const isCondition = field.closest(".aimwell-condition");
    const name = field.name?.split("-").pop();
    if (isCondition ? conditions && own !== block && locks.includes("required") : names.has(name)) still(field);
  }
}

function still(field) {
  if (held.has(field)) return;
  held.add(field);
  field.classList.add("aimwell-held");
  field.title = "Locked by the library item that this follows";
  if (field.matches("select")) {
    for (const option of field.options) option.disabled = !option.selected;
  } else if (["checkbox", "radio"].includes(field.type)) {
    field.setAttribute("aria-disabled", "true");
    field.addEventListener("click", (event) => event.preventDefault());
  } else {
    field.readOnly = true;
  }
}

const blockOf = (inside) => inside.closest("section[id^='block-']");
const typeOf = (block) => block?.closest("[data-streamfield-child]")?.querySelector(":scope > input[name$='-type']")?.value;

// Whether something between a field and the followed block was added here.
function isLocal(own, outermost) {
  for (let block = own; block; block = block.parentElement?.closest("section[id^='block-']")) {
    const input = [...block.querySelectorAll('[data-aimwell="library"] input, input[data-aimwell="library"]')].find((one) => blockOf(one) === block);
    if (input && noteOf(input).local === true) return true;
    // A block that was added just now has no name in exports yet: its mark comes when it is saved.
    if (block === outermost) return false;
    const key = [...block.querySelectorAll("input[name$='-value-key']")].find((one) => blockOf(one) === block);
    if (key && !key.value && !held.has(key)) return true;
  }
  return false;
}

function noteOf(input) {
  try {
    return JSON.parse(input.value || "{}") || {};
  } catch {
    return {};
  }
}
