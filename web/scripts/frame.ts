// What stands around a chart on the page and is part of it: its title, of whom and when, what its colours mean, its source. A
// drawing that leaves the page takes all of that along.

const namespace = "http://www.w3.org/2000/svg";
const [large, small] = [17, 13]; // px
const room = 12; // px, on every side
const wider = 1.14;

/** What is drawn around a chart. */
export interface Frame {
  title: string;
  about: string;
  source: string;
  /** The legend in lines of its own: a name, or swatches with their words. */
  legend: (string | Swatch[])[];
}

/** A swatch as it stands on the page, and what it means. */
export interface Swatch {
  drawn: SVGSVGElement;
  words: string;
}

/** Reads what stands around a chart. */
export function frameOf(chart: HTMLElement): Frame {
  const heading = chart.querySelector<HTMLElement>(":scope > :is(h2, h3, figcaption)");
  const about = heading?.nextElementSibling;
  const place = document.querySelector("h1")?.textContent?.trim() ?? "";
  const title = heading?.textContent?.trim() ?? "";
  const source = document.querySelector<HTMLElement>("main")?.dataset["source"] ?? "";
  return {
    title: isQuestion(title) ? title : [...place.split(", "), groupOf()].reduce(withPart, title),
    about: about?.matches("p") ? wordsOf(about) : "",
    source: source ? `${source} ${location.host}${location.pathname}` : "",
    legend: [...chart.querySelectorAll(".legend")].slice(0, 1).flatMap((legend) => linesOf(legend)),
  };
}

/**
 * Whether a title asks something, and so names its own area: who live in Korenpark is about all of them, whatever figure or group
 * the page around it is about.
 */
function isQuestion(title: string): boolean {
  return title.endsWith("?");
}

/** A title with one part more, unless it says that already. */
function withPart(title: string, part: string): string {
  if (title.includes(part)) return title;
  return title + (/[!.]$/.test(title) ? " " : ", ") + part;
}

/** The group of residents that was chosen; empty for everybody. */
function groupOf(): string {
  const chosen = document.querySelector<HTMLInputElement>(".choices input[name=achtergrond]:checked");
  return chosen?.value ? (chosen.closest("label")?.querySelector("b")?.textContent?.trim() ?? "") : "";
}

/** The words of a paragraph without the links in it, which lead nowhere on paper. */
function wordsOf(paragraph: Element): string {
  const copy = paragraph.cloneNode(true) as Element;
  for (const link of copy.querySelectorAll("a")) link.remove();
  return copy.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

function linesOf(legend: Element): (string | Swatch[])[] {
  return [...legend.querySelectorAll(".legend-name, .legend-steps, .legend-signs")].flatMap<string | Swatch[]>((part) => {
    if (part.matches(".legend-name")) return [wordsOf(part)];
    const swatches = [...part.querySelectorAll("li")].flatMap((item) => {
      const drawn = item.querySelector("svg");
      const words = item.textContent?.trim();
      return drawn && words ? [{ drawn, words }] : [];
    });
    return swatches.length > 0 ? [swatches] : [];
  });
}

/**
 * Puts a frame around a drawing of which the colours are written out already: it becomes higher, and stands on white. `written`
 * gives a swatch with its colours written out.
 */
export function framed(svg: SVGSVGElement, frame: Frame, written: (swatch: SVGSVGElement) => SVGSVGElement): void {
  const [left = 0, top = 0, width = 0, height = 0] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (!(width > 0) || !(height > 0)) return;
  const above = new Writer(svg, left, width);
  above.lines(frame.title, large, 700);
  above.lines(frame.about, small, 400);
  const higher = above.y > 0 ? above.y + room : 0;
  const below = new Writer(svg, left, width);
  below.y = room / 2;
  for (const line of frame.legend) {
    if (typeof line === "string") below.lines(line, small, 600);
    else below.swatches(line, written);
  }
  below.y += frame.source ? room / 2 : 0;
  below.lines(frame.source, small, 400);
  above.place(top - higher);
  below.place(top + height);
  const whole = { x: left - room, y: top - higher - room, width: width + 2 * room, height: height + higher + below.y + 2 * room };
  svg.setAttribute("viewBox", `${whole.x} ${whole.y} ${whole.width} ${whole.height}`);
  svg.setAttribute("width", String(whole.width));
  svg.setAttribute("height", String(whole.height));
  const paper = element("rect", whole);
  paper.setAttribute("fill", "#fff");
  const first = [...svg.children].find((child) => !child.matches("title, desc, defs, style"));
  svg.insertBefore(paper, first ?? null);
}

/** Writes lines below each other. */
class Writer {
  y = 0;
  readonly #group = element("g", {});

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly left: number,
    private readonly width: number,
  ) {}

  lines(words: string, size: number, weight: number): void {
    for (const line of wrap(words, size, weight, this.width)) {
      this.y += Math.round(size * 1.35);
      this.#text(line, this.left, this.y - Math.round(size * 0.3), size, weight);
    }
  }

  swatches(all: Swatch[], written: (swatch: SVGSVGElement) => SVGSVGElement): void {
    const high = 26;
    let x = this.left;
    this.y += 4;
    for (const { drawn, words } of all) {
      const box = drawn.viewBox.baseVal;
      // All as wide as a sign: on the page those of a legend are wider.
      const wide = Math.min(box.width, 34);
      const needed = wide + 8 + widthOf(words, small, 400);
      if (x > this.left && x + needed > this.left + this.width) {
        x = this.left;
        this.y += high;
      }
      const swatch = written(drawn);
      swatch.setAttribute("x", String(x));
      swatch.setAttribute("y", String(this.y + (high - box.height) / 2));
      swatch.setAttribute("width", String(wide));
      swatch.setAttribute("height", String(box.height));
      swatch.setAttribute("preserveAspectRatio", box.width > wide ? "none" : "xMidYMid");
      this.#group.append(swatch);
      this.#text(words, x + wide + 8, this.y + high / 2 + 4.6, small, 400);
      x += needed + 18;
    }
    this.y += high;
  }

  place(y: number): void {
    this.#group.setAttribute("transform", `translate(0 ${y})`);
    this.svg.append(this.#group);
  }

  #text(words: string, x: number, y: number, size: number, weight: number): void {
    const text = element("text", { x, y, "font-size": size, "font-weight": weight });
    text.setAttribute("fill", size === small && weight === 400 ? "#46535f" : "#16202b");
    text.textContent = words;
    this.#group.append(text);
  }
}

function element(name: string, attributes: Record<string, number>): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

let measure: CanvasRenderingContext2D | null | undefined;

function widthOf(words: string, size: number, weight: number): number {
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return words.length * size * 0.6;
  measure.font = `${weight} ${size}px Inter, sans-serif`;
  // Whoever opens the file may not have this typeface: others are wider.
  return measure.measureText(words).width * wider;
}

function wrap(words: string, size: number, weight: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ").filter((part) => part !== "")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && widthOf(`${last} ${word}`, size, weight) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
