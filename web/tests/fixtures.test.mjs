// The style sheet and the scripts on pages of a fictional municipality.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { desktop, launch, open, phone } from "./browser.mjs";
import { accessibility, keyboard, reflow, smallText, structure, targets } from "./checks.mjs";
import { serveFixtures } from "./fixtures/server.mjs";
import { picture } from "./pictures.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveFixtures()]);
});
after(async () => {
  await browser?.close();
  server?.close();
});

const visit = async (path, options = {}) => {
  const opened = await open(browser, { origin: server.address, ...options });
  await opened.page.goto(server.address + path, { waitUntil: "load" });
  return opened;
};

const kinds = { start: "/", area: "/gebied/lindewaard", indicator: "/indicator", explain: "/uitleg", results: "/zoek?q=veer" };

describe("every fixture page", () => {
  for (const [kind, path] of Object.entries(kinds)) {
    for (const device of [phone, desktop]) {
      test(`${kind} on the ${device.name} is sound`, async () => {
        const { page, trouble, close } = await visit(path, { device });
        assert.deepEqual(await structure(page, "nl"), []);
        assert.deepEqual(await smallText(page), []);
        assert.deepEqual(await reflow(page, 320), []);
        assert.deepEqual(await reflow(page, device.viewport.width), []);
        if (device === phone) assert.deepEqual(await targets(page), []);
        if (device === desktop) assert.deepEqual(await keyboard(page, { choices: kind === "area" }), []);
        await picture(page, `fixture-${kind}-${device.name}`);
        assert.deepEqual(await accessibility(page), []);
        assert.deepEqual(trouble, []);
        await close();
      });
    }
  }

  for (const [name, emulation] of [
    ["forced-colors", { forcedColors: "active" }],
    ["dark-forced-colors", { forcedColors: "active", colorScheme: "dark" }],
    ["more-contrast", { contrast: "more" }],
  ]) {
    test(`the area page holds with ${name}`, async () => {
      const { page, close } = await visit(kinds.area, emulation);
      assert.deepEqual(await accessibility(page), []);
      await picture(page, `fixture-area-${name}`);
      await close();
    });
  }

  test("on paper the ring has its labels and the controls are gone", async () => {
    const { page, close } = await visit(kinds.area);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 680, height: 960 });
    assert.equal(await page.locator(".ring-wide").isVisible(), true);
    assert.equal(await page.locator(".ring-phone").isVisible(), false);
    assert.equal(await page.locator("form.choices").isVisible(), false);
    assert.equal(await page.locator("header nav").isVisible(), false);
    await picture(page, "fixture-area-print");
    await close();
  });
});

