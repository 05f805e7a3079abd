/**
 * What a person typed cannot be made into a spec: the same shape as the server's refusals, raised before asking it.
 *
 * @import {Mistake} from "#app/types.js"
 */

export class Refusal extends Error {
  /** @param {string} place @param {string} reason */
  constructor(place, reason) {
    super(`${place}: ${reason}`);
    /** @type {Mistake} */
    this.mistake = { message: this.message };
  }
}

/** @typedef {"inputs" | "targets" | "sizes" | "seed" | "scale" | "initial" | "vocabulary" | "phases" | "given" | "net"} Field */

/** @type {[RegExp, Field][]} every refusal of a spec begins with its place */
const PLACES = [
  [/^(inputs|tokens)\b/, "inputs"],
  [/^targets\b/, "targets"],
  [/^sizes\b/, "sizes"],
  [/^random\.seed\b/, "seed"],
  [/^random\.scale\b/, "scale"],
  [/^initial\b/, "initial"],
  [/^vocabulary\b/, "vocabulary"],
  [/^phases\b/, "phases"],
  [/^(parameters|changes)\b/, "given"],
  [/\(initial\.|\binitial\./, "initial"],
];

/**
 * Beside which field a refusal belongs.
 *
 * @param {Mistake | null} mistake
 * @returns {Field | null}
 */
export function fieldOf(mistake) {
  if (!mistake) return null;
  if (mistake.line) return "net";
  return PLACES.find(([place]) => place.test(mistake.message))?.[1] ?? null;
}
