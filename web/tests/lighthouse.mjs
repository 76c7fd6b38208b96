// What Lighthouse says of the start page, an area and an indicator: reported, not a gate, for its figures are as noisy as
// the machine. It is not among the packages of this folder, because it brings more than a hundred of its own:
//   npm install --no-save lighthouse@12 && WIJKMONITOR_ADDRESS=http://127.0.0.1:8080 npm run lighthouse
import { chromium } from "playwright-core";
import { createServer } from "node:net";
import { find } from "./addresses.mjs";
import { serveFixtures } from "./fixtures/server.mjs";

const wanted = 98;
const { default: lighthouse } = await import("lighthouse").catch(() => {
  console.error("Lighthouse is not installed: npm install --no-save lighthouse@12");
  process.exit(2);
});

const site = process.env.WIJKMONITOR_ADDRESS?.replace(/\/$/, "");
const fixtures = site ? undefined : await serveFixtures();
const pages = site
  ? await find(site).then(({ nl }) => ({ start: nl.start, municipality: nl.municipality, indicator: nl.indicator, explain: nl.explain }))
  : { start: "/", municipality: "/gebied/lindewaard", indicator: "/indicator", explain: "/uitleg" };

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", `--remote-debugging-port=${port}`],
});
const desktop = {
  formFactor: "desktop",
  screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
  throttling: { rttMs: 40, throughputKbps: 10240, cpuSlowdownMultiplier: 1, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 },
};

try {
  console.log("page          device   performance accessibility best-practices seo   what is below 98");
  for (const [kind, path] of Object.entries(pages)) {
    for (const [device, settings] of [["phone", {}], ["desktop", desktop]]) {
      const flags = { port, output: "json", logLevel: "error", ...settings };
      const { lhr } = await lighthouse((site ?? fixtures.address) + path, flags);
      const scores = Object.values(lhr.categories).map(({ score }) => Math.round(score * 100));
      const below = Object.values(lhr.categories)
        .filter(({ score }) => score * 100 < wanted)
        .flatMap(({ auditRefs }) => auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9).map(({ id }) => id));
      const [performance, accessibility, practices, seo] = scores.map((score) => String(score));
      console.log(`${kind.padEnd(13)} ${device.padEnd(8)} ${performance.padEnd(11)} ${accessibility.padEnd(13)} ${practices.padEnd(14)} ${(seo ?? "").padEnd(5)} ${below.join(", ")}`);
    }
  }
} finally {
  await browser.close();
  fixtures?.close();
}
