// The addresses of the pages to test. Codes of areas differ from release to release, so an address is given as a path, as
// a search, or as the first link of a kind on a page that was found before.
import { readFile } from "node:fs/promises";

export const plan = JSON.parse(await readFile(process.env.WIJKMONITOR_PAGES ?? new URL("pages.json", import.meta.url), "utf8"));

/** Every kind of page with its address in every language. */
export async function find(origin) {
  const found = {};
  for (const [language, prefix] of Object.entries(plan.language)) {
    const kinds = {};
    for (const [kind, page] of Object.entries(plan.pages)) {
      let address;
      if (page.path) {
        address = prefix + (page.path === "/" && prefix ? "" : page.path);
      } else if (page.search) {
        const answer = await fetch(`${origin}/zoek.json?q=${encodeURIComponent(page.search)}&taal=nl`);
        const answers = await answer.json();
        const one = answers.find(({ soort }) => soort === page.level);
        if (!one) throw new Error(`/zoek.json?q=${page.search} has no ${page.level} for the page "${kind}"`);
        address = prefix + one.adres;
      } else {
        const from = kinds[page.from];
        const text = await (await fetch(origin + from)).text();
        // the links of the page in its own language
        const links = [...text.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)].map((match) => match[1].replaceAll("&amp;", "&"));
        address = links.find((link) => new RegExp(`^${prefix}${page.link}`).test(link));
        if (!address) throw new Error(`${from} has no link that looks like ${prefix}${page.link}, for the page "${kind}"`);
      }
      kinds[kind] = address;
    }
    found[language] = kinds;
  }
  return found;
}
