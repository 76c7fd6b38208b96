// The colours and patterns of the classes, from the same design tokens as every other drawing of the page.
import type { ExpressionSpecification, Map as MapLibre } from "maplibre-gl";
import type { ClassOf } from "./setup";

type Draw = (context: CanvasRenderingContext2D, size: number) => void;

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || "#808080";
}

/** Whether a class is a pattern, and not a plain colour. */
export function isPattern(one: ClassOf): boolean {
  return one.kleur.endsWith("-h") || ["masked", "gap", "vague"].includes(one.kleur);
}

/** The plain colour of a class. */
function colour(one: ClassOf): string {
  if (one.kleur === "none" || isPattern(one)) return token("paper");
  return token(one.kleur);
}

/** Whether words on a class have to be light. */
export function isDark(one: ClassOf): boolean {
  if (isPattern(one)) return false;
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return false;
  context.fillStyle = colour(one);
  const parts = /^#(..)(..)(..)$/.exec(context.fillStyle)?.slice(1).map((hex) => parseInt(hex, 16) / 255) ?? [1, 1, 1];
  // relative luminance (WCAG 2): below this white has more contrast than black
  const [red = 1, green = 1, blue = 1] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

/** What fills the areas of all classes: the class of an area is its state `k`. */
export function fillColour(classes: ClassOf[]): ExpressionSpecification {
  const pairs = classes.flatMap((one, at) => [at, colour(one)]);
  return ["match", ["coalesce", ["feature-state", "k"], -1], ...pairs, "rgba(0,0,0,0)"] as unknown as ExpressionSpecification;
}

/** One layer of patterns shows only the areas of its class. */
export function onlyClass(at: number): ExpressionSpecification {
  return ["case", ["==", ["coalesce", ["feature-state", "k"], -1], at], 1, 0];
}

/** The name of the pattern of a class; drawn once for each map. */
export function pattern(map: MapLibre, one: ClassOf): string {
  const name = `patroon-${one.kleur}`;
  if (!map.hasImage(name)) {
    const size = 16;
    const canvas = document.createElement("canvas");
    canvas.width = size;
    canvas.height = size;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser gives no canvas");
    context.fillStyle = token("paper");
    context.fillRect(0, 0, size, size);
    drawings(one.kleur)(context, size);
    map.addImage(name, context.getImageData(0, 0, size, size), { pixelRatio: 2 });
  }
  return name;
}

function drawings(kind: string): Draw {
  // What is not there looks like what is not shown, as on the other maps: the words say which of the two it is.
  if (kind === "masked" || kind === "gap") {
    return (context, size) => {
      context.fillStyle = token("masked");
      for (const [x, y] of [[4, 4], [12, 4], [4, 12], [12, 12]] as const) {
        context.beginPath();
        context.arc(x, y, size / 10, 0, 2 * Math.PI);
        context.fill();
      }
    };
  }
  if (kind === "vague") {
    return (context, size) => {
      context.fillStyle = token("line-2");
      for (let at = 1; at < size; at += 8) {
        context.fillRect(0, at, size, 1.6);
        context.fillRect(at, 0, 1.6, size);
      }
    };
  }
  const pole = kind.slice(0, -2);
  // the same slope as the hatching of the other drawings: the two palettes lean to different sides
  const back = pole === "low" || pole === "high";
  return (context, size) => {
    context.strokeStyle = token(`${pole}-line`);
    context.lineWidth = 3;
    for (let at = -size; at <= 2 * size; at += size / 2) {
      context.beginPath();
      context.moveTo(at, back ? 0 : size);
      context.lineTo(at + size, back ? size : 0);
      context.stroke();
    }
  };
}

/** Colours of what is drawn around areas. */
export function lines(): { border: string; ink: string; ground: string } {
  return { border: token("same-line"), ink: token("ink"), ground: token("panel") };
}
