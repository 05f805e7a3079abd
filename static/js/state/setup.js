/**
 * From what a person sets to a spec: a sentence becomes tokens, pasted rows become inputs, and targets follow from
 * them or are given. A pure function; what cannot be read is refused with its place, and stays as typed.
 *
 * @import {Setup} from "#app/types.js"
 */

import { rowsOf } from "#app/state/pasted.js";
import { maskOf } from "#app/state/phases.js";
import { labels, steps as stepsOf, tokens } from "#app/state/sentence.js";

export { tokens };

/** Follows the last token, so that every step has a target. */
export const END = "(end)"; // no token of a sentence: brackets stand alone

/** @type {Setup} links write down what differs from this: to change an entry is to change what old links mean */
export const FIRST_SETUP = {
  net: "lstm",
  text: "",
  base: "",
  sizes: { h: 8 },
  seed: 3,
  scale: 1,
  weights: "",
  source: "sentence",
  sentence: "In 2017, I went to IIT",
  by: "words",
  numbers: "",
  steps: 8,
  aim: "next",
  label: "",
  labels: "",
  wanted: "",
  vocabulary: "",
  initial: {},
  phases: {},
  changes: [],
  given: {},
};

/** @type {Setup} what the page opens on: a net that has learned to name the year of a sentence */
export const OPENING_SETUP = { ...FIRST_SETUP, sizes: {}, weights: "year_lstm", aim: "end" };

/** What each choice may be. */
export const CHOICES = {
  source: /** @type {const} */ (["sentence", "numbers", "none"]),
  by: /** @type {const} */ (["words", "characters", "spaces"]),
  aim: /** @type {const} */ (["next", "end", "each", "numbers", "none"]),
};

/** @typedef {(string | null)[] | (import("#app/state/pasted.js").Row)[]} Steps */

/**
 * @param {Setup} setup
 * @returns {Record<string, unknown>} the spec
 */
export function specOf(setup) {
  const { net, text, sizes, seed, scale, weights, changes, given } = setup;
  const inputs = inputsOf(setup);
  const targets = targetsOf(setup, inputs);
  const initial = initialOf(setup);
  const isSpelled = [...inputs, ...(targets ?? [])].some((step) => typeof step === "string");
  const spec = {
    net: net || text,
    ...(weights ? { parameters: weights } : { sizes, random: { seed, scale } }),
    ...(setup.source === "sentence" ? { tokens: inputs } : { inputs }),
    ...(isSpelled && !weights ? { vocabulary: vocabularyOf(setup, inputs, targets ?? []) } : {}),
    ...(targets ? { targets } : {}),
    ...(Object.keys(initial).length ? { initial } : {}),
    ...phasesOf(setup, inputs.length),
  };
  const whole = { ...spec, ...(changes.length ? { changes } : {}), ...given };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null));
}

/**
 * @param {Setup} setup
 * @returns {Steps} a step each
 */
function inputsOf({ source, sentence, by, numbers, steps }) {
  if (source === "sentence") return stepsOf(sentence, by);
  if (source === "numbers") return rowsOf(numbers, "inputs");
  return Array.from({ length: Math.max(1, Math.min(MOST_STEPS, steps)) }, () => null);
}

const MOST_STEPS = 10_001; // one more than the server takes, so that its words name the limit

/**
 * @param {Setup} setup
 * @param {Steps} inputs
 * @returns {Steps | null}
 */
function targetsOf({ source, aim, label, labels: each, wanted }, inputs) {
  const none = inputs.map(() => null);
  if (aim === "numbers") return rowsOf(wanted, "targets");
  if (aim === "each") return labels(each);
  const last = label.trim().normalize("NFC") || numberIn(inputs);
  if (aim === "end" && last) return [...none.slice(1), last];
  if (aim !== "next" || source === "none") return null;
  const after = source === "sentence" ? END : null;
  return inputs.length ? /** @type {Steps} */ ([...inputs.slice(1), after]) : [];
}

/**
 * A label that nobody wrote: the one number of the sentence, such as its year.
 *
 * @param {Steps} inputs
 */
function numberIn(inputs) {
  const numbers = inputs.filter((token) => typeof token === "string" && /^\p{Nd}+$/u.test(token));
  return numbers.length === 1 ? /** @type {string} */ (numbers[0]) : "";
}

/**
 * What stands in the field comes first: so sentences that share it share their parameters.
 *
 * @param {Setup} setup
 * @param {Steps} inputs
 * @param {Steps} targets
 */
function vocabularyOf({ vocabulary }, inputs, targets) {
  const found = [...tokens(vocabulary, "spaces"), ...inputs, ...targets];
  return [...new Set(found.filter((token) => typeof token === "string"))];
}

/** @param {Setup} setup */
function initialOf({ initial }) {
  const rows = Object.entries(initial).map(([name, text]) => [name, rowsOf(text, `initial.${name}`)]);
  return Object.fromEntries(
    rows.filter(([, list]) => list.length).map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
  );
}

/**
 * @param {Setup} setup
 * @param {number} T
 */
function phasesOf({ phases }, T) {
  const masks = Object.entries(phases).map(([name, mask]) => [name, maskOf(mask, T)]);
  return masks.length ? { phases: Object.fromEntries(masks) } : {};
}

/** @type {Partial<Record<keyof Setup, string[]>>} what a field makes: setting it takes the place of what a file gave */
const MADE_BY = {
  net: ["net"],
  text: ["net"],
  sizes: ["sizes"],
  seed: ["random"],
  scale: ["random"],
  weights: ["parameters", "random", "vocabulary"],
  source: ["inputs", "tokens", "targets", "vocabulary"],
  sentence: ["inputs", "tokens", "targets", "vocabulary"],
  by: ["inputs", "tokens", "targets", "vocabulary"],
  numbers: ["inputs", "tokens"],
  steps: ["inputs", "tokens"],
  aim: ["targets", "vocabulary"],
  label: ["targets", "vocabulary"],
  labels: ["targets", "vocabulary"],
  wanted: ["targets"],
  vocabulary: ["vocabulary"],
  initial: ["initial"],
  changes: ["changes"],
  phases: ["phases"],
};

/**
 * @param {Setup} setup
 * @param {Partial<Setup>} change
 * @returns {Setup}
 */
export function changed(setup, change) {
  const keys = /** @type {(keyof Setup)[]} */ (Object.keys(change)).filter((key) => change[key] !== setup[key]);
  const over = new Set(keys.flatMap((key) => MADE_BY[key] ?? []));
  const given = Object.fromEntries(Object.entries(setup.given).filter(([key]) => !over.has(key)));
  const drawn = keys.some((key) => key === "sizes" || key === "seed" || key === "scale" || key === "vocabulary");
  return { ...setup, given, ...(drawn ? { weights: "" } : {}), ...change };
}