describe("search as you type", () => {
  test("finds an area with the keyboard and goes there with the year that was chosen", async () => {
    const { page, trouble, close } = await visit("/gebied/lindewaard?jaar=2023");
    const box = page.getByRole("combobox", { name: "Gebied" });
    await box.click();
    await page.keyboard.type("veerkwatier", { delay: 15 }); // with a typing error
    await page.getByRole("option").first().waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await page.waitForFunction(() => document.querySelector("[role=status].unseen")?.textContent === "2 resultaten");
    await page.keyboard.press("ArrowDown");
    const active = await box.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gebied/veerkwartier?jaar=2023");
    assert.deepEqual(trouble, []);
    await close();
  });

  test("asks once for a word that is typed quickly, in the language of the page", async () => {
    server.asked.length = 0;
    const { page, close } = await visit("/en");
    await page.getByRole("combobox").click();
    // All letters at once: on a busy machine those of a keyboard may come too far apart.
    await page.getByRole("combobox").evaluate((box) => {
      for (const text of ["v", "ve", "vee", "veer"]) {
        box.value = text;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    await page.getByRole("option").first().waitFor();
    assert.deepEqual(server.asked.filter((address) => address.startsWith("/zoek.json")), ["/zoek.json?q=veer&taal=en"]);
    await close();
  });

  test("the list closes with Escape, and arrows go round through the box", async () => {
    const { page, close } = await visit("/");
    const box = page.getByRole("combobox");
    await box.click();
    await page.keyboard.type("veer");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.getByRole("option").last().getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box.getAttribute("aria-activedescendant"), null);
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("listbox").count(), 0);
    assert.equal(await box.inputValue(), "veer");
    await close();
  });

  test("says so when nothing is found", async () => {
    const { page, close } = await visit("/");
    await page.getByRole("combobox").click();
    await page.keyboard.type("xyzzy");
    await page.waitForFunction(() => /Niets gevonden/.test(document.querySelector("[role=status].unseen")?.textContent ?? ""));
    await close();
  });

  test("without script the form leads to the results", async () => {
    const { page, close } = await visit("/", { script: false });
    await page.locator("#q").fill("veer");
    await page.getByRole("button", { name: "Zoek" }).click();
    await page.waitForURL("**/zoek?q=veer");
    await close();
  });
});

describe("the choices", () => {
  test("a year that is picked applies itself, and the focus stays on it", async () => {
    const { page, trouble, close } = await visit("/gebied/lindewaard");
    assert.equal(await page.getByRole("button", { name: "Toon" }).isVisible(), false);
    await page.locator("#jaar").selectOption("2022");
    await page.waitForURL(/jaar=2022/);
    await page.waitForFunction(() => document.activeElement?.id === "jaar");
    assert.equal(await page.locator("#jaar").inputValue(), "2022");
    assert.deepEqual(trouble, []);
    await close();
  });

  test("arrow keys pass options without applying them; Enter applies", async () => {
    const { page, close } = await visit("/gebied/lindewaard");
    await page.locator("#jaar").focus();
    await page.keyboard.press("2");
    await page.locator("#jaar").evaluate((select) => {
      // what a closed list does on an arrow key in browsers that do not open it
      select.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
      select.value = "2023";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.waitForTimeout(150);
    assert.ok(!page.url().includes("jaar="), page.url());
    await page.keyboard.press("Enter");
    await page.waitForURL(/jaar=2023/);
    await close();
  });

  test("without script there is a button", async () => {
    const { page, close } = await visit("/gebied/lindewaard", { script: false });
    await page.locator("#jaar").selectOption("2022");
    assert.ok(!page.url().includes("jaar="));
    await page.getByRole("button", { name: "Toon" }).click();
    await page.waitForURL(/jaar=2022/);
    await close();
  });

  test("the start page offers the last visit, and forgets it when asked", async () => {
    const { page, close } = await visit("/gebied/lindewaard?jaar=2023");
    await page.goto(server.address + "/");
    const link = page.getByRole("link", { name: "Verder met Lindewaard" });
    assert.equal(await link.getAttribute("href"), "/gebied/lindewaard?jaar=2023");
    await page.getByRole("button", { name: "Vergeet dit" }).click();
    assert.equal(await page.locator("[data-resume]").isVisible(), false);
    await page.reload();
    assert.equal(await page.locator("[data-resume]").isVisible(), false);
    await close();
  });

  test("an address in storage that leads elsewhere is not followed", async () => {
    const { page, close } = await visit("/");
    for (const address of ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"]) {
      await page.evaluate((to) => localStorage.setItem("wijkmonitor:visit", JSON.stringify({ name: "X", address: to })), address);
      await page.reload();
      assert.equal(await page.locator("[data-resume] a").count(), 0, address);
    }
    await close();
  });
});

describe("charts", () => {
  test("a wedge shows its words on hover; the pointer may enter them; Escape takes them away", async () => {
    const { page, trouble, close } = await visit("/gebied/lindewaard");
    const wedge = page.locator('.ring-wide a[aria-hidden] path[class="unf-2"]');
    await wedge.scrollIntoViewIfNeeded();
    await wedge.hover();
    const tip = page.locator(".tip");
    assert.equal(await tip.textContent(), "Bijstandsuitkering: 9,1 %, duidelijk ongunstiger");
    await tip.hover();
    await page.waitForTimeout(300);
    assert.equal(await tip.isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await tip.isVisible(), false);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("a label that gets the focus shows the words of its wedge", async () => {
    const { page, close } = await visit("/gebied/lindewaard");
    await page.locator(".story h2").evaluate(() => document.querySelector(".ring-wide a").focus());
    await page.keyboard.press("Tab");
    assert.match(await page.locator(".tip").textContent(), /^Zonder startkwalificatie: 13,9 %/);
    await close();
  });

  const download = async (page, name) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).first().click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };

  test("as SVG it stands on its own", async () => {
    const { page, trouble, close } = await visit("/gebied/lindewaard");
    await page.locator('.ring-wide a[aria-hidden] path[class="unf-2"]').hover();
    const { name, bytes } = await download(page, /^Download SVG/);
    const svg = bytes.toString("utf8");
    assert.equal(name, "lindewaard-hoe-staat-lindewaard-ervoor.svg");
    assert.ok(!svg.includes("var("), "a custom property is left");
    assert.ok(!/ (class|style)="/.test(svg), "a class or style is left");
    assert.match(svg, /rgb\(154, 82, 19\)/); // clearly less favourable
    assert.match(svg, /<pattern[^>]* id="hatch-unf"/);
    assert.match(svg, /<title[^>]*>Bijstandsuitkering: 9,1 %/);
    // a browser can read it
    const size = await page.evaluate(async (text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      return parsed.querySelector("parsererror") ? "broken" : parsed.documentElement.getAttribute("width");
    }, svg);
    // the drawing with a margin around it, and above it what it is of
    assert.equal(size, "864");
    assert.match(svg, />Hoe staat Lindewaard ervoor\?[^<]*<\/text>/);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("as PNG it has three times its size", async () => {
    const { page, trouble, close } = await visit("/gebied/lindewaard");
    const { bytes } = await download(page, /^Download PNG/);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    assert.equal(bytes.readUInt32BE(16), 3 * 864);
    assert.ok(bytes.readUInt32BE(20) > 3 * (530 + 24), "there is no room for the title");
    assert.deepEqual(trouble, []);
    await close();
  });

  test("as CSV it has the rows of its table, readable by Dutch spreadsheets", async () => {
    const { page, close } = await visit("/indicator");
    const { bytes } = await download(page, /^Download CSV/);
    const lines = bytes.toString("utf8").split("\r\n");
    assert.equal(lines[0], "\uFEFFWijk;Percentage");
    assert.equal(lines[1], "Veerkwartier;9,1 %");
    assert.equal(lines.length, 8);
    await close();
  });

  test("without script nothing promises a download", async () => {
    const { page, close } = await visit("/indicator", { script: false });
    assert.equal(await page.locator("[data-downloads]").first().isVisible(), false);
    await close();
  });
});

describe("small things", () => {
  test("the menu of the phone opens with and without script", async () => {
    for (const script of [true, false]) {
      const { page, close } = await visit("/gebied/lindewaard", { device: phone, script });
      const link = page.locator("header nav").getByRole("link", { name: "Uitleg" });
      assert.equal(await link.isVisible(), false);
      await page.locator(".button.menu").click();
      assert.equal(await link.isVisible(), true);
      if (script) {
        await page.keyboard.press("Escape");
        assert.equal(await link.isVisible(), false);
      }
      await close();
    }
  });

  test("details stay as they were left", async () => {
    const { page, close } = await visit("/gebied/lindewaard");
    await page.locator("details[data-remember] summary").click();
    await page.waitForFunction(() => localStorage.getItem("wijkmonitor:details:why") === "true");
    await page.goto(`${server.address}/gebied/veerkwartier`);
    assert.equal(await page.locator("details[data-remember]").evaluate((details) => details.open), true);
    await close();
  });

  test("the citation can be copied", async () => {
    const { page, close } = await visit("/indicator", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Kopieer bronvermelding" }).click();
    await page.getByText("Gekopieerd").first().waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "Wijkmonitor, Bijstandsuitkering in Lindewaard, 2024.");
    await close();
  });
});
