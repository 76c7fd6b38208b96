// A chart on the page takes its colours from the style sheet, and its title, legend and source stand around it. Outside the page
// it must carry all of that itself.

import { type Frame, framed } from "./frame";

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

/** A chart as a file that stands on its own: colours written out, patterns taken along, links made whole, what is around it drawn. */
export function drawing(svg: SVGSVGElement, around: Frame): Blob {
  return blobOf(standalone(svg, around));
}

function blobOf(svg: SVGSVGElement): Blob {
  const text = new XMLSerializer().serializeToString(svg);
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" });
}

/** The same as PNG, three times as sharp as on the screen, on white. */
export async function picture(svg: SVGSVGElement, around: Frame): Promise<Blob> {
  const alone = standalone(svg, around);
  const [width, height] = [Number(alone.getAttribute("width")), Number(alone.getAttribute("height"))];
  const scale = 3;
  const address = URL.createObjectURL(blobOf(alone));
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

function standalone(svg: SVGSVGElement, around: Frame): SVGSVGElement {
  const needed = new Set<string>();
  const copy = writtenOut(svg, needed);

  // Patterns live once on the page, outside the chart.
  const patterns = document.createElementNS(namespace, "defs");
  for (const id of needed) {
    const source = document.getElementById(id);
    if (!source || svg.contains(source)) continue;
    patterns.append(writtenOut(source as unknown as SVGElement, new Set()));
  }
  if (patterns.childNodes.length > 0) copy.prepend(patterns);

  const { width, height } = sizeOf(svg);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("font-family", typeface);
  framed(copy, around, (swatch) => writtenOut(swatch, new Set()));
  return copy;
}

/** A copy of a drawing or a part of it, with its colours written out. */
function writtenOut<Part extends SVGElement>(part: Part, needed: Set<string>): Part {
  const copy = part.cloneNode(true) as Part;
  const after = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  [part, ...part.querySelectorAll<SVGElement>("*")].forEach((element, at) => {
    const twin = after[at];
    if (twin) writeOut(element, twin, needed);
  });
  copy.removeAttribute("style");
  return copy;
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
