// One browser for all tests, and pages that keep what went wrong in them.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-color-profile=srgb",
];

export const phone = { name: "phone", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const desktop = { name: "desktop", viewport: { width: 1280, height: 900 } };

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(`No browser at ${executablePath}. Install Chromium, or set CHROMIUM to where it is.`);
  }
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/** A browser that draws maps too, without a graphics card. */
export async function launchDrawing() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const drawing = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
  return chromium.launch({ executablePath, headless: true, args: [...flags.filter((flag) => flag !== "--disable-gpu"), ...drawing] });
}

/** A fresh page (own storage) that records errors, requests that leave the server, and what is transferred. */
export async function open(browser, { device = desktop, script = true, origin, ...more } = {}) {
  const { name: _, ...screen } = device;
  const context = await browser.newContext({ ...screen, javaScriptEnabled: script, reducedMotion: "reduce", ...more });
  const page = await context.newPage();
  const trouble = [];
  const expected = new Set();
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const where = message.location().url;
    // a browser calls the page itself an error when its status is 404; the status has a check of its own
    if (expected.has(where) && /status of \d{3}/.test(message.text())) return;
    trouble.push(`console: ${message.text()} (${where})`);
  });
  page.on("pageerror", (error) => trouble.push(`error in a script: ${error.message}`));
  page.on("request", (request) => {
    const address = new URL(request.url());
    if (/^https?:$/.test(address.protocol) && address.origin !== origin) trouble.push(`request outside the site: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") trouble.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.has(response.url())) trouble.push(`status ${response.status()}: ${response.url()}`);
  });
  return { page, trouble, expected, close: () => context.close() };
}

/** Bytes as they came over the line, by kind of file. Must be called before the page is opened. */
export async function weigh(page) {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map();
  const bytes = {};
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  return bytes;
}
