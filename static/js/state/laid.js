/**
 * The gradient laid open: which view is shown, of which two steps, what it asks of the server, and the answer that is
 * on the screen together with the run it belongs to.
 *
 * @import {Plan, Run, Span, View} from "#app/types.js"
 * @import {Laid, LaidAnswer, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { KINDS } from "#app/state/laid/kinds.js";
import { signal } from "#vendor/preact.js";

const APART = 4; // steps between loss and copy where nobody has chosen any
const SMALL = 64; // steps of a run that is asked for as a whole
const MOST = 480; // steps of a window

export function createLaid() {
  return {
    laid: signal(/** @type {LaidAnswer | null} */ (null)), // the last good answer
    laidAwaited: signal(false), // whether another one is on its way
    laidRefused: signal(/** @type {string | null} */ (null)), // why there is none for what is set now
    laidCheck: signal(/** @type {string | null} */ (null)), // what complex step and central difference are asked of
    laidBeside: signal(/** @type {LaidAnswer | null} */ (null)), // the second run's answer, where two are compared
    laidBesideAwaited: signal(false),
    laidBesideRefused: signal(/** @type {string | null} */ (null)),
    laidHover: signal(/** @type {Place | null} */ (null)), // the cell under the pointer
  };
}

/**
 * What is laid open; a kind that is not there becomes the first one.
 *
 * @param {View} view
 * @returns {Laid}
 */
export function laidOf({ laid }) {
  const kind = laid && Object.hasOwn(KINDS, laid.kind) ? laid.kind : Object.keys(KINDS)[0];
  return { ...laid, kind };
}

/** @type {Record<string, (value: any) => boolean>} fields that all kinds share */
const SHARED = {
  t: isStep,
  k: (step) => step === 0 || isStep(step),
  node: (node) => node === null || typeof node === "string",
  parameter: (name) => name === null || typeof name === "string",
};

/**
 * Whether a net has what the view asks of: a loss, for most.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 */
export function canLay(plan, laid) {
  return lacks(plan, laid) === null;
}

/**
 * What of a net the view cannot do without, and is not there.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 * @returns {"loss" | "input" | null}
 */
export function lacks({ loss, input }, { kind }) {
  const { withoutLoss, ofInput } = KINDS[kind];
  if (!loss && !withoutLoss) return "loss";
  return ofInput && !input ? "input" : null;
}

/**
 * Takes over of a stranger's link what its kind allows.
 *
 * @param {any} given an object
 * @returns {Laid | null}
 */
export function soundLaid(given) {
  if (!Object.hasOwn(KINDS, given.kind)) return null;
  const all = Object.values(KINDS).map((kind) => kind.fields);
  const fields = { ...SHARED, ...Object.assign({}, ...all, KINDS[given.kind].fields) }; // its own meaning of a field first
  const kept = Object.entries(given).filter(([key, value]) => Object.hasOwn(fields, key) && fields[key](value));
  return { kind: given.kind, ...Object.fromEntries(kept) };
}

/** @param {any} step */
function isStep(step) {
  return step === null || (Number.isInteger(step) && step >= 1 && step <= 1e6);
}

/**
 * The two steps, held inside the run, and where the view goes that far, at the initial values before and after it.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 * @param {Uint8Array | null} [hasLoss] of each step
 * @returns {Place}
 */
export function placeOf(plan, laid, hasLoss) {
  const { T } = plan;
  const within = (/** @type {number} */ step, /** @type {"t" | "k"} */ end) => {
    const { first, last } = stepsFor(plan, laid, end);
    return Math.max(first, Math.min(last, step));
  };
  const last = (hasLoss?.lastIndexOf(1) ?? T - 1) + 1 || T;
  const isBack = KINDS[laid.kind]?.ofState && readsBackwards(plan, laid.node);
  const loss = within(laid.t ?? (isBack ? 1 : last), "t");
  const apart = isBack ? Math.min(T, loss + APART) : Math.max(1, loss - APART);
  return { t: loss, k: within(laid.k ?? KINDS[laid.kind]?.copy?.(plan, laid, loss) ?? apart, "k") };
}

