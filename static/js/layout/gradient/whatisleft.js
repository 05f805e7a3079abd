/**
 * What truncation left of the gradient, in the corner under its norm: how long it is of the whole, how far it turned.
 *
 * @import {Words} from "#app/types.js"
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { lettersOf } from "#app/layout/gradient/ledgernumbers.js";
import { NAMES } from "#app/layout/gradient/ledgerplaces.js";
import { besideGrid } from "#app/layout/gradient/ledgersums.js";
import { widthOf } from "#app/layout/lettering.js";
import { truncationWords as said } from "#app/words/gradient/truncation.js";

const LINES = { first: 47, apart: 16 }; // under the total and its name

/**
 * In words where two lines have room, else in numbers alone.
 *
 * @param {Ledger} ledger
 * @returns {Words[]}
 */
export function whatIsLeft(ledger) {
  const { ground, measure, sumsTop, sumsHeight } = ledger;
  const { truncation } = ground.answer.message;
  if (!truncation || truncation.relative_size === null || measure !== "along") return [];
  const [size, angle] = [percent(truncation.relative_size), degrees(truncation.angle)];
  const x = besideGrid(ledger);
  const line = { tone: "laid-left", x, anchor: /** @type {const} */ ("start") };
  const lines = said.left(size, angle);
  const wide = Math.max(...lines.map((text) => widthOf(text, lettersOf(ledger))));
  const isTall = sumsHeight + NAMES >= LINES.first + LINES.apart;
  if (isTall && !ground.presenting && wide <= ground.room.width - x)
    return lines.map((text, n) => ({ ...line, key: `left-${n}`, y: sumsTop + LINES.first + n * LINES.apart, text }));
  const text = [size, ground.compact ? "" : angle].filter(Boolean).join(", "); // a narrow stage has no room for both
  return [{ ...line, key: "left", y: sumsTop + sumsHeight + (ground.presenting ? 14 : 12), text }]; // clear of the norm's name
}

/** @param {number} share */
function percent(share) {
  return `${share < 0.01 && share > 0 ? "< 1" : Math.round(100 * share)} %`;
}

/** @param {number | null} angle */
function degrees(angle) {
  if (angle === null) return "";
  return angle > 0 && angle < 1 ? "< 1°" : `${Math.round(angle)}°`;
}
