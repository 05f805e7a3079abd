/**
 * Numbers in the cells of a product: two decimals in equal columns, with one power of ten for a whole table where its
 * numbers are small or large.
 *
 *     scaleOf([3.1e-5, 2e-6])  −5        cellText(3.1e-5, −5)  "3.10"
 */

import { figure } from "#app/layout/figures.js";

/**
 * The power of ten that all numbers of a table are shown in; 0 where they read well as they are.
 *
 * @param {number} largest magnitude among them
 */
export function scaleOf(largest) {
  if (!(largest > 0) || !Number.isFinite(largest) || (largest >= 0.0995 && largest < 999.5)) return 0;
  return Math.floor(Math.log10(largest * 1.0005));
}

/**
 * @param {number | null | undefined} value
 * @param {number} power of ten that it is shown in
 * @param {number | null} [decimals] how many the page wants, instead of two
 */
export function cellText(value, power, decimals = null) {
  if (value === null || value === undefined) return "";
  if (Number.isNaN(value)) return figure(value);
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size === 0) return "0";
  const shown = power < -300 ? (size * 1e300) / 10 ** (power + 300) : size / 10 ** power;
  if (decimals !== null) return withDecimals(shown, decimals) === "≈0" ? "≈0" : sign + withDecimals(shown, decimals);
  if (shown >= 999.5) return `${sign}>999`;
  if (shown >= 99.95) return sign + shown.toFixed(0);
  if (shown >= 9.995) return sign + shown.toFixed(1);
  if (shown >= 0.005) return sign + shown.toFixed(2);
  return shown >= 0.0005 ? sign + shown.toFixed(3).slice(1) : "≈0";
}

/**
 * As many as the page wants; what is whole is written plainly, and nothing that is not 0 reads as 0.
 *
 * @param {number} size
 * @param {number} decimals
 */
function withDecimals(size, decimals) {
  if (Number.isInteger(size) && size < 1e6) return String(size);
  if (size >= 1e6) return ">999999";
  const text = size.toFixed(decimals);
  return Number(text) === 0 ? "≈0" : text;
}

/**
 * The largest finite magnitude.
 *
 * @param {ArrayLike<number>} numbers
 */
export function largestOf(numbers) {
  let found = 0;
  for (let k = 0; k < numbers.length; k += 1) {
    const size = Math.abs(numbers[k]);
    if (size > found && size < Number.POSITIVE_INFINITY) found = size;
  }
  return found;
}
