/**
 * A side of a comparison: a set-up, the run that it leads to, and what the server says of both. The page has one, and
 * a second one while two runs stand side by side.
 *
 * @import {Connection, Hide, Itinerary, Mistake, Plan, Run, Setup, Shown} from "#app/types.js"
 * @import {Veil} from "#app/state/veil.js"
 */

import { alike } from "#app/state/alike.js";
import { notated } from "#app/state/notation.js";
import { arrived, itinerary as itineraryOf } from "#app/state/stops.js";
import { createVeil, hidesAny, veiledRun } from "#app/state/veil.js";
import { batch, computed, signal } from "#vendor/preact.js";

/**
 * @template {Setup | null} Set
 * @param {Set} given
 * @param {{value: string | null}} notation
 * @param {() => {own: {value: Run | null}}} partner the other side
 * @param {{hidden: {value: Hide[] | undefined}, shown: {value: Shown[] | undefined}}} hiding what is hidden, and clicked
 * @returns {Side<Set>}
 */
export function createSide(given, notation, partner, { hidden, shown }) {
  const received = signal(/** @type {Run | null} */ (null)); // as the server sent it
  const written = computed(() => {
    const { value } = received;
    const plan = value && notated(value.plan, notation.value);
    return value && plan && plan !== value.plan ? { ...value, plan } : value;
  });
  const planned = computed(() => written.value?.plan ?? null); // stays while a run grows
  const veil = computed(() => {
    if (!planned.value || !hidden.value?.length) return null;
    const made = createVeil(planned.value, hidden.value, shown.value ?? []);
    return hidesAny(made, hidden.value) ? made : null;
  });
  const own = computed(() => (written.value && veil.value ? veiledRun(written.value, veil.value) : written.value));
  const run = computed(() => {
    const [ours, theirs] = [own.value, partner().own.value];
    return ours && theirs ? alike(ours, theirs) : ours;
  });
  const plan = computed(() => run.value?.plan ?? null);
  const itinerary = computed(() => plan.value && itineraryOf(plan.value));
  const setup = signal(given);
  const ran = signal(/** @type {Setup | null} */ (null));
  const connection = signal(/** @type {Connection} */ ({ kind: "idle" }));
  const isAwaited = computed(() => {
    const { kind } = connection.value;
    const isRunning = kind === "connecting" || kind === "streaming";
    const isDrawnLater = kind === "complete" && ran.value !== setup.value; // told a frame before it is folded
    return isRunning || isDrawnLater || received.value?.complete === false;
  });
  const isUntried = computed(() => {
    const { kind } = connection.value;
    return ran.value !== setup.value && kind !== "idle" && kind !== "away";
  });
  return {
    setup,
    received,
    veil, // what is hidden until it is clicked
    own, // as the notation writes it, without what is hidden
    run, // on ramps that both sides share
    plan,
    itinerary,
    /** The last of its own stops that has arrived. */
    newest: computed(() => (run.value && itinerary.value ? arrived(itinerary.value, run.value) - 1 : -1)),
    ran, // the set-up whose run is on the screen
    connection,
    isUntried, // whether nobody knows yet if the set-up runs: neither has its run begun to come, nor was it refused
    isAwaited, // whether a run, or the rest of one, is on its way
    mistake: signal(/** @type {Mistake | null} */ (null)),
    correction: signal(/** @type {Setup | null} */ (null)), // the set-up as the server's words corrected it
  };
}

/**
 * @template Thing
 * @typedef {{readonly value: Thing, peek: () => Thing}} Known what follows from other signals
 */

/**
 * @template {Setup | null} [Set=Setup | null]
 * @typedef {object} Side
 * @property {import("#vendor/preact.js").Signal<Set>} setup
 * @property {import("#vendor/preact.js").Signal<Run | null>} received
 * @property {Known<Veil | null>} veil
 * @property {Known<Run | null>} own
 * @property {Known<Run | null>} run
 * @property {Known<Plan | null>} plan
 * @property {Known<Itinerary | null>} itinerary
 * @property {Known<number>} newest
 * @property {import("#vendor/preact.js").Signal<Setup | null>} ran
 * @property {import("#vendor/preact.js").Signal<Connection>} connection
 * @property {Known<boolean>} isUntried
 * @property {Known<boolean>} isAwaited
 * @property {import("#vendor/preact.js").Signal<Mistake | null>} mistake
 * @property {import("#vendor/preact.js").Signal<Setup | null>} correction
 */

/**
 * @typedef {object} Sides
 * @property {import("#vendor/preact.js").Signal<Setup>} setup
 * @property {{setup: import("#vendor/preact.js").Signal<Setup | null>}} beside
 */

/**
 * What a person can go back to, as text: what both sides are set up to.
 *
 * @param {Sides} page
 */
export function told({ setup, beside }) {
  return JSON.stringify([setup.peek(), beside.setup.peek()]);
}

/**
 * The second set-up as far as it runs: one that is refused is nothing to go back to, and keeps nobody from going back.
 *
 * @param {Side} beside
 */
export function goodBeside({ setup, mistake, ran }) {
  return setup.peek() && mistake.peek() ? ran.peek() : setup.peek();
}

/**
 * Sets up both; a side whose set-up is what it was keeps its run.
 *
 * @param {Sides} page
 * @param {[Setup, Setup | null]} both
 */
export function setBoth({ setup, beside }, [ours, theirs]) {
  batch(() => {
    if (!same(setup.peek(), ours)) setup.value = ours;
    if (!same(beside.setup.peek(), theirs)) beside.setup.value = theirs;
  });
}

/** @param {Setup | null} one @param {Setup | null} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
