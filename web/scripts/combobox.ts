import { announce } from "./announce";
import { language, say } from "./language";

/** One answer of the search. */
interface Found {
  naam: string;
  soort: string;
  adres: string;
  gemeente?: string | null;
}

const pauseInTyping = 140; // ms
const fewestLetters = 2;
let lists = 0;

/** Every `input[data-search]` becomes a combobox with a list of suggestions (ARIA 1.2 pattern, focus stays in the box). */
export function searchAsYouType(): void {
  searchAsYouTypeIn(document);
}

/** The same within a part of the page that came later. */
export function searchAsYouTypeIn(part: ParentNode): void {
  for (const input of part.querySelectorAll<HTMLInputElement>("input[data-search]")) attach(input);
}

function attach(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>(".field-box") ?? input.parentElement;
  if (!box) return;
  const endpoint = input.dataset["search"] || "/zoek.json";
  const list = document.createElement("ul");
  list.id = `suggestions-${++lists}`;
  list.className = "listbox";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say.suggestions);
  box.append(list);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";
  input.spellcheck = false;

  const initial = input.value;
  let found: Found[] = [];
  let active = -1;
  let timer: number | undefined;
  let asking: AbortController | undefined;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const stop = () => {
    clearTimeout(timer);
    asking?.abort();
  };

  const mark = (index: number) => {
    active = index;
    Array.from(list.children).forEach((option, at) => {
      if (option.getAttribute("role") === "option") option.setAttribute("aria-selected", String(at === index));
    });
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const go = (one: Found) => {
    stop();
    close();
    // A box that is only filled takes the area's own piece of the address, which means one area.
    if (input.hasAttribute("data-fills")) {
      input.value = decodeURIComponent(pieceOf(one.adres) ?? one.naam);
      input.dispatchEvent(new Event("filled"));
      return;
    }
    const piece = pieceOf(one.adres);
    const form = input.form;
    if (piece && form?.elements.namedItem("pagina")) {
      // In the bar of a page another area is one more choice: the page, the figure, the group and the year stay. The form goes
      // with the area's own piece of the address, which means one area; its name is what the visitor goes on seeing.
      input.value = decodeURIComponent(piece);
      form.requestSubmit();
      input.value = one.naam;
      return;
    }
    input.value = one.naam;
    location.assign(withOtherChoices(one.adres, input));
  };

  /** The one area that is called what was typed. Where several are, a page with all of them says which are meant. */
  const called = (): Found | undefined => {
    const typed = input.value.trim().toLowerCase();
    const same = found.filter((one) => one.naam.toLowerCase() === typed);
    const [only] = same;
    return same.length === 1 && only && pieceOf(only.adres) && !input.hasAttribute("data-fills") ? only : undefined;
  };

  const note = (text: string) => {
    found = [];
    close();
    announce(text);
  };

  const show = (answers: Found[]) => {
    found = answers;
    list.replaceChildren(
      ...answers.map((one, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const name = document.createElement("span");
        name.textContent = one.naam;
        const kind = document.createElement("small");
        kind.textContent = [one.soort, one.gemeente && one.gemeente !== one.naam ? one.gemeente : ""].filter(Boolean).join(", ");
        option.append(name, " ", kind);
        // pointerdown would take the focus out of the box before the click arrives
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => go(one));
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = answers.length === 0;
    input.setAttribute("aria-expanded", String(answers.length > 0));
    announce(answers.length === 0 ? say.noneFound : say.found(answers.length));
  };

  const ask = async () => {
    const query = input.value.trim();
    if (query.length < fewestLetters) {
      close();
      return;
    }
    asking?.abort();
    asking = new AbortController();
    const address = new URL(endpoint, location.href);
    address.searchParams.set("q", query);
    address.searchParams.set("taal", language);
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
      const answers: unknown = await answer.json();
      if (!Array.isArray(answers)) throw new Error(`${address.pathname} answered no list`);
      const usable = (answers as Found[]).filter((one) => !input.hasAttribute("data-fills") || pieceOf(one.adres));
      if (document.activeElement === input) show(usable);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) note(say.unreachable);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, pauseInTyping);
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    stop();
    close();
    // an area that was not chosen does not stay in the bar beside another area's figures
    if (initial && input.value.trim() === "") input.value = initial;
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!open) {
          if (found.length > 0) show(found);
          else void ask();
          return;
        }
        const step = event.key === "ArrowDown" ? 1 : -1;
        // one place past the last option is the box itself
        const places = found.length + 1;
        mark(((active + 1 + step + places) % places) - 1);
        return;
      }
      case "Enter": {
        const one = found[active] ?? called();
        if (open && one) {
          event.preventDefault();
          go(one);
        }
        return;
      }
      case "Escape":
        if (open) {
          event.preventDefault();
          event.stopPropagation();
          stop();
          close();
        } else if (input.value !== initial) {
          input.value = initial;
        }
        return;
      default:
    }
  });
  // A search that is on its way when the form goes must not open a list over the next page.
  input.form?.addEventListener("submit", stop);
}

/** `GM0344-utrecht` in the address of an area; nothing in that of anything else. */
function pieceOf(address: string): string | undefined {
  return /\/gebied\/([^/?#]+)/.exec(address)?.[1];
}

/** The address of an area, with the choices that are in the address of this page and that the form knows. */
function withOtherChoices(address: string, input: HTMLInputElement): string {
  const target = new URL(address, location.href);
  const here = new URLSearchParams(location.search);
  const controls = input.form?.querySelectorAll<HTMLSelectElement | HTMLInputElement>("select, input[type=radio], input[type=checkbox]");
  for (const { name } of controls ?? []) {
    const value = here.get(name);
    if (value && !target.searchParams.has(name)) target.searchParams.set(name, value);
  }
  return target.pathname + target.search + target.hash;
}
