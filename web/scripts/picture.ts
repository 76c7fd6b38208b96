// A chart on the page takes its colours from the style sheet. Outside the page it must carry them itself.

const namespace = "http://www.w3.org/2000/svg";
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "letter-spacing",
  "paint-order",
  "visibility",
];
const typeface = "Inter, 'Segoe UI', Arial, sans-serif";

/** A chart as a file that stands on its own: colours written out, patterns taken along, links made whole. */
export function drawing(svg: SVGSVGElement): Blob {
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', standalone(svg)], { type: "image/svg+xml" });
}

/** The same as PNG, three times as sharp as on the screen, on white. */
export async function picture(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = sizeOf(svg);
  const scale = 3;
  const address = URL.createObjectURL(drawing(svg));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser gives no canvas");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no PNG"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  const box = svg.viewBox.baseVal;
  if (box && box.width > 0) return { width: box.width, height: box.height };
  return svg.getBoundingClientRect();
}

function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const before = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const after = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  const needed = new Set<string>();
  before.forEach((element, at) => {
    const twin = after[at];
    if (twin) writeOut(element, twin, needed);
  });

  // Patterns live once on the page, outside the chart.
  const patterns = document.createElementNS(namespace, "defs");
  for (const id of needed) {
    const source = document.getElementById(id);
    if (!source || svg.contains(source)) continue;
    const taken = source.cloneNode(true) as SVGElement;
    const from = [source as unknown as SVGElement, ...source.querySelectorAll<SVGElement>("*")];
    const to = [taken, ...taken.querySelectorAll<SVGElement>("*")];
    from.forEach((element, at) => {
      const twin = to[at];
      if (twin) writeOut(element, twin, new Set());
    });
    patterns.append(taken);
  }
  if (patterns.childNodes.length > 0) copy.prepend(patterns);

  const { width, height } = sizeOf(svg);
  copy.setAttribute("xmlns", namespace);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("font-family", typeface);
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  return new XMLSerializer().serializeToString(copy);
}

/** Writes what the style sheet says about an element into the element's own attributes. */
function writeOut(element: SVGElement, twin: SVGElement, needed: Set<string>): void {
  if (twin.matches("title, desc, defs")) return;
  const style = getComputedStyle(element);
  if (!element.closest("defs") && style.display === "none") {
    twin.setAttribute("display", "none");
    return;
  }
  for (const property of properties) {
    const value = style.getPropertyValue(property);
    if (value) twin.setAttribute(property, value.replace(/url\("?[^#"]*#([^")]+)"?\)/g, "url(#$1)"));
  }
  const pattern = /url\(#([^)]+)\)/.exec(twin.getAttribute("fill") ?? "")?.[1];
  if (pattern) needed.add(pattern);
  const href = twin.getAttribute("href");
  if (href && twin.localName === "a") twin.setAttribute("href", new URL(href, location.href).href);
  const tip = twin.getAttribute("data-tip");
  if (tip) {
    const title = document.createElementNS(namespace, "title");
    title.textContent = tip;
    twin.prepend(title);
    twin.removeAttribute("data-tip");
  }
  twin.removeAttribute("class");
  twin.removeAttribute("tabindex");
}
