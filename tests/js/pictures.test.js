// A scene as a picture: shapes, the text of an SVG file, the text of a TikZ document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { foldedShapes } from "#app/export/folded.js";
import { COARSE, FINE } from "#app/export/heat.js";
import { partOf } from "#app/export/parts.js";
import { cornersOf, partsOf, tikzPath } from "#app/export/paths.js";
import { shapesOf } from "#app/export/shapes.js";
import { svgOf } from "#app/export/svg.js";
import { pictureOf } from "#app/export/takings.js";
import { tikzOf } from "#app/export/tikz.js";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { LOOKS } from "./looks.js";
import { ALL_NETS, sceneOf, wholeRun } from "./streams.js";
import { elementsOf } from "./wellformed.js";

/** @import {Picture, Run, Scene} from "#app/types.js" */

const SAID = { title: "Unspool: <a & b>", about: "back with #2.x", hint: "compiles" };
const image = () => "data:image/png;base64,AAAA";

/** @param {Scene} scene @param {"stage" | "columns" | "lanes"} [part] @returns {Picture} */
function picture(scene, part = "stage", fineness = FINE) {
  const { scene: kept, top, bottom } = partOf(scene, part);
  const shapes = shapesOf(kept, LOOKS, { top, bottom, fineness });
  return { left: 0, top, width: scene.width, height: bottom - top, paper: "#fbfaf7", shapes, palette: LOOKS.palette };
}

/** @param {Run} run @returns {Picture} */
function folded({ plan }) {
  const scene = layOutFolded(plan);
  const { width, height } = scene;
  return { left: 0, top: 0, width, height, paper: null, shapes: foldedShapes(scene, LOOKS), palette: LOOKS.palette };
}

/** Braces and environments that close, colours that are defined, nothing but ASCII. @param {string} tex */
function soundTex(tex) {
  const code = tex.replace(/(^|[^\\])%.*$/gmu, "$1");
  assert.match(code, /^[\x20-\x7e\n]*$/u);
  let depth = 0;
  for (const [sign] of code.matchAll(/\\.|[{}]/gsu)) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    assert.ok(depth >= 0, "a brace closes nothing");
  }
  assert.equal(depth, 0);
  assert.deepEqual(code.match(/\\(?:begin|end)\{\w+\}/gu), [
    "\\begin{document}", "\\begin{tikzpicture}", "\\end{tikzpicture}", "\\end{document}",
  ]); // biome-ignore format: as they stand
  const defined = new Set([...code.matchAll(/\\definecolor\{([a-z]+)\}/gu)].map(([, name]) => name));
  const used = [...code.matchAll(/\b(?:fill|draw|text)=([a-z]+)\b|\\color\{([a-z]+)\}/gu)].map(([, a, b]) => a ?? b);
  assert.ok(used.length > 0);
  for (const name of used) assert.ok(defined.has(name) || name === "cell", `${name} is not defined`);
}

