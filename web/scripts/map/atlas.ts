// The movable map: one, or two with one view. Loaded only when it is opened.
import type { FeatureCollection } from "geojson";
import { NavigationControl, addProtocol, setWorkerUrl } from "maplibre-gl";
import { Protocol } from "pmtiles";
import { followChoices } from "./choose";
import { areaAt, position } from "./here";
import { writeNames } from "./names";
import { OneMap, type Told } from "./one";
import { type LevelName, type Setup, read } from "./setup";

const levels: LevelName[] = ["regios", "gemeenten", "wijken", "buurten"];
const levelWords: Record<LevelName, string> = { regios: "region", gemeenten: "municipality", wijken: "district", buurten: "neighbourhood" };
/** Most areas in the list of those in view. */
const mostListed = 200;

/** The kind of area that fits a zoom. */
function fitting(zoom: number): LevelName {
  if (zoom < 8.6) return "gemeenten";
  return zoom < 10.8 ? "wijken" : "buurten";
}

/** The description of an area in one line. */
function line(told: Told): string {
  const figure = [told.value, told.counts && `(${told.counts})`].filter(Boolean).join(" ");
  return [figure || undefined, told.reading === told.value ? undefined : told.reading].filter(Boolean).join(", ");
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** Opens the movable map in the place of the drawings of the page. */
export async function open(host: HTMLElement, setup: Setup, worker: string, focus: boolean): Promise<void> {
  performance.mark("kaart:open");
  setWorkerUrl(new URL(worker, location.href).href);
  addProtocol("pmtiles", new Protocol().tile);
  const words = (key: string) => setup.woorden[key] ?? key;
  const drawings = [...document.querySelectorAll<HTMLElement>(".atlas-drawing")];
  const [west, south, east, north] = setup.grenzen;
  const spot = setup.plek?.split(",").map(Number);
  const start =
    spot && spot.length === 3
      ? { center: [spot[0], spot[1]] as [number, number], zoom: spot[2] as number }
      : { bounds: [west, south, east, north] as [number, number, number, number] };
  const maps: OneMap[] = [];
  const shut = () => {
    for (const one of maps) one.close();
    for (const drawing of drawings) drawing.hidden = false;
  };
  try {
    drawings.slice(0, setup.kaarten.length).forEach((drawing, at) => maps.push(new OneMap(setup, at, drawing, start)));
    for (const drawing of drawings) drawing.hidden = true;
    await Promise.all(maps.map((one) => one.ready()));
  } catch (error) {
    shut();
    throw error;
  }
  const [first] = maps;
  if (!first) throw new Error("the page has no drawing to replace");

  // The bar above the maps.
  const bar = element("div", "map-bar");
  const choice = element("select", "field");
  choice.id = "kaart-niveau";
  const label = element("label", "", words("movable-level"));
  label.htmlFor = choice.id;
  choice.append(new Option(words("movable-level-auto"), ""));
  for (const level of levels) if (first.levels()[level]) choice.append(new Option(words(`levels-${levelWords[level]}`), level));
  choice.value = setup.gekozen ?? "";
  const here = element("button", "button", words("movable-here"));
  here.type = "button";
  const close = element("button", "button", words("movable-close"));
  close.type = "button";
  const said = element("p", "map-said");
  said.setAttribute("role", "status");
  const box = element("div", "field-box");
  box.append(choice);
  const arrow = document.querySelector("form.choices .field-box .icon-right");
  if (arrow) box.append(arrow.cloneNode(true));
  bar.append(label, box, here, close);
  // On the map itself: what a touch tells has to be where the finger is.
  first.canvas.append(said);
  host.append(bar);

  // The list below them.
  const last = maps[maps.length - 1] ?? first;
  const list = element("div", "map-list");
  const heading = element("h3", "", words("movable-list"));
  const filter = element("input", "field");
  filter.type = "search";
  filter.id = "kaart-zoek";
  const filterLabel = element("label", "unseen", words("movable-filter"));
  filterLabel.htmlFor = filter.id;
  filter.placeholder = words("movable-filter");
  const entries = element("ul", "index");
  const summary = element("p", "small");
  summary.setAttribute("role", "status");
  list.append(heading, summary, filterLabel, filter, entries);
  (drawings[0]?.closest(".atlas-maps") ?? last.canvas).after(list);

  const tip = element("div", "tip map-tip");
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);

  // A position of the visitor never comes into the address, or it would reach the server with the next page.
  let secret = false;
  const remember = () => {
    if (secret) return;
    const { lng, lat } = first.map.getCenter();
    const text = `${lng.toFixed(4)},${lat.toFixed(4)},${first.map.getZoom().toFixed(2)}`;
    write("plek", text);
    const form = document.querySelector<HTMLFormElement>("form.choices");
    if (!form) return;
    let field = form.querySelector<HTMLInputElement>("input[name=plek]");
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "plek";
      form.append(field);
    }
    field.value = text;
  };

  let shownLevel: LevelName | undefined;
  // The areas of the page come first; they follow the zoom once somebody zooms.
  let zoomed = Boolean(setup.plek);
  // Who asks for what is being shown already waits for it too.
  let showing: Promise<unknown> = Promise.resolve();
  const show = async () => {
    const wanted = (choice.value as LevelName) || (zoomed ? fitting(first.map.getZoom()) : setup.niveau);
    const possible = levels.filter((level) => first.levels()[level]);
    const level = possible.includes(wanted) ? wanted : possible[possible.length - 1];
    if (level && level !== shownLevel) {
      shownLevel = level;
      showing = Promise.all(maps.map((one) => one.show(level)));
    }
    await showing;
  };
  const names: (() => void)[] = [];
  const refresh = async () => {
    await Promise.all(maps.map((one) => one.figures()));
    for (const unwrite of names.splice(0)) unwrite();
    names.push(...maps.map(writeNames));
    const asked = filter.value.trim().toLowerCase();
    const found = first
      .inView()
      .map((area) => first.tell(area))
      .filter((told): told is Told => told !== undefined && told.name.toLowerCase().includes(asked))
      .sort((a, b) => a.name.localeCompare(b.name));
    const kind = words(`level${found.length === 1 ? "" : "s"}-${levelWords[shownLevel ?? "gemeenten"]}`);
    summary.textContent = `${found.length} ${kind} ${words("movable-shown")}`;
    entries.replaceChildren(
      ...found.slice(0, mostListed).map((told) => {
        const item = document.createElement("li");
        const link = element("a", "", told.name);
        link.href = told.figure;
        link.dataset["area"] = String(told.area);
        item.append(link, ` ${maps.map((one) => one.tell(told.area)).map((each) => (each ? line(each) : "")).filter(Boolean).join(" | ")}`);
        return item;
      }),
    );
  };
  entries.addEventListener("focusin", (event) => {
    const area = Number((event.target as HTMLElement).dataset["area"]);
    for (const one of maps) one.point(area);
  });
  entries.addEventListener("focusout", () => {
    for (const one of maps) one.point(undefined);
  });
  filter.addEventListener("input", () => void refresh());
  choice.addEventListener("change", () => {
    zoomed = true;
    write("niveau", choice.value);
    // The list below follows once the other areas are drawn.
    void show().then(() => first.map.once("idle", () => void refresh()));
  });

  let moving = false;
  for (const one of maps) {
    one.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    one.map.on("move", () => {
      if (moving) return;
      moving = true;
      const view = { center: one.map.getCenter(), zoom: one.map.getZoom() };
      for (const other of maps) if (other !== one) other.map.jumpTo(view);
      moving = false;
    });
    one.map.on("zoomend", ({ originalEvent }) => {
      zoomed ||= Boolean(originalEvent);
    });
    one.map.on("mousemove", (event) => {
      const area = one.areaAt(event);
      for (const each of maps) each.point(area);
      const told = area === undefined ? undefined : one.tell(area);
      one.map.getCanvas().style.cursor = told ? "pointer" : "";
      // With a finger the words stand on the map itself, with where they lead.
      tip.hidden = !told || !matchMedia("(hover: hover)").matches;
      if (told && !tip.hidden) {
        tip.textContent = `${told.name}: ${line(told)}`;
        const width = tip.offsetWidth;
        tip.style.left = `${Math.min(event.originalEvent.pageX + 14, document.documentElement.clientWidth - width - 8)}px`;
        tip.style.top = `${event.originalEvent.pageY + 16}px`;
      }
    });
    one.map.on("mouseout", () => {
      tip.hidden = true;
      for (const each of maps) each.point(undefined);
    });
    one.map.on("click", (event) => {
      const area = one.areaAt(event);
      const told = area === undefined ? undefined : one.tell(area);
      if (!told) return;
      if (matchMedia("(hover: hover)").matches) {
        location.assign(told.figure);
        return;
      }
      // With a finger there is no pointing first: a touch tells, and the link leads on.
      for (const each of maps) each.point(area);
      one.canvas.append(said);
      tell(told, "");
    });
  }
  first.map.on("moveend", () => {
    remember();
    void show().then(() => first.map.once("idle", () => void refresh()));
  });

  function tell(told: Told, before: string): void {
    const figure = element("a", "", words("map-to-figure"));
    figure.href = told.figure;
    const area = element("a", "", words("map-to-area"));
    area.href = told.href;
    const name = element("b", "", `${before}${told.name}`);
    said.replaceChildren(name, `: ${line(told)}. `, figure, " ", area);
  }

  here.addEventListener("click", async () => {
    try {
      const { longitude, latitude } = await position();
      secret = true;
      zoomed = true;
      write("plek", "");
      document.querySelector("form.choices input[name=plek]")?.remove();
      first.map.jumpTo({ center: [longitude, latitude], zoom: Math.max(first.map.getZoom(), 12) });
      await show();
      const files = first.level?.files;
      const area = files && areaAt(await read<FeatureCollection>(files.vormen), longitude, latitude);
      await first.figures();
      const told = area === undefined ? undefined : first.tell(area);
      for (const one of maps) one.point(area);
      if (told) tell(told, `${words("movable-here-found")} `);
      else said.textContent = words("movable-here-outside");
    } catch (error) {
      console.error(error);
      said.textContent = words("movable-here-failed");
    }
  });

  const open = new AbortController();
  followChoices(
    maps.length,
    async (next) => {
      await Promise.all(maps.map((one) => one.change(next)));
      if (!first.level) {
        shownLevel = undefined;
        await show();
      }
      await refresh();
    },
    open.signal,
  );

  close.addEventListener("click", () => {
    open.abort();
    shut();
    bar.remove();
    list.remove();
    tip.remove();
    write("plek", "");
    document.querySelector("form.choices input[name=plek]")?.remove();
    host.dispatchEvent(new CustomEvent("kaart-dicht"));
  });

  await show();
  remember();
  first.map.once("idle", () => {
    performance.measure("kaart:geschilderd", "kaart:open");
    host.dataset["open"] = "ja";
    void refresh();
  });
  if (focus) {
    // What was asked for is brought into view: above it there are the title and the legend.
    first.canvas.scrollIntoView({ block: "center" });
    first.map.getCanvas().focus({ preventScroll: true });
  }
}

/** Writes a word into the address without asking for the page again; an empty one is taken out. */
function write(key: string, value: string): void {
  const address = new URL(location.href);
  if (value) address.searchParams.set(key, value);
  else address.searchParams.delete(key);
  history.replaceState(history.state, "", address);
}
