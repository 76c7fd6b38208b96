// Another area, and nothing else: the field of the area keeps the page, and the menu leads back to what was looked at last.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { plan } from "./addresses.mjs";
import { site, skip, visits } from "./visits.mjs";

describe("choices follow the visitor", { skip }, () => {
  const { addresses, visit } = visits();

  /** The address of a page with the choices that the plan keeps. */
  const kept = (path) => {
    const address = new URL(site + path);
    for (const [name, value] of Object.entries(plan.kept)) address.searchParams.set(name, value);
    return address.pathname + address.search;
  };
  const choices = (address) => Object.fromEntries(Object.keys(plan.kept).map((name) => [name, address.searchParams.get(name)]));
  const code = plan.search.goes.split("/").at(-1);
  /** Types a name in the field of the area and chooses it, with the mouse or with the keyboard. */
  const choose = async (page, how) => {
    const box = page.locator("#gebied");
    await box.focus();
    await box.fill("");
    const whole = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get("q") === plan.search.found);
    await page.keyboard.type(plan.search.found, { delay: 20 });
    await (await whole).finished();
    const option = page.getByRole("option").filter({ hasText: plan.search.found }).first();
    await option.waitFor();
    if (how === "mouse") return option.click();
    const id = await option.getAttribute("id");
    for (let step = 0; step < 12 && (await box.getAttribute("aria-activedescendant")) !== id; step++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };

  for (const how of ["mouse", "keyboard"]) {
    for (const kind of ["indicator", "theme", "map"]) {
      test(`another area by ${how} stays on the page of the ${kind}`, async () => {
        const theme = new URL(site + addresses.nl.municipality).pathname;
        const themes = await (await fetch(`${site}${theme}`)).text();
        const first = new RegExp(`href="(${theme}/(?!vergelijkbaar)[a-z-]+)"`).exec(themes)?.[1];
        const from = kind === "theme" ? first : kind === "map" ? "/kaart" : new URL(site + addresses.nl.indicator).pathname;
        const start = new URL(`${site}${from}`);
        // from the whole country, so that the area that is chosen is another one
        if (kind === "theme") start.pathname = start.pathname.replace(/\/gebied\/[^/]+/, "/gebied/NL00");
        else start.searchParams.set("gebied", "NL00");
        const { page, trouble, close } = await visit(kept(start.pathname.slice(new URL(site).pathname.length - 1) + start.search));
        const before = new URL(page.url());
        await choose(page, how);
        await page.waitForURL((address) => address.href.includes(code));
        const after = new URL(page.url());
        if (kind === "theme") assert.equal(after.pathname.split("/").at(-1), before.pathname.split("/").at(-1));
        else assert.equal(after.pathname, before.pathname);
        assert.deepEqual(choices(after), choices(before), "group and year stay");
        assert.deepEqual(trouble, []);
        await close();
      });
    }
  }

  test("the menu leads to the last area and its choices from pages that are about none", async () => {
    const { page, trouble, close } = await visit(kept(addresses.nl.municipality));
    const own = await page.locator("header.top nav").getAttribute("data-of");
    for (const path of ["/uitleg", "/zoek", "/mijn-gebieden", "/", "/en/uitleg"]) {
      await page.goto(site + path, { waitUntil: "load" });
      const links = await page.locator("header.top nav a:not(.language)").evaluateAll((all) => all.map((one) => one.href));
      for (const name of ["gebied", "kaart", "vergelijk", "databank"]) {
        const link = links.find((one) => one.includes(`/${name}`));
        assert.ok(link?.includes(own) || (name === "databank" && link?.includes(own.split("-")[0])), `${path}: ${name} leads to ${link}`);
        assert.equal(new URL(link).pathname.includes("/en/"), path.startsWith("/en"), "in the language of the page");
      }
      assert.deepEqual(choices(new URL(links[0])), plan.kept, `${path} keeps the choices`);
    }
    // Who wants to be forgotten is, at once.
    await page.goto(`${site}/`, { waitUntil: "load" });
    const usual = await (await fetch(`${site}/`)).text();
    await page.getByRole("button", { name: "Vergeet dit" }).click();
    const first = new URL(await page.locator("header.top nav a").first().evaluate((one) => one.href));
    assert.ok(usual.includes(`href="${first.pathname}"`) && first.search === "", first.href);
    await page.reload();
    assert.equal(await page.locator("header.top nav a").first().evaluate((one) => one.href), first.href);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("a group that is chosen on the start page goes before the one of the last area", async (t) => {
    const { page, trouble, close } = await visit(addresses.nl.municipality);
    await page.goto(`${site}/`, { waitUntil: "load" });
    const pills = page.locator(".whose .pill");
    if (!(await pills.count())) {
      await close();
      return t.skip("this monitor has no groups");
    }
    const group = new URL(await pills.nth(1).evaluate((one) => one.href));
    await page.goto(group.href, { waitUntil: "load" });
    const first = async () => new URL(await page.locator("header.top nav a").first().evaluate((one) => one.href)).searchParams.get("achtergrond");
    assert.equal(await first(), group.searchParams.get("achtergrond"));
    await page.goto(`${site}/?achtergrond=totaal`, { waitUntil: "load" });
    assert.equal(await first(), null);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("what was compared stays beside the next area, until it is forgotten", async () => {
    const piece = (path) => new URL(site + path).pathname.split("/").at(-1);
    const [own, other] = [piece(addresses.nl.municipality), code];
    const { page, trouble, close } = await visit(`/vergelijk?met=${own}_${other}_NL00`);
    const compare = async () => new URL(await page.locator('header.top nav a[href*="/vergelijk"]').first().evaluate((one) => one.href));
    assert.equal((await compare()).searchParams.get("met"), `${own}_${other}_NL00`, "the comparison itself");
    // From another area the menu leads to that area beside the same ones.
    await page.goto(`${site}/gebied/NL00`, { waitUntil: "load" });
    const [first, ...others] = (await compare()).searchParams.get("met").split("_");
    assert.ok(first.startsWith("NL00"), first);
    assert.ok(others.some((one) => one.startsWith(other)), others.join());
    // What the menu proposes by itself is no choice that is kept.
    const usual = /href="(\/vergelijk\?met=[^"]+)"/.exec(await (await fetch(`${site}${new URL(site + addresses.nl.municipality).pathname}`)).text())[1];
    await page.goto(site + usual, { waitUntil: "load" });
    await page.goto(site + new URL(site + addresses.nl.municipality).pathname, { waitUntil: "load" });
    assert.equal((await compare()).pathname + (await compare()).search, usual);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("Enter behind the whole name of one area leads to its page", async () => {
    const { page, trouble, close } = await visit("/");
    const name = (await (await fetch(site + new URL(site + addresses.nl.municipality).pathname)).text()).match(/<h1>([^<]+)<\/h1>/)[1];
    const named = (await (await fetch(`${site}/zoek.json?q=${encodeURIComponent(name)}`)).json()).filter((one) => one.naam === name);
    const box = page.locator("input[data-search]").first();
    const answer = page.waitForResponse((got) => new URL(got.url()).searchParams.get("q") === name);
    await box.fill("");
    await box.focus();
    await page.keyboard.type(name, { delay: 20 });
    await (await answer).finished();
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL((address) => /\/(gebied|zoek)/.test(address.pathname));
    assert.equal(new URL(page.url()).pathname.includes("/gebied/"), named.length === 1, `${named.length} with that name`);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("the map opens with the figure that was looked at last", async () => {
    const { page, close } = await visit(addresses.nl.indicator);
    const figure = await page.locator("header.top nav").getAttribute("data-figure");
    assert.ok(figure);
    await page.locator("header.top nav a").first().click();
    await page.waitForURL((address) => address.pathname.includes("/gebied/"));
    await page.locator('header.top nav a[href*="/kaart"]').click();
    await page.waitForURL((address) => address.pathname.includes("/kaart"));
    assert.equal(new URL(page.url()).searchParams.get("cijfer"), figure);
    await close();
  });

  test("nothing is sent along or kept on the server: another visitor gets the usual menu", async () => {
    const { page, close } = await visit(addresses.nl.municipality);
    assert.deepEqual(await page.context().cookies(), []);
    await close();
    const other = await visit("/uitleg");
    const link = new URL(await other.page.locator("header.top nav a").first().evaluate((one) => one.href));
    const raw = await (await fetch(`${site}/uitleg`)).text();
    assert.ok(raw.includes(`href="${link.pathname}"`));
    await other.close();
  });
});
