// A comparison stays at hand: what was set beside the first area is kept on the visitor's own device only, and the menu leads to the
// area of the page beside those.
import { homes, lead } from "./follow";
import { forget, keep, recall } from "./store";

const key = "beside";

/** Most columns of a comparison. */
const most = 5;

/** The columns of a comparison, as its address has them. */
function columnsOf(address: URL): string[] {
  return (address.searchParams.get("met") ?? "").split("_").filter((column) => /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(column));
}

/** Keeps what is compared; lets the menu of another page lead to its own area beside that. */
export function followComparison(): void {
  const menu = document.querySelector<HTMLElement>("header.top nav[id]");
  const links = [...(menu?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];
  const link = links.find((one) => new URL(one.href).pathname.endsWith("/vergelijk"));
  const at = homes();
  if (!link || !at) return;
  const target = new URL(link.href);
  const { monitor } = at;
  if (new URL(location.href).pathname === target.pathname) {
    const columns = columnsOf(new URL(location.href));
    const usual = columnsOf(target);
    // What the menu proposes by itself is nobody's choice.
    if (columns.join() === usual.join()) forget(key);
    else if (columns.length > 1) {
      keep(key, { monitor, others: columns.slice(1) });
      lead(link, location.pathname + location.search);
    }
    return;
  }
  const kept = recall<{ monitor: string; others: string[] }>(key);
  if (!kept || kept.monitor !== monitor || !Array.isArray(kept.others)) return;
  const [own] = columnsOf(target);
  if (!own) return;
  const others = kept.others.filter((column) => typeof column === "string" && column !== own);
  if (others.length === 0) return;
  target.searchParams.set("met", [own, ...others].slice(0, most).join("_"));
  lead(link, target.pathname + target.search);
}

/** Forgets the comparison; where links were led, followNoMore undoes. */
export function forgetComparison(): void {
  forget(key);
}
