// The names and figures on the movable map, where they fit, as on the drawing it stands for. They are part of the page and not of
// the map, so that they need no letters of their own and follow the style of the page.
import type { MapGeoJSONFeature } from "maplibre-gl";
import type { OneMap } from "./one";

/** Most areas that are named; of more of them names would be a carpet. */
const most = 400;
/** The least room between two names, and between a name and the border of its area, in px. */
const gap = 3;

interface Spot {
  area: number;
  at: [number, number];
  /** How wide and high the area is around that point, in px. */
  width: number;
  height: number;
}

/** Writes the names of the areas that are in view now; what was written before goes. */
export function writeNames(one: OneMap): () => void {
  const layer = document.createElement("div");
  layer.className = "map-names";
  layer.setAttribute("aria-hidden", "true");
  const taken: DOMRect[] = [];
  const written: { label: HTMLElement; at: [number, number] }[] = [];
  one.canvas.querySelector(".map-names")?.remove();
  one.canvas.querySelector(".maplibregl-canvas-container")?.after(layer);
  const pieces = one.featuresInView();
  if (new Set(pieces.map((piece) => piece.id)).size <= most) {
    for (const spot of largestParts(one, pieces)) {
      const told = one.tell(spot.area);
      if (!told) continue;
      for (const lines of told.short ? [[told.name, told.short], [told.short]] : [[told.name]]) {
        const label = document.createElement("span");
        if (told.dark) label.className = "on-dark";
        if (told.patterned) label.className = "on-pattern";
        for (const [n, line] of lines.entries()) {
          const part = document.createElement(n === lines.length - 1 && told.short ? "b" : "span");
          part.textContent = line ?? "";
          label.append(part);
        }
        layer.append(label);
        place(one, label, spot.at);
        const box = label.getBoundingClientRect();
        const fits = box.width + 2 * gap <= spot.width && box.height + 2 * gap <= spot.height;
        const free = taken.every((other) => box.left > other.right + gap || box.right < other.left - gap || box.top > other.bottom + gap || box.bottom < other.top - gap);
        if (fits && free) {
          taken.push(box);
          written.push({ label, at: spot.at });
          break;
        }
        label.remove();
      }
    }
  }
  const follow = () => {
    for (const { label, at } of written) place(one, label, at);
  };
  one.map.on("move", follow);
  return () => {
    one.map.off("move", follow);
    layer.remove();
  };
}

function place(one: OneMap, label: HTMLElement, at: [number, number]): void {
  const { x, y } = one.map.project(at);
  label.style.left = `${Math.round(x)}px`;
  label.style.top = `${Math.round(y)}px`;
}

/** For every area in view the point to write at: the middle of the widest line through its largest part; largest areas first. */
function largestParts(one: OneMap, pieces: MapGeoJSONFeature[]): Spot[] {
  const found = new Map<number, { spot: Spot; size: number }>();
  for (const feature of pieces) {
    for (const ring of outerRings(feature)) {
      const points = ring.map(([x = 0, y = 0]) => one.map.project([x, y]));
      const xs = points.map((point) => point.x);
      const ys = points.map((point) => point.y);
      const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const area = feature.id as number;
      const size = (east - west) * (south - north);
      if (size <= (found.get(area)?.size ?? 0)) continue;
      const span = widest(points, north, south);
      if (!span) continue;
      const { lng, lat } = one.map.unproject([(span.from + span.to) / 2, span.y]);
      found.set(area, { size, spot: { area, at: [lng, lat], width: span.to - span.from, height: south - north } });
    }
  }
  return [...found.values()].sort((a, b) => b.size - a.size).map(({ spot }) => spot);
}

function outerRings(feature: MapGeoJSONFeature): number[][][] {
  if (feature.geometry.type === "Polygon") return feature.geometry.coordinates.slice(0, 1);
  return feature.geometry.type === "MultiPolygon" ? feature.geometry.coordinates.flatMap((rings) => rings.slice(0, 1)) : [];
}

/** The widest stretch inside a ring of a few level lines through its middle part. */
function widest(points: { x: number; y: number }[], north: number, south: number): { from: number; to: number; y: number } | undefined {
  let best: { from: number; to: number; y: number } | undefined;
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const y = north + (south - north) * part;
    const crossed: number[] = [];
    points.forEach((b, n) => {
      const a = points[(n || points.length) - 1];
      if (a && a.y > y !== b.y > y) crossed.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
    });
    crossed.sort((a, b) => a - b);
    for (let n = 0; n + 1 < crossed.length; n += 2) {
      const [from = 0, to = 0] = crossed.slice(n, n + 2);
      // a line nearer to the middle is better than one that is hardly wider
      if (!best || to - from > 1.25 * (best.to - best.from)) best = { from, to, y };
    }
  }
  return best;
}
