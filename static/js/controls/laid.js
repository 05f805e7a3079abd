/**
 * Asks what the view of the gradient needs, as soon as a run's plan has come and beside the rest of its stream: of each
 * side at most one question is on its way, and the last one is always answered. The last good picture stays until the
 * next one has come.
 *
 * @import {Span} from "#app/types.js"
 * @import {LaidAnswer, Laid, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { lay } from "#app/state/laid/acts.js";
import { besideAsked, laysBoth } from "#app/state/laid/beside.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { canLay, checkKey, laidOf, placeOf, setupAsked, windowFor } from "#app/state/laid.js";
import { specOf } from "#app/state/setup.js";
import { askGradient } from "#app/wire/doors.js";
import { effect } from "#vendor/preact.js";

/**
 * @typedef {object} Asker one of the sides
 * @property {import("#app/state/side.js").Side} side
 * @property {import("#vendor/preact.js").Signal<LaidAnswer | null>} laid its answer
 * @property {import("#vendor/preact.js").Signal<string | null>} refused
 * @property {import("#vendor/preact.js").Signal<boolean>} awaited whether an answer is on its way
 * @property {() => boolean} isDrawn
 * @property {(laid: Laid, place: Place) => {laid: Laid, place: Place, checking: boolean}} wish what of the view it is asked
 */

/**
 * @param {Page} page
 * @param {Shown} scene
 */
export function keepLaid(page, scene) {
  const { laid, laidRefused, laidBeside, laidBesideRefused, laidCheck } = page;
  keepAnswer(page, scene, {
    side: page,
    laid,
    refused: laidRefused,
    awaited: page.laidAwaited,
    isDrawn: () => page.view.value.show === "gradient",
    wish: (chosen, place) => ({ laid: chosen, place, checking: laidCheck.value === checkKey(chosen, place) }),
  });
  keepAnswer(page, scene, {
    side: page.beside,
    laid: laidBeside,
    refused: laidBesideRefused,
    awaited: page.laidBesideAwaited,
    isDrawn: () => laysBoth(page),
    wish: (chosen, first) => ({ ...besideAsked(page.beside.run.peek(), chosen, first), checking: false }),
  });
  followPin(page);
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @param {Asker} asker
 */
function keepAnswer(page, scene, asker) {
  const { side, laid, refused, awaited, isDrawn } = asker;
  let isBusy = false;
  /** @type {{kind: string, asked: string} | null} */
  let waiting = null;
  let last = ""; // what was asked last
  /** @type {{of: string, window: Span | null} | null} */
  let around = null; // and around which steps

  const next = async () => {
    awaited.value = isBusy || waiting !== null;
    if (isBusy || !waiting) return;
    isBusy = true;
    const { kind, asked } = waiting;
    waiting = null;
    const { parcel, error } = await askGradient(kind, asked);
    isBusy = false;
    awaited.value = waiting !== null; // who waits for that asks before this answer is drawn
    const run = side.run.peek();
    const isOfThisRun = parcel && (KINDS[kind].isAhead || run?.plan.spec_hash === parcel.message.spec_hash);
    if (side.veil.peek()) {
      waiting = null; // numbers were hidden meanwhile
    } else if (isOfThisRun) {
      refused.value = null;
      laid.value = { kind, asked, message: /** @type {any} */ (parcel.message), tensors: parcel.tensors, run };
    } else if (!waiting) {
      refused.value = error;
      last = ""; // the same may be asked again
    }
    next();
  };

  effect(() => {
    if (!side.setup.value) {
      laid.value = null; // closed: the next one to be compared with is another
      refused.value = null;
      last = "";
    }
    if (!isDrawn()) return;
    if (side.veil.value) {
      laid.value = null; // its numbers would tell those that are hidden: the page says so
      refused.value = null;
      last = "";
      return;
    }
    const found = questionOf(page, scene, asker, around);
    if (!found) return;
    const { question } = found;
    around = found.around;
    const key = `${question.kind} ${question.asked}`;
    if (key === last) return;
    last = key;
    waiting = question;
    next();
  });

  effect(() => {
    const [answer, run] = [laid.value, side.run.value]; // the run whose answer is shown, as far as it has come
    if (!answer || !run || run === answer.run || run.plan.spec_hash !== answer.message.spec_hash) return;
    laid.value = { ...answer, run };
  });
}

/**
 * Pinning a parameter, anywhere on the page, makes it the one that is laid open.
 *
 * @param {Page} page
 */
function followPin(page) {
  let before = page.view.peek().parameter ?? null;
  effect(() => {
    const { parameter = null, show } = page.view.value;
    const isNew = parameter !== before;
    before = parameter;
    if (isNew && show === "gradient" && parameter && !parameter.includes(" ")) lay(page, { parameter, entry: null });
  });
}

/**
 * The steps are those of the question before as long as they hold what is seen: were they those of the last answer, two
 * questions on their way could each call for the other for ever.
 *
 * @param {Page} page
 * @param {Shown} scene
 * @param {Asker} asker
 * @param {{of: string, window: Span | null} | null} before around which steps it was asked last
 * @returns {{question: {kind: string, asked: string}, around: {of: string, window: Span | null}} | null} null while there is nothing that can be asked
 */
function questionOf(page, scene, { side, wish }, before) {
  const [chosen, run, setup] = [laidOf(page.view.value), side.run.value, setupAsked(page.view, side)];
  const first = page.run.value;
  if (!run || !first || !canLay(run.plan, chosen) || !setup) return null; // the page says why
  const { plan, hasLoss } = run;
  const { laid, place, checking } = wish(chosen, placeOf(first.plan, chosen, first.hasLoss));
  const axis = scene.value?.shared ?? scene.value?.axis;
  const of = JSON.stringify([plan.spec_hash, laid.kind, laid.parameter]);
  const had = before?.of === of ? before.window : null;
  const window = axis ? windowFor(plan.T, axis, had, KINDS[laid.kind].most?.(plan, laid)) : null;
  const question = KINDS[laid.kind].question({ plan, laid, window, place, hasLoss, checking });
  const asked = JSON.stringify({ spec: specOf(setup), ...question });
  return { question: { kind: laid.kind, asked }, around: { of, window } };
}
