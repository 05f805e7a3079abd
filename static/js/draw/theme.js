/**
 * Light or dark, as the person's system says, and the colours a canvas needs, read from the page's custom properties.
 *
 * @import {Palette} from "#app/draw/cells.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { computed, signal } from "#vendor/preact.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const forced = matchMedia("(forced-colors: active)");
const changes = signal(0);
for (const query of [dark, forced]) query.addEventListener("change", () => (changes.value += 1));

export const theme = computed(() => {
  changes.value;
  return /** @type {Theme} */ (dark.matches ? "dark" : "light");
});

export const palette = computed(() => {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  /** @type {Palette} */
  const colours = {
    theme: theme.value,
    card: read("--card"),
    ink: read("--ink"),
    forwardBand: read("--forward-band"),
    backwardBand: read("--backward-band"),
    best: read("--output"),
    other: read("--other-bar"),
    empty: read("--empty"),
  };
  return colours;
});
