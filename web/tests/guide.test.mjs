// What helps a visitor along: the tour, kept areas, comparing without a mouse, drawings on another site.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { desktop, phone } from "./browser.mjs";
import { accessibility, reflow, smallText } from "./checks.mjs";
import { picture } from "./pictures.mjs";
import { site, skip, visits } from "./visits.mjs";

describe("a visitor is helped along", { skip, concurrency: 2 }, () => {
  const { addresses, visit, blank } = visits();

  for (const device of [phone, desktop]) {
    test(`the tour has seven steps on the ${device.name}, by keyboard alone`, async () => {
      const { page, trouble, close } = await visit(addresses.nl.municipality, { device });
      const begin = page.locator("button[data-tour-start]").first();
      await begin.focus();
      await page.keyboard.press("Enter");
      const box = page.getByRole("dialog");
      const titles = new Set();
      for (let step = 1; step <= 7; step++) {
        await page.getByText(`Stap ${step} van 7`).waitFor();
        // The focus is on the heading of the step, so that it is read aloud.
        assert.equal(await page.evaluate(() => document.activeElement?.id), "tour-title");
        titles.add(await page.locator("#tour-title").innerText());
        const inside = await box.evaluate((element) => {
          const at = element.getBoundingClientRect();
          return at.left >= 0 && at.top >= 0 && at.right <= innerWidth && at.bottom <= innerHeight;
        });
        assert.ok(inside, `step ${step} is not in the window`);
        const seen = await page.locator(".tour-at").evaluate((element) => {
          const at = element.getBoundingClientRect();
          return at.bottom > 0 && at.top < innerHeight;
        });
        assert.ok(seen, `what step ${step} is about is not in the window`);
        // The box lies beside the frame around it, not over it; of what is higher than the window a good part is seen.
        const [frame, over] = await page.locator(".tour-frame, .tour").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
        const apart = over.top >= frame.bottom || over.bottom <= frame.top || over.left >= frame.right || over.right <= frame.left;
        assert.ok(apart, `step ${step} lies over what it is about: ${JSON.stringify({ frame, over })}`);
        assert.ok(Math.min(frame.bottom, device.viewport.height) - Math.max(frame.top, 0) > 40, `of step ${step} too little is seen`);
        if (step === 3) {
          assert.deepEqual(await accessibility(page), []);
          await picture(page, `tour-${device.name}`);
        }
        if (step < 7) await page.keyboard.press("ArrowRight");
      }
      assert.equal(titles.size, 7);
      await page.keyboard.press("Escape");
      assert.equal(await box.count(), 0);
      assert.ok(await begin.evaluate((element) => element === document.activeElement), "the focus returns to the button");
      assert.deepEqual(trouble, []);
      await close();
    });
  }

  test("an area that is kept stands on the start page, and can be removed", async () => {
    const { page, trouble, close } = await visit(addresses.nl.municipality);
    const name = (await page.locator("h1").innerText()).trim();
    const button = page.locator("button[data-keep]");
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    await page.goto(`${site}${addresses.nl.country ?? "/gebied/NL00"}`);
    await page.locator("button[data-keep]").click();
    await page.goto(`${site}/mijn-gebieden`);
    assert.ok((await page.locator("[data-kept] li").allInnerTexts()).some((entry) => entry.startsWith(name)));
    assert.deepEqual(await accessibility(page), []);
    const together = new URL(await page.locator("[data-kept-together]").evaluate((one) => one.href));
    assert.equal(together.searchParams.get("gebieden").split("_").length, 2);
    assert.equal((await fetch(together)).status, 200);
    await page.locator("[data-kept-compare]").click();
    assert.equal(await page.locator(".column-head").count(), 2);
    await page.goto(`${site}/`);
    assert.equal(await page.locator("[data-kept] li").count(), 2);
    await page.locator("[data-kept] li button").first().click();
    await page.locator("[data-kept] li button").first().click();
    assert.equal(await page.locator("[data-kept]").isVisible(), false);
    assert.deepEqual(trouble, []);
    await close();
  });

  for (const script of [true, false]) {
    test(`an area of one's own is put together with the keyboard${script ? ", and kept" : ", without a script too"}`, async () => {
      const { page, trouble, close } = await visit("/eigen-gebied", { script });
      const goOn = async (press) => {
        const before = page.url();
        await press();
        await page.waitForURL((url) => url.href !== before);
      };
      const pill = () => page.locator(".pills .pill").first();
      const names = [await pill().innerText()];
      await goOn(() => pill().press("Enter"));
      assert.equal(await page.locator(".own-parts li").count(), 1);
      assert.equal(await page.locator(".ring-wide").count(), 0, "one area is none of one's own");
      names.push(await pill().innerText());
      await goOn(() => pill().press("Enter"));
      const heading = await page.locator("h1").innerText();
      for (const name of names) assert.ok(heading.includes(name.replace(/^\+\s*/, "")), `${heading}: ${name}`);
      assert.ok(await page.locator(".ring-wide").isVisible());
      // the map adds and takes away as well
      const chosen = () => new URL(page.url()).searchParams.get("gebieden").split("_").length;
      assert.equal(chosen(), 2);
      await goOn(() => page.locator("#waar svg a").nth(4).press("Enter"));
      assert.notEqual(chosen(), 2);
      // a name that is typed is one more
      const typed = await page.locator(".pills .pill").last().innerText();
      const before = chosen();
      await page.locator("#gebied").fill(typed.replace(/^\+\s*/, ""));
      await goOn(() => page.locator("#gebied").press("Enter"));
      assert.equal(chosen(), before + 1);
      assert.equal(new URL(page.url()).searchParams.has("pagina"), false, "what a form sends is no address to keep");
      if (script) {
        assert.deepEqual(await accessibility(page), []);
        const button = page.locator("button[data-keep]");
        await button.click();
        assert.equal(await button.getAttribute("aria-pressed"), "true");
        await page.goto(`${site}/mijn-gebieden`);
        assert.equal(await page.locator("[data-kept] li").count(), 1);
        assert.equal(await page.locator("[data-kept-together]").isVisible(), false, "it is no part of another");
        await goOn(() => page.locator("[data-kept] li a").first().click());
        assert.equal(chosen(), before + 1);
      }
      assert.deepEqual(trouble, []);
      await close();
    });
  }

  test("the table of the ring is one key away", async () => {
    const { page, close } = await visit(addresses.nl.municipality);
    await page.locator(".ring-wide a:not([aria-hidden])").first().focus();
    await page.keyboard.press("t");
    assert.ok(await page.locator("#taart-tabel").evaluate((details) => details.open && details.contains(document.activeElement)));
    await close();
  });

  test("a wedge tells its figure, counts, reference and reading on focus", async () => {
    const { page, close } = await visit(addresses.nl.municipality);
    await page.locator(".ring-wide").scrollIntoViewIfNeeded();
    // The first label that is an indicator: its link leads to one.
    const label = page.locator('.ring-wide a[href*="/indicator/"]:not([aria-hidden])').first();
    await page.keyboard.press("Tab");
    await label.focus();
    await page.waitForTimeout(100);
    const lines = await page.locator(".tip > *").allInnerTexts();
    assert.ok(lines.length >= 3, lines.join(" | "));
    await close();
  });

  test("columns are added and moved with the keyboard", async () => {
    // from one column, so that there is something to add
    const met = new URL(site + (addresses.nl.compare ?? addresses.nl["compare-five"])).searchParams.get("met");
    const { page, trouble, close } = await visit(`/vergelijk?met=${met.split("_")[0]}`);
    const before = await page.locator(".column-head").count();
    const first = await page.locator(".column-head .area-name").first().innerText();
    const quick = page.locator(".adding .pill").first();
    await quick.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => document.querySelectorAll(".column-head").length === count, before + 1);
    await page.getByRole("link", { name: /^Maak basis/ }).first().press("Enter");
    await page.waitForLoadState("load");
    const names = await page.locator(".column-head").allInnerTexts();
    assert.equal(names.length, before + 1);
    assert.ok(names[1].includes(first), names.join(" | "));
    assert.deepEqual(trouble, []);
    await close();
  });

  for (const script of [true, false]) {
    test(`what changes a comparison is behind a click${script ? "" : ", without a script too"}`, async () => {
      const path = addresses.nl.compare ?? addresses.nl["compare-two-groups"];
      const { page, trouble, close } = await visit(path, { device: phone, script });
      const field = page.locator("#erbij");
      assert.equal(await field.isVisible(), false);
      await page.locator("#kolom-kiezen > summary").press("Enter");
      assert.equal(await field.isVisible(), true);
      // without a script a button applies the year, with one the choice itself does
      await page.locator(".folds summary").last().press("Enter");
      assert.equal(await page.locator("#jaar").isVisible(), true);
      assert.equal(await page.locator(".folds .apply").isVisible(), !script);
      if (script) assert.deepEqual(await accessibility(page), []);
      assert.deepEqual(await reflow(page, 320), []);
      const before = await page.locator(".column-head").count();
      // where nothing is offered the columns have all there is
      const offered = page.locator(".adding .pill").first();
      if (await offered.count()) {
        await offered.press("Enter");
        await page.waitForURL((url) => url.href !== new URL(path, site).href);
        await page.waitForLoadState("load");
        assert.equal(await page.locator(".column-head").count(), before + 1);
      }
      assert.deepEqual(trouble, []);
      await close();
    });
  }

  test("a drawing stands in a frame on another site", async () => {
    // one that has a map: that of shares by background has none of everybody
    const indicator = new URL(site + (addresses.nl["indicator-of-a-group"] ?? addresses.nl.indicator));
    const id = indicator.pathname.split("/").at(-1);
    const piece = new URL(site + addresses.nl.municipality).pathname.split("/").at(-1);
    const path = `/insluiten/kaart/${id}?gebied=${piece}`;
    const other = createServer((_, answer) => {
      answer.setHeader("content-type", "text/html");
      answer.end(`<!doctype html><html lang="nl"><title>Andere site</title><iframe title="kaart" src="${site}${path}" width="600" height="700"></iframe>`);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { page, close } = await blank();
    await page.goto(`http://127.0.0.1:${other.address().port}/`);
    await page.frameLocator("iframe").locator("h1").waitFor();
    await close();
    other.close();
    for (const device of [phone, desktop]) {
      const alone = await visit(path, { device });
      assert.deepEqual(await accessibility(alone.page), []);
      assert.deepEqual(await smallText(alone.page), []);
      assert.deepEqual(await reflow(alone.page, 320), []);
      assert.deepEqual(alone.trouble, []);
      await picture(alone.page, `embedded-${device.name}`);
      await alone.close();
    }
  });
});
