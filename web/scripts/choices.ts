import { say } from "./language";

const focusKey = "wijkmonitor:focus";

/**
 * A choice in the bar applies itself. With a mouse or a finger at once; with the keyboard only on Enter or when the field
 * is left, because arrow keys pass every option on the way to the one that is meant.
 */
export function applyChoicesOnChange(): void {
  const form = document.querySelector<HTMLFormElement>("form.choices");
  if (!form) return;
  document.documentElement.classList.add("scripted");
  returnFocus(form);

  const hint = document.createElement("span");
  hint.id = "choices-hint";
  hint.className = "unseen";
  hint.textContent = say.applied;
  form.append(hint);

  for (const field of form.querySelectorAll<HTMLSelectElement | HTMLInputElement>(
    "select, input[type=radio], input[type=checkbox]",
  )) {
    let byKeyboard = false;
    let changed = false;
    const apply = () => {
      changed = false;
      try {
        sessionStorage.setItem(focusKey, field.id || field.name);
      } catch {
        // the focus starts at the top then
      }
      form.requestSubmit();
    };
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" "));
    field.addEventListener("pointerdown", () => {
      byKeyboard = false;
    });
    field.addEventListener("keydown", (event) => {
      const key = (event as KeyboardEvent).key;
      // a checkbox has no options to pass on the way
      if (field.type === "checkbox") return;
      if (key === "Enter" && changed) {
        event.preventDefault();
        apply();
      } else if (key !== "Tab" && key !== "Shift") {
        byKeyboard = true;
      }
    });
    field.addEventListener("change", () => {
      changed = true;
      if (!byKeyboard) apply();
    });
    field.addEventListener("blur", (event) => {
      // from one radio to the next of the same group is not leaving
      const next = (event as FocusEvent).relatedTarget;
      const sameGroup = next instanceof HTMLInputElement && next.type === "radio" && next.name === field.name;
      if (changed && !sameGroup) apply();
    });
  }
}

/** After the page came back the focus is where it was, so that a second choice can follow the first. */
function returnFocus(form: HTMLFormElement): void {
  let name: string | null = null;
  try {
    name = sessionStorage.getItem(focusKey);
    sessionStorage.removeItem(focusKey);
  } catch {
    return;
  }
  if (!name) return;
  const wanted = form.elements.namedItem(name);
  const field = wanted instanceof RadioNodeList ? form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]:checked`) : wanted;
  if (!(field instanceof HTMLElement)) return;
  // On a phone groups are behind a line that opens them, and that is closed again: the line has the choice in it.
  const seen = field.checkVisibility() ? field : field.closest("details")?.querySelector<HTMLElement>("summary");
  seen?.focus({ preventScroll: true });
}
