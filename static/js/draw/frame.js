/**
 * What a frame shows is made at once, when the browser is about to draw: the stage first, then what the panels write, of
 * the scene too. Were the panels written as soon as something changes, the browser would lay the page out twice a step.
 */

import { soon } from "#app/state/soon.js";
import { options } from "#vendor/preact.js";

const ROUNDS = 8; // what a panel sets may draw the stage again; the rest is left to the next frame

/** @type {Set<() => void>} */
const drawings = new Set();
/** @type {Set<() => void>} */
const writings = new Set();
let isAsked = false;

/**
 * In the next frame, once, however often it is asked for.
 *
 * @param {() => void} draw
 */
export function drawSoon(draw) {
  drawings.add(draw);
  ask();
}

/** @param {() => void} draw @returns {boolean} whether it stands before the next frame */
export function isWaiting(draw) {
  return drawings.has(draw);
}

/** From now on what Preact has to write waits for the frame. */
export function writeInFrames() {
  options.debounceRendering = (write) => {
    writings.add(write);
    ask();
  };
}

function ask() {
  if (isAsked) return;
  isAsked = true;
  soon(frame);
}

function frame() {
  try {
    for (let round = 0; round < ROUNDS && drawings.size + writings.size; round += 1) {
      for (const waiting of [drawings, writings]) {
        const now = [...waiting];
        waiting.clear();
        for (const act of now) act();
      }
    }
  } finally {
    isAsked = false;
    if (drawings.size + writings.size) ask();
  }
}
