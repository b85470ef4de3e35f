// Warns before the session ends, and lets somebody who is still there stay.
// Tabs share one session: each tells the others, through localStorage, when it was last extended.
// A page that talks to the server by itself (autosave) dispatches "aimwell:alive" on the document when it was answered.

const WARN_SECONDS = 120;
const KEY = "aimwell-session-until";

export function watchSession(page) {
  const { sessionSeconds, sessionUrl, signInUrl, signOutUrl } = page.body.dataset;
  const dialog = page.getElementById("session-ending");
  if (!sessionSeconds || !dialog) return;
  let over = false;
  const left = dialog.querySelector("[data-session-left]");
  extend(Number(sessionSeconds));
  dialog.querySelector("[data-session-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", stay);
  page.addEventListener("aimwell:alive", () => extend(Number(sessionSeconds)));
  window.setInterval(tick, 1000);

  function tick() {
    const seconds = Math.round((until() - Date.now()) / 1000);
    if (seconds > 0) over = false;
    if (seconds > WARN_SECONDS) {
      if (dialog.open) dialog.close();
    } else if (seconds > 0) {
      left.textContent = inWords(seconds);
      if (!dialog.open) dialog.showModal();
    } else if (!over) {
      over = true;
      dialog.close();
      ended();
    }
  }

  async function stay(event) {
    event.preventDefault();
    const response = await post(sessionUrl);
    if (response && response.ok && !response.redirected) {
      extend((await response.json()).seconds);
      dialog.close();
    }
  }

  async function ended() {
    // A page with a form may hold answers that only the browser has: it keeps them and stays.
    const mayLeave = page.dispatchEvent(new CustomEvent("aimwell:session-ended", { cancelable: true }));
    // The server counts a minute longer: without this, asking for the sign-in page would begin a new half hour.
    await post(signOutUrl);
    if (mayLeave) {
      window.location.assign(`${signInUrl}?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
    }
  }
}

function post(url) {
  const headers = { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "" };
  return fetch(url, { method: "POST", headers }).catch(() => null);
}

function extend(seconds) {
  const at = Date.now() + seconds * 1000;
  try {
    window.localStorage.setItem(KEY, String(at));
  } catch {
    own = at; // Storage is full or switched off: this tab counts for itself.
  }
}

let own = 0;

function until() {
  try {
    return Number(window.localStorage.getItem(KEY)) || own;
  } catch {
    return own;
  }
}

function inWords(seconds) {
  if (seconds > 90) return "2 minutes";
  return seconds > 50 ? "1 minute" : `${Math.max(10, Math.ceil(seconds / 10) * 10)} seconds`;
}
