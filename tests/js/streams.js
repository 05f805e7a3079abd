/**
 * Streams as the server sent them (tests/js/capture.py), and sights of them.
 *
 * @import {Parcel, Run, Scene, View} from "#app/types.js"
 */

import { existsSync, readFileSync } from "node:fs";
import { fold } from "#app/state/run.js";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { readParcel } from "#app/wire/safetensors.js";
import { layOut } from "./stage.js";

export const NAMES = [
  "lstm",
  "long",
  "bidirectional",
  "teacher_forcing",
  "output_to_hidden",
  "relu_unusual",
  "exploding",
  "second_order",
  "forward_only",
  "peephole",
  "gru",
  "stacked",
  "encoder_decoder",
  "forcing",
].filter((name) => existsSync(fileOf(name)));

/** With the rest of the library: every shape a graph can have. */
export const ALL_NETS = [
  ...NAMES,
  "gru_2014",
  "skip",
  "elman_binary",
  "elman_squared_error",
  "pre_activation",
  "dynamical_system",
];

/** @param {string} name */
function fileOf(name) {
  return new URL(`streams/${name}.bin`, import.meta.url);
}

/**
 * @param {string} name
 * @returns {Parcel[]}
 */
export function parcels(name) {
  const bytes = readFileSync(fileOf(name));
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at);
    const frame = Uint8Array.from(bytes.subarray(at + 4, at + 4 + length));
    found.push(readParcel(frame.buffer));
    at += 4 + length;
  }
  return found;
}

/**
 * @param {string} name
 * @returns {Run}
 */
export function wholeRun(name) {
  return /** @type {Run} */ (parcels(name).reduce(fold, /** @type {Run | null} */ (null)));
}

/**
 * @param {Run} run
 * @param {number} cursor negative ones count from the end
 * @param {Partial<View> & {width?: number, height?: number, presenting?: boolean}} [wish]
 * @returns {Scene}
 */
export function sceneOf(run, cursor, { width = 708, height = 612, presenting = false, ...view } = {}) {
  const itinerary = itineraryOf(run.plan);
  const at = cursor < 0 ? itinerary.stops.length + cursor : cursor;
  const curve = run.plan.equations.filter(({ delayed }) => delayed).map(({ name }) => name);
  return layOut({
    run,
    itinerary,
    cursor: at,
    view: { curve, cell: null, lanes: "values", ...view },
    width,
    height,
    presenting,
  });
}
