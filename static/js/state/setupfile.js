/**
 * A spec from a file as a set-up. What the fields can say they say; the rest is kept as it is and named in the panel,
 * so that the run is the file's to the last number.
 *
 * @import {Setup} from "#app/types.js"
 */

import { pastedFrom } from "#app/state/pasted.js";
import { setOf } from "#app/state/phases.js";
import { labels, steps as stepsOf, tokens } from "#app/state/sentence.js";
import { END, FIRST_SETUP, specOf } from "#app/state/setup.js";

const NAME = /^\s*[\p{L}_][\p{L}\p{N}_]*\s*$/u; // a net of the library; anything else is a text

/**
 * What a file holds: a spec, or two that are compared.
 *
 * @param {unknown} file
 * @returns {{setup: Setup, beside: Setup | null, isBroken: boolean} | null} isBroken: the second one is no spec
 */
export function setupsOf(file) {
  const both = typeof file === "object" && file !== null && !Array.isArray(file) && "spec" in file ? file : null;
  const setup = setupOf(both ? both.spec : file);
  if (!setup) return null;
  const second = both && "beside" in both ? both.beside : null;
  const beside = second === null ? null : setupOf(second);
  return { setup, beside, isBroken: second !== null && !beside };
}

/**
 * @param {unknown} spec
 * @returns {Setup | null} null for what is no spec at all
 */
export function setupOf(spec) {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) return null;
  const file = /** @type {Record<string, unknown>} */ (spec);
  if (typeof file.net !== "string") return null;
  const isNamed = NAME.test(file.net);
  const bare = {
    ...FIRST_SETUP,
    ...(isNamed ? { net: file.net.trim() } : { net: "", text: file.net }),
    sizes: plainSizes(file.sizes),
    ...randomOf(file.random),
    changes: Array.isArray(file.changes) ? file.changes : [],
    weights: typeof file.parameters === "string" ? file.parameters : "",
    ...inputsOf(file),
    ...targetsOf(file),
    phases: phasesOf(file.phases),
  };
  const setup = { ...bare, vocabulary: vocabularyOf(bare, file.vocabulary) };
  const plain = Object.keys(setup.phases).length ? { ...file, phases: masksOf(file.phases) } : file;
  return { ...setup, given: difference(safely(setup), plain) };
}

/**
 * What the field has to say so that the vocabulary comes out as the file has it; nothing where it does so anyway.
 *
 * @param {Setup} setup without it
 * @param {unknown} vocabulary
 */
function vocabularyOf(setup, vocabulary) {
  if (!isTexts(vocabulary) || same(safely(setup).vocabulary, vocabulary)) return "";
  const text = vocabulary.join(" ");
  return same(safely({ ...setup, vocabulary: text }).vocabulary, vocabulary) ? text : "";
}

/**
 * Masks as the panel sets them; none where one of them is no mask, so that the file's own are refused by name.
 *
 * @param {unknown} phases
 * @returns {Record<string, string>}
 */
function phasesOf(phases) {
  const masks = Object.entries(masksOf(phases));
  return Object.fromEntries(masks.map(([name, mask]) => [name, setOf(mask)]));
}

/**
 * @param {unknown} phases
 * @returns {Record<string, boolean[]>}
 */
function masksOf(phases) {
  const entries = Object.entries(typeof phases === "object" && phases !== null ? phases : {});
  const isMask = (/** @type {unknown} */ mask) =>
    Array.isArray(mask) && mask.length && mask.every((step) => typeof step === "boolean" || step === 0 || step === 1);
  if (!entries.every(([, mask]) => isMask(mask))) return {};
  return Object.fromEntries(entries.map(([name, mask]) => [name, mask.map(Boolean)]));
}

/** @param {unknown} sizes @returns {Record<string, number>} */
function plainSizes(sizes) {
  const entries = Object.entries(typeof sizes === "object" && sizes !== null ? sizes : {});
  return Object.fromEntries(entries.filter(([, size]) => typeof size === "number"));
}

/** @param {unknown} random */
function randomOf(random) {
  const { seed, scale } = /** @type {Record<string, unknown>} */ (random ?? {});
  return {
    seed: typeof seed === "number" ? seed : FIRST_SETUP.seed,
    scale: typeof scale === "number" ? scale : FIRST_SETUP.scale,
  };
}

/** @param {Record<string, unknown>} file @returns {Partial<Setup>} */
function inputsOf({ tokens: read, inputs }) {
  if (isTexts(read)) {
    const sentence = read.map((token) => token ?? "–").join(" ");
    for (const by of /** @type {const} */ (["words", "spaces"])) {
      if (same(stepsOf(sentence, by), read)) return { source: "sentence", sentence, by };
    }
    const letters = read.join("");
    if (same(tokens(letters, "characters"), read)) return { source: "sentence", sentence: letters, by: "characters" };
    return { source: "sentence", sentence };
  }
  if (isRows(inputs)) {
    if (inputs.every((row) => row === null)) return { source: "none", steps: inputs.length };
    return { source: "numbers", numbers: pastedFrom(inputs) };
  }
  return {};
}

/** @param {Record<string, unknown>} file @returns {Partial<Setup>} */
function targetsOf({ tokens: read, targets }) {
  if (!Array.isArray(targets)) return { aim: "none" };
  if (Array.isArray(read) && same(targets, [...read.slice(1), END])) return { aim: "next" };
  const last = targets.at(-1);
  if (typeof last === "string" && targets.slice(0, -1).every((target) => target === null)) {
    return { aim: "end", label: last };
  }
  if (isRows(targets) && targets.some((row) => row !== null)) return { aim: "numbers", wanted: pastedFrom(targets) };
  const each = targets.map((target) => target ?? "-").join(" ");
  return same(labels(each), targets) ? { aim: "each", labels: each } : { aim: "none" };
}

/**
 * @param {Record<string, unknown>} made by the fields
 * @param {Record<string, unknown>} file
 * @returns {Record<string, unknown>} what the fields do not say; null where the file has nothing
 */
function difference(made, file) {
  const keys = [...new Set([...Object.keys(made), ...Object.keys(file)])];
  const differing = keys.filter((key) => !same(made[key], file[key]) && !(key === "net" && made.net));
  return Object.fromEntries(
    differing.filter((key) => key !== "sizes" || file.sizes !== undefined).map((key) => [key, file[key] ?? null]),
  );
}

/** @param {Setup} setup */
function safely(setup) {
  try {
    return specOf(setup);
  } catch {
    return {};
  }
}

/** @param {unknown} value @returns {value is (string | null)[]} tokens, null where there is none */
function isTexts(value) {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string" || entry === null);
}

/** @param {unknown} value @returns {value is (number[] | null)[]} */
function isRows(value) {
  return Array.isArray(value) && value.every((row) => row === null || (Array.isArray(row) && !row.some(Array.isArray)));
}

/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
