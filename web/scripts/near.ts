import type { FeatureCollection } from "geojson";
import { announce } from "./announce";
import { say } from "./language";
import { areaAt, position } from "./map/here";

/** The numbers and codes of areas, as the map reads them. */
interface Names {
  nummers: [number, number, number][];
  codes: string[];
  eerder: Record<string, string>;
}

/**
 * "In mijn buurt": only when the visitor asks for it. The position is compared in the browser with shapes of all areas, and is
 * sent nowhere; the page that opens is that of the area, as if it had been searched for.
 */
export function offerNear(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-near]")) {
    const { near, names, area } = button.dataset;
    if (!near || !names || !area || !("geolocation" in navigator)) continue;
    button.hidden = false;
    button.addEventListener("click", () => void go(button, near, names, area));
  }
}

async function go(button: HTMLButtonElement, shapes: string, names: string, area: string): Promise<void> {
  const said = button.parentElement?.querySelector<HTMLElement>("[role=status]");
  const tell = (text: string) => {
    if (said) said.textContent = text;
    else announce(text);
  };
  button.disabled = true;
  tell(say.looking);
  try {
    const [{ longitude, latitude }, all, known] = await Promise.all([
      position(),
      fetch(shapes).then((answer) => answer.json() as Promise<FeatureCollection>),
      fetch(names).then((answer) => answer.json() as Promise<Names>),
    ]);
    const number = areaAt(all, longitude, latitude);
    const code = number === undefined ? undefined : codeOf(number, known);
    if (code) location.assign(area + encodeURIComponent(code));
    else tell(say.outside);
  } catch (error) {
    console.info(error);
    tell(say.noPosition);
  } finally {
    button.disabled = false;
  }
}

function codeOf(number: number, { nummers, codes, eerder }: Names): string | undefined {
  let at = 0;
  for (const [first, count] of nummers) {
    if (number >= first && number < first + count) {
      const index = at + number - first;
      return eerder[String(index)] ?? codes[index];
    }
    at += count;
  }
  return undefined;
}
