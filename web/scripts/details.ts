import { keep, recall } from "./store";

/** `details[data-remember]` stay open or closed as the visitor left them, on every page that has one of that name. */
export function rememberDetails(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details[data-remember]")) {
    const key = `details:${details.dataset["remember"] ?? ""}`;
    const open = recall<boolean>(key);
    if (typeof open === "boolean") details.open = open;
    // Listens after the event that setting `open` causes, so that only the visitor's own click is kept.
    requestAnimationFrame(() => details.addEventListener("toggle", () => keep(key, details.open)));
  }

  // What is folded for want of room is open where there is room, and on paper; most browsers do that by style.
  if (!CSS.supports("selector(::details-content)")) {
    const unfold = () => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>("details.further")) details.open = true;
    };
    if (matchMedia("(min-width: 62.01rem)").matches) unfold();
    addEventListener("beforeprint", unfold);
  }

  // A link to something inside closed details opens them.
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    // On the page of a theme the index leads to a figure: there it is shown by group at once.
    const details = target?.matches(".in-theme") ? target.querySelector<HTMLDetailsElement>("details.further") : target?.closest("details");
    if (details && !details.open) {
      details.open = true;
      target?.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
}
