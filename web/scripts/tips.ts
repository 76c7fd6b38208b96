const leaveAfter = 180; // ms: time to move the pointer from the mark into the box

/**
 * Shows the words of a mark in a chart on hover and on focus (WCAG 1.4.13: Escape takes them away, the pointer may enter
 * them, and they stay until the pointer or the focus leaves). The words are the mark's own `<title>` or `data-tip`.
 */
export function showTips(): void {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the mark itself has these words as its name
  document.body.append(tip);

  let shown: Element | undefined;
  let leaving: number | undefined;

  const hide = () => {
    clearTimeout(leaving);
    tip.hidden = true;
    shown = undefined;
  };

  const show = (mark: Element, words: string) => {
    clearTimeout(leaving);
    if (shown === mark) return;
    shown = mark;
    // A line for each thing that is said; the first names the figure.
    const [first = "", ...more] = words.split("\n").map((line) => line.trim()).filter(Boolean);
    const name = document.createElement(more.length > 0 ? "b" : "span");
    name.textContent = first;
    tip.replaceChildren(
      name,
      ...more.map((line) => {
        const said = document.createElement("span");
        said.textContent = line;
        return said;
      }),
    );
    tip.hidden = false;
    place(tip, mark);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const target = event.target as Element;
    if (tip.contains(target)) {
      clearTimeout(leaving);
      return;
    }
    const found = wordsOf(target);
    if (found) {
      show(found.mark, found.words);
    } else if (shown) {
      clearTimeout(leaving);
      leaving = window.setTimeout(hide, leaveAfter);
    }
  });
  document.addEventListener("focusin", (event) => {
    const target = event.target as Element;
    const found = target.closest("svg") ? (wordsOf(target) ?? wordsOfTwin(target)) : undefined;
    if (found && target.matches(":focus-visible")) show(found.mark, found.words);
    else hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !tip.hidden) {
      event.stopPropagation();
      hide();
    }
  });
  document.addEventListener("scroll", () => shown && !tip.hidden && place(tip, shown), { passive: true });
}

/** The mark under the pointer that has words, and those words. Takes the `<title>` out, or the browser shows it as well. */
function wordsOf(target: Element): { mark: Element; words: string } | undefined {
  if (!target.closest("svg")) return undefined;
  for (let mark: Element | null = target; mark && !(mark instanceof SVGSVGElement); mark = mark.parentElement) {
    const title = mark.querySelector(":scope > title");
    const words = title?.textContent?.trim();
    if (title && words) {
      mark.setAttribute("data-tip", words);
      if (mark.matches("a:not([aria-hidden])") && !mark.querySelector("text") && !mark.hasAttribute("aria-label")) {
        mark.setAttribute("aria-label", words);
      }
      title.remove();
    }
    const kept = mark.getAttribute("data-tip");
    if (kept) return { mark, words: kept };
  }
  return undefined;
}

/** The wedge that belongs to the label that has the focus: both are links to the same place. */
function wordsOfTwin(target: Element): { mark: Element; words: string } | undefined {
  const href = target.getAttribute("href");
  if (!href) return undefined;
  for (const twin of target.closest("svg")?.querySelectorAll(`a[href="${CSS.escape(href)}"]`) ?? []) {
    const found = twin === target ? undefined : wordsOf(twin);
    if (found) return found;
  }
  return undefined;
}

/** Above the mark, or under it where there is no room; never outside the window. */
function place(tip: HTMLElement, mark: Element): void {
  const at = mark.getBoundingClientRect();
  const room = 8;
  const width = tip.offsetWidth;
  const height = tip.offsetHeight;
  const left = Math.min(Math.max(room, at.left + at.width / 2 - width / 2), document.documentElement.clientWidth - width - room);
  const top = at.top - height - room >= 0 ? at.top - height - 4 : at.bottom + 4;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
}
