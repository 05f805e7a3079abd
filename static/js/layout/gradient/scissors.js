/**
 * Cuts in the picture: a line through graph and ledger wherever scissors were at work; and while they are out, one
 * between any two columns, where a click cuts or joins.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {LaidGround, Spot} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { cutsOf } from "#app/state/laid/scissors.js";
import { truncationWords as said } from "#app/words/gradient/truncation.js";

const WIDE = 24; // pixels that a click may be off

/**
 * @param {LaidGround} ground
 * @param {{top: number, bottom: number}} span of the lines
 * @returns {{boxes: Box[], words: Words[], spots: Spot[]}}
 */
export function cutMarks({ plan, axis, laid, compact }, { top, bottom }) {
  /** @type {{boxes: Box[], words: Words[], spots: Spot[]}} */
  const found = { boxes: [], words: [], spots: [] };
  const cut = new Set([...cutsOf(plan.changes ?? [], plan).values()].flat());
  const isOut = Boolean(laid.tool) && axis.pitch >= WIDE;
  if (!cut.size && !isOut) return found;
  for (let before = Math.max(2, axis.first); before <= axis.last; before += 1) {
    const isCut = cut.has(before);
    if (!isCut && !isOut) continue;
    const [key, x] = [`snip-${before}`, begins(axis, before)];
    found.boxes.push({
      key,
      tone: `laid-snip${isCut ? "" : " open"}`,
      x: x - 1,
      y: top,
      width: 2,
      height: bottom - top,
      radius: 1,
    });
    if (isCut && !compact && axis.pitch >= 2 * WIDE)
      found.words.push({ key, tone: "laid-snip", x: x + 4, y: top + 8, text: said.mark, anchor: "start" });
    if (isOut) found.spots.push({ x: x - WIDE / 2, y: top, width: WIDE, height: bottom - top, to: { snip: before } });
  }
  return found;
}