for (const net of ALL_NETS) {
  test(`${net}: its columns and its folded graph are sound XML and sound TeX`, () => {
    const run = wholeRun(net);
    for (const cursor of [1, -1]) {
      const scene = sceneOf(run, cursor);
      const elements = elementsOf(svgOf(picture(scene), { ...SAID, image }));
      assert.equal(elements[0].name, "svg");
      for (const { name, attributes } of elements) {
        assert.ok(!("class" in attributes), name);
        assert.doesNotMatch(JSON.stringify(attributes), /var\(|NaN|undefined/u, name);
        assert.ok(!["script", "foreignObject", "a", "use"].includes(name));
      }
      soundTex(tikzOf(picture(scene, "stage", COARSE), SAID));
    }
    elementsOf(svgOf(folded(run), { ...SAID, image }));
    soundTex(tikzOf(folded(run), SAID));
  });
}

test("letters stay letters: every word and every name of the scene stands in the file", () => {
  const scene = sceneOf(wholeRun("lstm"), 11);
  const svg = svgOf(picture(scene), { ...SAID, image });
  const texts = elementsOf(svg)
    .filter(({ name }) => name === "text" || name === "tspan")
    .map(({ text }) => text);
  for (const { text } of scene.words.filter((one) => one.text)) assert.ok(texts.includes(text), text);
  for (const { word } of scene.labels) assert.ok(texts.includes(word), word);
});

test("every number that is seen is a cell of the colour that the page gives it", () => {
  const scene = sceneOf(wholeRun("lstm"), 11);
  const { shapes } = picture(scene);
  const cells = shapes.filter((shape) => shape.kind === "cells");
  const seen = scene.vectors.filter(({ values }) => values);
  assert.equal(cells.filter(({ layer }) => layer === "vectors").length, seen.length);
  const [first] = seen;
  assert.equal(cells.find(({ layer }) => layer === "vectors")?.rows, first.values?.length);
  assert.equal(elementsOf(svgOf(picture(scene), { ...SAID, image })).filter(({ name }) => name === "image").length, 0);
});

test("a long run's lanes are images, and the file stays small", () => {
  const scene = sceneOf(wholeRun("long"), 120);
  const svg = svgOf(picture(scene), { ...SAID, image });
  const images = elementsOf(svg).filter(({ name }) => name === "image");
  assert.ok(images.length > 0);
  for (const { attributes } of images) assert.match(attributes["xlink:href"], /^data:image\/png/u);
  assert.ok(svg.length < 400_000, `${svg.length} characters`);
});

test("many steps in few pixels show their strongest number, and what is not finite before all", () => {
  const shown = (/** @type {number} */ first) => {
    const values = Float64Array.from({ length: 400 }, (_, k) => (k === 250 ? -0.9 : 0.1));
    values[0] = first;
    const series = { width: 1, blocks: [{ first: 1, last: 400, values }], largest: 0.9, smallest: 0.1 };
    const lane = {
      key: "lane-h",
      node: "h",
      y: 0,
      height: 10,
      series,
      reached: { first: 1, last: 400 },
      ramp: /** @type {const} */ ("signed"),
      limit: 1,
    };
    const laneSpans = [{ key: "before", source: { first: 1, last: 400 }, x: 0, width: 10 }];
    const scene = sceneOf(wholeRun("lstm"), 3);
    return picture({ ...scene, axis: { ...scene.axis, T: 400 }, lanes: [lane], laneSpans }).shapes.filter(
      ({ layer }) => layer === "lanes",
    );
  };
  const cells = shown(0.1).filter((shape) => shape.kind === "cells");
  const colours = cells.flatMap(({ columns, colours: all }) =>
    Array.from({ length: columns }, (_, k) => Array.from(all.subarray(3 * k, 3 * k + 3)).join()),
  );
  assert.ok(colours.length <= 24, `${colours.length} cells in ten pixels`);
  assert.equal(colours.filter((one) => one !== colours[0]).length, 1);
  const [first, ...more] = shown(Number.NaN);
  assert.deepEqual(Array.from(/** @type {any} */ (first).colours.subarray(0, 3)), [0, 163, 108]);
  assert.equal(more.filter(({ tone }) => tone === "broken").length, 1, "with a mark above it");
});

test("a step without a target has no loss: its cell stays empty, and is not taken for a broken one", () => {
  const series = { width: 1, blocks: [{ first: 3, last: 3, values: Float64Array.of(2) }], largest: 2, smallest: 2 };
  const lane = {
    key: "lane-loss",
    node: "loss",
    y: 0,
    height: 10,
    series,
    reached: { first: 1, last: 3 },
    ramp: /** @type {const} */ ("magnitude"),
    limit: 2,
  };
  const spans = [1, 2, 3].map((t) => ({ key: `c${t}`, source: { first: t, last: t }, x: 50 * t, width: 50 }));
  const { shapes } = picture({ ...sceneOf(wholeRun("lstm"), 3), lanes: [lane], laneSpans: spans, words: [] });
  const cells = shapes.filter((shape) => shape.kind === "cells" && shape.layer === "lanes");
  const colours = cells.map((one) => Array.from(/** @type {any} */ (one).colours).join());
  assert.deepEqual(colours, ["240,239,236", "240,239,236", "254,232,56"]);
});

test("hostile tokens are text, in XML and in TeX", () => {
  const scene = sceneOf(wholeRun("lstm"), 3);
  const evil = [
    '</text><script>alert("1")</script>',
    "&lt;&#0;]]>",
    "\\input{/etc/passwd}%",
    "\u0000\u0008\uFFFF",
    "}}\\end{document}",
  ];
  const words = evil.map((text, k) => ({
    key: `evil-${k}`,
    tone: "token",
    x: 10,
    y: 10 * k,
    text,
    anchor: /** @type {const} */ ("middle"),
  }));
  const elements = elementsOf(svgOf(picture({ ...scene, words }), { ...SAID, title: evil[0], about: evil[1], image }));
  assert.ok(!elements.some(({ name }) => name === "script"));
  const texts = elements.filter(({ name }) => name === "text").map(({ text }) => text);
  assert.ok(texts.includes(evil[0]) && texts.includes(evil[1]) && texts.includes(evil[4]));
  const tex = tikzOf(picture({ ...scene, words }), { title: "a\nb\u2028\\end{document}", about: "c\rd", hint: "e" });
  soundTex(tex);
  assert.ok(!tex.includes("\\input{"));
});

test("columns alone and lanes alone are cut where the lanes begin", () => {
  const scene = sceneOf(wholeRun("lstm"), 11);
  const [columns, lanes] = [picture(scene, "columns"), picture(scene, "lanes")];
  assert.ok(columns.height + lanes.height > scene.height - 12 && columns.height < scene.height);
  assert.ok(!columns.shapes.some(({ layer }) => ["lanes", "curves", "rules"].includes(layer)));
  assert.ok(!lanes.shapes.some(({ layer }) => ["vectors", "edges", "bars"].includes(layer)));
  for (const one of [columns, lanes]) {
    const steps = one.shapes.filter((shape) => shape.kind === "text" && /^step\b/u.test(shape.tone));
    assert.equal(steps.length, 7);
    for (const shape of one.shapes) {
      if (shape.kind === "rect") assert.ok(shape.y + shape.height <= one.top + one.height + 1, shape.layer);
      if ("y" in shape) assert.ok(shape.y >= one.top - 1, `${shape.layer} ${shape.tone}`);
    }
  }
});

test("a span of steps has just those columns, and says how many are folded away", () => {
  const run = wholeRun("long");
  const itinerary = itineraryOf(run.plan);
  const seen = sceneOf(run, 90);
  const sight = {
    run,
    itinerary,
    cursor: 90,
    view: { curve: [], cell: null, lanes: /** @type {const} */ ("values") },
    width: 708,
    height: 612,
  };
  const wish = { what: /** @type {const} */ ("steps"), span: { first: 30, last: 33 }, paper: false, fineness: FINE };
  const { shapes } = pictureOf(wish, seen, sight, LOOKS);
  const steps = shapes.flatMap((shape) =>
    shape.kind === "text" && /^step\b(?!.*far)/u.test(shape.tone) ? [shape.text] : [],
  );
  assert.deepEqual(steps, ["t = 30", "t = 31", "32", "33"]);
  const texts = shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []));
  assert.ok(texts.includes("29") && texts.includes(String(run.plan.T - 33)));
});

