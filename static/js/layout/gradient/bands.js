/**
 * The rows of the gradient laid open: E, the whole state, x, and the room for the view.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Wish} from "#app/layout/bands.js"
 */

import { gap, phaseRows } from "#app/layout/bands.js";
import { fewRows } from "#app/layout/gradient/graph.js";

export const TITLE = 42; // for the line that says what is chosen: over the view, in presentation mode at the top
const FOLDS = 18; // how many steps are folded away, over the strips
const ROOM = 150; // least height of what the view draws

/**
 * @param {Plan} plan
 * @param {number} top pixels for what switches between the views
 * @param {boolean} isFar strips instead of columns
 * @param {boolean} presenting
 * @returns {Wish[]}
 */
export function wishes(plan, top, isFar, presenting) {
  const row = isFar ? stripOf : vectorOf(presenting);
  const states = fewRows(plan).rows.flatMap(({ name }, k) => [
    ...(k ? [gap(`row-${name}`, isFar ? 3 : 8, 12)] : []),
    row(name),
  ]);
  const title = gap("title", TITLE);
  const between = (/** @type {string} */ key) => (isFar ? gap(key, 4) : arrows(key, presenting));
  return [
    ...(presenting ? [title] : [gap("bar", top)]),
    ...(isFar ? [gap("folds", FOLDS)] : []),
    ...phaseRows(plan),
    ...(plan.loss ? [isFar ? stripOf("loss") : lossOf(presenting), between("out")] : [gap("no-loss", 24)]),
    ...states,
    between("in"),
    ...(plan.input ? [isFar ? stripOf("x") : inputOf(presenting)] : []),
    gap("laid", presenting ? 5 : 8, 12),
    ...(presenting ? [] : [title]),
    { kind: "laid", key: "laid", least: ROOM, most: 4000, weight: 8 },
  ];
}

/** @param {boolean} presenting @returns {(name: string) => Wish} */
function vectorOf(presenting) {
  return (name) => ({
    kind: "vector",
    key: `row-${name}`,
    node: name,
    least: presenting ? 19 : 24,
    most: 44,
    weight: 0.3,
  });
}

/** @param {string} name @returns {Wish} */
function stripOf(name) {
  return { kind: "lane", key: `lane-${name}`, node: name, least: 16, most: 34, weight: 0.2 };
}

/** @param {boolean} presenting @returns {Wish} */
function lossOf(presenting) {
  return { kind: "loss", key: "loss", least: presenting ? 21 : 26, most: 28, weight: 0.1 };
}

/** @param {boolean} presenting @returns {Wish} */
function inputOf(presenting) {
  return { kind: "token", key: "x", node: "x", least: presenting ? 21 : 26, most: 30, weight: 0.1 };
}

/** @param {string} key @param {boolean} presenting @returns {Wish} */
function arrows(key, presenting) {
  return {
    kind: "arrows",
    key,
    least: presenting ? 14 : key === "out" ? 28 : 24,
    most: key === "out" ? 38 : 28,
    weight: key === "out" ? 0.3 : 0.1,
  };
}
