// One movable map in the place of one drawing: its areas, their colours, its legend.
import type { FeatureCollection } from "geojson";
import { type FilterSpecification, type LayerSpecification, Map as MapLibre, type MapGeoJSONFeature, type MapMouseEvent } from "maplibre-gl";
import { fillColour, isDark, isPattern, lines, onlyClass, pattern } from "./colours";
import { type Classes, type Figures, type LevelFiles, type LevelName, type Names, type Setup, read } from "./setup";

/** What is known of one area. */
export interface Told {
  area: number;
  name: string;
  /** The page of the area, and that of this figure there. */
  href: string;
  figure: string;
  value: string;
  /** The figure without its unit, to stand on the map. */
  short: string;
  /** Whether the area is filled so dark that words on it have to be light. */
  dark: boolean;
  /** Whether it is filled with a pattern, on which words need a ground of their own. */
  patterned: boolean;
  counts: string;
  reading: string;
}

/** A level as it is shown. */
interface Level {
  name: LevelName;
  files: LevelFiles;
  source: string;
  classes: Classes;
  names: Names;
  /** The position of an area by its number. */
  at: Map<number, number>;
  /** The parts of the source that have its areas, and which of them an area is in. */
  parts: Part[];
  partOf: (area: number) => Part;
  figures: Figures | undefined;
  /** Whether an area is compared with something else than those the page is about, and so coloured by another yardstick. */
  elsewhere: (area: number) => boolean;
}

/** A layer of the tiles, or the one set of shapes. */
interface Part {
  name: string;
  sourceLayer?: string;
  filter?: FilterSpecification;
}

/** The English names of the kinds of areas, as layers have them. */
const layerNames: Record<LevelName, string> = { regios: "region", gemeenten: "municipality", wijken: "district", buurten: "neighbourhood" };

export class OneMap {
  readonly map: MapLibre;
  readonly canvas: HTMLElement;
  level: Level | undefined;
  private readonly figure: HTMLElement;
  private readonly kept: { legend: string; title: string; subtitle: string };
  private pointed: number | undefined;
  private wanted = 0;

