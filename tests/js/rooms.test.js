// The rooms of static/js and their arrows are a table, and the table is a test.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "static/js");

/** @type {Record<string, {rooms: string[], vendor: string[]}>} a room -> the rooms and libraries it may import */
const ARROWS = {
  wire: { rooms: [], vendor: [] },
  state: { rooms: ["wire"], vendor: ["preact.js"] },
  layout: { rooms: ["state"], vendor: [] },
  draw: { rooms: ["layout", "state"], vendor: ["preact.js"] },
  export: { rooms: ["layout", "state", "draw"], vendor: [] }, // of draw only what is arithmetic: marks and ramps
  controls: { rooms: ["state", "wire", "layout", "export"], vendor: ["preact.js"] },
  panels: { rooms: ["state", "layout", "draw"], vendor: ["preact.js"] },
  parts: { rooms: ["state", "layout", "draw", "controls", "panels"], vendor: ["katex.js"] }, // loaded after the first picture
  words: { rooms: [], vendor: [] }, // the words of the page: every room may read them
  "main.js": {
    rooms: ["wire", "state", "layout", "draw", "export", "controls", "panels", "parts"],
    vendor: ["preact.js"],
  },
};
const LONGEST_MAIN = 150;
/** {document} is TeX's. */
const IMPURE =
  /(?<!\{)\b(document|window|navigator|localStorage|performance|requestAnimationFrame|Date|Math\.random)\b/;

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.split(sep).join("/"));

/** @param {string} name */
const roomOf = (name) => name.split("/")[0];

/** @param {string} name the code without its comments, so that a word in a sentence counts for nothing */
const codeOf = (name) =>
  readFileSync(join(source, name), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "");

/** @param {string} code @returns every module named by an import or an export, static or not */
const importsOf = (code) =>
  [...code.matchAll(/\b(?:from|import)\s*\(?\s*(["'`])([^"'`]+)\1/g)].map(([, , specifier]) => specifier);

test("there are modules to look at", () => {
  assert.ok(files.length > 0);
});

for (const name of files) {
  test(`${name} imports only what the table allows`, () => {
    const room = roomOf(name);
    const arrows = ARROWS[room];
    assert.ok(arrows, `${room} is a new room: give it a line in ARROWS`);
    for (const specifier of importsOf(codeOf(name))) {
      const [scheme, target] = specifier.split("/");
      assert.ok(["#app", "#vendor"].includes(scheme), `${specifier}: write #app/… or #vendor/…`);
      const allowed = scheme === "#app" ? [room, "words", ...arrows.rooms] : arrows.vendor;
      assert.ok(allowed.includes(target), `${room} may not import ${specifier}`);
    }
  });
}

for (const name of files.filter((file) => ["layout", "export"].includes(roomOf(file)))) {
  test(`${name} is arithmetic: no document, no clock, no dice`, () => {
    assert.doesNotMatch(codeOf(name), IMPURE);
  });
}

test("main.js only wires", () => {
  const lines = codeOf("main.js").split("\n");
  assert.ok(lines.length <= LONGEST_MAIN, `${lines.length} lines`);
});

test("every imported file is there", () => {
  for (const name of files) {
    for (const specifier of importsOf(codeOf(name))) {
      const path = specifier.replace(/^#app\//, "static/js/").replace(/^#vendor\//, "static/vendor/");
      assert.ok(existsSync(join(root, path)), `${name}: ${specifier}`);
    }
  }
});

test("Node and the browser resolve the same names", () => {
  const { imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const map = JSON.parse(readFileSync(join(root, "static/importmap.json"), "utf8")).imports;
  const node = Object.entries(imports).map(([name, path]) => [name.replace("*", ""), path.replace("*", "").slice(1)]);
  assert.deepEqual(Object.fromEntries(node), map);
});

test("our own code has no address of another host", () => {
  const places = ["static/js", "static/css", "templates"];
  for (const place of places.filter((folder) => existsSync(join(root, folder)))) {
    for (const entry of readdirSync(join(root, place), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const addresses = readFileSync(path, "utf8").match(/\bhttps?:\/\/[^\s"'`)]+/g) ?? [];
      const strangers = addresses.filter((address) => !address.startsWith("http://www.w3.org/"));
      assert.deepEqual(strangers, [], relative(root, path));
    }
  }
});
