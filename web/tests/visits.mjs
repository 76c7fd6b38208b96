// The site that is tested, in one browser for the tests of a suite.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { find } from "./addresses.mjs";
import { launch, open, weigh } from "./browser.mjs";

/** Where the site is; nothing where only the fixtures are tested. */
export const site = process.env.WIJKMONITOR_ADDRESS?.replace(/\/$/, "");
/** Why a suite that needs the site is left out. */
export const skip = site ? false : "WIJKMONITOR_ADDRESS is not set: only the fixtures were tested";

/**
 * To be called where a suite begins. The addresses are found before its first test; `visit` opens a path of the site in a
 * fresh page and holds it to its status.
 */
export function visits() {
  let browser;
  const addresses = {};
  before(async () => {
    browser = await launch();
    Object.assign(addresses, await find(site));
  });
  after(() => browser?.close());

  const visit = async (path, { status = 200, weighed = false, ...options } = {}) => {
    const opened = await open(browser, { origin: new URL(site).origin, ...options });
    const address = site + path;
    if (status >= 400) opened.expected.add(address);
    const bytes = weighed ? await weigh(opened.page) : {};
    const answer = await opened.page.goto(address, { waitUntil: "load" });
    assert.equal(answer.status(), status, address);
    return { ...opened, bytes };
  };
  /** A fresh page that shows nothing yet. */
  const blank = () => open(browser, { origin: new URL(site).origin });
  return { addresses, visit, blank };
}
