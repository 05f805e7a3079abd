// Scenes under review: what is laid out, in lines one can read. Write them again with SCENES=write.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { sceneOf, wholeRun } from "./streams.js";

/** @import {Scene} from "#app/types.js" */

const SIGHTS = [
  { name: "lstm-forward-3", stream: "lstm", cursor: 2, wish: {} },
  { name: "lstm-backward-4", stream: "lstm", cursor: 11, wish: { cell: { node: "f", t: 4, unit: 4 } } },
  { name: "bidirectional-second-walk", stream: "bidirectional", cursor: 5, wish: {} },
  { name: "long-middle-phone", stream: "long", cursor: 29, wish: { width: 390 } },
];

/** @param {Scene} scene */
function told(scene) {
  const n = (/** @type {number} */ x) => String(Math.round(x));
  const rect = (/** @type {{x: number, y: number, width: number, height: number}} */ { x, y, width, height }) =>
    [x, y, width, height].map(n).join(" ");
  const path = (/** @type {string} */ d) => d.replace(/-?\d+(\.\d+)?/g, (x) => n(Number(x)));
  const lines = [
    `stage ${n(scene.width)} ${n(scene.height)}  steps ${scene.axis.first}…${scene.axis.last} of ${scene.axis.T}`,
    ...scene.labels.map(({ tex, word, y }) => `label ${tex} ${word} at ${n(y)}`),
    ...scene.words.map(({ tone, text, x, y }) => `words [${tone}] ${text} at ${n(x)} ${n(y)}`),
    ...scene.initialNames.map(({ tex, x, y }) => `initial ${tex} at ${n(x)} ${n(y)}`),
    ...scene.boxes.map((b) => `box [${b.tone}] ${rect(b)}`),
    ...scene.vectors.map(
      (v) => `vector ${v.node} t=${v.t} ${v.values ? v.values.length : "not reached"} ${rect(v)} ${v.ramp} ${v.limit}`,
    ),
    ...scene.edges.map(({ key, tone, d, width }) => `edge ${key} [${tone}] ${width.toFixed(1)} ${path(d)}`),
    ...scene.lanes.map((l) => `lane ${l.node} ${n(l.y)} ${n(l.height)} reached ${l.reached.first}…${l.reached.last}`),
    ...(scene.curve?.lines ?? []).map(({ node, d }) => `curve ${node} ${path(d)}`),
    ...(scene.curve?.rules ?? []).map(({ text, y }) => `tick ${text} at ${n(y)}`),
    `playhead ${scene.playhead?.kind} ${n(scene.playhead?.x ?? 0)}`,
    ...scene.outlines.map((b) => `outline ${rect(b)}`),
  ];
  return `${lines.join("\n")}\n`;
}

for (const { name, stream, cursor, wish } of SIGHTS) {
  test(`the scene ${name} is as it was reviewed`, () => {
    const file = new URL(`scenes/${name}.txt`, import.meta.url);
    const now = told(sceneOf(wholeRun(stream), cursor, wish));
    if (process.env.SCENES === "write" || !existsSync(file)) writeFileSync(file, now);
    assert.equal(now, readFileSync(file, "utf8"));
  });
}
