/**
 * Answers of the gradient's door as the server sent them (tests/js/capture_paths.py), and scenes of them.
 *
 * @import {Run, Scene, View} from "#app/types.js"
 * @import {Laid, LaidAnswer} from "#app/gradient.js"
 */

import { readFileSync } from "node:fs";
import { itinerary as itineraryOf } from "#app/state/stops.js";
import { readParcel } from "#app/wire/safetensors.js";
import { layOut } from "./stage.js";
import { wholeRun } from "./streams.js";

/**
 * @param {string} name
 * @returns {LaidAnswer}
 */
export function answerOf(name) {
  const bytes = readFileSync(new URL(`answers/${name}.bin`, import.meta.url));
  const { message, tensors } = readParcel(Uint8Array.from(bytes).buffer);
  return { kind: message.kind, asked: "", message: /** @type {any} */ (message), tensors, run: null };
}

/**
 * @param {string} name of an answer: kind_stream, perhaps with more behind it
 * @param {Partial<Laid> & {width?: number, height?: number, presenting?: boolean, camera?: View["camera"]}} [wish]
 * @returns {{scene: Scene, answer: LaidAnswer, run: Run}}
 */
export function laidScene(name, { width = 708, height = 612, presenting = false, camera = null, ...laid } = {}) {
  const answer = answerOf(name);
  const run = wholeRun(
    name
      .split("_")
      .slice(1)
      .join("_")
      .replace(/_unit$/u, ""),
  );
  const itinerary = itineraryOf(run.plan);
  const scene = layOut({
    run,
    itinerary,
    cursor: itinerary.stops.length - 1,
    view: { curve: [], cell: null, lanes: "values", show: "gradient", camera, laid: { kind: answer.kind, ...laid } },
    width,
    height,
    answer,
    presenting,
  });
  return { scene, answer, run };
}
