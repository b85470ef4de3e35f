// What was typed and the server doesn't have yet, kept in this browser under "aimwell:<user>:<draft>:<step>".

const LONGEST = 7 * 24 * 60 * 60 * 1000;

export function keep(key, kept) {
  try {
    localStorage.setItem(name(key), JSON.stringify({ ...kept, at: Date.now() }));
    return true;
  } catch {
    return false; // Storage is full or switched off.
  }
}

export function take(key) {
  try {
    return JSON.parse(localStorage.getItem(name(key)));
  } catch {
    return null;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(name(key));
  } catch {
    // Nothing was kept.
  }
}

/** Drop what the server has (`saves`: step to {page, number} of its last save) or what is older than a week. */
export function dropSaved(draftKey, saves) {
  try {
    for (const stored of Object.keys(localStorage).filter((one) => one.startsWith("aimwell:"))) {
      const kept = JSON.parse(localStorage.getItem(stored));
      const step = stored.startsWith(`${name(draftKey)}:`) ? stored.slice(name(draftKey).length + 1) : null;
      const saved = step === null ? null : saves[step];
      const has = saved && saved.page === kept.page && saved.number >= kept.number;
      if (has || Date.now() - kept.at > LONGEST) localStorage.removeItem(stored);
    }
  } catch {
    // Storage is switched off: nothing is kept there.
  }
}

function name(key) {
  return `aimwell:${key}`;
}
