/**
 * The colour ramps, all in one place: signed values on PuOr (orange is positive), magnitudes on cividis, results of
 * a sigmoid on a grey ramp. In the dark the middle of PuOr is dark and the greys run the other way.
 *
 * @import {RampName} from "#app/types.js"
 */

import { hasUnknown } from "#app/state/unknown.js";

/** @typedef {"light" | "dark"} Theme */
/** @typedef {[number, number, number]} Rgb */

const STEPS = 256;

/** @type {Record<RampName, Record<Theme, string[]>>} */
const STOPS = {
  signed: {
    light: [
      "#3b1a78",
      "#55309a",
      "#8270b8",
      "#b4abd6",
      "#dcdcec",
      "#f6f4f1",
      "#f8dfc0",
      "#eeb476",
      "#d98a35",
      "#ba5f0b",
      "#9a4a06",
    ],
    dark: [
      "#c9b0ff",
      "#ab8cf0",
      "#8468c6",
      "#5b4a8a",
      "#383350",
      "#23252d",
      "#4a3722",
      "#7d5420",
      "#b8752a",
      "#ee9a3d",
      "#ffb765",
    ],
  },
  unit: {
    light: ["#f5f4f1", "#cdd0d2", "#9ea4a9", "#6b7279", "#434a53", "#1d242c"],
    dark: ["#22252d", "#474d56", "#6f767f", "#9aa1a9", "#c6cbd0", "#f3f5f7"],
  },
  magnitude: {
    light: ["#00224e", "#213a70", "#575d6d", "#7c7b78", "#a59c74", "#d2c060", "#fee838"],
    dark: ["#00224e", "#213a70", "#575d6d", "#7c7b78", "#a59c74", "#d2c060", "#fee838"],
  },
};

/** What is not a finite number has a colour that no ramp has, and a cross. */
/** @type {Record<Theme, Rgb>} */
export const BROKEN = { light: [0, 163, 108], dark: [64, 224, 160] };

/** Beside it in a chequered pattern, so that it does not rest on the colour alone. @type {Record<Theme, Rgb>} */
export const HATCH = { light: [0, 64, 44], dark: [10, 60, 42] };

/** What is hidden: the colour of an empty place. @type {Record<Theme, Rgb>} */
const HIDDEN = { light: [240, 239, 236], dark: [42, 47, 55] };

/**
 * The colour of what has no place on a ramp: hidden, or not finite.
 *
 * @param {number} value
 * @param {Theme} theme
 */
export function numberless(value, theme) {
  return Number.isNaN(value) && hasUnknown.value ? HIDDEN[theme] : BROKEN[theme];
}

/** @type {Map<string, Uint8ClampedArray>} */
const tables = new Map();

/**
 * @param {RampName} name
 * @param {Theme} theme
 * @returns {Uint8ClampedArray} 256 × rgb, from −1 to 1 for "signed", else from 0 to 1
 */
export function table(name, theme) {
  const key = `${name} ${theme}`;
  const known = tables.get(key);
  if (known) return known;
  const made = between(STOPS[name][theme].map(rgb));
  tables.set(key, made);
  return made;
}

/**
 * The place of a value in its table; −1 where it is not finite.
 *
 * @param {RampName} name
 * @param {number} value
 * @param {number} limit
 */
export function place(name, value, limit) {
  if (!Number.isFinite(value)) return -1;
  const share = name === "signed" ? (value / limit + 1) / 2 : value / limit;
  return Math.round(Math.max(0, Math.min(1, share)) * (STEPS - 1));
}

/**
 * @param {RampName} name
 * @param {Theme} theme
 * @param {number} value
 * @param {number} limit
 */
export function colour(name, theme, value, limit) {
  const at = place(name, value, limit);
  const [r, g, b] = at < 0 ? numberless(value, theme) : table(name, theme).subarray(3 * at, 3 * at + 3);
  return `rgb(${r} ${g} ${b})`;
}

/**
 * Whether letters on a colour are better read in white than in black (WCAG's luminance).
 *
 * @param {RampName} name
 * @param {Theme} theme
 * @param {number} value
 * @param {number} limit
 */
export function needsWhite(name, theme, value, limit) {
  const at = place(name, value, limit);
  const [r, g, b] = Array.from(
    at < 0 ? numberless(value, theme) : table(name, theme).subarray(3 * at, 3 * at + 3),
    linear,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.179; // where both have the same contrast
}

/** @param {number} channel of sRGB */
function linear(channel) {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** @param {Rgb[]} stops */
function between(stops) {
  const made = new Uint8ClampedArray(3 * STEPS);
  for (let k = 0; k < STEPS; k += 1) {
    const at = (k / (STEPS - 1)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    for (let c = 0; c < 3; c += 1) {
      made[3 * k + c] = stops[low][c] + (at - low) * (stops[low + 1][c] - stops[low][c]);
    }
  }
  return made;
}

/**
 * @param {string} hex
 * @returns {Rgb}
 */
export function rgb(hex) {
  const [r, g, b] = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
  return [r, g, b];
}
