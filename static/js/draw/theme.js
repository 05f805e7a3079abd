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

/**
 * The page's colours as its style sheets write them for one theme, by custom property: all that stands on :root.
 *
 * @param {Theme} wanted
 * @returns {Record<string, string>}
 */
export function themeColours(wanted) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSStyleRule) take(rule, found);
      if (!(rule instanceof CSSMediaRule) || wanted !== "dark") continue;
      if (rule.conditionText !== "(prefers-color-scheme: dark)") continue;
      for (const inner of rule.cssRules) if (inner instanceof CSSStyleRule) take(inner, found);
    }
  }
  return found;
}

/**
 * @param {CSSStyleRule} rule
 * @param {Record<string, string>} found
 */
function take({ selectorText, style }, found) {
  if (selectorText !== ":root") return;
  for (const name of style) {
    const value = style.getPropertyValue(name).trim();
    if (name.startsWith("--") && CSS.supports("color", value)) found[name] = value;
  }
}
