// Bundles the style sheets and scripts into dist/, copies the typeface with its licence, and checks the size budgets.
// The names are stable: the server adds the hash of the content to the address.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = `${here}dist`;
const library = `${here}node_modules/maplibre-gl`;
const typeface = `${here}node_modules/@fontsource-variable/inter`;
// kB, gzip. The last three are loaded only when somebody opens the movable map.
const budgets = { "site.css": 25, "site.js": 40, "kaart.js": 3, "atlas.js": 320, "atlas-worker.js": 160, "atlas.css": 16 };

// What printed documents need: whole fonts, which the site does not send to anybody.
const paper = `${here}dist-paper`;
const printed = `${here}node_modules/@expo-google-fonts/inter`;

await rm(dist, { recursive: true, force: true });
await rm(paper, { recursive: true, force: true });
await mkdir(`${paper}/fonts`, { recursive: true });
await mkdir(`${dist}/fonts`, { recursive: true });

/** The style sheet of the charts is kept by the crate that draws them, because it also goes into files that stand alone. */
const charts = {
  name: "charts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^charts$/ }, () => ({ path: "charts", namespace: "charts" }));
    onLoad({ filter: /.*/, namespace: "charts" }, async () => {
      const source = `${here}../crates/charts/src/style.rs`;
      const found = /pub const STYLESHEET: &str = "\\\n([^"]+)";/.exec(await readFile(source, "utf8"));
      if (!found) throw new Error(`${source} has no STYLESHEET that can be read: a plain string of lines without quotes`);
      return { contents: found[1], loader: "css", watchFiles: [source] };
    });
  },
};

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", target: ["chrome111", "firefox113", "safari16.4"] };
await Promise.all([
  build({ ...shared, entryPoints: [`${here}styles/site.css`], outfile: `${dist}/site.css`, external: ["./fonts/*"], plugins: [charts] }),
  build({ ...shared, entryPoints: [`${here}scripts/site.ts`], outfile: `${dist}/site.js`, format: "iife" }),
  build({ ...shared, entryPoints: [`${here}scripts/map/open.ts`], outfile: `${dist}/kaart.js`, format: "esm" }),
  build({ ...shared, entryPoints: [`${here}scripts/map/atlas.ts`], outfile: `${dist}/atlas.js`, format: "esm" }),
  // As it was published: minified once more it draws nothing.
  readFile(`${library}/dist/maplibre-gl-worker.mjs`, "utf8").then((worker) =>
    writeFile(`${dist}/atlas-worker.js`, worker.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n")),
  ),
  build({ ...shared, entryPoints: [`${library}/dist/maplibre-gl.css`], outfile: `${dist}/atlas.css` }),
  copyFile(`${library}/LICENSE.txt`, `${dist}/LICENSE-MapLibre.txt`),
  copyFile(`${typeface}/files/inter-latin-wght-normal.woff2`, `${dist}/fonts/inter-latin.woff2`),
  copyFile(`${here}images/icon.svg`, `${dist}/icon.svg`),
  copyFile(`${typeface}/LICENSE`, `${dist}/fonts/LICENSE-Inter.txt`),
  ...["400Regular", "600SemiBold", "700Bold"].map((weight) =>
    copyFile(`${printed}/${weight}/Inter_${weight}.ttf`, `${paper}/fonts/Inter-${weight}.ttf`),
  ),
  copyFile(`${printed}/LICENSE_FONT`, `${paper}/fonts/LICENSE-Inter.txt`),
]);

let over = false;
for (const [name, limit] of Object.entries(budgets)) {
  const size = gzipSync(await readFile(`${dist}/${name}`), { level: 9 }).length / 1000;
  console.log(`${name}: ${size.toFixed(1)} kB gzip of ${limit}`);
  over ||= size > limit;
}
if (over) {
  console.error("A file is over its budget: take something out before adding more.");
  process.exitCode = 1;
}
