// Where things are among Wagtail's blocks.

export const questionBlock = (inside) => inside.closest("section[id^='block-']:has(> .w-panel__content)");
export const idOf = (block) => block.id.replace(/^block-/, "").replace(/-section$/, "");
export const childOf = (block) => block.closest("[data-streamfield-child]");
export const typeOf = (block) => childOf(block)?.querySelector(":scope > input[name$='-type']")?.value;
export const deleted = (block) => childOf(block)?.querySelector(":scope > input[name$='-deleted']")?.value === "1";

export function groupOf(block) {
  const outer = block?.parentElement?.closest("section[id^='block-']");
  return outer && typeOf(outer) === "group" ? outer : null;
}

/** Every question above a place of the form, from the top, with its wording: [[block, title], …]. */
export function blocksBefore(place) {
  const own = questionBlock(place);
  const found = [];
  for (const title of document.querySelectorAll('[data-aimwell="title"] input, input[data-aimwell="title"]')) {
    const block = questionBlock(title);
    if (!block || block === own || block.contains(place) || deleted(block)) continue;
    if (!(block.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    found.push([block, title.value || "Question without wording"]);
  }
  return found;
}
