// The movable map on the real site: opened on demand, by pointer and keyboard, with everything in the address.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { desktop, launchDrawing, open, phone } from "./browser.mjs";
import { accessibility, reflow, targets } from "./checks.mjs";
import { picture } from "./pictures.mjs";

const site = process.env.WIJKMONITOR_ADDRESS?.replace(/\/$/, "");
const skip = site ? false : "WIJKMONITOR_ADDRESS is not set: the movable map is tested on the real site only";
/** A browser without a graphics card draws slowly, on a busy machine slower still. */
const patience = 120_000;
const municipality = "/kaart?gebied=GM0344-utrecht&kleur=waarde";

describe("the movable map", { skip }, () => {
  let browser;
  before(async () => {
    browser = await launchDrawing();
  });
  after(() => browser?.close());

  const visit = async (path, options = {}) => {
    const opened = await open(browser, { origin: new URL(site).origin, ...options });
    opened.page.setDefaultTimeout(patience);
    await opened.page.goto(site + path, { waitUntil: "load" });
    // what a drawing without a graphics card says of itself
    const trouble = () => opened.trouble.filter((one) => !/GL Driver Message|GPU stall|WebGL/.test(one));
    return { ...opened, trouble };
  };
  const opened = (page) => page.waitForSelector("[data-kaart][data-open=ja]", { timeout: patience });

  test("the library is loaded only when somebody asks for it", async () => {
    const { page, trouble, close } = await visit(municipality);
    const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname.split("/").pop()));
    assert.ok(!(await loaded()).some((name) => /^atlas/.test(name)), "nothing of it before it is opened");
    await page.locator(".open-map").click();
    await opened(page);
    assert.ok((await loaded()).includes("atlas.js"));
    assert.equal(await page.locator(".atlas-drawing svg").isVisible(), false, "it stands in the place of the drawing");
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("its areas can be reached and read without a pointer", async () => {
    const { page, trouble, close } = await visit(municipality);
    await page.locator(".open-map").click();
    await opened(page);
    const figure = await page.locator("#cijfer").inputValue();
    const list = page.locator(".map-list li");
    await list.first().waitFor();
    // the same figures as the table of the drawing
    const name = "Leidsche Rijn";
    const row = page.locator("figure details tr", { has: page.getByRole("link", { name: new RegExp(`^${name}$`) }) }).first();
    const value = (await row.locator("td").first().textContent()).trim();
    const entry = page.locator(".map-list li", { has: page.getByRole("link", { name: new RegExp(name) }) }).first();
    assert.ok((await entry.textContent()).includes(value), `${await entry.textContent()} does not say ${value}`);
    await page.locator("#kaart-zoek").fill("leid");
    await page.waitForFunction(() => [...document.querySelectorAll(".map-list li")].every((one) => /leid/i.test(one.textContent)));
    await page.locator(".map-list li a").first().focus();
    await page.keyboard.press("Enter");
    // to the same figure there, which leads on to all figures of the area
    await page.waitForURL((address) => address.pathname === `/indicator/${figure}` && /^WK/.test(address.searchParams.get("gebied") ?? ""));
    assert.ok(await page.locator('.title .actions a[href^="/gebied/WK"]').count());
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("it keeps the title, the names and the figures of the drawing, and comes into view", async () => {
    const { page, trouble, close } = await visit(municipality);
    const title = await page.locator("figure h2").first().innerText();
    const about = await page.locator("figure h2 + p").first().innerText();
    await page.locator(".open-map").click();
    await opened(page);
    assert.equal(await page.locator("figure h2").first().innerText(), title);
    assert.equal(await page.locator("figure h2 + p").first().innerText(), about);
    const box = await page.locator(".map-canvas").first().boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= desktop.viewport.height, `the map is not in view: ${JSON.stringify(box)}`);
    await page.locator(".map-names > span").first().waitFor();
    const names = await page.locator(".map-names > span").allInnerTexts();
    assert.ok(names.some((one) => /Leidsche Rijn/.test(one) && /\d/.test(one)), names.join(" | "));
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("on a phone a touch tells of an area on the map itself, and leads on", async () => {
    const { page, trouble, close } = await visit(municipality, { device: phone });
    const figure = await page.locator("#cijfer").inputValue();
    await page.locator(".open-map").tap();
    await opened(page);
    const box = await page.locator(".map-canvas").first().boundingBox();
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const said = page.locator(".map-canvas .map-said");
    await said.locator("a").first().waitFor();
    const words = await said.boundingBox();
    assert.ok(words.y >= 0 && words.y + words.height <= phone.viewport.height, `what is told is not in view: ${JSON.stringify(words)}`);
    const links = await said.locator("a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.ok(links[0].startsWith(`/indicator/${figure}?gebied=WK`) && links[1].startsWith("/gebied/WK"), links.join(" "));
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("the view and the kind of area stand in the address and come back", async () => {
    const { page, close } = await visit(municipality);
    await page.locator(".open-map").click();
    await opened(page);
    await page.locator("#kaart-niveau").selectOption("buurten");
    await page.waitForFunction(() => new URL(location.href).searchParams.get("niveau") === "buurten");
    const before = new URL(page.url()).searchParams.get("plek");
    assert.match(before, /^-?\d+\.\d+,-?\d+\.\d+,\d+\.\d+$/);
    await page.locator(".maplibregl-ctrl-zoom-in").click();
    await page.waitForFunction((old) => new URL(location.href).searchParams.get("plek") !== old, before);
    const address = page.url();
    await page.goto(address, { waitUntil: "load" });
    await opened(page);
    assert.equal(await page.locator("#kaart-niveau").inputValue(), "buurten");
    assert.equal(new URL(page.url()).searchParams.get("plek"), new URL(address).searchParams.get("plek"));
    await close();
  });

  test("areas that are compared with another municipality fade, and say so", async () => {
    const { page, trouble, close } = await visit("/kaart?cijfer=bijstand&gebied=GM0344-utrecht");
    await page.locator(".open-map").click();
    await opened(page);
    assert.match(await page.locator("figure h2 + p").first().innerText(), /Gebieden buiten Utrecht zijn vaal/);
    await page.locator(".map-list li").first().waitFor();
    const entry = async (name) => page.locator(".map-list li", { has: page.getByRole("link", { name: new RegExp(`^${name}$`) }) }).first().innerText();
    assert.match(await entry("Bunnik"), /vergeleken met de eigen gemeente/);
    assert.doesNotMatch(await entry("Overvecht"), /eigen gemeente/);
    // municipalities are all compared with the country
    await page.locator("#kaart-niveau").selectOption("gemeenten");
    await page.waitForFunction(() => !/vaal/.test(document.querySelector("figure h2 + p").innerText));
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("another figure changes the colours, not the page", async () => {
    const { page, trouble, close } = await visit(municipality);
    await page.locator(".open-map").click();
    await opened(page);
    await page.evaluate(() => {
      window.stayed = true;
    });
    const view = new URL(page.url()).searchParams.get("plek");
    const title = await page.locator("figure h2").first().innerText();
    const other = await page.locator("#cijfer").evaluate((list) => [...list.options][list.selectedIndex + 1]?.value);
    await page.locator("#cijfer").selectOption(other);
    await page.waitForFunction((before) => document.querySelector("figure h2").innerText !== before, title);
    assert.equal(await page.evaluate(() => window.stayed), true);
    const address = new URL(page.url());
    assert.equal(address.searchParams.get("cijfer"), other);
    assert.equal(address.searchParams.get("plek"), view, "the view stays");
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("two maps have one view", async () => {
    const { page, trouble, close } = await visit("/kaart?gebied=GM0344-utrecht&kleur=waarde&met=jaar:2020");
    await page.locator(".open-map").click();
    await opened(page);
    assert.equal(await page.locator(".map-canvas canvas.maplibregl-canvas").count(), 2);
    const legends = await page.locator(".legend-classes").allInnerTexts();
    const steps = legends.map((text) => text.split("\n").filter((line) => line.includes("%")).join());
    assert.equal(steps[0], steps[1], "one figure of two years has one legend");
    await picture(page, "map-pair-open");
    assert.deepEqual(trouble(), []);
    await close();
  });

  test("where the visitor is stays in the browser", async () => {
    const { page, trouble, close } = await visit(municipality, {
      geolocation: { longitude: 5.1214, latitude: 52.0907 },
      permissions: ["geolocation"],
    });
    await page.locator(".open-map").click();
    await opened(page);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("button", { name: "Toon waar ik ben" }).click();
    await page.waitForFunction(() => /Binnenstad|Domplein|U bent in/.test(document.querySelector(".map-said")?.textContent ?? ""));
    assert.match(await page.locator(".map-said").textContent(), /^U bent in /);
    assert.equal(new URL(page.url()).searchParams.get("plek"), null, "not in the address");
    assert.equal(await page.locator("form.choices input[name=plek]").count(), 0, "not in the form");
    for (const address of asked) assert.doesNotMatch(decodeURIComponent(address), /5\.12|52\.09|plek=/, address);
    assert.deepEqual(trouble(), []);
    await close();
  });

  for (const device of [phone, desktop]) {
    test(`open on the ${device.name} it is sound`, async () => {
      const { page, trouble, close } = await visit(municipality, { device });
      await page.locator(".open-map").click();
      await opened(page);
      await page.locator(".map-list li").first().waitFor();
      await picture(page, `map-open-${device.name}`);
      assert.deepEqual(await reflow(page, 320), []);
      if (device === phone) assert.deepEqual((await targets(page)).filter((one) => !one.includes("maplibregl")), []);
      assert.deepEqual(await accessibility(page), []);
      await page.locator(".map-bar").getByRole("button", { name: "Terug naar de gewone kaart" }).click();
      await page.locator(".atlas-drawing svg").waitFor({ state: "visible" });
      assert.equal(await page.locator(".map-canvas").count(), 0);
      assert.deepEqual(trouble(), []);
      await close();
    });
  }
});
