/**
 * Parts of a scene: its columns without the lanes below them, or the lanes alone.
 *
 * @import {Scene} from "#app/types.js"
 */

const ABOVE = 6; // pixels over the first lane
const STEPS = 28; // height of the steps' names

/** @typedef {"stage" | "columns" | "lanes"} Part */

/**
 * @param {Scene} scene
 * @param {Part} part
 * @returns {{scene: Scene, top: number, bottom: number}}
 */
export function partOf(scene, part) {
  const cut = lanesTop(scene);
  if (part === "stage" || cut === null) return { scene, top: scene.unfolded?.top ?? 0, bottom: scene.height };
  return part === "columns" ? columnsOf(scene, cut) : lanesOf(scene, cut);
}

/** Where the lanes begin; null where there are none. @param {Scene} scene */
export function lanesTop({ lanes, curve }) {
  const tops = [...lanes.map(({ y }) => y), ...(curve ? [curve.band.y] : [])];
  return tops.length ? Math.min(...tops) - ABOVE : null;
}

/** @param {Scene} scene @param {number} cut */
function columnsOf(scene, cut) {
  const bottom = cut + STEPS * scene.larger;
  const isAbove = (/** @type {{y: number}} */ { y }) => y < cut;
  const steps = scene.words
    .filter(({ tone }) => isStep(tone))
    .map((one) => ({ ...one, y: cut + (STEPS / 2) * scene.larger }));
  const kept = {
    ...scene,
    height: bottom,
    lanes: [],
    curve: null,
    boxes: scene.boxes.filter(isAbove),
    outlines: scene.outlines.filter(isAbove),
    labels: scene.labels.filter(isAbove),
    words: [...scene.words.filter((one) => !isStep(one.tone) && isAbove(one)), ...steps],
  };
  return { scene: kept, top: 0, bottom };
}

/** @param {Scene} scene @param {number} cut */
function lanesOf(scene, cut) {
  const isBelow = (/** @type {{y: number}} */ { y }) => y >= cut;
  const kept = {
    ...scene,
    vectors: [],
    bars: [],
    edges: [],
    initialNames: [],
    notes: undefined,
    boxes: scene.boxes.filter(isBelow),
    outlines: scene.outlines.filter(isBelow),
    labels: scene.labels.filter(isBelow),
    words: scene.words.filter(isBelow),
  };
  return { scene: kept, top: cut, bottom: scene.height };
}

/** @param {string} tone */
function isStep(tone) {
  return /^step\b/u.test(tone);
}
