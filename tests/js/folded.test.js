// The folded graph of every net: inside its frame, no line through a circle or a square, no label on anything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { sampled } from "./geometry.js";
import { inEvery } from "./notations.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/** @import {FoldedScene} from "#app/types.js" */

const FRAME = { width: 240, height: 280 };

/** @param {FoldedScene} scene */
function lettersOf({ labels, words }) {
  return [
    ...labels.map(({ key, x, y, width, height }) => ({ key, x, y, width, height })),
    ...words.map(({ key, x, y, text, anchor }) => {
      const width = 6.5 * text.length;
      return { key, x: anchor === "start" ? x + width / 2 : x, y, width, height: 15 };
    }),
  ];
}

/**
 * How far a point is from a room around its middle.
 *
 * @param {{x: number, y: number, width: number, height: number}} room
 * @param {number} x
 * @param {number} y
 */
function away(room, x, y) {
  const dx = Math.max(0, Math.abs(room.x - x) - room.width / 2);
  const dy = Math.max(0, Math.abs(room.y - y) - room.height / 2);
  return Math.hypot(dx, dy);
}

for (const [name, plan] of ALL_NETS.flatMap((net) => inEvery(net, wholeRun(net).plan))) {
  const scene = layOutFolded(plan);

  test(`${name}: the folded graph fits into its panel, and all of it is inside`, () => {
    assert.ok(scene.width <= FRAME.width && scene.height <= FRAME.height, `${scene.width} × ${scene.height}`);
    const rooms = [
      ...lettersOf(scene),
      ...scene.nodes.map(({ key, x, y, radius }) => ({ key, x, y, width: 2 * radius, height: 2 * radius })),
    ];
    for (const { key, x, y, width, height } of rooms) {
      assert.ok(x - width / 2 >= 0 && x + width / 2 <= scene.width, `${key} is cut off`);
      assert.ok(y - height / 2 >= 0 && y + height / 2 <= scene.height, `${key} is cut off`);
    }
    for (const { key, d } of scene.edges) {
      for (const [x, y] of sampled(d)) {
        assert.ok(x >= 1 && y >= 1 && x <= scene.width - 1 && y <= scene.height - 1, `${key} leaves the picture`);
      }
    }
  });

  test(`${name}: no line runs through a circle, or through a square of another name`, () => {
    for (const { key, d, names = "" } of scene.edges) {
      for (const [x, y] of sampled(d)) {
        for (const node of scene.nodes) {
          assert.ok(Math.hypot(x - node.x, y - node.y) > node.radius - 1, `${key} runs through ${node.key}`);
        }
        for (const square of scene.squares) {
          const isOwn = square.key.split(" ")[0] === names.split(" ")[0];
          assert.ok(isOwn || Math.hypot(x - square.x, y - square.y) > 6, `${key} runs through ${square.key}`);
        }
      }
    }
  });

  test(`${name}: circles keep apart, and no label lies on anything`, () => {
    scene.nodes.forEach((a, k) => {
      for (const b of scene.nodes.slice(k + 1)) {
        assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > a.radius + b.radius + 4, `${a.key} touches ${b.key}`);
      }
    });
    const letters = lettersOf(scene);
    letters.forEach((a, k) => {
      for (const b of letters.slice(k + 1)) {
        const isApart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
        assert.ok(isApart, `${a.key} lies on ${b.key}`);
      }
      for (const node of scene.nodes) assert.ok(away(a, node.x, node.y) >= node.radius, `${a.key} on ${node.key}`);
      for (const square of scene.squares) assert.ok(away(a, square.x, square.y) >= 5, `${a.key} on ${square.key}`);
      for (const { d, key } of scene.edges) {
        assert.ok(
          sampled(d).every(([x, y]) => away(a, x, y) > 0.5),
          `${a.key} lies on ${key}`,
        );
      }
    });
  });

  test(`${name}: what reads the same past shares one square`, () => {
    const read = plan.edges
      .filter(({ shift, to }) => shift && to !== "loss")
      .map(({ from, shift }) => `${from} ${shift}`);
    assert.deepEqual(scene.squares.map(({ key }) => key).sort(), [...new Set(read)].sort());
    const delays = scene.words.filter(({ tone }) => tone === "delay");
    assert.equal(delays.length, scene.squares.filter(({ steps }) => steps !== -1).length);
  });
}

for (const [name, most] of Object.entries({ lstm: 4, gru: 3, gru_2014: 3, peephole: 9, stacked: 0, skip: 0 })) {
  test(`${name}: lines cross no more than ${most} times`, () => {
    const { edges } = layOutFolded(wholeRun(name).plan);
    const lines = edges.map(({ d, key, names = "" }) => ({ points: sampled(d), own: names.split(" ")[0], key }));
    const spots = lines.flatMap((a, k) =>
      lines.slice(k + 1).flatMap((b) => (a.own === b.own ? [] : crossings(a.points, b.points))),
    );
    const apart = spots.filter(([x, y], k) => !spots.slice(0, k).some((one) => Math.hypot(one[0] - x, one[1] - y) < 3));
    assert.ok(apart.length <= most, `${apart.length} crossings`); // lines of one bundle lie on one another
  });
}

/**
 * @param {[number, number][]} a
 * @param {[number, number][]} b
 * @returns {[number, number][]}
 */
function crossings(a, b) {
  return a.slice(1).filter((to, k) => b.some((end, l) => l > 0 && cross(a[k], to, b[l - 1], end)));
}

/**
 * @param {[number, number]} a
 * @param {[number, number]} b
 * @param {[number, number]} c
 * @param {[number, number]} d
 */
function cross(a, b, c, d) {
  const turn = (/** @type {number[]} */ p, /** @type {number[]} */ q, /** @type {number[]} */ r) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}
