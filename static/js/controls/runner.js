/**
 * Runs what a side is set up to: a changed set-up opens a new stream, and the old run stays on the screen until the new
 * one begins to arrive. Messages are folded once a frame. Each side has at most one run under way.
 *
 * @import {Parcel, Run, Setup} from "#app/types.js"
 * @import {Side} from "#app/state/side.js"
 */

import { goesAhead } from "#app/state/laid.js";
import { oneAtATime } from "#app/state/oneatatime.js";
import { correct } from "#app/state/page.js";
import { phasesAfter } from "#app/state/phases.js";
import { Refusal } from "#app/state/refusal.js";
import { fold } from "#app/state/run.js";
import { specOf } from "#app/state/setup.js";
import { sizesAfter } from "#app/state/sizes.js";
import { streamAddress } from "#app/wire/doors.js";
import { openStream } from "#app/wire/stream.js";
import { batch, effect } from "#vendor/preact.js";

const PATIENCE = 50; // ms: a run that is done by then is shown in one piece, where another one stands
const BEHIND = 400; // ms, the same where something else goes ahead and has the machine meanwhile

/** @typedef {() => (run: Run) => void} Stay remembers where one stands; what it returns finds the place in a new run */

/**
 * @param {Side} side
 * @param {Stay} stay
 */
export function keepRunning(side, stay) {
  /** @type {ReturnType<typeof openStream> | null} */
  let stream = null;
  /** @type {Record<string, number>} */
  let remembered = {};
  /** @type {Record<string, string>} */
  let rememberedPhases = {};
  let hasDropped = false; // sizes at odds with the data, since a person last changed something
  /** @type {Setup | null} */
  let current = null; // whose run is under way
  const isBehind = () => "view" in side && goesAhead(/** @type {import("#app/state/page.js").Page} */ (side));

  /** @param {Setup | null} setup */
  const start = (setup) => {
    stream?.close();
    current = setup;
    if (!setup) {
      clear(side);
      return;
    }
    remembered = { ...remembered, ...setup.sizes };
    rememberedPhases = { ...rememberedPhases, ...setup.phases };
    if (setup !== side.correction.peek()) hasDropped = false;
    const spec = specOrMistake(side, setup);
    if (!spec) return;
    const patience = !side.received.peek()?.complete ? 0 : isBehind() ? BEHIND : PATIENCE;
    const receive = folder(side, stay, setup, patience, () => current === setup);
    performance.clearMarks("spec posted");
    performance.mark("spec posted");
    stream = openStream({
      spec,
      address: streamAddress(),
      onParcel: receive,
      onConnection: (connection) => {
        side.connection.value = connection;
      },
      onRefusal: (mistake) => {
        const now = side.setup.value ?? setup;
        const phases = phasesAfter(mistake, now, rememberedPhases);
        const sizes = sizesAfter(mistake, now, remembered, !hasDropped);
        hasDropped ||= sizes !== null && Object.keys(sizes).length === 0;
        side.connection.value = { kind: "idle" };
        if (phases) correct(side, { phases });
        else if (sizes) correct(side, { sizes });
        else side.mistake.value = mistake;
      },
    });
  };

  const begin = oneAtATime(start, isBehind);
  effect(() => begin.run(side.setup.value));
  effect(() => {
    if (!["connecting", "streaming"].includes(side.connection.value.kind)) begin.done();
  });
  addEventListener("online", () => stream?.retry());
  return { retry: () => stream?.retry() };
}

/**
 * What cannot be made into a spec is said like a refusal, and the picture stays.
 *
 * @param {Side} side
 * @param {Setup} setup
 */
function specOrMistake(side, setup) {
  try {
    return specOf(setup);
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    side.connection.value = { kind: "idle" };
    side.mistake.value = refused.mistake;
    return null;
  }
}

/**
 * Collects parcels and folds them when the browser is about to draw.
 *
 * @param {Side} side
 * @param {Stay} stay
 * @param {Setup} setup whose run it is
 * @param {number} patience ms within which it is shown in one piece
 * @param {() => boolean} isCurrent whether no newer one has begun
 * @returns {(parcel: Parcel) => void}
 */
function folder(side, stay, setup, patience, isCurrent) {
  /** @type {Parcel[]} */
  let waiting = [];
  /** @type {Run | null} */
  let run = null;
  let isNew = true;
  const until = performance.now() + patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const flush = () => {
    clearTimeout(timer);
    if (!isCurrent()) return;
    const parcels = waiting;
    waiting = [];
    run = parcels.reduce(fold, run);
    const rest = run?.complete ? 0 : until - performance.now();
    if (rest > 0) timer = setTimeout(flush, rest);
    else if (run) {
      show(side, stay, run, isNew ? setup : null);
      isNew = false;
    }
  };
  return (parcel) => {
    waiting.push(parcel);
    if (waiting.length === 1) soon(flush);
  };
}

/**
 * Before the next frame, and also where no frames are drawn (a tab in the background).
 *
 * @param {() => void} act
 */
function soon(act) {
  let done = false;
  const once = () => {
    if (!done) act();
    done = true;
  };
  requestAnimationFrame(once);
  setTimeout(once, 100);
}

/**
 * @param {Side} side
 * @param {Stay} stay
 * @param {Run} run
 * @param {Setup | null} begun the set-up of a run that begins to arrive
 */
function show(side, stay, run, begun) {
  if (!side.setup.peek()) return; // closed meanwhile
  batch(() => {
    const settle = begun && stay();
    side.received.value = run;
    if (!begun) return;
    side.ran.value = begun;
    side.mistake.value = null;
    settle?.(run);
  });
}

/**
 * A side that is closed leaves nothing behind.
 *
 * @param {Side} side
 */
function clear(side) {
  batch(() => {
    side.received.value = null;
    side.ran.value = null;
    side.mistake.value = null;
    side.correction.value = null;
    side.connection.value = { kind: "idle" };
  });
}
