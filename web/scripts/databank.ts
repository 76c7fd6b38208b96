import { announce } from "./announce";
import { searchAsYouTypeIn } from "./combobox";
import { copyOnClick } from "./copy";

/**
 * The databank without a new page for every step: a choice, a link or a block that was moved fetches the page of that table and
 * puts its part in place. The address stays the table, so back, share and reload work as without script.
 */
export function tableOfOnesOwn(): void {
  const part = document.querySelector<HTMLElement>("[data-databank]");
  if (!part) return;
  equip(part);
  addEventListener("popstate", () => {
    if (document.querySelector("[data-databank]")) void go(location.href, false);
  });
}

let running: AbortController | undefined;

/** Where there is room nothing is folded; a browser that cannot do so by style gets it unfolded. */
function unfold(part: HTMLElement): void {
  if (CSS.supports("selector(::details-content)") || !matchMedia("(min-width: 62rem)").matches) return;
  for (const fold of part.querySelectorAll<HTMLDetailsElement>("details.fold")) fold.open = true;
}

/** Where the form stands above the table it has done its work when the table was asked for. */
function foldWhereNarrow(): void {
  const fold = document.querySelector<HTMLDetailsElement>("[data-databank] .choose-parts");
  if (fold && !document.querySelector("[data-databank] .notice") && !matchMedia("(min-width: 62rem)").matches) fold.open = false;
}

function equip(part: HTMLElement): void {
  unfold(part);
  const form = part.querySelector<HTMLFormElement>("form.builder");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void go(addressOf(form)).then(foldWhereNarrow).then(showTable);
  });
  form?.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    // What is typed waits for the button; what is ticked or chosen does not.
    const own = field instanceof HTMLInputElement && field.type === "checkbox" && field.name;
    if (own || field.id === "databank-vergelijk") void go(addressOf(form), true, field);
  });
  for (const layer of part.querySelectorAll<HTMLFormElement>("form.layer")) {
    layer.addEventListener("submit", (event) => {
      event.preventDefault();
      void go(addressOf(layer));
    });
    layer.addEventListener("change", () => void go(addressOf(layer)));
  }
  part.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    if (link.hasAttribute("download") || link.getAttribute("href")?.startsWith("#")) return;
    const here = new URL(location.href);
    const to = new URL(link.href);
    if (to.origin !== here.origin || to.pathname !== new URL(form?.action ?? here.href).pathname) return;
    event.preventDefault();
    if (link.hasAttribute("data-more")) void more(link);
    else void go(link.href, true, link);
  });
  for (const list of part.querySelectorAll<HTMLElement>("[data-filter]")) offerFilter(list);
  for (const input of part.querySelectorAll<HTMLInputElement>("input[data-fills]")) {
    input.addEventListener("filled", () => {
      if (input.id === "erbij" && form) void go(addressOf(form), true, input);
    });
  }
  letBlocksBeDragged(part);
  const next = part.querySelector<HTMLAnchorElement>("a[data-more]");
  if (next) moreWhenSeen(next);
}

/** The address that a form stands for; fields without a value say nothing. */
function addressOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") query.append(name, value);
  const address = new URL(form.action);
  address.hash = "";
  address.search = query.toString();
  return address.href;
}

/** Where the form stands above the table, the table comes into view after it was asked for. */
function showTable(): void {
  const shown = document.getElementById("uitkomst");
  const top = shown?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > innerHeight * 0.8) shown?.scrollIntoView({ block: "start" });
}

async function fetched(address: string): Promise<{ page: Document; url: string } | undefined> {
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(address, { signal: running.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("[data-databank]")) throw new Error(`${answer.status} without a table`);
    return { page, url: answer.url };
  } catch (error) {
    if ((error as Error).name !== "AbortError") {
      console.error(error);
      location.assign(address);
    }
    return undefined;
  }
}

async function go(address: string, remember = true, from?: HTMLElement): Promise<void> {
  const old = document.querySelector<HTMLElement>("[data-databank]");
  if (!old) return;
  old.setAttribute("aria-busy", "true");
  const got = await fetched(address);
  if (!got) return;
  const next = got.page.querySelector<HTMLElement>("[data-databank]");
  if (!next) return;

  // What is open, typed in a filter and scrolled stays so.
  const open = [...old.querySelectorAll<HTMLDetailsElement>("details[data-keep][open]")].map((one) => one.dataset["keep"]);
  const scrolled = new Map([...old.querySelectorAll<HTMLElement>("details[data-keep] > .choose")].map((box) => [keyOf(box), box.scrollTop]));
  const typed = new Map([...old.querySelectorAll<HTMLInputElement>("input[data-filtering]")].map((box) => [keyOf(box), box.value]));
  const focus = describe(from ?? (document.activeElement as HTMLElement | null), old);
  const place = document.importNode(next, true);
  old.replaceWith(place);
  for (const one of place.querySelectorAll<HTMLDetailsElement>("details[data-keep]")) one.open ||= open.includes(one.dataset["keep"]);
  document.title = got.page.title;
  const switched = got.page.querySelector<HTMLAnchorElement>("nav a.language");
  const language = document.querySelector<HTMLAnchorElement>("nav a.language");
  if (switched && language) language.href = switched.href;
  if (remember && got.url !== location.href) history.pushState(null, "", got.url);

  equip(place);
  searchAsYouTypeIn(place);
  copyOnClick(place);
  for (const box of place.querySelectorAll<HTMLInputElement>("input[data-filtering]")) {
    box.value = typed.get(keyOf(box)) ?? "";
    if (box.value) box.dispatchEvent(new Event("input"));
  }
  for (const box of place.querySelectorAll<HTMLElement>("details[data-keep] > .choose")) box.scrollTop = scrolled.get(keyOf(box)) ?? 0;
  if (focus) place.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  const said = place.querySelector(".table-title .muted")?.textContent ?? place.querySelector(".notice")?.textContent ?? "";
  announce(said.trim());
}

