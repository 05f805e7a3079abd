/**
 * While a slider moves, at most one run is under way, and the last set-up is always run: one that comes while another
 * is computed waits for it, but not for long. Where something else goes ahead, runs leave it the machine.
 *
 * @import {Setup} from "#app/types.js"
 */

const LONGEST_WAIT = 250; // ms for a run under way, before a newer set-up takes its place
const SELDOM = 1000; // ms from one run to the next, where something else goes ahead of them …
const RESTED = 150; // … unless nothing changed for so long

/**
 * @param {(setup: Setup | null) => void} start null: nothing is to be run
 * @param {() => boolean} isBehind whether something else is computed first while a slider moves
 * @param {() => number} [now] in milliseconds
 */
export function oneAtATime(start, isBehind, now = () => performance.now()) {
  /** @type {Setup | null | undefined} */
  let waiting;
  let isBusy = false;
  let begun = Number.NEGATIVE_INFINITY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const next = () => {
    clearTimeout(timer);
    const setup = waiting;
    waiting = undefined;
    if (setup === undefined) return;
    isBusy = setup !== null;
    begun = now();
    start(setup);
  };
  const later = () => {
    const rest = begun + SELDOM - now();
    clearTimeout(timer);
    if (rest > 0) timer = setTimeout(next, Math.min(RESTED, rest));
    else next();
  };
  return {
    run: (/** @type {Setup | null} */ setup) => {
      const isFirst = waiting === undefined;
      waiting = setup;
      if (!setup) next();
      else if (isBehind()) later();
      else if (!isBusy) next();
      else if (isFirst) timer = setTimeout(next, LONGEST_WAIT);
    },
    done: () => {
      isBusy = false;
      if (waiting !== undefined && !isBehind()) next();
    },
  };
}
