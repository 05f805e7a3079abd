/**
 * Two runs as one picture, as they stand on the page: A, B under it, under both the plot of their gradients, each run
 * with its name over it.
 *
 * @import {Looks, Scene, Shape} from "#app/types.js"
 * @import {Fineness} from "#app/export/heat.js"
 */

import { partOf } from "#app/export/parts.js";
import { movedPath } from "#app/export/paths.js";
import { shapesOf } from "#app/export/shapes.js";

const NAME = 30; // pixels for a run's name

/**
 * @typedef {object} Storey
 * @property {Scene} scene
 * @property {string} name empty: it has none
 */

/**
 * @param {Storey[]} storeys from top to bottom
 * @param {Looks} looks
 * @param {Fineness} fineness
 * @returns {{shapes: Shape[], width: number, height: number}}
 */
export function stacked(storeys, looks, fineness) {
  let height = 0;
  const shapes = storeys.flatMap(({ scene, name }, n) => {
    const part = partOf(named(scene, name), "stage");
    const top = part.top - (name ? NAME : 0);
    const by = height - top;
    height += part.bottom - top;
    return shapesOf(part.scene, looks, { top: part.top, bottom: part.bottom, fineness }).map((shape) =>
      lower(shape, by, n > 0),
    );
  });
  return { shapes, width: Math.max(...storeys.map(({ scene }) => scene.width)), height };
}

/**
 * @param {Scene} scene
 * @param {string} name
 * @returns {Scene}
 */
function named(scene, name) {
  if (!name) return scene;
  const y = (scene.unfolded?.top ?? 0) - NAME / 2;
  const word = { key: "run", tone: "loss current", x: 14, y, text: name, anchor: /** @type {const} */ ("start") };
  return { ...scene, words: [...scene.words, word] };
}

/**
 * @param {Shape} shape
 * @param {number} by pixels
 * @param {boolean} isOther its nodes have the names of A's, which a drawing has once
 * @returns {Shape}
 */
function lower(shape, by, isOther) {
  const down = (/** @type {string} */ d) => movedPath(d, { x: 0, y: by, scale: 1 });
  if (shape.kind === "path") return { ...shape, d: down(shape.d) };
  if (shape.kind === "arrow") return { ...shape, d: down(shape.d), head: shape.head && down(shape.head) };
  if (shape.kind === "circle") return { ...shape, y: shape.y + by, name: isOther ? "" : shape.name };
  return { ...shape, y: shape.y + by };
}
