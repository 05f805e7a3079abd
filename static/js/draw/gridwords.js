/**
 * The numbers in the cells of a grid, as letters.
 *
 * @import {Words} from "#app/types.js"
 * @import {Grid} from "#app/gradient.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { needsWhite } from "#app/draw/ramps.js";

/**
 * What is written in the cells, in black or white as its colour asks.
 *
 * @param {Grid} grid
 * @param {Theme} theme
 * @returns {Words[]}
 */
export function gridWords({ key, across, down, values, texts, lost, ramp, limit }, theme) {
  const wide = across.length - 1;
  return (texts ?? []).flatMap((text, at) => {
    if (!text) return [];
    const [n, m] = [Math.floor(at / wide), at % wide];
    const shade = lost?.[at] ? "plain" : needsWhite(ramp, theme, values[at], limit) ? "white" : "black";
    const [x, y] = [(across[m] + across[m + 1]) / 2, (down[n] + down[n + 1]) / 2];
    return [
      { key: `${key}-${n}-${m}`, tone: `laid-number ${shade}`, x, y, text, anchor: /** @type {const} */ ("middle") },
    ];
  });
}