test("lines of a folded graph begin and end at its nodes by name", () => {
  const tex = tikzOf(folded(wholeRun("lstm")), SAID);
  for (const name of ["x", "h", "c", "yhat"])
    assert.match(tex, new RegExp(`\\\\node\\[circle, .*\\] \\(${name}\\) at`, "u"));
  assert.match(
    tex,
    /\\draw\[edge input, line width=1pt\] \(x\) -- \(i\); % x → i {2}W_xi|\\draw\[edge input[^\]]*\] \(x\) -- \(i\);/u,
  );
  const first = tex.indexOf("\\draw[edge");
  assert.ok(tex.lastIndexOf("\\node[circle") < first, "nodes come before the lines that name them");
});

test("a bar that is drawn as a head alone is an area, in SVG and in TikZ", () => {
  const scene = sceneOf(wholeRun("lstm"), 11);
  const edges = [{ key: "share", tone: "share along", d: "", head: "M0,0H4V9H0Z", width: 0, title: "a share" }];
  const only = picture({ ...scene, edges });
  assert.match(tikzOf(only, SAID), /\\fill\[ink\] \(0,0\) -- \(4,0\) -- \(4,9\) -- \(0,9\) -- cycle; % a share/u);
  elementsOf(svgOf(only, { ...SAID, image }));
});

