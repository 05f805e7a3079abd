/**
 * Cuts in the picture: a line through graph and ledger wherever scissors were at work; and while they are out, one
 * between any two columns, where a click cuts or joins.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {LaidGround, Spot} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { cutsOf, delayEdges } from "#app/state/laid/scissors.js";
import { truncationWords as said } from "#app/words/gradient/truncation.js";

const WIDE = 24; // pixels that a click may be off

/**
 * @param {LaidGround} ground
 * @param {{top: number, bottom: number}} span of the lines
 * @returns {{boxes: Box[], words: Words[], spots: Spot[]}}
 */
export function cutMarks(ground, { top, bottom }) {
  const { plan, axis, laid } = ground;
  /** @type {{boxes: Box[], words: Words[], spots: Spot[]}} */
  const found = { boxes: [], words: [], spots: [] };
  const cuts = cutsOf(plan.changes ?? [], plan);
  const cut = new Set([...cuts.values()].flat());
  const isOut = Boolean(laid.tool) && axis.pitch >= WIDE;
  if (!cut.size && !isOut) return found;
  for (let before = Math.max(2, axis.first); before <= axis.last; before += 1) {
    const isCut = cut.has(before);
    if (!isCut && !isOut) continue;
    const [key, x] = [`snip-${before}`, begins(axis, before)];
    const tone = `laid-snip${isCut ? "" : " open"}`;
    found.boxes.push({ key, tone, x: x - 1, y: top, width: 2, height: bottom - top, radius: 1 });
    if (isCut && axis.pitch >= WIDE) found.words.push(...crosses(ground, cuts, before, x));
    if (isOut) found.spots.push({ x: x - WIDE / 2, y: top, width: WIDE, height: bottom - top, to: { snip: before } });
  }
  return found;
}

/**
 * A cross on every delay edge that is cut.
 *
 * @param {LaidGround} ground
 * @param {Map<string, number[]>} cuts
 * @param {number} before
 * @param {number} x
 * @returns {Words[]}
 */
function crosses({ plan, band }, cuts, before, x) {
  return delayEdges(plan).flatMap(({ key, from }) => {
    const row = band.get(`row-${from}`);
    if (!row || !cuts.get(key)?.includes(before)) return [];
    const y = row.y + row.height / 2;
    return [
      {
        key: `snip-${before}-${key}`,
        tone: "laid-snip",
        x,
        y,
        text: said.mark,
        anchor: /** @type {const} */ ("middle"),
      },
    ];
  });
}
