// The real site, in a real browser: every kind of page, phone and desktop, with and without script, Dutch and English.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { plan } from "./addresses.mjs";
import { desktop, phone } from "./browser.mjs";
import { accessibility, keyboard, reflow, smallText, structure, targets } from "./checks.mjs";
import { picture } from "./pictures.mjs";
import { site, skip, visits } from "./visits.mjs";

describe("the site", { skip, concurrency: 2 }, () => {
  const { addresses, visit } = visits();

  for (const language of Object.keys(plan.language)) {
    for (const [kind, { status = 200, choices = false, weigh: weighed = false }] of Object.entries(plan.pages)) {
      for (const device of [phone, desktop]) {
        test(`${kind} in ${language} on the ${device.name}`, async () => {
          const { page, trouble, bytes, close } = await visit(addresses[language][kind], { status, device, weighed });
          try {
            const wrong = {
              structure: await structure(page, language),
              choices: choices && (await page.locator("form.choices").count()) !== 1 ? ["there is no bar with choices"] : [],
              smallText: await smallText(page),
              narrow: await reflow(page, 320),
              width: await reflow(page, device.viewport.width),
              targets: device === phone ? await targets(page) : [],
              keyboard: device === desktop ? await keyboard(page, { choices }) : [],
            };
            await picture(page, `${kind}-${language}-${device.name}`);
            wrong.axe = await accessibility(page);
            wrong.trouble = trouble;
            for (const [type, limit] of weighed ? Object.entries(plan.budgets) : []) {
              const weight = (bytes[type] ?? 0) / 1000;
              console.log(`${kind} ${language} ${device.name} ${type}: ${weight.toFixed(1)} kB of ${limit}`);
              if (!(weight > 0 && weight <= limit)) wrong.weight = [...(wrong.weight ?? []), `${type} is ${weight.toFixed(1)} kB of ${limit}`];
            }
            assert.deepEqual(onlyWrong(wrong), {}, page.url());
          } finally {
            await close();
          }
        });
      }

      // the markup is the same for every width, so one visit will do
      test(`${kind} in ${language} without script`, async () => {
        const { page, trouble, close } = await visit(addresses[language][kind], { status, device: phone, script: false });
        try {
          const wrong = {
            structure: await structure(page, language),
            narrow: await reflow(page, 320),
            phone: await reflow(page, phone.viewport.width),
            desktop: await reflow(page, desktop.viewport.width),
            button: choices && !(await page.locator("form.choices .apply").isVisible()) ? ["without script nothing applies the choices"] : [],
            promises: await page.locator("[data-downloads]:visible, [data-copy]:visible").evaluateAll((all) => all.map((one) => one.outerHTML)),
            trouble,
          };
          assert.deepEqual(onlyWrong(wrong), {}, page.url());
        } finally {
          await close();
        }
      });
    }
  }

  test("search finds an area with a typing error, by keyboard alone", async () => {
    const { page, trouble, close } = await visit("/");
    const box = page.getByRole("combobox").first();
    await box.focus();
    // On a busy machine parts of the word are answered first; the answer to the whole word is the one to choose from.
    const whole = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get("q") === plan.search.typed);
    await page.keyboard.type(plan.search.typed, { delay: 20 });
    await (await whole).finished();
    await page.waitForTimeout(300);
    await page.getByRole("option").first().waitFor();
    const names = await page.getByRole("option").allInnerTexts();
    assert.ok(names.some((name) => name.includes(plan.search.found)), names.join(" | "));
    const active = async () => {
      const id = await box.getAttribute("aria-activedescendant");
      return id ? page.locator(`#${id}`).innerText() : "";
    };
    for (let at = 0; at < names.length; at++) {
      await page.keyboard.press("ArrowDown");
      if ((await active()).startsWith(plan.search.found)) break;
    }
    assert.match(await active(), new RegExp(`^${plan.search.found}`));
    await page.keyboard.press("Enter");
    await page.waitForURL((address) => address.pathname.startsWith(plan.search.goes));
    assert.deepEqual(trouble, []);
    await close();
  });

  test("without script the search leads to the same area", async () => {
    const { page, close } = await visit("/", { script: false });
    const box = page.locator("form[role=search] input[name=q]").first();
    await box.fill(plan.search.typed);
    await box.press("Enter");
    await page.getByRole("link", { name: plan.search.found }).first().click();
    assert.ok(new URL(page.url()).pathname.startsWith("/gebied/"), page.url());
    await close();
  });

  test("choices stay in the address from page to page", async () => {
    const kept = new URLSearchParams(plan.kept).toString();
    const from = addresses.nl.municipality;
    const { page, trouble, close } = await visit(`${from}?${kept}`);
    for (const link of ['main a[href*="/indicator/"]:not([aria-hidden])', "header nav a >> nth=0", 'header a[hreflang="en"]']) {
      await page.locator(link).first().click();
      await page.waitForLoadState("load");
      for (const [name, value] of Object.entries(plan.kept)) {
        const address = new URL(page.url());
        assert.equal(address.searchParams.get(name), value, `${address} after ${link}`);
      }
    }
    assert.deepEqual(trouble, []);
    await close();
  });

  test("a year that is picked comes into the address, with and without script", async () => {
    for (const script of [true, false]) {
      const { page, close } = await visit(addresses.nl.municipality, { script });
      const year = page.locator("form.choices [name=jaar]");
      const other = await year.evaluate((select) => [...select.options].find((option) => !option.selected)?.value);
      assert.ok(other, "there is only one year to choose");
      await year.selectOption(other);
      if (!script) await page.locator("form.choices .apply").click();
      await page.waitForURL((address) => address.searchParams.get("jaar") === other);
      assert.equal(await page.locator("form.choices [name=jaar]").inputValue(), other);
      await close();
    }
  });

  test("the start page offers the area that was looked at last", async () => {
    const { page, close } = await visit(addresses.nl.municipality);
    const name = (await page.locator("h1").innerText()).trim();
    await page.goto(`${site}/`);
    await page.getByRole("link", { name: `Verder met ${name}` }).click();
    assert.equal(new URL(page.url()).pathname, new URL(site + addresses.nl.municipality).pathname);
    await close();
  });

  test("the ring of an area can be taken along as SVG, PNG and CSV", async () => {
    const { page, trouble, close } = await visit(addresses.nl.municipality);
    // they may stand behind the click that also shows the table
    await page.locator("[data-downloads]").first().evaluate((place) => place.closest("details")?.setAttribute("open", ""));
    for (const kind of ["SVG", "PNG", "CSV"]) {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("[data-downloads]").first().getByRole("button", { name: new RegExp(`^Download ${kind}`) }).click(),
      ]);
      assert.match(file.suggestedFilename(), new RegExp(`\\.${kind.toLowerCase()}$`));
    }
    assert.deepEqual(trouble, []);
    await close();
  });

  for (const kind of ["municipality", "indicator"].filter((kind) => kind in plan.pages)) {
    test(`${kind} holds with forced colours and on paper`, async () => {
      const { page, close } = await visit(addresses.nl[kind], { forcedColors: "active" });
      assert.deepEqual(await accessibility(page), []);
      await picture(page, `${kind}-nl-forced-colors`);
      await close();
      const paper = await visit(addresses.nl[kind]);
      await paper.page.emulateMedia({ media: "print" });
      await paper.page.setViewportSize({ width: 680, height: 960 });
      assert.equal(await paper.page.locator("form.choices").isVisible(), false);
      await picture(paper.page, `${kind}-nl-print`);
      await paper.close();
    });
  }
});

function onlyWrong(checks) {
  return Object.fromEntries(Object.entries(checks).filter(([, wrong]) => wrong.length > 0));
}
