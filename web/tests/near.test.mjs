// "In mijn buurt": the position of the visitor is asked for on request only, and stays in the browser.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open, phone } from "./browser.mjs";
import { accessibility } from "./checks.mjs";

const site = process.env.WIJKMONITOR_ADDRESS?.replace(/\/$/, "");
const skip = site ? false : "WIJKMONITOR_ADDRESS is not set";

describe("an area is found by where the visitor is", { skip, concurrency: 2 }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** The start page with a position, or without leave to ask for one; everything that the page sends is kept. */
  const visit = async (options) => {
    const opened = await open(browser, { origin: new URL(site).origin, device: phone, ...options });
    const sent = [];
    opened.page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
    await opened.page.goto(`${site}/`, { waitUntil: "load" });
    return { ...opened, sent, button: opened.page.locator("button[data-near]"), said: opened.page.locator(".near [role=status]") };
  };

  /** A point in the middle of an area of the monitor, with the code of that area: worked out apart from the page's own script. */
  const somewhere = async (button) => {
    const { near, names } = await button.evaluate((element) => ({ ...element.dataset }));
    const [shapes, known] = await Promise.all([near, names].map(async (path) => (await fetch(site + path)).json()));
    const size = (ring) => Math.abs(ring.reduce((sum, [x, y], at) => sum + x * ring[(at + 1) % ring.length][1] - y * ring[(at + 1) % ring.length][0], 0));
    const rings = shapes.features.flatMap(({ id, geometry }) => geometry.coordinates.map(([ring]) => ({ id, ring })));
    const { id, ring } = rings.sort((one, other) => size(other.ring) - size(one.ring))[0];
    // halfway between the two crossings that lie furthest apart on a line through the middle
    const heights = ring.map(([, y]) => y);
    const latitude = (Math.min(...heights) + Math.max(...heights)) / 2 + 1e-5;
    const crossings = ring
      .map(([x, y], at) => [x, y, ...ring[(at + 1) % ring.length]])
      .filter(([, y, , next]) => y > latitude !== next > latitude)
      .map(([x, y, nextX, nextY]) => x + ((nextX - x) * (latitude - y)) / (nextY - y))
      .sort((a, b) => a - b);
    const pairs = crossings.filter((_, at) => at % 2 === 0).map((x, at) => [x, crossings[2 * at + 1]]);
    const [west, east] = pairs.sort((one, other) => other[1] - other[0] - (one[1] - one[0]))[0];
    let before = 0;
    const run = known.nummers.find(([first, count]) => {
      if (id >= first && id < first + count) return true;
      before += count;
      return false;
    });
    const point = { latitude, longitude: (west + east) / 2 };
    const code = known.codes[before + id - run[0]];
    return { ...point, code: (await smallest(button, code, point)) ?? code };
  };

  /** The code of the smallest area inside one in which a point lies; none where the monitor has no smaller ones. */
  const smallest = async (button, around, { longitude, latitude }) => {
    const { inside, insideNames } = await button.evaluate((element) => ({ ...element.dataset }));
    if (!inside) return undefined;
    const [shapes, known] = await Promise.all([inside, insideNames].map(async (path) => (await fetch(site + path + around)).json()));
    const odd = (ring) => ring.filter(([x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length];
      return y > latitude !== nextY > latitude && x + ((nextX - x) * (latitude - y)) / (nextY - y) > longitude;
    }).length % 2;
    const found = shapes.features.find(({ geometry }) => geometry.coordinates.some((rings) => rings.reduce((sum, ring) => sum + odd(ring), 0) % 2 === 1));
    const numbers = known.nummers.flatMap(([first, count]) => Array.from({ length: count }, (_, at) => first + at));
    return found && known.codes[numbers.indexOf(found.id)];
  };

  test("with leave the page of the area opens, and the position is sent nowhere", async () => {
    const first = await visit({});
    const { code, ...position } = await somewhere(first.button);
    await first.close();
    const { page, trouble, sent, button, close } = await visit({ permissions: ["geolocation"], geolocation: position });
    // Nothing is fetched for it before it is asked for.
    assert.deepEqual(sent.filter((one) => /vormen\.json|namen\.json/.test(one)), []);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/gebied\//);
    await page.waitForLoadState("load");
    assert.ok(page.url().includes(code), `${page.url()} is not the page of ${code}`);
    // Neither the position itself nor a rounded one.
    const digits = [position.longitude, position.latitude].map((degrees) => degrees.toFixed(2));
    for (const one of sent) {
      assert.ok(!digits.some((number) => one.includes(number)), `the position was sent: ${one}`);
      assert.ok(one.startsWith("GET "), `something was sent: ${one}`);
    }
    const cookies = await page.context().cookies();
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.deepEqual(cookies, []);
    assert.ok(!digits.some((number) => stored.includes(number)), "the position was kept on the device");
    assert.deepEqual(trouble, []);
    await close();
  });

  test("without leave the page says so and what else can be done", async () => {
    const { page, trouble, button, said, close } = await visit({ permissions: [] });
    await button.click();
    await page.waitForFunction(() => /niet gelukt/.test(document.querySelector(".near [role=status]")?.textContent ?? ""));
    assert.match(await said.innerText(), /Zoek uw .* op naam/);
    assert.equal(await button.isEnabled(), true);
    assert.equal(new URL(page.url()).pathname, "/");
    assert.deepEqual(await accessibility(page), []);
    assert.deepEqual(trouble, []);
    await close();
  });

  test("outside the areas of the monitor the page says so", async () => {
    const { page, trouble, button, said, close } = await visit({ permissions: ["geolocation"], geolocation: { latitude: -33.86, longitude: 151.21 } });
    await button.click();
    await page.waitForFunction(() => /geen gebied/.test(document.querySelector(".near [role=status]")?.textContent ?? ""));
    assert.match(await said.innerText(), /geen gebied van deze monitor/);
    assert.equal(await button.isEnabled(), true);
    assert.deepEqual(trouble, []);
    await close();
  });
});
