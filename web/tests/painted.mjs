// How long a visitor with a slow phone connection waits: from the click on a gemeente until its profile is painted. Reported, not a
// gate. `WIJKMONITOR_ADDRESS=http://127.0.0.1:8080 npm run painted`
import { find } from "./addresses.mjs";
import { desktop, launch, phone } from "./browser.mjs";

// "Slow 4G" as the developer tools of Chromium and Lighthouse have it; the processor of a phone is four times as slow.
const slow = { offline: false, latency: 562.5, downloadThroughput: (1.44e6 / 8), uploadThroughput: (675e3 / 8) };
const rounds = 7;

const site = process.env.WIJKMONITOR_ADDRESS?.replace(/\/$/, "");
if (!site) {
  console.error("Set WIJKMONITOR_ADDRESS to where a site is served, as http://127.0.0.1:8080");
  process.exit(2);
}

/** Runs in the page: keeps when the profile and all before it were first painted, in milliseconds since 1970. */
function keepWhenPainted() {
  const look = () => {
    // There is one drawing for wide screens and one for phones, of which one is shown.
    if ([...document.querySelectorAll(".ring svg")].some((svg) => svg.getBoundingClientRect().height > 0)) {
      // The frame after this one has it.
      requestAnimationFrame(() => requestAnimationFrame(() => (window.painted = Date.now())));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

const middle = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const browser = await launch();
const { nl } = await find(site);
console.log("device   network   first visit, ms   after a click, ms");
for (const [device, slowdown] of [[phone, 4], [desktop, 1]]) {
  for (const network of ["slow 4G", "none"]) {
    const visits = [];
    const clicks = [];
    for (let round = 0; round < rounds; round++) {
      const { name: _, ...screen } = device;
      const context = await browser.newContext(screen);
      const page = await context.newPage();
      await page.addInitScript(keepWhenPainted);
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      if (network === "slow 4G") await devtools.send("Network.emulateNetworkConditions", slow);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
      const until = async (path, began) => {
        await page.waitForFunction((path) => location.pathname === path && window.painted, path, { timeout: 60_000 });
        return (await page.evaluate(() => window.painted)) - began;
      };
      let began = Date.now();
      await page.goto(site + nl.start, { waitUntil: "load" });
      visits.push(await until(new URL(site + nl.start).pathname, began));
      began = Date.now();
      await page.evaluate((href) => location.assign(href), nl.municipality);
      clicks.push(await until(new URL(site + nl.municipality).pathname, began));
      await context.close();
    }
    console.log(`${device.name.padEnd(8)} ${network.padEnd(9)} ${String(middle(visits)).padEnd(17)} ${middle(clicks)}`);
  }
}
await browser.close();
