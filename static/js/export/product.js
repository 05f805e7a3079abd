/**
 * A product written out as shapes: its numbers on their colours, where they go, and the map of a large matrix.
 *
 * @import {Looks, NumberCell, ProductScene, Shape} from "#app/types.js"
 */

import { needsWhite, numberless, place, table } from "#app/draw/ramps.js";
import { nameShape, textShape } from "#app/export/letters.js";
import { plain } from "#app/export/shapes.js";
import { mapEntries } from "#app/layout/product/map.js";

/**
 * @param {ProductScene} scene
 * @param {import("#app/layout/product/map.js").MapNumbers} numbers
 * @param {Looks} looks
 * @returns {Shape[]}
 */
export function productShapes(scene, numbers, looks) {
  const { cells, lines, boxes, words, notes, map } = scene;
  return [
    ...(map ? mapShapes(map, numbers, looks) : []),
    ...cells.map((cell) => cellShape(cell, looks)),
    ...lines.map(({ tone, d }) => {
      const paint = plain(looks.mark("path", "lines", { class: tone }));
      return /** @type {Shape} */ ({ kind: "path", layer: "lines", tone, d, paint });
    }),
    ...boxes.map(({ tone, radius, x, y, width, height }) => {
      const paint = plain(looks.mark("rect", "boxes", { class: tone }));
      return /** @type {Shape} */ ({ kind: "rect", layer: "boxes", tone, x, y, width, height, radius, paint });
    }),
    ...cells.map((cell) => numberShape(cell, looks)),
    ...words.map((one) => textShape(one, looks.mark("text", "letters", { class: one.tone }).letters, "letters")),
    ...notes.flatMap((note) => nameShape({ word: "", ...note }, looks)),
  ];
}

/** @param {NumberCell} cell @param {Looks} looks @returns {Shape} */
function cellShape({ kind, value, ramp, limit, x, y, width, height }, looks) {
  const tone = `cell ${kind} ${value === null ? "unreached" : ""}`.trim();
  const fill = value === null || kind === "rest" ? null : hex(ramp, looks.theme, value, limit);
  const paint = { ...plain(looks.mark("rect", "cells", { class: tone })), fill };
  const room = { x: x + 1, y: y + 1, width: Math.max(1, width - 2), height: Math.max(1, height - 2) };
  return { kind: "rect", layer: "cells", tone, ...room, radius: 2, paint };
}

/** @param {NumberCell} cell @param {Looks} looks @returns {Shape} */
function numberShape({ kind, tone, value, ramp, limit, x, y, width, height, text }, looks) {
  const isPlain = value === null || kind === "rest";
  const ink = isPlain ? "" : needsWhite(ramp, looks.theme, value, limit) ? "white" : "black";
  const classes = `number ${kind} ${tone} ${ink}`.trim();
  const { letters } = looks.mark("text", "letters", { class: classes });
  const at = { x: x + width / 2, y: y + height / 2, anchor: /** @type {const} */ ("middle") };
  return textShape({ key: "", tone: classes, text, ...at }, letters, "letters");
}

/**
 * @param {NonNullable<ProductScene["map"]>} map
 * @param {import("#app/layout/product/map.js").MapNumbers} numbers
 * @param {Looks} looks
 * @returns {Shape[]}
 */
function mapShapes(map, numbers, { theme }) {
  const { rows, columns, values } = mapEntries(map, numbers);
  const colours = new Uint8Array(3 * values.length);
  values.forEach((value, k) => {
    colours.set(shade("signed", theme, value, map.limit), 3 * k);
  });
  const { x, y, width, height } = map;
  return [{ kind: "cells", layer: "map", tone: "map", x, y, width, height, rows, columns, colours }];
}

/**
 * @param {import("#app/types.js").RampName} ramp
 * @param {"light" | "dark"} theme
 * @param {number} value
 * @param {number} limit
 */
function shade(ramp, theme, value, limit) {
  const at = place(ramp, value, limit);
  return at < 0 ? numberless(value, theme) : table(ramp, theme).subarray(3 * at, 3 * at + 3);
}

/** @param {Parameters<typeof shade>} look */
function hex(...look) {
  return `#${Array.from(shade(...look), (part) => part.toString(16).padStart(2, "0")).join("")}`;
}
