/**
 * While the focus is in the profieltaart, the key T opens the same figures as a table and goes there. Only there: elsewhere a
 * letter belongs to the visitor (WCAG 2.1.4).
 */
export function tableOneKeyAway(): void {
  for (const ring of document.querySelectorAll<HTMLElement>(".ring")) {
    const table = ring.querySelector<HTMLDetailsElement>("details[id$=tabel]");
    if (!table) continue;
    ring.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!(event.target as Element).closest("svg")) return;
      event.preventDefault();
      table.open = true;
      table.querySelector<HTMLElement>("summary")?.focus();
      table.scrollIntoView({ block: "start" });
    });
  }
}
