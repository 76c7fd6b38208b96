import { announce } from "./announce";
import { say } from "./language";
import { forgetComparison } from "./beside";
import { followNoMore } from "./follow";
import { forget, keep, recall } from "./store";

/** The last area that was looked at, with the choices that were made there. */
interface Visit {
  area: string;
  name: string;
  address: string;
  year?: string;
  reference?: string;
}

const key = "visit";

function chosen(name: string): string | undefined {
  return document.querySelector<HTMLSelectElement>(`form.choices [name="${name}"]`)?.value || undefined;
}

/** Keeps, on the visitor's own device, which area was looked at last. */
export function rememberVisit(): void {
  const main = document.querySelector<HTMLElement>("main[data-area]");
  const area = main?.dataset["area"];
  if (!main || !area) return;
  const visit: Visit = {
    area,
    name: main.dataset["areaName"] ?? document.querySelector("h1")?.textContent?.trim() ?? area,
    address: location.pathname + location.search,
  };
  const year = chosen("jaar");
  const reference = chosen("vergelijk");
  if (year) visit.year = year;
  if (reference) visit.reference = reference;
  keep(key, visit);
}

/** Offers that area on the start page, and to forget it. */
export function resumeVisit(): void {
  const place = document.querySelector<HTMLElement>("[data-resume]");
  const visit = recall<Visit>(key);
  // The address comes from storage: only a path of this site is followed.
  if (!place || !visit || typeof visit.name !== "string" || !/^\/(?!\/)/.test(visit.address ?? "")) return;

  const target = new URL(visit.address, location.origin);
  if (target.origin !== location.origin) return;
  const link = document.createElement("a");
  link.className = "button";
  link.href = target.pathname + target.search;
  link.textContent = say.resume(visit.name);

  const away = document.createElement("button");
  away.type = "button";
  away.className = "plain small";
  away.textContent = say.forget;
  away.addEventListener("click", () => {
    forget(key);
    forgetComparison();
    followNoMore();
    place.hidden = true;
    announce(say.forgotten);
    document.querySelector<HTMLElement>("input[data-search]")?.focus();
  });

  place.replaceChildren(link, " ", away);
  place.hidden = false;
}
