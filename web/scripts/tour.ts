import { say } from "./language";

const edge = 6; // px between what is shown and the frame around it
const narrowest = 272; // px: a box beside what it is about is no narrower

/** A step: what is shown, and what is said of it. */
interface Step {
  target: HTMLElement;
  title: string;
  text: string;
}

/**
 * "Nieuw hier?": a tour over the real page. The steps stand on the page itself, where they are read without a script too. The
 * box of a step is a dialog that leaves the page usable: the focus goes to its heading, Escape and the button close it, and the
 * focus returns to where the tour began.
 */
export function offerTour(): void {
  const list = document.querySelector<HTMLElement>("[data-tour]");
  if (!list) return;
  const steps = stepsOf(list);
  if (steps.length === 0) return;
  list.hidden = true;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-tour-start]")) {
    button.hidden = false;
    button.addEventListener("click", () => begin(steps, button));
  }
  if (location.hash === `#${list.id}`) begin(steps, document.querySelector<HTMLElement>("button[data-tour-start]") ?? undefined);
}

/** Steps of which something to show is on the page and can be seen. */
function stepsOf(list: HTMLElement): Step[] {
  const found: Step[] = [];
  for (const item of list.querySelectorAll<HTMLElement>("[data-at]")) {
    const target = (item.dataset["at"] ?? "")
      .split(",")
      .map((selector) => document.querySelector<HTMLElement>(selector.trim()))
      .find((element) => element?.checkVisibility());
    const [title, text] = [item.querySelector("h3, dt")?.textContent, item.querySelector("p, dd")?.textContent];
    if (target && title && text) found.push({ target, title: title.trim(), text: text.trim() });
  }
  return found;
}

function begin(steps: Step[], back?: HTMLElement): void {
  for (const old of document.querySelectorAll(".tour, .tour-frame")) old.remove();
  // Around what is shown; of what is higher than the window around the part that is in sight above the box.
  const frame = document.createElement("div");
  frame.className = "tour-frame";
  frame.setAttribute("aria-hidden", "true");
  const box = document.createElement("div");
  box.className = "tour";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "tour-title");
  box.setAttribute("aria-describedby", "tour-text");

  const count = document.createElement("p");
  count.className = "tour-count";
  const title = document.createElement("h2");
  title.id = "tour-title";
  title.tabIndex = -1;
  const text = document.createElement("p");
  text.id = "tour-text";
  const buttons = document.createElement("div");
  buttons.className = "tour-buttons";
  const button = (words: string, action: () => void, primary = false) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = primary ? "button primary" : "button";
    made.textContent = words;
    made.addEventListener("click", action);
    return made;
  };

  let at = 0;
  const stop = () => {
    steps[at]?.target.classList.remove("tour-at");
    document.removeEventListener("keydown", keys);
    removeEventListener("resize", place);
    removeEventListener("scroll", place);
    box.remove();
    frame.remove();
    if (back?.isConnected && back.checkVisibility()) back.focus();
    else document.querySelector<HTMLElement>("main")?.focus();
  };
  const earlier = button(say.tourBack, () => show(at - 1));
  const later = button(say.tourNext, () => (at + 1 < steps.length ? show(at + 1) : stop()), true);
  const close = button(say.tourClose, stop);
  buttons.append(later, earlier, close);
  box.append(count, title, text, buttons);
  document.body.append(frame, box);

  const place = () => {
    placeBox();
    const step = steps[at];
    if (!step) return;
    const [target, over] = [step.target.getBoundingClientRect(), box.getBoundingClientRect()];
    const besides = over.left >= target.right || over.right <= target.left || over.bottom <= target.top;
    const bottom = besides ? target.bottom : Math.max(target.top + 24, Math.min(target.bottom, over.top - 2 * edge));
    const left = Math.max(0, target.left - edge);
    frame.style.left = `${left + scrollX}px`;
    frame.style.top = `${target.top - edge + scrollY}px`;
    frame.style.width = `${Math.min(target.right + edge, document.documentElement.clientWidth) - left}px`;
    frame.style.height = `${bottom - target.top + 2 * edge}px`;
  };

  const placeBox = () => {
    const step = steps[at];
    if (!step) return;
    for (const property of ["left", "top", "width"]) box.style.removeProperty(property);
    box.classList.remove("docked");
    // On a phone the box stands at the bottom of the window: the style sheet places it.
    if (matchMedia("(max-width: 45rem)").matches) return;
    const room = 16;
    const wide = document.documentElement.clientWidth;
    const target = step.target.getBoundingClientRect();
    const put = (left: number, top: number) => {
      box.style.left = `${Math.min(Math.max(room, left), wide - box.offsetWidth - room)}px`;
      box.style.top = `${Math.min(Math.max(room, top), innerHeight - box.offsetHeight - room)}px`;
    };
    const [right, left] = [wide - target.right - 2 * room, target.left - 2 * room];
    if (target.bottom + room + box.offsetHeight <= innerHeight) {
      put(target.left, target.bottom + room);
    } else if (target.top - room - box.offsetHeight >= 0) {
      put(target.left, target.top - room - box.offsetHeight);
    } else if (Math.max(right, left) >= narrowest) {
      // Beside it, narrower where that is needed.
      box.style.width = `${Math.min(box.offsetWidth, Math.max(right, left))}px`;
      put(right >= left ? target.right + room : target.left - room - box.offsetWidth, target.top);
    } else {
      // What is shown fills the window: the box is the lower edge of it.
      box.classList.add("docked");
    }
  };

  const show = (next: number) => {
    const before = steps[at];
    const step = steps[next];
    if (!step) return;
    before?.target.classList.remove("tour-at");
    at = next;
    step.target.classList.add("tour-at");
    count.textContent = say.tourCount(next + 1, steps.length);
    title.textContent = step.title;
    text.textContent = step.text;
    earlier.disabled = next === 0;
    later.textContent = next + 1 < steps.length ? say.tourNext : say.tourDone;
    // What is shown stands in the upper part of the window, so that the box fits under it.
    const high = step.target.getBoundingClientRect().height;
    const free = innerHeight - high - box.offsetHeight;
    const phone = matchMedia("(max-width: 45rem)").matches;
    step.target.scrollIntoView({ block: "start", behavior: "instant" });
    scrollBy({ top: phone ? -24 : -Math.max(24, free / 2), behavior: "instant" });
    place();
    title.focus({ preventScroll: true });
  };

  function keys(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      stop();
    } else if (box.contains(document.activeElement) && event.key === "ArrowRight" && at + 1 < steps.length) {
      show(at + 1);
    } else if (box.contains(document.activeElement) && event.key === "ArrowLeft" && at > 0) {
      show(at - 1);
    }
  }
  document.addEventListener("keydown", keys);
  addEventListener("resize", place);
  addEventListener("scroll", place, { passive: true });
  show(0);
}
