// The menu leads back to the last area on pages that are about none. What that area was, with the group and the year, is kept on
// the visitor's own device only: the server makes the menu of the usual area, and says with `data-of` when a page is about one.
import { say } from "./language";
import { forget, keep, recall } from "./store";

/** The menu of the last page that was about an area. */
interface Followed {
  /** Where the monitor is, without language: a server can have several, each with its own areas. */
  monitor: string;
  /** Its home in the language of that page. */
  home: string;
  /** By the first part of their path: where the entries led. */
  links: Record<string, string>;
  figure?: string | undefined;
}

const key = "menu";

/** The home of the monitor in the language of this page, and without language. */
export function homes(): { home: string; monitor: string } | undefined {
  const brand = document.querySelector<HTMLAnchorElement>("header.top a.brand");
  if (!brand) return undefined;
  const home = new URL(brand.href).pathname.replace(/\/$/, "");
  return { home, monitor: home.replace(/(^|\/)en$/, "") };
}

/** The first part of a path within the monitor: `gebied`, `kaart`. */
function section(path: string, home: string): string {
  return path.slice(home.length).split("/")[1]?.split("?")[0] ?? "";
}

function known(monitor: string): Followed | undefined {
  const found = recall<Followed>(key);
  const usable = found && typeof found.home === "string" && found.monitor === monitor && typeof found.links === "object" && found.links;
  return usable ? found : undefined;
}

/** Keeps where the menu of a page about an area leads; lets that of another page lead there too. */
export function followArea(): void {
  const menu = document.querySelector<HTMLElement>("header.top nav[id]");
  const at = homes();
  if (!menu || !at) return;
  const last = known(at.monitor);
  const own = menu.dataset["figure"];
  const links = [...menu.querySelectorAll<HTMLAnchorElement>("a:not(.language)")];
  const path = (link: HTMLAnchorElement) => new URL(link.href).pathname + new URL(link.href).search;
  const map = links.find((link) => section(path(link), at.home) === "kaart");
  // The last figure stays on the map, also by way of a page that shows them all.
  const figure = own ?? (/^[a-z0-9-]+$/.test(last?.figure ?? "") ? last?.figure : undefined);

  if (menu.dataset["of"]) {
    if (map && figure && !own) map.href = withFigure(map.href, figure);
    const entries = links.map((link) => [section(path(link), at.home), path(link)]).filter(([name]) => name && name !== "uitleg");
    // A comparison is of several areas, and its menu of the first; only a page with the bar says what was chosen.
    if (document.querySelector("form.choices")) keep(key, { ...at, links: Object.fromEntries(entries), figure });
    return;
  }
  if (!last) return;
  // The start page asks of whom: what is chosen there goes before what was chosen last. A table is of several groups, or all of a division.
  const asked = document.querySelector(".whose") ? new URLSearchParams(location.search).get("achtergrond") : null;
  const withGroup = (target: URL) => {
    if (asked === "totaal") target.searchParams.delete("achtergrond");
    else if (asked !== null) target.searchParams.set("achtergrond", asked);
  };
  for (const link of links) {
    const name = section(path(link), at.home);
    const before = last.links[name];
    // The address comes from storage: only a path of this monitor is followed.
    if (typeof before !== "string" || !before.startsWith(`${last.home}/${name}`)) continue;
    const target = new URL(at.home + before.slice(last.home.length), location.origin);
    if (target.origin !== location.origin) continue;
    if (["gebied", "indicatoren", "kaart"].includes(name)) withGroup(target);
    const href = target.pathname + target.search;
    lead(link, name === "kaart" && figure ? withFigure(href, figure) : href);
  }
  // On the start page a subject leads to its figure of the last area.
  const area = /\/gebied\/([^/?#]+)/.exec(last.links["gebied"] ?? "")?.[1];
  const choices = new URLSearchParams((last.links["gebied"] ?? "").split("?")[1]);
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".theme-list a")) {
    const target = new URL(link.href);
    if (!area || target.searchParams.has("gebied")) continue;
    // The heading leads to the page of the theme, which has the area in its path.
    if (link.closest("h3")) target.pathname = target.pathname.replace(/\/gebied\/[^/]+/, `/gebied/${area}`);
    else target.searchParams.set("gebied", area);
    for (const [name, value] of choices) target.searchParams.set(name, value);
    withGroup(target);
    lead(link, target.pathname + target.search);
  }
  if (area) markGroup(asked ?? choices.get("achtergrond") ?? "totaal");
}

/** On the start page the group that is followed is the one that is marked. */
function markGroup(group: string): void {
  const value = (link: HTMLAnchorElement) => new URL(link.href).searchParams.get("achtergrond") ?? "totaal";
  const pills = [...document.querySelectorAll<HTMLAnchorElement>(".whose a.pill")];
  if (!pills.some((link) => value(link) === group)) return;
  for (const link of pills) {
    if (value(link) === group) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Where links led before they were changed, for who wants to be forgotten. */
const usual = new Map<HTMLAnchorElement, string>();

/** Lets a link lead elsewhere, until the visitor wants to be forgotten. */
export function lead(link: HTMLAnchorElement, href: string): void {
  if (!usual.has(link)) usual.set(link, link.href);
  link.href = href;
}

/** Forgets the last area; the links of this page lead to the usual one again. */
export function followNoMore(): void {
  forget(key);
  for (const [link, href] of usual) link.href = href;
  usual.clear();
}

/** On the start page the ring of the last area takes the place of that of the usual one: its page is read like any other. */
export function exampleOfLastArea(): void {
  const place = document.querySelector<HTMLElement>("[data-example]");
  const at = homes();
  const last = at && known(at.monitor)?.links["gebied"];
  const link = place?.querySelector<HTMLAnchorElement>(".more a");
  const menu = document.querySelector<HTMLAnchorElement>("header.top nav a");
  if (!place || !link || !last || !menu || link.href === menu.href) return;
  void (async () => {
    const answer = await fetch(menu.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [before, after] = [place.querySelector(".ring"), page.querySelector(".ring")];
    const name = page.querySelector<HTMLElement>("main[data-area]")?.dataset["areaName"];
    if (!before || !after || !name) return;
    before.replaceWith(document.adoptNode(after));
    link.textContent = say.allAbout(name);
    lead(link, menu.href);
  })().catch((error: unknown) => console.error(error));
}

function withFigure(href: string, figure: string): string {
  const target = new URL(href, location.href);
  target.searchParams.set("cijfer", figure);
  return target.pathname + target.search;
}
