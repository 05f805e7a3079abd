/**
 * Cuts in the picture: a line through graph and ledger wherever scissors were at work; where the chosen loss has gone
 * back its stages, one down to its own cells; and while the scissors are out, one between any two columns, where a click
 * cuts or joins.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {LaidGround, Path, Spot} from "#app/gradient.js"
 */

import { begins } from "#app/layout/axis.js";
import { cutsOf, delayEdges } from "#app/state/laid/scissors.js";
import { truncationWords as said } from "#app/words/gradient/truncation.js";

const WIDE = 24; // pixels that a click may be off

/**
 * @param {LaidGround} ground
 * @param {Path} path
 * @param {{top: number, own: number, bottom: number}} span of the lines
 * @returns {{boxes: Box[], words: Words[], spots: Spot[]}}
 */
export function cutMarks(ground, path, { top, own, bottom }) {
  const { plan, axis, laid } = ground;
  /** @type {{boxes: Box[], words: Words[], spots: Spot[]}} */
  const found = { boxes: [], words: [], spots: [] };
  const cuts = cutsOf(plan.changes ?? [], plan);
  const cut = new Set([...cuts.values()].flat());
  const ends = endsOf(path);
  const isOut = Boolean(laid.tool) && axis.pitch >= WIDE;
  if (!cut.size && !ends.size && !isOut) return found;
  for (let before = Math.max(2, axis.first); before <= axis.last; before += 1) {
    const [isCut, isEnd] = [cut.has(before), ends.has(before)];
    if (!isCut && !isEnd && !isOut) continue;
    const [key, x] = [`snip-${before}`, begins(axis, before)];
    const tone = `laid-snip${isCut || isEnd ? "" : " open"}`;
    found.boxes.push({
      key,
      tone,
      x: x - 1,
      y: top,
      width: 2,
      height: (isEnd && !isCut ? own : bottom) - top,
      radius: 1,
    });
    if (axis.pitch >= WIDE) {
      const edges = delayEdges(plan).filter(({ key: edge }) => cuts.get(edge)?.includes(before));
      const rows = [...edges.map(({ from }) => from), ...(ends.get(before) ?? [])];
      found.words.push(...crosses(ground, new Set(rows), before, x));
    }
    if (isOut) found.spots.push({ x: x - WIDE / 2, y: top, width: WIDE, height: bottom - top, to: { snip: before } });
  }
  return found;
}

/**
 * Where the path ends: the step after each cut, and the rows whose ways it cuts.
 *
 * @param {Path} path
 * @returns {Map<number, string[]>}
 */
function endsOf({ ends }) {
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const end of ends ?? []) {
    const [way, t] = [end.slice(0, end.lastIndexOf("@")), Number(end.slice(end.lastIndexOf("@") + 1))];
    const [from, , shift] = way.split(" ");
    const before = Math.max(t, t + Number(shift));
    found.set(before, [...(found.get(before) ?? []), from]);
  }
  return found;
}

/**
 * A cross on every row whose way is cut.
 *
 * @param {LaidGround} ground
 * @param {Set<string>} rows
 * @param {number} before
 * @param {number} x
 * @returns {Words[]}
 */
function crosses({ band }, rows, before, x) {
  return [...rows].flatMap((name) => {
    const row = band.get(`row-${name}`);
    if (!row) return [];
    const [key, y] = [`snip-${before}-${name}`, row.y + row.height / 2];
    return [{ key, tone: "laid-snip", x, y, text: said.mark, anchor: /** @type {const} */ ("middle") }];
  });
}
