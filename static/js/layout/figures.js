/**
 * Numbers as they stand on the page: three significant digits, or the chosen count of decimals; a real minus sign,
 * powers of ten as powers.
 *
 *     figure(0.93071) "0.931"   figure(-5.5e-6) "−5.50×10⁻⁶"   figure(Infinity) "∞"
 */

import { rounded, significant } from "#app/layout/rounding.js";
import { decimals } from "#app/state/decimals.js";
import { hasUnknown, UNKNOWN } from "#app/state/unknown.js";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * @param {number | null | undefined} value
 * @param {boolean} [hidden] whether NaN stands for what is hidden
 * @returns {string}
 */
export function figure(value, hidden = hasUnknown.value) {
  if (value === null || value === undefined) return "–";
  if (Number.isNaN(value)) return hidden ? UNKNOWN : "NaN";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (decimals.value !== null) return spell(rounded(value, decimals.value));
  const [digits, power] = size.toExponential(2).split("e");
  const exponent = Number(power);
  if (exponent >= -3 && exponent < 3) return sign + Number(`${digits}e${power}`).toFixed(Math.max(0, 2 - exponent));
  return `${sign}${digits}×${powerOfTen(exponent)}`;
}

/**
 * All digits that the number has, as few as bring it back.
 *
 * @param {number} value
 * @param {boolean} [hidden]
 */
export function full(value, hidden) {
  return Number.isFinite(value) ? String(value).replace("-", "−") : figure(value, hidden);
}

/** @param {import("#app/layout/rounding.js").Rounded} number */
function spell({ sign, digits, exponent }) {
  return sign + digits + (exponent === null ? "" : `×${powerOfTen(exponent)}`);
}

/**
 * As TeX, and whether that is all of it: at a board exact numbers are written plainly (0.5), rounded ones are not (0.50).
 *
 * @param {number} value
 * @param {boolean} [hidden] whether NaN stands for what is hidden
 * @returns {{tex: string, exact: boolean}}
 */
export function chalk(value, hidden = hasUnknown.value) {
  if (Number.isNaN(value)) return { tex: hidden ? String.raw`\text{?}` : String.raw`\text{NaN}`, exact: true };
  if (!Number.isFinite(value)) return { tex: value < 0 ? String.raw`-\infty` : String.raw`\infty`, exact: true };
  const { sign, digits, exponent, exact } =
    decimals.value === null ? significant(value) : rounded(value, decimals.value);
  const power = exponent === null ? "" : String.raw` \cdot 10^{${exponent}}`;
  return { tex: sign.replace("−", "-") + digits + power, exact };
}

/**
 * The same, as a voice reads it well.
 *
 *     spoken(-5.5e-6) "minus 5.50 times 10 to the minus 6"
 *
 * @param {number | null | undefined} value
 * @param {boolean} [hidden]
 */
export function spoken(value, hidden) {
  return figure(value, hidden)
    .replace(/×10([⁻⁰-⁹¹²³]+)/u, (_, power) => ` times 10 to the ${lying(power)}`)
    .replaceAll("−", "minus ")
    .replace("∞", "infinity")
    .replace("NaN", "not a number")
    .replace(UNKNOWN, "hidden");
}

/**
 * Its sign in letters, so that nobody needs a colour for it.
 *
 * @param {number} value
 */
export function signed(value) {
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** @param {string} power in raised digits */
function lying(power) {
  return Array.from(power, (sign) => (sign === "⁻" ? "minus " : RAISED.indexOf(sign))).join("");
}

/**
 * A round number without trailing zeros, for the ends of ramps.
 *
 * @param {number} value
 */
export function plain(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4)) return figure(value);
  return `${value < 0 ? "−" : ""}${size}`;
}

/** @param {number} exponent */
export function powerOfTen(exponent) {
  return `10${raised(exponent)}`;
}

/** @param {number} whole */
export function raised(whole) {
  return String(whole)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => RAISED[Number(digit)]);
}

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/**
 * The round number at or above a magnitude: the end of a colour ramp, which then seldom moves while a run arrives.
 *
 * @param {number} size
 */
export function roundUp(size) {
  if (!(size > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = ROUND.find((round) => size / power <= round * (1 + 1e-12)) ?? 10;
  return Number((lead * power).toPrecision(2));
}

/** @param {number[]} shape "8 × 9", or "8" */
export function shapeOf(shape) {
  return shape.length ? shape.join(" × ") : "1";
}
