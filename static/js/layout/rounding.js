/**
 * Numbers with a chosen count of decimals, as one writes them at a board.
 *
 *     rounded(0.46212, 2) "0.46"   rounded(0.5, 2) "0.5"   rounded(0.4999, 2) "0.50"   rounded(0.0003, 2) "3.0×10⁻⁴"
 *
 * A half goes away from zero (0.285 → 0.29, −0.285 → −0.29), judged by the number's first twelve digits, so that what a
 * computer holds as 0.28499999999999998 is rounded as the 0.285 that stands in the sum. What is exact is written
 * plainly; zeros at the end say that something was rounded. What would become 0 without being 0 is written with a
 * power of ten, and so is what is too long; so −0.00 never stands anywhere.
 */

const DIGITS = 12;
const LARGE = 1e6; // from here on with a power of ten

/** @typedef {{sign: string, digits: string, exponent: number | null, exact: boolean}} Rounded digits × 10^exponent */

/**
 * @param {number} value finite
 * @param {number} decimals
 * @returns {Rounded}
 */
export function rounded(value, decimals) {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  const near = fixed(size, decimals);
  if (size < LARGE && (size === 0 || /[1-9]/.test(near.digits))) {
    return { sign: near.digits === "0" ? "" : sign, ...near, exponent: null };
  }
  let exponent = Number(size.toExponential(DIGITS - 1).split("e")[1]);
  const most = size < 1 ? 1 : 2;
  let lead = fixed(scaled(size, exponent), Math.min(decimals, most));
  if (Number(lead.digits) >= 10) {
    exponent += 1;
    lead = fixed(scaled(size, exponent), Math.min(decimals, most));
  }
  return { sign, ...lead, exponent };
}

/**
 * Three significant digits, as everywhere on the page; fewer where the number has fewer.
 *
 * @param {number} value finite
 * @returns {Rounded}
 */
export function significant(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === 0) return { sign: "", digits: "0", exponent: null, exact: true };
  const exponent = Number(size.toExponential(2).split("e")[1]);
  if (exponent >= -3 && exponent < 3) {
    const near = fixed(size, Math.max(0, 2 - exponent));
    return { sign, ...near, exponent: null };
  }
  if (exponent < 6) {
    const whole = fixed(size, 0);
    if (whole.exact && exponent > 0) return { sign, ...whole, exponent: null };
  }
  return { sign, ...fixed(scaled(size, exponent), 2), exponent };
}

/**
 * @param {number} size
 * @param {number} exponent
 */
function scaled(size, exponent) {
  const [lead, power] = size.toExponential(DIGITS - 1).split("e");
  return Number(`${lead}e${Number(power) - exponent}`);
}

/**
 * @param {number} size not negative
 * @param {number} decimals
 * @returns {{digits: string, exact: boolean}}
 */
function fixed(size, decimals) {
  const [lead, power] = size.toExponential(DIGITS - 1).split("e");
  const all = lead.replace(".", "");
  const kept = Number(power) + 1 + decimals; // digits that stay
  const exact = kept < DIGITS ? /^0*$/.test(all.slice(Math.max(0, kept))) : Number(size.toFixed(decimals)) === size;
  const up = kept >= 0 && all[kept] >= "5" ? 1n : 0n;
  const whole = BigInt(all.slice(0, Math.max(0, kept)).padEnd(Math.max(1, kept), "0")) + up;
  const padded = String(kept > 0 || up ? whole : 0n).padStart(decimals + 1, "0");
  const front = padded.slice(0, padded.length - decimals);
  const back = padded.slice(padded.length - decimals);
  const digits = decimals ? `${front}.${back}` : front;
  return { digits: exact && decimals ? digits.replace(/\.?0+$/, "") : digits, exact };
}
