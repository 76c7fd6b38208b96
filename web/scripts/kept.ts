import { announce } from "./announce";
import { say } from "./language";
import { keep, recall } from "./store";

/** An area that the visitor keeps, on their own device. */
interface Kept {
  /** As it stands in addresses: `GM0344-utrecht`; of an area of the visitor's own all of its areas, with `_` between them. */
  area: string;
  /** The group of residents, as it stands in addresses; absent for all residents. */
  group?: string | undefined;
  /** Area, group and year in words. */
  name: string;
  /** Path and query of its page, with the choices that were made there. */
  address: string;
}

const key = "kept";
const most = 20;

/** What is kept, as far as it can be trusted: storage may hold anything. */
function all(): Kept[] {
  const list = recall<unknown>(key);
  if (!Array.isArray(list)) return [];
  return list.filter(
    (one): one is Kept =>
      typeof one?.area === "string" &&
      /^[A-Z]{2}[0-9A-Za-z_-]+$/.test(one.area) &&
      (one.group === undefined || (typeof one.group === "string" && /^[a-z0-9-]+$/.test(one.group))) &&
      typeof one.name === "string" &&
      typeof one.address === "string" &&
      /^\/(?!\/)/.test(one.address),
  );
}

/** The button on the page of an area: keep it, or keep it no longer. */
export function keepArea(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-keep]");
  const main = document.querySelector<HTMLElement>("main[data-area-piece]");
  const area = main?.dataset["areaPiece"];
  if (!button || !main || !area) return;
  // The same area with another group is another page, and kept beside it.
  const choices = new URLSearchParams(location.search);
  const group = choices.get("achtergrond") || undefined;
  const isThis = (one: Kept) => one.area === area && one.group === group;
  const isKept = () => all().some(isThis);
  const show = () => {
    button.setAttribute("aria-pressed", String(isKept()));
    button.textContent = isKept() ? say.kept : say.keep;
  };
  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    const others = all().filter((one) => !isThis(one));
    if (isKept()) {
      keep(key, others);
      announce(say.keptNoLonger);
    } else {
      const year = /^\d{4}$/.test(choices.get("jaar") ?? "") ? choices.get("jaar") : null;
      const name = [main.dataset["areaName"] ?? area, year].filter(Boolean).join(", ");
      keep(key, [{ area, group, name, address: location.pathname + location.search }, ...others].slice(0, most));
      announce(say.keptNow);
    }
    show();
  });
}

/** The list of what is kept, with links to compare and to remove. */
export function listKept(): void {
  for (const host of document.querySelectorAll<HTMLElement>("[data-kept]")) fill(host);
}

function fill(host: HTMLElement): void {
  const list = host.querySelector("ul");
  const empty = host.querySelector<HTMLElement>("[data-kept-empty]");
  const compare = host.querySelector<HTMLAnchorElement>("a[data-kept-compare]");
  if (!list) return;
  const kept = all();
  list.replaceChildren(
    ...kept.map((one) => {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      const target = new URL(one.address, location.origin);
      link.href = target.origin === location.origin ? target.pathname + target.search : "/";
      link.textContent = one.name;
      const away = document.createElement("button");
      away.type = "button";
      away.className = "plain small";
      away.textContent = say.remove;
      away.setAttribute("aria-label", `${say.remove}: ${one.name}`);
      away.addEventListener("click", () => {
        keep(
          key,
          all().filter((other) => other.area !== one.area || other.group !== one.group),
        );
        announce(say.keptNoLonger);
        fill(host);
        // The focus goes to what is next in the list, or to the list's heading.
        const next = host.querySelector<HTMLElement>("ul button") ?? host.querySelector<HTMLElement>("[tabindex='-1']");
        next?.focus();
      });
      entry.append(link, " ", away);
      return entry;
    }),
  );
  // An area of the visitor's own is no column, and no part of another.
  const single = kept.filter((one) => !one.area.includes("_"));
  if (compare) {
    // Five columns fit beside each other.
    const columns = single.slice(0, 5).map((one) => [one.area, one.group].filter(Boolean).join("."));
    const target = new URL(compare.href, location.href);
    target.searchParams.set("met", columns.join("_"));
    compare.href = target.pathname + target.search;
    compare.hidden = columns.length < 2;
  }
  const together = host.querySelector<HTMLAnchorElement>("a[data-kept-together]");
  if (together) {
    // Whatever the borders between them; the page says where that cannot be done.
    const codes = [...new Set(single.map((one) => one.area))];
    const groups = new Set(single.map((one) => one.group));
    const [group] = groups;
    const target = new URL(together.href, location.href);
    target.searchParams.set("gebieden", codes.join("_"));
    if (groups.size === 1 && group) target.searchParams.set("achtergrond", group);
    together.href = target.pathname + target.search;
    together.hidden = codes.length < 2;
  }
  if (empty) empty.hidden = kept.length > 0;
  host.hidden = kept.length === 0 && !empty;
}
