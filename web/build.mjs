// build.mjs: src/ -> dist/, as building arrian takes it. `node build.mjs OUT` writes elsewhere, for those who compare.
// The coastlines and borders are Natural Earth's, 1:110 million, by way of world-atlas; states bear their ISO 3166-1 alpha-3 code.
import { build } from "esbuild";
import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const out = process.argv[2] ?? "dist";

function world() {
  const atlas = require("world-atlas/countries-110m.json");
  const codes = new Map(require("i18n-iso-countries/codes.json").map(([, letters, number]) => [number, letters]));
  const byName = { Kosovo: "XKX" };
  const geometries = atlas.objects.countries.geometries.map(({ type, arcs, id, properties }) => {
    const code = codes.get(id) ?? byName[properties.name];
    return code ? { type, arcs, id: code } : { type, arcs };
  });
  return JSON.stringify({ type: atlas.type, transform: atlas.transform, arcs: atlas.arcs, objects: { states: { type: "GeometryCollection", geometries } } });
}

const worldFile = {
  name: "world",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^world$/ }, () => ({ path: "world", namespace: "world" }));
    esbuild.onLoad({ filter: /.*/, namespace: "world" }, () => ({ contents: world(), loader: "json" }));
  },
};

await build({
  entryPoints: ["src/page.ts", "src/page.css"],
  bundle: true,
  minify: true,
  charset: "utf8",
  banner: { js: `/*\n${readFileSync("NOTICE.txt", "utf8")}*/` },
  target: ["es2021", "chrome100", "firefox100", "safari15"],
  outdir: out,
  plugins: [worldFile],
  logLevel: "warning",
});
for (const file of ["tools.html", "method.html"]) copyFileSync("src/" + file, `${out}/${file}`);
