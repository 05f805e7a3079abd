/** The words of answers that are pinned side by side. */

/** @type {Record<import("#app/state/pins.js").Missing["what"], (name: string, at: string, size: string) => string>} */
const MISSING = {
  step: (_, at, size) => `No step ${at} now: this run has ${size}. It is kept for when there is one.`,
  unit: (name, at, size) => `${name} has no unit ${at} now: its size is ${size}. It is kept for when there is one.`,
  node: (name) => `This net has no ${name}. It is kept for one that has.`,
  operation: (name) => `This net has no operation “${name}”. It is kept for one that has.`,
  parameter: (name) => `This net has no parameter ${name}. It is kept for one that has.`,
  entry: (name, at, size) => `${name} has no entry [${at}] now: it is ${size}. It is kept for when there is one.`,
};

export const pinWords = {
  strip: "Pinned answers",
  hint: "Enter asks about it, ← → go along, Shift ← → move it, Delete lets it go",
  pin: "Pin",
  unpin: "Pinned",
  pinHint: "Keep this answer beside others (key P)",
  let: "Let go",
  all: "Clear",
  parts: "Parts",
  partsHint: "What made them, and what the loss wants of them",
  full: "No room for another one: let one go first.",
  changed: "against the run before",
  missing: MISSING,
  /** @param {string} name @param {number} place @param {number} of */
  moved: (name, place, of) => `${name} is now number ${place} of ${of}.`,
  /** @param {string} name */
  pinned: (name) => `${name} is pinned.`,
  /** @param {string} name */
  unpinned: (name) => `${name} is no longer pinned.`,
  /** @param {string} name */
  ask: (name) => `Ask about ${name}`,
  /** @param {string} name */
  letGo: (name) => `Let ${name} go`,
};
