/**
 * Asks what the view of the gradient needs, as soon as a set-up is known and beside the stream: at most one question is
 * on its way, and the last one is always answered. The last good picture stays until the next one has come.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { KINDS } from "#app/state/laid/kinds.js";
import { laidOf, placeOf, windowFor } from "#app/state/laid.js";
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
    if (isBusy || !waiting) return;
    isBusy = true;
    const { kind, asked } = waiting;
    waiting = null;
    const { parcel, error } = await askGradient(kind, asked);
    isBusy = false;
    if (parcel) {
      const now = page.run.peek();
      const run = now && now.plan.spec_hash === parcel.message.spec_hash ? now : null;
      page.laidRefused.value = null;
      page.laid.value = { kind, asked, message: /** @type {any} */ (parcel.message), tensors: parcel.tensors, run };
    } else if (!waiting) {
      page.laidRefused.value = error;
      last = ""; // the same may be asked again
    }
    next();
  };

  effect(() => {
    if (page.view.value.show !== "gradient") return;
    const question = questionOf(page, scene);
    if (!question) return;
    const key = `${question.kind} ${question.asked}`;
    if (key === last) return;
    last = key;
    waiting = question;
    next();
  });

  effect(() => {
    const [answer, run] = [page.laid.value, page.run.value]; // the run whose answer is shown, as far as it has come
    if (!answer || !run || run === answer.run || run.plan.spec_hash !== answer.message.spec_hash) return;
    page.laid.value = { ...answer, run };
  });
}

/**
 * @param {Page} page
 * @param {Shown} scene
 * @returns {{kind: string, asked: string} | null} null while there is nothing that can be asked
 */
function questionOf(page, scene) {
  const laid = laidOf(page.view.value);
  let spec;
  try {
    spec = specOf(page.setup.value);
  } catch {
    return null; // the notice says why
  }
  const run = page.run.value;
  const plan = run?.plan ?? null;
  const axis = scene.value?.axis;
  const before = page.laid.peek()?.message;
  const had = before?.losses && before.spec_hash === plan?.spec_hash ? before.losses : null;
  const window = plan && axis ? windowFor(plan.T, axis, had) : null;
  const place = run && plan ? placeOf(plan, laid, run.hasLoss) : null;
  return {
    kind: laid.kind,
    asked: JSON.stringify({ spec, ...KINDS[laid.kind].question({ plan, laid, window, place }) }),
  };
}
