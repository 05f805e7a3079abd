/**
 * What truncation left of the gradient, in the corner under its norm: how long it is of the whole, how far it turned.
 *
 * @import {Words} from "#app/types.js"
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { besideGrid } from "#app/layout/gradient/ledgersums.js";

/**
 * @param {Ledger} ledger
 * @returns {Words[]}
 */
export function whatIsLeft(ledger) {
  const { ground, measure, sumsTop, sumsHeight } = ledger;
  const { truncation } = ground.answer.message;
  if (!truncation || truncation.relative_size === null || measure !== "along") return [];
  const angle = ground.compact ? "" : degrees(truncation.angle); // a narrow stage has no room for both
  const text = [percent(truncation.relative_size), angle].filter(Boolean).join(", ");
  const y = sumsTop + sumsHeight + (ground.presenting ? 14 : 12); // clear of the norm's name
  return [{ key: "left", tone: "laid-left", x: besideGrid(ledger), y, text, anchor: "start" }];
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
