// What must hold on every page. Each check returns what is wrong, in words; an empty list is good.
import { AxeBuilder } from "@axe-core/playwright";

// "region" is left out: the skip link and the banner stand before the landmarks, which is where they belong. So is
// "landmark-unique": tables that scroll need a name, and figures about several indicators may well have the same title.
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything axe finds, with closed parts of the page opened first. */
export async function accessibility(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(standards).disableRules(["region", "landmark-unique"]).analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}; ${nodes.length}×, first ${nodes[0].target.join(" ")} ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary?.replace(/\s+/g, " ").slice(0, 300) ?? ""}`,
  );
}

/** One h1, a title, the right language, a main landmark, names for pictures. */
export async function structure(page, language) {
  return page.evaluate((wanted) => {
    const wrong = [];
    const headings = document.querySelectorAll("h1");
    if (headings.length !== 1) wrong.push(`${headings.length} h1 on the page, wanted 1`);
    if (!headings[0]?.textContent?.trim()) wrong.push("the h1 is empty");
    if (!document.title.trim()) wrong.push("the title is empty");
    if (document.documentElement.lang.slice(0, 2) !== wanted) wrong.push(`lang is "${document.documentElement.lang}", wanted "${wanted}"`);
    if (document.querySelectorAll("main").length !== 1) wrong.push("there must be one main");
    if (!document.querySelector('meta[name="viewport"]')) wrong.push("no viewport");
    for (const image of document.querySelectorAll("img:not([alt])")) wrong.push(`img without alt: ${image.outerHTML.slice(0, 120)}`);
    for (const svg of document.querySelectorAll("svg")) {
      if (svg.closest("[aria-hidden=true]")) continue;
      const labelled = (svg.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
      const name =
        svg.getAttribute("aria-label") ||
        labelled.map((id) => document.getElementById(id)?.textContent ?? "").join("") ||
        svg.querySelector(":scope > title")?.textContent;
      if (!svg.getAttribute("role") || !name?.trim()) wrong.push(`svg without role or name: ${svg.outerHTML.slice(0, 120)}`);
    }
    for (const id of new Set([...document.querySelectorAll("[id]")].map((element) => element.id))) {
      if (document.querySelectorAll(`#${CSS.escape(id)}`).length > 1) wrong.push(`id ${id} is on more than one element`);
    }
    for (const styled of document.querySelectorAll("main [style], form [style], header [style], footer [style]")) {
      wrong.push(`inline style: ${styled.outerHTML.slice(0, 120)}`);
    }
    return wrong;
  }, language);
}

/** Nothing sticks out at the given width (320 px is also 1280 px at 400 %). */
export async function reflow(page, width) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  const wrong = await page.evaluate((wide) => {
    const over = document.documentElement.scrollWidth;
    if (over <= wide) return [];
    const culprits = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > wide + 1 && !element.closest(".scroller, .unseen, [hidden]"))
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 140));
    return [`the page is ${over} px wide in a window of ${wide} px; sticking out: ${culprits.join(" | ")}`];
  }, width);
  await page.setViewportSize(before);
  return wrong;
}

/** On a phone, controls are 44 px high. Links in running text and in tables are left to axe (24 px). */
export async function targets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("button:not(.plain), select, input:not([type=hidden], [type=radio], [type=checkbox]), summary, .button, .pill")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
      .map(([element, box]) => `${Math.round(box.width)}×${Math.round(box.height)} px: ${element.outerHTML.slice(0, 120)}`),
  );
}

/** No text below 12 px: what is smaller cannot be read. Drawings are measured as they are scaled. */
export async function smallText(page) {
  return page.evaluate(() => {
    const wrong = new Set();
    for (const element of document.querySelectorAll("body *")) {
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
      if (!element.checkVisibility() || element.closest(".unseen, title, desc, [aria-hidden=true] > title")) continue;
      const svg = element.closest("svg");
      const scale = svg?.viewBox?.baseVal?.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size > 0 && size < 11.5) wrong.add(`${size.toFixed(1)} px: ${element.textContent.trim().slice(0, 40)} (${svg?.getAttribute("class") ?? element.className})`);
    }
    return [...wrong].slice(0, 5);
  });
}

/** Tab after Tab from the top: the skip link first, every stop visible, the choices and the content reached. */
export async function keyboard(page, { choices }) {
  const wrong = [];
  await page.evaluate(() => scrollTo(0, 0));
  const at = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      // a radio in a card is drawn by its label
      const frame = element.matches("input[type=radio]") ? getComputedStyle(element.closest("label") ?? element) : style;
      return {
        html: element.outerHTML.slice(0, 120),
        skip: element.matches("a.skip"),
        shown: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.left < innerWidth,
        framed: frame.outlineStyle !== "none" && parseFloat(frame.outlineWidth) >= 2,
        choices: Boolean(element.closest("form.choices")),
        main: Boolean(element.closest("main")),
      };
    });
  let reached = { choices: false, main: false };
  for (let step = 0; step < 45; step++) {
    await page.keyboard.press("Tab");
    const stop = await at();
    if (stop.html.startsWith("<body")) break;
    if (step === 0 && !stop.skip) wrong.push(`the first Tab reaches ${stop.html}, not the skip link`);
    if (!stop.shown) wrong.push(`focus on something that is not in view: ${stop.html}`);
    if (!stop.framed) wrong.push(`focus cannot be seen on ${stop.html}`);
    reached = { choices: reached.choices || stop.choices, main: reached.main || stop.main };
    if (wrong.length > 4) break;
  }
  if (choices && !reached.choices) wrong.push("the choices cannot be reached with Tab");
  if (!reached.main) {
    // a page without anything to press in its content is fine
    const pressable = await page.locator("main :is(a[href], button, input, select, summary):visible").count();
    if (pressable > 0) wrong.push("the content cannot be reached with Tab");
  }
  return wrong;
}
