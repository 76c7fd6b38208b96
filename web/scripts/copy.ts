import { announce } from "./announce";
import { say } from "./language";

/** `button[data-copy]` copies the address of the page, or the text of the element it names. */
export function copyOnClick(part: ParentNode = document): void {
  for (const button of part.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    const words = button.textContent ?? "";
    button.addEventListener("click", async () => {
      const what = button.dataset["copy"] ?? "address";
      const element = what.startsWith("#") ? document.querySelector<HTMLElement>(what) : null;
      const text = element ? (element.innerText || element.textContent || "").trim() : location.href;
      try {
        await navigator.clipboard.writeText(text);
        announce(say.copied);
        button.textContent = say.copied;
        setTimeout(() => {
          button.textContent = words;
        }, 2500);
      } catch {
        // Without permission, or without https: leave the text selected.
        if (element) getSelection()?.selectAllChildren(element);
        announce(say.copyFailed);
      }
    });
  }
}