function keyOf(box: HTMLElement): string {
  return box.closest<HTMLElement>("details[data-keep]")?.dataset["keep"] ?? "";
}

/** How to find the same field or link again in the new part. */
function describe(element: HTMLElement | null, inside: HTMLElement): string | undefined {
  if (!element || !inside.contains(element)) return undefined;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element instanceof HTMLInputElement) return `input[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  const axis = element.closest<HTMLElement>("[data-axis]")?.dataset["axis"];
  if (axis) return `[data-axis="${CSS.escape(axis)}"] > summary`;
  const heads = [...inside.querySelectorAll("thead a")];
  const at = heads.indexOf(element);
  return at < 0 ? undefined : `thead tr:last-child th:nth-of-type(${at + (inside.querySelectorAll("thead tr").length > 1 ? 1 : 2)}) a`;
}

/** The next rows come below those that are there. */
async function more(link: HTMLAnchorElement): Promise<void> {
  const body = document.querySelector("[data-databank] .preview tbody");
  const foot = link.closest(".more-rows");
  if (!body || !foot || foot.hasAttribute("aria-busy")) return;
  foot.setAttribute("aria-busy", "true");
  const got = await fetched(link.href);
  const rows = got?.page.querySelectorAll("[data-databank] .preview tbody > tr");
  if (!got || !rows) return;
  const groups = body.querySelectorAll("tr.group");
  const last = groups[groups.length - 1]?.textContent;
  rows.forEach((row, at) => {
    // The head of a group that began in the part before stands there already.
    if (at === 0 && row.classList.contains("group") && row.textContent === last) return;
    body.append(document.importNode(row, true));
  });
  const next = got.page.querySelector<HTMLElement>("[data-databank] .more-rows");
  const place = next ? document.importNode(next, true) : document.createElement("p");
  place.querySelector("[rel=prev]")?.remove();
  foot.replaceWith(place);
  const link2 = place.querySelector<HTMLAnchorElement>("a[data-more]");
  if (link2) moreWhenSeen(link2);
  announce(place.textContent ?? "");
}

function moreWhenSeen(link: HTMLAnchorElement): void {
  const box = link.closest("[data-databank]")?.querySelector<HTMLElement>(".preview");
  if (!box) return;
  // Only while somebody scrolls through the table itself: the foot of the page stays within reach.
  box.addEventListener(
    "scroll",
    function near() {
      if (box.scrollHeight - box.scrollTop - box.clientHeight > 400) return;
      box.removeEventListener("scroll", near);
      if (link.isConnected) void more(link);
    },
    { passive: true },
  );
}

/** A box above a long list that leaves what has the typed letters. */
function offerFilter(list: HTMLElement): void {
  const ticks = [...list.querySelectorAll<HTMLElement>(".tick")];
  if (ticks.length < 10) return;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "field";
  box.placeholder = list.dataset["filter"] ?? "";
  box.setAttribute("aria-label", list.dataset["filter"] ?? "");
  box.setAttribute("data-filtering", "");
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  box.addEventListener("input", () => {
    const typed = plain(box.value.trim());
    for (const tick of ticks) tick.hidden = typed !== "" && !plain(tick.textContent ?? "").includes(typed);
    for (const set of list.querySelectorAll<HTMLElement>("fieldset")) set.hidden = !set.querySelector(".tick:not([hidden])");
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.prepend(box);
}

/** A block can be dragged to rows, columns or layers: the same as the links inside it. */
function letBlocksBeDragged(part: HTMLElement): void {
  let dragged: HTMLElement | undefined;
  for (const block of part.querySelectorAll<HTMLElement>("[data-axis]")) {
    block.draggable = true;
    block.addEventListener("dragstart", (event) => {
      dragged = block;
      event.dataTransfer?.setData("text/plain", block.dataset["axis"] ?? "");
    });
  }
  for (const place of part.querySelectorAll<HTMLElement>("[data-place]")) {
    place.addEventListener("dragover", (event) => {
      if (!dragged || place.contains(dragged)) return;
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      const link = dragged?.querySelector<HTMLAnchorElement>(`a[data-to="${place.dataset["place"]}"]`);
      if (link) void go(link.href, true, link);
    });
  }
}

