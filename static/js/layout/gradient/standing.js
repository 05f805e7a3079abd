/**
 * The graph in columns: E in its pills, the state's vectors, x below; the ways between them, and on the lit path the
 * arrows that carry the gradient back.
 *
 * @import {Band, Box, Edge, Lane, RowLabel, Scene, Vector, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Path, Spot} from "#app/gradient.js"
 */

import { furnish, vectorWidth } from "#app/layout/columns.js";
import { brief } from "#app/layout/gradient/brief.js";
import { fewRows } from "#app/layout/gradient/graph.js";
import { waysOf } from "#app/layout/gradient/ways.js";
import { initialValues } from "#app/layout/initial.js";
import { placeNames } from "#app/layout/initialnames.js";
import { labelsOf } from "#app/layout/labels.js";
import { widthOf } from "#app/layout/lettering.js";
import { foldNames } from "#app/layout/stepnames.js";

/**
 * @typedef {object} Above what stands above the view
 * @property {Vector[]} vectors
 * @property {Box[]} boxes
 * @property {Edge[]} edges
 * @property {Words[]} words
 * @property {NonNullable<Scene["notes"]>} notes
 * @property {Lane[]} lanes
 * @property {RowLabel[] | null} labels
 * @property {Scene["initialNames"]} initialNames
 * @property {Spot[]} spots
 */

const LETTERS = { usual: 14, small: 12 };
const DOT = 10; // a loss whose number has no room

/**
 * @param {Ground} ground
 * @param {Path | null} path
 * @param {{width: number, compact: boolean, factors: import("#app/layout/initialnames.js").Room[]}} room
 * @returns {Above}
 */
export function standing(ground, path, { width, compact, factors }) {
  const furniture = furnish(ground);
  const initial = initialValues(ground, !compact);
  const losses = lossPills(ground, path);
  const vectors = furniture.vectors.map((vector) => ({ ...vector, key: `laid-${vector.key}` }));
  const labels = labelsOf(ground.run.plan, [...ground.band.values()], compact);
  const named = placeNames(initial.names, initial.boxes, labels, width, factors);
  const { top, bottom } = ground.frame;
  return {
    vectors: [...vectors, ...initial.vectors],
    boxes: [
      ...furniture.boxes.filter(({ tone }) => !tone.startsWith("frame")),
      ...initial.boxes,
      ...losses.boxes,
      ...litNodes(ground, path),
    ],
    edges: waysOf(ground, path),
    words: [
      ...furniture.words.filter(({ tone }) => !/^(target|loss)/u.test(tone)),
      ...losses.words,
      ...foldNames(ground.axis, (top + bottom) / 2, compact),
    ],
    notes: [],
    lanes: [],
    labels: named.labels,
    initialNames: named.names,
    spots: losses.spots,
  };
}

/**
 * E_t with its number, where the step has one; the chosen loss is filled.
 *
 * @param {Ground} ground
 * @param {Path | null} path
 * @returns {{boxes: Box[], words: Words[], spots: Spot[]}}
 */
function lossPills({ run, band, columns, axis, narrow }, path) {
  /** @type {{boxes: Box[], words: Words[], spots: Spot[]}} */
  const found = { boxes: [], words: [], spots: [] };
  const place = band.get("loss");
  if (!place || !run.losses) return found;
  for (const { key, t, x } of columns) {
    if (!run.hasLoss?.[t - 1]) continue;
    const isLit = Boolean(path?.nodes.has(`loss@${t}`));
    const [letters, aside] = narrow ? [LETTERS.small, 5] : [LETTERS.usual, 10];
    const text = brief(run.losses[t - 1], axis.pitch - aside, letters, false);
    const usual = Math.max(place.height, widthOf(text, letters) + 12);
    const width = text ? Math.min(usual, axis.pitch - 4) : DOT;
    const tall = text ? place.height : DOT;
    const box = { x: x - width / 2, y: place.y + place.height - tall, width, height: tall };
    found.boxes.push({
      key: `E-${key}`,
      tone: `laid-loss${isLit ? " lit" : ""}`,
      ...box,
      radius: Math.min(width, tall) / 2,
    });
    if (text)
      found.words.push({
        key: `E-${key}`,
        tone: `laid-loss${isLit ? " lit" : ""}${narrow ? " small" : ""}`,
        x,
        y: place.y + place.height / 2,
        text,
        anchor: "middle",
      });
    found.spots.push({ ...box, to: { t } });
  }
  return found;
}

/**
 * Frames around the vectors on the path.
 *
 * @param {Ground} ground
 * @param {Path | null} path
 * @returns {Box[]}
 */
function litNodes({ run, band, columns }, path) {
  if (!path) return [];
  return columns.flatMap((column) =>
    fewRows(run.plan).rows.flatMap(({ name }) => {
      const place = /** @type {Band | undefined} */ (band.get(`row-${name}`));
      const key = `${name}@${column.t}`;
      const isGone = path.gone?.nodes.has(key);
      if (!place || !(path.nodes.has(key) || isGone)) return [];
      const wide = vectorWidth(column) + 8;
      const box = { x: column.x - wide / 2, y: place.y - 4, width: wide, height: place.height + 8, radius: 5 };
      return [{ key: `lit-${name}-${column.key}`, tone: `laid-lit${isGone ? " gone" : ""}`, ...box }];
    }),
  );
}
