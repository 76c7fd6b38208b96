// Keeps a picture of a page when SCREENSHOTS is set: to a folder, or to anything else for dist-screenshots.
import { mkdir } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";

const wanted = process.env.SCREENSHOTS;
const folder = wanted && isAbsolute(wanted) ? wanted : fileURLToPath(new URL("../dist-screenshots", import.meta.url));

export async function picture(page, name) {
  if (!wanted) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