/**
 * Whether a state reads itself, or another one, only of later steps: it is computed from the last step to the first.
 *
 * @param {Plan} plan
 * @param {string | null | undefined} node the first state where it is none
 */
export function readsBackwards({ edges, equations }, node) {
  const delayed = equations.filter((equation) => equation.delayed).map(({ name }) => name);
  const state = delayed.includes(String(node)) ? node : delayed[0];
  const shifts = edges.filter(({ from, shift }) => from === state && shift).map(({ shift }) => shift);
  return shifts.length > 0 && shifts.every((shift) => shift > 0);
}

/**
 * Where t or k may stand: 1…T, or from 0 (to T + 1, in a net that reads backwards) where initial values are steps too.
 *
 * @param {Plan} plan
 * @param {Laid} laid
 * @param {"t" | "k"} end
 * @returns {Span}
 */
export function stepsFor({ T, edges, equations }, { kind, node }, end) {
  if (!KINDS[kind]?.initial?.includes(end)) return { first: 1, last: T };
  const delayed = equations.filter((equation) => equation.delayed).map(({ name }) => name);
  const names = delayed.filter((name) => !delayed.includes(String(node)) || name === node);
  const reads = edges.filter(({ from }) => names.includes(from));
  return {
    first: reads.some(({ shift }) => shift < 0) ? 0 : 1,
    last: reads.some(({ shift }) => shift > 0) ? T + 1 : T,
  };
}

/**
 * The answer with the run it belongs to: the one on the screen where it is that one, else the one it was seen with.
 *
 * @param {Pick<Page, "laid" | "run" | "view">} page
 * @returns {{answer: LaidAnswer, run: Run} | null}
 */
export function shownOf({ laid, run, view }) {
  const answer = laid.value;
  const [laidNow, now] = [laidOf(view.value), run.value];
  if (!answer || answer.kind !== laidNow.kind) return null;
  if (now && !canLay(now.plan, laidNow)) return null; // of a net that had what the view needs
  const own = now?.plan.spec_hash === answer.message.spec_hash ? now : answer.run;
  return own && { answer, run: own };
}

/**
 * The set-up that a view asks about: the one whose run is on the screen; or the one that is wanted, where the view can
 * be drawn before its run has come and no more than the changes differ.
 *
 * @param {Page["view"]} view
 * @param {import("#app/state/side.js").Side} side
 */
export function setupAsked(view, { setup, ran }) {
  const [now, wanted] = [ran.value, setup.value];
  if (!now || !wanted || now === wanted || !KINDS[laidOf(view.value).kind].isAhead) return now;
  const differs = Object.entries(wanted).some(
    ([key, value]) => key !== "changes" && !isSame(value, now[/** @type {keyof typeof now} */ (key)]),
  );
  return differs ? now : wanted;
}

/** @param {unknown} one @param {unknown} other */
function isSame(one, other) {
  return one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
}

/**
 * Whether what is shown goes ahead of its run.
 *
 * @param {Page} page
 */
export function goesAhead({ view }) {
  const { show } = view.peek();
  return show === "gradient" && Boolean(KINDS[laidOf(view.peek()).kind].isAhead);
}

/**
 * The steps to ask for: those that are seen and as many around them, so that panning seldom asks again.
 *
 * @param {number} T
 * @param {Span} seen
 * @param {Span | null} had what the last answer has
 * @param {number} [most] steps
 * @returns {Span | null} null: all
 */
export function windowFor(T, seen, had, most = MOST) {
  if (T <= SMALL) return null;
  if (had && had.first <= seen.first && had.last >= seen.last) return had;
  const wide = seen.last - seen.first + 1;
  const margin = Math.floor(Math.min(wide, most - wide) / 2); // below zero: fewer than are seen, in their middle
  const first = Math.max(1, seen.first - margin);
  return { first, last: Math.min(T, Math.max(first, seen.last + margin)) };
}

/**
 * What is chosen now, as a key: a check that was asked for holds for this alone.
 *
 * @param {Laid} laid
 * @param {Place} place
 */
export function checkKey(laid, place) {
  return JSON.stringify([laid, place]);
}
