/**
 * From what a person sets to a spec: the sentence becomes tokens, and each token's target is the next one.
 *
 * @import {Setup} from "#app/types.js"
 */

/** Follows the last token, so that every step has a target. */
export const END = "(end)"; // no token of a sentence: brackets stand alone

/** @type {Setup} */
export const FIRST_SETUP = {
  net: "lstm",
  text: "",
  sizes: { h: 8 },
  seed: 3,
  scale: 1,
  sentence: "In 2017, I went to IIT",
  by: "words",
};

/**
 * @param {string} sentence
 * @param {"words" | "characters"} by
 * @returns {string[]}
 */
export function tokens(sentence, by) {
  const text = sentence.normalize("NFC");
  if (by === "characters") return Array.from(graphemes.segment(text), ({ segment }) => segment);
  return text.match(/[\p{L}\p{M}\p{N}_'’]+|[^\s\p{L}\p{M}\p{N}_'’]/gu) ?? [];
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * @param {Setup} setup
 * @returns {Record<string, unknown>} the spec, a pure function of the set-up
 */
export function specOf({ net, text, sizes, seed, scale, sentence, by }) {
  const read = tokens(sentence, by);
  const targets = read.length ? [...read.slice(1), END] : [];
  return {
    net: net || text,
    sizes,
    tokens: read,
    vocabulary: [...new Set([...read, END])],
    targets,
    random: { seed, scale },
  };
}
