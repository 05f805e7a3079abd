/**
 * Asks what the view of the gradient needs, as soon as a run's plan has come and beside the rest of its stream: at most
 * one question is on its way, and the last one is always answered. The last good picture stays until the next one has
 * come.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { KINDS } from "#app/state/laid/kinds.js";
import { canLay, checkKey, laidOf, lay, placeOf, setupAsked, windowFor } from "#app/state/laid.js";
import { specOf } from "#app/state/setup.js";
import { askGradient } from "#app/wire/doors.js";
import { effect } from "#vendor/preact.js";

/**
 * @param {Page} page
 * @param {Shown} scene
 */
export function keepLaid(page, scene) {
  let isBusy = false;
  /** @type {{kind: string, asked: string} | null} */
  let waiting = null;
  let last = ""; // what was asked last

  const next = async () => {
    page.laidAwaited.value = isBusy || waiting !== null;
    if (isBusy || !waiting) return;
    isBusy = true;
    const { kind, asked } = waiting;
    waiting = null;
    const { parcel, error } = await askGradient(kind, asked);
    isBusy = false;
    const [run, isLast] = [page.run.peek(), !waiting];
    const isOfThisRun = parcel && (KINDS[kind].isAhead || run?.plan.spec_hash === parcel.message.spec_hash);
    if (page.veil.peek()) waiting = null; // numbers were hidden meanwhile
    next(); // is computed while this one is drawn
    if (page.veil.peek()) return;
    if (isOfThisRun) {
      page.laidRefused.value = null;
      page.laid.value = { kind, asked, message: /** @type {any} */ (parcel.message), tensors: parcel.tensors, run };
    } else if (isLast) {
      page.laidRefused.value = error;
      last = ""; // the same may be asked again
    }
  };

  effect(() => {
    if (page.view.value.show !== "gradient") return;
    if (page.veil.value) {
      page.laid.value = null; // its numbers would tell those that are hidden: the page says so
      page.laidRefused.value = null;
      last = "";
      return;
    }
    const question = questionOf(page, scene);
    if (!question) return;
    const key = `${question.kind} ${question.asked}`;
    if (key === last) return;
    last = key;
    waiting = question;
    next();
  });

  followPin(page);
  effect(() => {
    const [answer, run] = [page.laid.value, page.run.value]; // the run whose answer is shown, as far as it has come
    if (!answer || !run || run === answer.run || run.plan.spec_hash !== answer.message.spec_hash) return;
    page.laid.value = { ...answer, run };
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
 * @param {Page} page
 * @param {Shown} scene
 * @returns {{kind: string, asked: string} | null} null while there is nothing that can be asked
 */
function questionOf(page, scene) {
  const [laid, run, setup] = [laidOf(page.view.value), page.run.value, setupAsked(page)];
  if (!run || !canLay(run.plan, laid) || !setup) return null; // the page says why
  const { plan, hasLoss } = run;
  const axis = scene.value?.axis;
  const before = page.laid.peek()?.message;
  const had =
    before?.spec_hash === plan.spec_hash
      ? (before.copies ?? (before.first ? { first: before.first, last: before.last } : null))
      : null;
  const window = axis ? windowFor(plan.T, axis, had, KINDS[laid.kind].most?.(plan, laid)) : null;
  const place = placeOf(plan, laid, hasLoss);
  const checking = page.laidCheck.value === checkKey(laid, place);
  const question = KINDS[laid.kind].question({ plan, laid, window, place, hasLoss, checking });
  return { kind: laid.kind, asked: JSON.stringify({ spec: specOf(setup), ...question }) };
}
