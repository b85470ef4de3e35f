// Saves while somebody types: after a pause, and on leaving. Says at all times whether the server has it.
import { showCalculated } from "./calculated.js";
import { putTexts, textsOf } from "./fields.js";
import { drop, dropSaved, keep, take } from "./kept.js";
import { setRows } from "./rows.js";
import { inWords } from "./words.js";

const PAUSE = 1500;
const SLOWEST = 60_000;

export function watchSaving(form, conditions) {
  const key = form.dataset.key;
  const says = document.querySelector("[data-state]");
  const notice = document.querySelector("[data-notice]");
  let dirty = false; // typed since the last save that was sent
  let stopped = false; // only a person can go on: a conflict, or signed out
  let timer = 0;
  let left = false; // sent on leaving, and nothing typed since
  let wait = PAUSE;
  let sending = null;

  dropSaved(form.dataset.draft, JSON.parse(form.dataset.saves));
  putBack();

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  window.addEventListener("online", () => {
    if (dirty) save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  window.addEventListener("pagehide", leave);
  document.addEventListener("aimwell:session-ended", (event) => {
    if (!dirty && !stopped) return;
    event.preventDefault();
    signedOut();
  });
  form.addEventListener("submit", async (event) => {
    if (stopped || (!dirty && !sending)) return;
    // Saved first: where there is no connection, the page stays, with all that was typed.
    event.preventDefault();
    const button = event.submitter;
    const ended = await save();
    if (ended === "saved" || ended === "conflict" || ended === "gone") {
      stopped = true;
      form.requestSubmit(button);
      stopped = false;
    }
  });

  function typed() {
    dirty = true;
    left = false;
    keepHere();
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(save, PAUSE);
  }

  function keepHere() {
    const kept = { texts: textsOf(form), base: form.elements.base.value, page: form.elements.page.value, number: Number(form.elements.number.value) + 1 };
    return keep(key, kept);
  }

  async function save() {
    window.clearTimeout(timer);
    if (sending) {
      await sending;
      if (!dirty) return "saved";
    }
    sending = send();
    const ended = await sending;
    sending = null;
    return ended;
  }

  async function send() {
    dirty = false;
    say(inWords("Saving…"));
    form.elements.number.value = String(Number(form.elements.number.value) + 1);
    const sent = fetch(form.dataset.autosave, { method: "POST", body: posted(), headers: { Accept: "application/json" }, redirect: "error" });
    const response = await sent.catch(() => null);
    if (response === null) return unsaved();
    const told = await response.json().catch(() => ({}));
    if (response.ok) {
      wait = PAUSE;
      form.elements.base.value = String(told.revision);
      if (!dirty) drop(key);
      say(inWords("Saved at {at}", told));
      if (told.calculated) {
        showCalculated(form, told.calculated);
        conditions.look();
      }
      document.dispatchEvent(new Event("aimwell:alive"));
      return "saved";
    }
    dirty = true;
    if (response.status === 409) return conflict(told);
    if (response.status === 401 || response.status === 403) return signedOut();
    if (response.status === 404) return gone();
    return unsaved(inWords("the server can’t be reached"));
  }

  function unsaved(why = inWords("no connection")) {
    dirty = true;
    const kept = keepHere();
    say(inWords(kept ? "Not saved: {why}. Your answers are kept on this device." : "Not saved: {why}. Keep this page open.", { why }), true);
    wait = Math.min(wait * 2, SLOWEST);
    timer = window.setTimeout(save, wait);
    return "unsaved";
  }

  function conflict(told) {
    stopped = true;
    keepHere();
    say(inWords("Not saved: {by} saved this section at {at}.", told), true);
    tell(inWords("{by} saved this section at {at}, after you opened it. Nothing is overwritten: choose what to keep.", told));
    notice.append(submitButton(inWords("Compare the two"), "stay"));
    return "conflict";
  }

  function signedOut() {
    stopped = true;
    keepHere();
    say(inWords("Not saved: you are signed out. Your answers are kept on this device."), true);
    tell(inWords("You have been signed out. Your answers are kept on this device, and come back when you have signed in."));
    notice.append(link(inWords("Sign in"), form.dataset.signIn));
    return "signed-out";
  }

  function gone() {
    stopped = true;
    say(inWords("Not saved: this draft has been signed or discarded."), true);
    tell(inWords("This draft has been signed or discarded elsewhere."));
    notice.append(link(inWords("See what became of it"), form.action));
    return "gone";
  }

  // As the form itself is sent: cheaper to read than multipart.
  function posted() {
    return new URLSearchParams(new FormData(form));
  }

  function leave() {
    if (!dirty || stopped || left) return;
    left = true;
    keepHere();
    form.elements.number.value = String(Number(form.elements.number.value) + 1);
    navigator.sendBeacon(form.dataset.autosave, posted());
  }

  function putBack() {
    const kept = take(key);
    if (!kept) return;
    if (JSON.stringify(kept.texts) === JSON.stringify(textsOf(form))) {
      drop(key);
      return;
    }
    for (const group of form.querySelectorAll("[data-group]")) {
      setRows(group, kept.texts.filter(([name]) => name === `${group.dataset.group}-row`).map(([, index]) => index));
    }
    putTexts(form, kept.texts);
    form.elements.base.value = kept.base;
    form.elements.page.value = kept.page;
    form.elements.number.value = String(kept.number);
    for (const line of form.querySelectorAll("[data-line], [data-left]")) line.dispatchEvent(new Event("aimwell:put-back"));
    conditions.look();
    const at = new Date(kept.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    tell(inWords("What you typed at {at} had not reached the server. It is back in the form below.", { at }));
    dirty = true;
    save();
  }

  function say(text, isWarning = false) {
    says.textContent = text;
    says.classList.toggle("aimwell-state--warning", isWarning);
  }

  function tell(text) {
    notice.hidden = false;
    notice.textContent = `${text} `;
  }

  function submitButton(text, action) {
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", name: "action", value: action, formNoValidate: true, textContent: text, className: "aimwell-link-button" });
    button.setAttribute("form", form.id);
    return button;
  }
}

function link(text, href) {
  const made = document.createElement("a");
  Object.assign(made, { textContent: text, href });
  return made;
}
