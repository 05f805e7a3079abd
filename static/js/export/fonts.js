/**
 * Which of the page's fonts a picture's letters need, and the rules by which it carries them.
 *
 * @import {Shape} from "#app/types.js"
 */

import { setName } from "#app/export/names.js";

/**
 * @typedef {object} Font
 * @property {string} file
 * @property {string} family
 * @property {string} style
 * @property {string} weight
 */

const INTER = { family: "Inter Variable", style: "normal", weight: "100 900" };

/** @type {Record<string, Font>} */
const FONTS = {
  latin: { file: "inter-latin-wght-normal.woff2", ...INTER },
  extended: { file: "inter-latin-ext-wght-normal.woff2", ...INTER },
  greek: { file: "inter-greek-wght-normal.woff2", ...INTER },
  math: { file: "KaTeX_Math-Italic.woff2", family: "KaTeX_Math", style: "italic", weight: "400" },
  main: { file: "KaTeX_Main-Regular.woff2", family: "KaTeX_Main", style: "normal", weight: "400" },
  italic: { file: "KaTeX_Main-Italic.woff2", family: "KaTeX_Main", style: "italic", weight: "400" },
  bold: { file: "KaTeX_Main-Bold.woff2", family: "KaTeX_Main", style: "normal", weight: "700" },
};

/** Letters that stand in a part of Inter of their own. */
const GREEK = /[\u0370-\u03FF]/u;
const EXTENDED =
  /[\u0100-\u0130\u0132-\u0151\u0154-\u02BA\u1D00-\u1DBF\u1E00-\u1EFF\u20A0-\u20AB\u20AD-\u20C0\u2C60-\u2C7F\uA720-\uA7FF]/u;

/**
 * @param {Shape[]} shapes
 * @returns {Font[]}
 */
export function fontsOf(shapes) {
  /** @type {Set<string>} */
  const needed = new Set();
  for (const shape of shapes) {
    if (shape.kind === "text") words(shape.text, needed);
    if (shape.kind !== "name") continue;
    for (const { tex, word } of shape.pieces) {
      if (word) words(word, needed);
      for (const { face } of setName(tex).pieces) needed.add(face);
    }
  }
  return Object.keys(FONTS)
    .filter((name) => needed.has(name))
    .map((name) => FONTS[name]);
}

/** @param {string} text @param {Set<string>} needed */
function words(text, needed) {
  needed.add("latin");
  if (EXTENDED.test(text)) needed.add("extended");
  if (GREEK.test(text)) needed.add("greek");
}

/**
 * @param {Font[]} fonts
 * @param {(string | null)[]} addresses that hold the fonts themselves; null: not to be had
 * @returns {string}
 */
export function fontRules(fonts, addresses) {
  return fonts
    .map(({ family, style, weight }, k) =>
      addresses[k]
        ? `@font-face{font-family:'${family}';font-style:${style};font-weight:${weight};src:url(${addresses[k]})}`
        : "",
    )
    .join("");
}
