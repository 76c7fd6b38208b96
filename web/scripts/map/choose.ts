// Another choice while the map is open: the page that the server makes for it is read, and only what differs is changed,
// so that the map keeps its view and its shapes.
import { type Setup, setupOf } from "./setup";

/** Follows the form with the choices for as long as the map is open. `show` gets what the new page says about its map. */
export function followChoices(maps: number, show: (setup: Setup) => Promise<void>, signal: AbortSignal): void {
  const form = document.querySelector<HTMLFormElement>("form.choices");
  if (!form) return;
  // Back and forward: the page that belongs to the address.
  addEventListener("popstate", () => location.reload(), { signal });
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      const asked = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      void change(form, `${form.action}?${asked}`, maps, show).catch((error: unknown) => {
        console.error(error);
        location.assign(`${form.action}?${asked}`);
      });
    },
    { signal },
  );
}

async function change(form: HTMLFormElement, asked: string, maps: number, show: (setup: Setup) => Promise<void>): Promise<void> {
  const answer = await fetch(asked);
  const address = new URL(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const host = page.querySelector<HTMLElement>("[data-kaart]");
  const setup = host ? setupOf(host) : undefined;
  const other = page.querySelector<HTMLFormElement>("form.choices");
  const fits =
    setup && other && address.pathname === location.pathname && setup.kaarten.length === maps && fields(form) === fields(other);
  if (!fits) {
    location.assign(address);
    return;
  }
  history.pushState(history.state, "", address);
  document.title = page.title;
  for (const part of ["main > .title", "header.top nav", ".atlas-map details", ".atlas-map p.small", ".atlas-map figure > .source"]) {
    const before = [...document.querySelectorAll(part)];
    const after = [...page.querySelectorAll(part)];
    before.forEach((element, at) => {
      const twin = after[at];
      if (twin) element.replaceChildren(...twin.childNodes);
    });
  }
  // Another figure may have other years: the lists stay, and get the options of the new page.
  for (const list of form.querySelectorAll("select")) {
    const twin = other.querySelector<HTMLSelectElement>(`select[name="${CSS.escape(list.name)}"]`);
    if (twin) list.replaceChildren(...twin.childNodes);
  }
  await show(setup);
}

/** Which lists there are to choose from, and for which area. Where that changes, the page itself has to come. */
function fields(form: HTMLFormElement): string {
  const area = form.querySelector<HTMLInputElement>("input[name=hier]")?.value ?? "";
  return [area, ...[...form.querySelectorAll("select")].map((list) => list.name)].join(";");
}
