import { announce } from "./announce";
import { csv } from "./csv";
import { frameOf } from "./frame";
import { say } from "./language";
import { drawing, picture } from "./picture";

/** Puts buttons for SVG, PNG and CSV where a chart has room for them. */
export function offerDownloads(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-downloads]")) {
    const chart = place.closest<HTMLElement>("[data-chart], .figure, .ring");
    if (!chart) continue;
    const table = chart.querySelector("table") ?? undefined;
    const makers: [string, () => Promise<Blob>][] = [];
    if (chart.querySelector(drawings)) {
      makers.push(["SVG", async () => drawing(visibleDrawing(chart), frameOf(chart))]);
      makers.push(["PNG", async () => picture(visibleDrawing(chart), frameOf(chart))]);
    }
    if (table) makers.push(["CSV", async () => new Blob([csv(table)], { type: "text/csv;charset=utf-8" })]);
    // A page that has files of its own names the kinds that are still wanted.
    const wanted = place.dataset["downloads"];
    const shown = wanted ? makers.filter(([kind]) => wanted.split(" ").includes(kind.toLowerCase())) : makers;
    if (shown.length === 0) continue;

    place.replaceChildren(wanted ? "" : `${say.download} `);
    shown.forEach(([kind, make], at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.textContent = kind;
      button.setAttribute("aria-label", `${say.download} ${kind}: ${titleOf(chart)}`);
      button.addEventListener("click", async () => {
        try {
          save(await make(), `${fileName(chart)}.${kind.toLowerCase()}`);
          announce(say.saved(kind));
        } catch (error) {
          console.error(error);
          announce(say.failed);
        }
      });
      place.append(at > 0 ? ", " : "", button);
    });
    place.hidden = false;
  }
}

const drawings = "svg:is([role=img], [role=group], [role=graphics-document])";

/** The drawing that is shown: a chart may have one for the desk and one for the phone. */
function visibleDrawing(chart: HTMLElement): SVGSVGElement {
  const all = [...chart.querySelectorAll<SVGSVGElement>(drawings)].filter((svg) => !svg.matches(".spark, .swatch"));
  const one = all.find((svg) => svg.getBoundingClientRect().width > 0) ?? all[0];
  if (!one) throw new Error("the chart has no drawing");
  return one;
}

function titleOf(chart: HTMLElement): string {
  return chart.querySelector("h2, h3, figcaption")?.textContent?.trim() || document.title;
}

/** The area, the chart and the choices of the address, as a name of a file. */
function fileName(chart: HTMLElement): string {
  const given = chart.dataset["file"];
  if (given) return slug(given);
  const area = document.querySelector<HTMLElement>("main[data-area-name]")?.dataset["areaName"];
  return slug([area ?? document.querySelector("h1")?.textContent ?? "", titleOf(chart)].join(" "));
}

function slug(words: string): string {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "wijkmonitor";
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
