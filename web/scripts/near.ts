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
 * "In mijn buurt": only when the visitor asks for it. The position is compared in the browser with shapes of all areas, then with
 * those of the smallest areas inside the one that was found, and is sent nowhere; the page that opens is that of the area, as if it
 * had been searched for.
 */
export function offerNear(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-near]")) {
    const { near, names, area, inside, insideNames } = button.dataset;
    if (!near || !names || !area || !("geolocation" in navigator)) continue;
    button.hidden = false;
    button.addEventListener("click", () => void go(button, { near, names, area, inside, insideNames }));
  }
}

/** Where shapes and names are read, what stands before the code of an area, and what before the code of one whose inside is read. */
interface Where {
  near: string;
  names: string;
  area: string;
  inside: string | undefined;
  insideNames: string | undefined;
}

async function go(button: HTMLButtonElement, { near, names, area, inside, insideNames }: Where): Promise<void> {
  const said = button.parentElement?.querySelector<HTMLElement>("[role=status]");
  const tell = (text: string) => {
    if (said) said.textContent = text;
    else announce(text);
  };
  button.disabled = true;
  tell(say.looking);
  try {
    const [{ longitude, latitude }, all] = await Promise.all([position(), shapesAndNames(near, names)]);
    const around = codeAt(all, longitude, latitude);
    if (!around) {
      tell(say.outside);
      return;
    }
    // Where the small areas cannot be read, the large one is found all the same.
    const within = inside && insideNames ? await shapesAndNames(inside + encodeURIComponent(around), insideNames + encodeURIComponent(around)).catch(() => undefined) : undefined;
    const code = (within && codeAt(within, longitude, latitude)) ?? around;
    location.assign(area + encodeURIComponent(code));
  } catch (error) {
    console.info(error);
    tell(say.noPosition);
  } finally {
    button.disabled = false;
  }
}

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.json() as Promise<T>;
}

function shapesAndNames(shapes: string, names: string): Promise<[FeatureCollection, Names]> {
  return Promise.all([read<FeatureCollection>(shapes), read<Names>(names)]);
}

function codeAt([shapes, names]: [FeatureCollection, Names], x: number, y: number): string | undefined {
  const number = areaAt(shapes, x, y);
  return number === undefined ? undefined : codeOf(number, names);
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