test("the unfolded graph has a node a name and step, and lines that name them", () => {
  const run = wholeRun("lstm");
  const itinerary = itineraryOf(run.plan);
  const view = { curve: [], cell: null, lanes: /** @type {const} */ ("values"), show: /** @type {const} */ ("graph") };
  const sight = { run, itinerary, cursor: 9, view, width: 1100, height: 612 };
  const wish = { what: /** @type {const} */ ("unfolded"), span: { first: 1, last: 1 }, paper: true, fineness: COARSE };
  const tex = tikzOf(pictureOf(wish, sceneOf(run, 9), sight, LOOKS), SAID);
  soundTex(tex);
  const steps = [...tex.matchAll(/\\node\[circle, .*\] \(h-(\d)\) at/gu)].map(([, t]) => Number(t));
  assert.ok(steps.length > 1, "a copy a step");
  assert.match(tex, new RegExp(`\\(c-${steps[0]}[-.\\d]*\\) -- .*\\(c-${steps[1]}[-.\\d]*\\); % c`, "u"));
  assert.ok(tex.indexOf("\\node[circle") > tex.indexOf("\\path[box forward]"), "what lies under the graph comes first");
});

test("what flows back is dashed in TikZ, where colours may be lost", () => {
  const tex = tikzOf(picture(sceneOf(wholeRun("lstm"), 11)), SAID);
  assert.match(tex, /edge [\w ]*backward[\w ]*\/\.style=\{draw=backward, dash pattern=/u);
});

test("paths keep their ends; straight lines with round corners keep their corners", () => {
  const at = (/** @type {number[]} */ [x, y]) => `(${x},${y})`;
  assert.equal(tikzPath(partsOf("M1,2H5V9L0,0Z"), at), "(1,2) -- (5,2) -- (5,9) -- (0,0) -- cycle");
  assert.equal(tikzPath(partsOf("M0,0C1,0 2,1 2,2"), at), "(0,0) .. controls (1,0) and (2,1) .. (2,2)");
  assert.deepEqual(cornersOf(partsOf("M0,0L8,0Q10,0 10,2L10,9")), {
    points: [
      [0, 0],
      [10, 0],
      [10, 9],
    ],
    round: 2,
  });
  assert.equal(cornersOf(partsOf("M0,0C1,0 2,1 2,2")), null);
  assert.deepEqual(partsOf("M-1.5,-2L3-4").at(1)?.points, [[3, -4]]);
});

for (const net of ["lstm", "second_order", "bidirectional"]) {
  test(`${net}: what was changed, and shapes, are taken along`, () => {
    const run = wholeRun(net);
    const [{ name }] = run.plan.equations.filter(({ delayed }) => delayed);
    const edge = run.plan.edges.find(({ from, shift }) => from === name && shift);
    const at = edge && edge.shift > 0 ? `t+${edge.shift}` : `t${edge?.shift}`;
    const changes = [
      { hold: name, to: 0.5, steps: [2] },
      { cut: `${name}[${at}]`, steps: [3] },
    ];
    const changed = { ...run, plan: { ...run.plan, changes } };
    for (const show of /** @type {const} */ (["columns", "graph"])) {
      const scene = sceneOf(changed, -1, { show, shapes: true });
      const before = svgOf(picture(sceneOf(run, -1, { show, shapes: true })), { ...SAID, image });
      const svg = svgOf(picture(scene), { ...SAID, image });
      elementsOf(svg);
      assert.notEqual(svg, before);
      soundTex(tikzOf(picture(scene, "stage", COARSE), SAID));
    }
  });
}
