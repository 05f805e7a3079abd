// Opened steps: every net by the same code, no arrow through anything, no label over another, all as it is computed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { piecesOf } from "#app/layout/opened/arrows.js";
import { leastWidth, openedFrame } from "#app/layout/opened/frame.js";
import { rectOf } from "#app/layout/opened/labels.js";
import { brief } from "#app/layout/opened/values.js";
import { openedGraph } from "#app/state/openedgraph.js";
import { inEvery } from "./notations.js";

/** @import {Plan} from "#app/types.js" */
/** @import {OpenedFrame} from "#app/layout/opened/frame.js" */
/** @import {Rect} from "#app/layout/opened/lattice.js" */

/** @type {Record<string, {plan: Plan}>} */
const TOLD = JSON.parse(readFileSync(new URL("streams/opened.txt", import.meta.url), "utf8"));
const ROOMS = [
  { room: 736, height: 612 },
  { room: 908, height: 790 },
  { room: 200, height: 520 },
];

/**
 * @param {Rect} a
 * @param {Rect} b
 */
function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * @param {OpenedFrame} frame
 * @returns {{key: string, owner: string, rect: Rect}[]}
 */
function labelsOf(frame) {
  return [...frame.standing.values()].flatMap(({ stand, upper, lower, beside }) =>
    [upper, lower, ...beside].flatMap((rect, k) =>
      rect ? [{ key: `${stand.key} ${k}`, owner: stand.key, rect }] : [],
    ),
  );
}

for (const [name, plan] of Object.entries(TOLD).flatMap(([net, { plan }]) => inEvery(net, plan))) {
  for (const { room, height } of ROOMS) {
    const frame = openedFrame(plan, room, height);
    const stands = [...frame.standing.values()].filter(({ width }) => width);
    const title = `${name} in ${room} × ${height}`;

    test(`${title}: every operand has its arrow`, () => {
      assert.deepEqual(frame.lost, []);
      assert.ok(frame.width >= leastWidth(plan) - 8);
    });

    test(`${title}: no arrow runs through what stands there, nor through a label`, () => {
      const labels = labelsOf(frame);
      for (const [key, points] of frame.ways) {
        const [from, to] = key.split(/[>#]/u);
        for (let k = 1; k < points.length; k += 1) {
          const [[x0, y0], [x1, y1]] = [points[k - 1], points[k]];
          const line = {
            x: Math.min(x0, x1),
            y: Math.min(y0, y1),
            width: Math.abs(x1 - x0) + 0.01,
            height: Math.abs(y1 - y0) + 0.01,
          };
          for (const one of stands) {
            const own = (one.stand.key === from && k === 1) || (one.stand.key === to && k === points.length - 1);
            const rect = rectOf(one);
            const inner = own ? { x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2 } : rect;
            assert.ok(!overlap(line, inner), `${key} runs through ${one.stand.key}`);
          }
          for (const label of labels) assert.ok(!overlap(line, label.rect), `${key} runs through ${label.key}`);
        }
      }
    });

    test(`${title}: nothing stands on anything else`, () => {
      const all = [...labelsOf(frame), ...stands.map((one) => ({ key: one.stand.key, owner: "", rect: rectOf(one) }))];
      for (let a = 0; a < all.length; a += 1) {
        for (let b = a + 1; b < all.length; b += 1) {
          assert.ok(!overlap(all[a].rect, all[b].rect), `${all[a].key} on ${all[b].key}`);
        }
      }
    });

    test(`${title}: what leaves different places shares no stretch of its way`, () => {
      const owner = new Map();
      for (const { points, links } of piecesOf(frame)) {
        for (let k = 1; k < points.length; k += 1) {
          const [[x0, y0], [x1, y1]] = [points[k - 1], points[k]];
          const long = Math.abs(x1 - x0) + Math.abs(y1 - y0);
          for (let at = 4; at < long; at += 8) {
            const [x, y] = [Math.round(x0 + Math.sign(x1 - x0) * at), Math.round(y0 + Math.sign(y1 - y0) * at)];
            const key = `${x0 === x1 ? "v" : "h"} ${x} ${y}`;
            assert.ok((owner.get(key) ?? links[0].from) === links[0].from, `${key} of ${links[0].key}`);
            owner.set(key, links[0].from);
          }
        }
      }
    });
  }

  test(`${name}: every operation of its equations is there, in an order that computes`, () => {
    const { stands, order, links } = openedGraph(plan);
    const expected = plan.nodes.filter(
      ({ op, equation }) =>
        equation !== "loss" && !["parameter", "number", "input", "target", "present", "phase"].includes(op),
    );
    assert.equal(order.length, expected.length);
    const place = new Map(order.map((key, k) => [key, k]));
    for (const { from, to } of links) {
      if (place.has(from) && place.has(to))
        assert.ok(Number(place.get(from)) < Number(place.get(to)), `${from} before ${to}`);
    }
    for (const { name: named } of plan.equations) assert.ok(stands.has(`v:${named}`), named);
  });
}

test("states keep the heights that the closed columns have", () => {
  const { rows, standing } = openedFrame(TOLD.lstm.plan, 736, 612);
  for (const name of ["c", "h"]) {
    const band = /** @type {import("#app/types.js").Band} */ (rows.band.get(`row-${name}`));
    assert.equal(standing.get(`v:${name}`)?.y, band.y + band.height / 2);
  }
  assert.ok(Number(standing.get("v:c")?.y) < Number(standing.get("v:h")?.y));
});

test("an LSTM's gates stand side by side, forget gate first, as in textbooks", () => {
  const { standing } = openedFrame(TOLD.lstm.plan, 736, 612);
  const gates = ["f", "i", "g", "o"].map((name) => /** @type {{x: number, y: number}} */ (standing.get(`v:${name}`)));
  assert.equal(new Set(gates.map(({ y }) => y)).size, 1);
  assert.deepEqual(gates.map(({ x }) => x), gates.map(({ x }) => x).sort((a, b) => a - b)); // biome-ignore format: one line
});

test("numbers beside operations are short", () => {
  const told = [0.931, -0.7312, 0.0564, -0.0074, 4.3e-6, -12.345, 431.2, 0, Infinity].map((value) => brief(value));
  assert.deepEqual(told, ["0.93", "−0.73", "0.056", "−0.0074", "4.3×10⁻⁶", "−12.3", "431", "0", "∞"]);
});
