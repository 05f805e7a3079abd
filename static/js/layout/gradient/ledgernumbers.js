/**
 * The numbers in the ledger's cells, where they have room: signed, as short as it takes.
 *
 * @import {Ledger} from "#app/layout/gradient/ledger.js"
 */

import { figure, raised, signed } from "#app/layout/figures.js";
import { widthOf } from "#app/layout/lettering.js";

const LETTERS = 14;
const LEAST = { width: 40, height: 16 };

/** @param {Ledger} ledger whether there are numbers at all */
export function numbersFit({ tops, edges }) {
  return edges[1] - edges[0] >= LEAST.width && tops[1] - tops[0] >= LEAST.height;
}

/**
 * Row after row, "" where no path leads.
 *
 * @param {Ledger} ledger
 */
export function cellTexts({ losses, copies, at, edges, measure }) {
  const found = [];
  for (let t = losses.first; t <= losses.last; t += 1) {
    for (let k = copies.first; k <= copies.last; k += 1) {
      const value = at(t, k);
      const m = k - copies.first;
      found.push(value === null ? "" : brief(value, edges[m + 1] - edges[m] - 6, LETTERS, measure !== "norms"));
    }
  }
  return found;
}

/**
 * A number in as few letters as its room takes; where even its power has none, its sign.
 *
 *     +0.0312   −5.50×10⁻⁶   −6×10⁻⁶   −10⁻⁶ (about)
 *
 * @param {number} value
 * @param {number} room in pixels
 * @param {number} letters
 * @param {boolean} hasSign
 */
export function brief(value, room, letters, hasSign = true) {
  const full = hasSign ? signed(value) : figure(value);
  if (widthOf(full, letters) <= room || !Number.isFinite(value) || value === 0) return full;
  const sign = value < 0 ? "−" : hasSign ? "+" : "";
  const [digits, power] = Math.abs(value).toExponential(0).split("e");
  const exponent = Number(power);
  const plain = exponent >= -2 && exponent < 3 ? Number(`${digits}e${power}`).toFixed(Math.max(0, -exponent)) : null;
  const texts = [
    ...(plain ? [`${sign}${plain}`] : []),
    `${sign}${digits}·10${raised(exponent)}`,
    `${sign}10${raised(exponent)}`,
  ];
  return texts.find((text) => widthOf(text, letters) <= room + 2) ?? sign;
}
