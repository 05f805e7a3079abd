// Bundles what the page needs from node_modules into static/vendor, the same bytes every time.
//   node tools/vendor.mjs [folder]
// Each file of tools/vendor/ becomes one file of the same name. Fonts go to fonts/, licences to LICENSES.txt.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(process.argv[2] ?? join(root, "static/vendor"));
const entries = readdirSync(join(root, "tools/vendor")).sort();

/** Keeps woff2 alone, and of Inter the alphabets that a lecture on recurrent nets writes with. */
const lightFonts = {
  name: "light-fonts",
  setup({ onLoad }) {
    onLoad({ filter: /katex\.css$/ }, ({ path }) => ({ loader: "css", contents: woff2Only(path) }));
    onLoad({ filter: /inter\/wght\.css$/ }, ({ path }) => ({ loader: "css", contents: alphabets(path) }));
  },
};

function woff2Only(path) {
  return readFileSync(path, "utf8").replace(/,\s*url\([^)]*\.(woff|ttf)\) format\("[a-z]+"\)/g, "");
}

function alphabets(path) {
  const faces = readFileSync(path, "utf8").match(/@font-face \{[^}]*\}/g);
  return faces.filter((face) => /inter-(latin|latin-ext|greek)-wght-normal/.test(face)).join("\n");
}

/** A strict content security policy forbids code made from strings, so a library that needs it is refused here. */
function refuseEval(path, text) {
  if (/\bnew Function\(|[^.\w]eval\(/.test(text)) throw new Error(`${path} makes code from strings`);
}

/** @returns the packages whose files went into a bundle, sorted */
function packagesOf(inputs) {
  const names = inputs.map((input) => input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

function licence(name) {
  const folder = join(root, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} comes without its licence`);
  const text = readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim();
  return `${name} ${version}\n${"=".repeat(name.length + version.length + 1)}\n\n${text}\n`;
}

if (existsSync(out)) rmSync(out, { recursive: true });
mkdirSync(out, { recursive: true });
const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: entries.map((entry) => `tools/vendor/${entry}`),
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  plugins: [lightFonts],
  metafile: true,
  write: false,
  logLevel: "warning",
});
for (const { path, text, contents } of outputFiles) {
  if (path.endsWith(".js")) refuseEval(path, text);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
writeFileSync(join(out, "LICENSES.txt"), packagesOf(Object.keys(metafile.inputs)).map(licence).join("\n\n"));
