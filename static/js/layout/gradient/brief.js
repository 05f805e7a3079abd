/** Numbers where there is little room. */

import { figure, raised, signed } from "#app/layout/figures.js";
import { widthOf } from "#app/layout/lettering.js";

const NARROW = /[⁻⁰¹²³⁴-⁹·.]/gu; // letters half as wide as a digit

/**
 * A number in as few letters as its room takes; where even its power has none, its sign.
 *
 *     +0.0312   −0.031   −.031   −5.5·10⁻⁶   −6·10⁻⁶   −10⁻⁵ (the nearest power alone)
 *
 * @param {number} value
 * @param {number} room in pixels
 * @param {number} letters
 * @param {boolean} hasSign
 */
export function brief(value, room, letters, hasSign = true) {
  const full = hasSign ? signed(value) : figure(value);
  if (wide(full, letters) <= room || !Number.isFinite(value) || value === 0) return full;
  const sign = value < 0 ? "−" : hasSign ? "+" : "";
  const power = Math.round(Math.log10(Math.abs(value)));
  const texts = [...[2, 1].flatMap((digits) => shortened(Math.abs(value), digits)), `10${raised(power)}`];
  return texts.map((text) => sign + text).find((text) => wide(text, letters) <= room) ?? sign;
}

/**
 * @param {number} size
 * @param {number} digits
 */
function shortened(size, digits) {
  const [lead, power] = size.toExponential(digits - 1).split("e");
  const exponent = Number(power);
  if (exponent < -3 || exponent > 3) return [`${lead}·10${raised(exponent)}`];
  const plain = Number(`${lead}e${power}`).toFixed(Math.max(0, digits - 1 - exponent));
  return plain.startsWith("0.") ? [plain, plain.slice(1)] : [plain];
}

/**
 * @param {string} text
 * @param {number} letters
 */
function wide(text, letters) {
  return widthOf(text.replaceAll(NARROW, "."), letters);
}
