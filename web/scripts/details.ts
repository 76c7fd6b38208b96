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

  // A link to something inside closed details opens them.
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const details = target?.closest("details");
    if (details && !details.open) {
      details.open = true;
      target?.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
}
