/**
 * The folded graph as shapes.
 *
 * @import {FoldedScene, Looks, Shape} from "#app/types.js"
 */

import { nameShape, textShape } from "#app/export/letters.js";
import { arrowShape, plain } from "#app/export/shapes.js";
import { SQUARE } from "#app/layout/folded/routes.js";

/**
 * @param {FoldedScene} scene
 * @param {Looks} looks of the folded graph's panel
 * @returns {Shape[]}
 */
export function foldedShapes({ nodes, edges, squares, words, labels }, looks) {
  return [
    ...edges.map((edge) => arrowShape(edge, looks)),
    ...nodes.map(({ name, x, y, radius: r, tone }) => {
      const look = looks.mark("circle", "nodes", { class: tone, r, "data-names": name });
      return /** @type {Shape} */ ({
        kind: "circle",
        layer: "nodes",
        tone,
        name,
        about: name,
        x,
        y,
        r,
        paint: plain(look),
      });
    }),
    ...squares.map(({ key, x, y, steps }) => {
      const paint = plain(looks.mark("rect", "nodes", { class: "delay", "data-names": key.split(" ")[0] }));
      const room = { x: x - SQUARE / 2, y: y - SQUARE / 2, width: SQUARE, height: SQUARE, radius: 0 };
      const about = `${key.split(" ")[0]}, ${Math.abs(steps)} ${Math.abs(steps) === 1 ? "step" : "steps"}`;
      return /** @type {Shape} */ ({ kind: "rect", layer: "nodes", tone: "delay", about, ...room, paint });
    }),
    ...words.map((item) => textShape(item, looks.mark("text", "letters", { class: item.tone }).letters, "letters")),
    ...nodes.flatMap(({ tex, x, y, letters }) =>
      nameShape({ key: "", tex, word: "", x, y, tone: `node letters-${letters}` }, looks),
    ),
    ...labels.flatMap(({ tex, x, y, tone }) =>
      nameShape({ key: "", tex, word: "", x, y, tone: `on-line ${tone}` }, looks),
    ),
  ];
}