  constructor(
    private setup: Setup,
    private readonly number: number,
    drawing: HTMLElement,
    start: { center: [number, number]; zoom: number } | { bounds: [number, number, number, number] },
  ) {
    this.canvas = document.createElement("div");
    this.canvas.className = "map-canvas";
    drawing.after(this.canvas);
    this.figure = drawing.closest<HTMLElement>("figure") ?? drawing;
    this.kept = {
      legend: this.figure.querySelector(".legend-classes")?.innerHTML ?? "",
      title: this.figure.querySelector("h2")?.textContent ?? "",
      subtitle: this.figure.querySelector("h2 + p")?.textContent ?? "",
    };
    const { ground } = lines();
    this.map = new MapLibre({
      container: this.canvas,
      style: { version: 8, sources: {}, layers: [{ id: "grond", type: "background", paint: { "background-color": ground } }] },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      minZoom: 5,
      maxZoom: 16,
      fadeDuration: 0,
      ...start,
      ...("bounds" in start ? { fitBoundsOptions: { padding: 16 } } : {}),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    const inner = this.map.getCanvas();
    inner.setAttribute("role", "application");
    inner.setAttribute("aria-label", setup.woorden["movable-label"] ?? "");
  }

  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.map.once("load", () => resolve());
      this.map.once("error", ({ error }) => reject(error));
    });
  }

  /** Which kinds of areas there are figures of. */
  levels(): Partial<Record<LevelName, LevelFiles>> {
    return this.setup.kaarten[this.number]?.niveaus ?? {};
  }

  /** Shows a kind of areas; the one asked for last wins. */
  async show(name: LevelName): Promise<void> {
    const files = this.levels()[name];
    if (!files || this.level?.name === name) return;
    const turn = ++this.wanted;
    const [classes, names] = await Promise.all([read<Classes>(files.klassen), read<Names>(files.namen)]);
    const source = this.setup.tegels ? "tegels" : `gebieden-${name}`;
    if (!this.map.getSource(source)) {
      const tiles = this.setup.tegels;
      const data = tiles ? undefined : await read<FeatureCollection>(files.vormen);
      if (!this.map.getSource(source)) {
        if (data) this.map.addSource(source, { type: "geojson", data, buffer: 32, tolerance: 0.3 });
        else this.map.addSource(source, { type: "vector", url: `pmtiles://${new URL(tiles ?? "", location.href).href}` });
      }
    }
    if (turn !== this.wanted) return;
    const before = this.level;
    this.point(undefined);
    const at = new Map<number, number>();
    const layerOf = new Map<number, number>();
    for (const [start, count, vintage] of names.nummers) {
      for (let area = start; area < start + count; area++) {
        layerOf.set(area, vintage);
        at.set(area, at.size);
      }
    }
    const vintages = [...new Set(names.nummers.map(([, , vintage]) => vintage))];
    const parts: Part[] = this.setup.tegels
      ? vintages.map((vintage) => ({
          name: String(vintage),
          sourceLayer: `${layerNames[name]}-${vintage}`,
          // A layer also has places that are younger than this division.
          filter: ["<=", ["get", "from"], classes.indeling] as unknown as FilterSpecification,
        }))
      : [{ name: "alle" }];
    const byVintage = new Map(parts.map((part) => [part.name, part]));
    const partOf = (area: number) => byVintage.get(String(layerOf.get(area))) ?? (parts[0] as Part);
    this.level = { name, files, source, classes, names, at, parts, partOf, figures: undefined, elsewhere: this.elsewhere(name) };
    this.colour(this.level);
    this.layers(this.level);
    if (before) this.hide(before);
    this.legend(classes);
    this.map.once("idle", () => void this.figures());
  }

  /** Which areas of a kind are compared with something else than those of the page. */
  private elsewhere(name: LevelName): (area: number) => boolean {
    const runs = this.setup.kaarten[this.number]?.binnen?.[name];
    if (!runs) return () => false;
    return (area) => !runs.some(([first, count]) => area >= first && area < first + count);
  }

  /** Shows the same areas with what another page says of them. */
  async change(setup: Setup): Promise<void> {
    this.setup = setup;
    const level = this.level;
    if (!level) return;
    const files = this.levels()[level.name];
    if (!files || files.vormen !== level.files.vormen) {
      // Other areas, or none of this kind.
      this.hide(level);
      this.level = undefined;
      return;
    }
    const turn = ++this.wanted;
    const classes = await read<Classes>(files.klassen);
    if (turn !== this.wanted) return;
    const before = level.classes;
    Object.assign(level, { files, classes, figures: undefined, elsewhere: this.elsewhere(level.name) });
    this.colour(level);
    if (JSON.stringify(before.klassen.map((one) => [one.kleur, one.aantal > 0])) !== JSON.stringify(classes.klassen.map((one) => [one.kleur, one.aantal > 0]))) {
      this.remove(level);
      this.layers(level);
    }
    this.legend(classes);
    await this.figures();
  }

  private remove(level: Level): void {
    for (const layer of this.map.getStyle().layers) if (layer.id.startsWith(`${level.name}-`)) this.map.removeLayer(layer.id);
  }

  /** Gives every area the state that its colour follows from. */
  private colour(level: Level): void {
    performance.mark("kaart:kleuren:begin");
    const letters = level.classes.gebieden;
    for (const [area, at] of level.at) this.map.setFeatureState(this.feature(level, area), { k: letters.charCodeAt(at) - 97, elders: level.elsewhere(area) });
    this.map.once("render", () => performance.measure(`kaart:kleuren:${level.name}`, "kaart:kleuren:begin"));
  }

  /** An area as the library names it. */
  private feature(level: Level, area: number): { source: string; id: number; sourceLayer?: string } {
    const { sourceLayer } = level.partOf(area);
    return { source: level.source, id: area, ...(sourceLayer ? { sourceLayer } : {}) };
  }

  private layers(level: Level): void {
    const { border, ink, ground } = lines();
    if (this.map.getStyle().layers.some((layer) => layer.id.startsWith(`${level.name}-`))) {
      for (const layer of this.map.getStyle().layers) if (layer.id.startsWith(`${level.name}-`)) this.map.setLayoutProperty(layer.id, "visibility", "visible");
      return;
    }
    const { klassen } = level.classes;
    const fine = level.name === "gemeenten" || level.name === "regios" ? 0.9 : 0.4;
    const add = (name: string, type: "fill" | "line", paint: Record<string, unknown>, only?: FilterSpecification) => {
      for (const part of level.parts) {
        const filters = [part.filter, only].filter((one) => one !== undefined);
        this.map.addLayer({
          id: `${level.name}-${name}-${part.name}`,
          type,
          source: level.source,
          ...(part.sourceLayer ? { "source-layer": part.sourceLayer } : {}),
          ...(filters.length > 0 ? { filter: ["all", ...filters] } : {}),
          paint,
          ...(type === "line" ? { layout: { "line-join": "round" } } : {}),
        } as LayerSpecification);
      }
    };
    add("vlak", "fill", { "fill-color": fillColour(klassen), "fill-antialias": false });
    klassen.forEach((one, at) => {
      if (!isPattern(one) || (one.aantal === 0 && !one.altijd)) return;
      add(`patroon-${at}`, "fill", { "fill-pattern": pattern(this.map, one), "fill-opacity": onlyClass(at) });
    });
    // What is compared with something else is not to be read on the same scale: it fades.
    add("elders", "fill", { "fill-color": ground, "fill-antialias": false, "fill-opacity": ["case", ["boolean", ["feature-state", "elders"], false], 0.78, 0] });
    add("rand", "line", { "line-color": border, "line-width": ["interpolate", ["linear"], ["zoom"], 6, fine * 0.6, 11, fine * 1.6] });
    add("aangewezen", "line", {
      "line-color": ink,
      "line-width": 2.6,
      "line-opacity": ["case", ["boolean", ["feature-state", "aan"], false], 1, 0],
    });
    const marked = level.names.codes.indexOf(this.setup.gemarkeerd ?? "");
    const number = [...level.at].find(([, at]) => at === marked)?.[0];
    if (number !== undefined) {
      add("gemarkeerd", "line", { "line-color": ink, "line-width": 3 }, ["==", ["id"], number] as unknown as FilterSpecification);
    }
  }

  private hide(level: Level): void {
    for (const layer of this.map.getStyle().layers) {
      if (layer.id.startsWith(`${level.name}-`)) this.map.setLayoutProperty(layer.id, "visibility", "none");
    }
  }

  /** The legend of what is shown now: other kinds of areas may have other classes. */
  private legend(classes: Classes): void {
    const list = this.figure.querySelector(".legend-classes");
    if (!list) return;
    list.replaceChildren(
      ...classes.klassen
        .filter((one) => one.aantal > 0 || one.altijd)
        .map((one) => {
          const item = document.createElement("li");
          const swatch = document.createElement("canvas");
          swatch.className = "swatch";
          swatch.width = 68;
          swatch.height = 40;
          swatch.setAttribute("aria-hidden", "true");
          this.swatch(swatch, one.kleur, classes);
          const words = document.createElement("span");
          words.textContent = one.woorden;
          item.append(swatch, words);
          return item;
        }),
    );
    const [title, subtitle] = [this.figure.querySelector("h2"), this.figure.querySelector("h2 + p")];
    // The areas of the page keep its title; others are those of the whole country.
    const own = this.level?.name === this.setup.niveau ? this.setup.kaarten[this.number] : undefined;
    if (title) title.textContent = own?.kop ?? classes.kop;
    const shown = this.setup.kaarten[this.number];
    const apart = this.level && shown?.binnen?.[this.level.name] ? shown.buiten : "";
    if (subtitle) subtitle.textContent = [own?.titel ?? classes.titel, apart].filter(Boolean).join(" ");
  }

  private swatch(canvas: HTMLCanvasElement, kleur: string, classes: Classes): void {
    const context = canvas.getContext("2d");
    const at = classes.klassen.findIndex((one) => one.kleur === kleur);
    const one = classes.klassen[at];
    if (!context || !one) return;
    if (isPattern(one)) {
      const image = this.map.getImage(pattern(this.map, one));
      const tile = document.createElement("canvas");
      tile.width = image?.data.width ?? 1;
      tile.height = image?.data.height ?? 1;
      if (image) {
        const pixels = new ImageData(new Uint8ClampedArray(image.data.data), image.data.width, image.data.height);
        tile.getContext("2d")?.putImageData(pixels, 0, 0);
      }
      context.fillStyle = context.createPattern(tile, "repeat") ?? "#fff";
    } else {
      const colours = fillColour(classes.klassen) as unknown as unknown[];
      context.fillStyle = String(colours[2 + 2 * at + 1]);
    }
    context.fillRect(0, 0, canvas.width, canvas.height);
  }

  /** The figures of the level that is shown; read when the map is there, because colours come first. */
  async figures(): Promise<void> {
    const level = this.level;
    if (level && !level.figures) level.figures = await read<Figures>(level.files.cijfers);
  }

  /** The layers that the areas of the level are filled with. */
  private filled(): string[] {
    const level = this.level;
    return (level?.parts ?? []).map((part) => `${level?.name}-vlak-${part.name}`).filter((id) => this.map.getLayer(id));
  }

  /** The number of the area at a point of the screen. */
  areaAt(event: MapMouseEvent): number | undefined {
    const layers = this.filled();
    return layers.length > 0 ? (this.map.queryRenderedFeatures(event.point, { layers })[0]?.id as number | undefined) : undefined;
  }

  /** The numbers of the areas in view, each once. */
  inView(): number[] {
    const layers = this.filled();
    return layers.length > 0 ? [...new Set(this.map.queryRenderedFeatures({ layers }).map((feature) => feature.id as number))] : [];
  }

  /** The drawn pieces of the areas in view. */
  featuresInView(): MapGeoJSONFeature[] {
    const layers = this.filled();
    return layers.length > 0 ? this.map.queryRenderedFeatures({ layers }) : [];
  }

  /** What there is to say of an area. */
  tell(area: number): Told | undefined {
    const level = this.level;
    const at = level?.at.get(area);
    if (!level || at === undefined) return undefined;
    const one = level.classes.klassen[level.classes.gebieden.charCodeAt(at) - 97];
    const piece = level.names.eerder[String(at)] ?? level.names.codes[at] ?? "";
    const own = this.setup.kaarten[this.number];
    const value = level.figures?.waarden[at] ?? "";
    const elsewhere = level.elsewhere(area);
    return {
      area,
      name: level.names.namen[at] ?? "",
      href: `${this.setup.gebied}${piece}${this.setup.keuzes}`,
      figure: `${own?.cijfer ?? ""}?gebied=${encodeURIComponent(piece)}${(own?.keuzes ?? "").replace("?", "&")}`,
      value,
      dark: one && !elsewhere ? isDark(one) : false,
      patterned: one && !elsewhere ? isPattern(one) : false,
      short: /^€?\s?[\d.,]+/.exec(value)?.[0] ?? "",
      counts: level.figures?.aantallen[at] ?? "",
      reading: elsewhere && one ? `${one.woorden} (${this.setup.woorden["movable-elsewhere"] ?? ""})` : (one?.woorden ?? ""),
    };
  }

  /** Draws a line around one area, and takes it from the one before. */
  point(area: number | undefined): void {
    const level = this.level;
    if (!level || this.pointed === area) return;
    if (this.pointed !== undefined) this.map.setFeatureState(this.feature(level, this.pointed), { aan: false });
    this.pointed = area !== undefined && level.at.has(area) ? area : undefined;
    if (this.pointed !== undefined) this.map.setFeatureState(this.feature(level, this.pointed), { aan: true });
  }

  /** Puts everything back as the server made it. */
  close(): void {
    this.map.remove();
    this.canvas.remove();
    const put = (selector: string, change: (element: Element) => void) => {
      const found = this.figure.querySelector(selector);
      if (found) change(found);
    };
    put(".legend-classes", (element) => {
      element.innerHTML = this.kept.legend;
    });
    put("h2", (element) => {
      element.textContent = this.kept.title;
    });
    put("h2 + p", (element) => {
      element.textContent = this.kept.subtitle;
    });
  }
}
