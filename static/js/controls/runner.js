/**
 * Runs what is set up: a changed set-up opens a new stream, and the old run stays on the screen until the new one
 * begins to arrive. Messages are folded once a frame.
 *
 * @import {Parcel, Run, Setup, Stop} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { isOperation } from "#app/state/opened.js";
import { correct } from "#app/state/page.js";
import { phasesAfter } from "#app/state/phases.js";
import { Refusal } from "#app/state/refusal.js";
import { fold } from "#app/state/run.js";
import { specOf } from "#app/state/setup.js";
import { sizesAfter } from "#app/state/sizes.js";
import { itinerary, nearest } from "#app/state/stops.js";
import { streamAddress } from "#app/wire/doors.js";
import { openStream } from "#app/wire/stream.js";
import { batch, effect } from "#vendor/preact.js";

const LONGEST_WAIT = 250; // ms for a run under way, before a newer set-up takes its place
const PATIENCE = 50; // ms: a run that is done by then is shown in one piece, where another one stands

/** @param {Page} page */
export function keepRunning(page) {
  /** @type {ReturnType<typeof openStream> | null} */
  let stream = null;
  /** @type {Record<string, number>} */
  let remembered = {};
  /** @type {Record<string, string>} */
  let rememberedPhases = {};
  let hasDropped = false; // sizes at odds with the data, since a person last changed something

  /** @param {Setup} setup */
  const start = (setup) => {
    stream?.close();
    remembered = { ...remembered, ...setup.sizes };
    rememberedPhases = { ...rememberedPhases, ...setup.phases };
    if (setup !== page.correction.peek()) hasDropped = false;
    const spec = specOrMistake(page, setup);
    if (!spec) return;
    const receive = folder(page, setup);
    performance.clearMarks("spec posted");
    performance.mark("spec posted");
    stream = openStream({
      spec,
      address: streamAddress(),
      onParcel: receive,
      onConnection: (connection) => {
        page.connection.value = connection;
      },
      onRefusal: (mistake) => {
        const phases = phasesAfter(mistake, page.setup.value, rememberedPhases);
        const sizes = sizesAfter(mistake, page.setup.value, remembered, !hasDropped);
        hasDropped ||= sizes !== null && Object.keys(sizes).length === 0;
        page.connection.value = { kind: "idle" };
        if (phases) correct(page, { phases });
        else if (sizes) correct(page, { sizes });
        else page.mistake.value = mistake;
      },
    });
  };

  const begin = oneAtATime(start);
  effect(() => begin.run(page.setup.value));
  effect(() => {
    if (!["connecting", "streaming"].includes(page.connection.value.kind)) begin.done();
  });
  addEventListener("online", () => stream?.retry());
  return { retry: () => stream?.retry() };
}

/**
 * While a slider moves, at most one run is under way, and the last set-up is always run: one that comes while another
 * is computed waits for it, but not for long.
 *
 * @param {(setup: Setup) => void} start
 */
function oneAtATime(start) {
  /** @type {Setup | null} */
  let waiting = null;
  let isBusy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const next = () => {
    clearTimeout(timer);
    const setup = waiting;
    waiting = null;
    if (!setup) return;
    isBusy = true;
    start(setup);
  };
  return {
    run: (/** @type {Setup} */ setup) => {
      const isFirst = waiting === null;
      waiting = setup;
      if (!isBusy) next();
      else if (isFirst) timer = setTimeout(next, LONGEST_WAIT);
    },
    done: () => {
      isBusy = false;
      next();
    },
  };
}

/**
 * What cannot be made into a spec is said like a refusal, and the picture stays.
 *
 * @param {Page} page
 * @param {Setup} setup
 */
function specOrMistake(page, setup) {
  try {
    return specOf(setup);
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    page.connection.value = { kind: "idle" };
    page.mistake.value = refused.mistake;
    return null;
  }
}

/**
 * Collects parcels and folds them when the browser is about to draw.
 *
 * @param {Page} page
 * @param {Setup} setup whose run it is
 * @returns {(parcel: Parcel) => void}
 */
function folder(page, setup) {
  /** @type {Parcel[]} */
  let waiting = [];
  /** @type {Run | null} */
  let run = null;
  let isNew = true;
  const until = performance.now() + (page.received.peek()?.complete ? PATIENCE : 0);
  const flush = () => {
    const parcels = waiting;
    waiting = [];
    run = parcels.reduce(fold, run);
    const rest = run?.complete ? 0 : until - performance.now();
    if (rest > 0) setTimeout(flush, rest);
    else if (run) {
      show(page, run, isNew ? setup : null);
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
 * @param {Page} page
 * @param {Run} run
 * @param {Setup | null} begun the set-up of a run that begins to arrive
 */
function show(page, run, begun) {
  batch(() => {
    // where one wants to be: of a run that is still arriving, the playhead has not come so far
    const [before, T] = [page.itinerary.value?.stops[page.wanted.value ?? -1], page.plan.value?.T ?? 0];
    page.received.value = run;
    if (!begun) return;
    page.ran.value = begun;
    page.mistake.value = null;
    if (page.landing.value) page.wanted.value = landed(page.landing.value.stop, run);
    else if (before && page.wanted.value !== null) page.wanted.value = stay(before, T, run);
    page.landing.value = null;
    page.view.value = fitting(page, run);
  });
}

/**
 * @param {number | null} stop
 * @param {Run} run
 */
function landed(stop, run) {
  return stop === null ? null : Math.min(stop, itinerary(run.plan).stops.length - 1);
}

/**
 * @param {Stop} stop
 * @param {number} T
 * @param {Run} run
 */
function stay(stop, T, run) {
  return nearest(itinerary(run.plan), stop, T);
}

/**
 * The view, with what the new net does not have left out.
 *
 * @param {Page} page
 * @param {Run} run
 */
function fitting({ view }, { plan }) {
  const names = new Set(plan.equations.map(({ name }) => name));
  const states = plan.equations.filter(({ delayed, role }) => delayed || role === "state").map(({ name }) => name);
  const usual = states.length ? states.slice(-2).reverse() : plan.equations.slice(0, 1).map(({ name }) => name);
  const { cell, curve } = view.value;
  const standing = isOperation(cell) && plan.nodes.some(({ id }) => cell?.node === `o:${id}`);
  const sound = cell && (standing || names.has(cell.node)) && cell.t <= plan.T;
  return {
    ...view.value,
    curve: curve.length && curve.every((name) => names.has(name)) ? curve : usual,
    cell: sound ? cell : null,
  };
}
