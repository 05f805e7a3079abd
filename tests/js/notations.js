/**
 * Every net that was captured, in every notation that it has (tests/js/capture_notations.py).
 *
 * @import {Notation, Plan} from "#app/types.js"
 */

import { readFileSync } from "node:fs";
import { notated } from "#app/state/notation.js";

/** @type {Record<string, Notation[]>} */
const NOTATIONS = JSON.parse(readFileSync(new URL("streams/notations.txt", import.meta.url), "utf8"));

/** Files that call a net otherwise. @type {Record<string, string>} */
const CALLED = { lstm_peephole: "peephole", relu_unusual_user_net: "relu_unusual" };

/**
 * @param {string} net
 * @param {Plan} plan
 * @returns {[string, Plan][]} the plan as its text has it, and in each notation
 */
export function inEvery(net, plan) {
  const notations = NOTATIONS[CALLED[net] ?? net] ?? [];
  const whole = { ...plan, notations };
  return [
    [net, plan],
    ...notations.map(({ name }) => /** @type {[string, Plan]} */ ([`${net}, ${name}`, notated(whole, name)])),
  ];
}
