// A chosen number of a scale can be taken back.
import { inWords } from "./words.js";

export function clearScales(root) {
  for (const numbers of root.querySelectorAll(".aimwell-numbers")) {
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "aimwell-link-button aimwell-clear";
    clear.textContent = inWords("Clear");
    clear.addEventListener("click", () => {
      const chosen = numbers.querySelector("input:checked");
      if (chosen) chosen.checked = false;
      numbers.querySelector("input").focus();
      numbers.dispatchEvent(new Event("input", { bubbles: true }));
    });
    numbers.after(clear);
  }
}
