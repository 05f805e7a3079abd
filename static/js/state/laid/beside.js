/**
 * The gradient laid open of two runs: what is asked of the second one, and its answer.
 *
 * @import {Run} from "#app/types.js"
 * @import {Laid, LaidAnswer, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { isComparing } from "#app/state/beside.js";
import { KINDS } from "#app/state/laid/kinds.js";
import { laidOf, placeOf, shownOf } from "#app/state/laid.js";

/**
 * Whether two runs are compared and the view draws both.
 *
 * @param {Page} page
 */
export function laysBoth(page) {
  const { show, open } = page.view.value;
  return isComparing(page) && show === "gradient" && !open && Boolean(KINDS[laidOf(page.view.value).kind].drawsBoth);
}

/**
 * What is asked of the second run: the same, but of no further nets, and no check.
 *
 * @param {Run | null} run the second one
 * @param {Laid} laid
 * @param {Place} first what is asked of the first run
 * @returns {{laid: Laid, place: Place}} its own last loss where no t is chosen, and the first run's k
 */
export function besideAsked(run, laid, { t, k }) {
  const own = { ...laid, k, beside: [] };
  return { laid: own, place: run ? placeOf(run.plan, own, run.hasLoss) : { t, k } };
}

/**
 * The second run's answer with its run, where both are drawn.
 *
 * @param {Page} page
 */
export function besideShown(page) {
  return laysBoth(page) ? shownOf({ laid: page.laidBeside, run: page.beside.run, view: page.view }) : null;
}

/**
 * The same as soon as there is its run, so that the axis has its length before the answer has come.
 *
 * @param {Page} page
 * @returns {{run: Run, answer: LaidAnswer | null} | null}
 */
export function besideLaid(page) {
  const run = laysBoth(page) ? page.beside.run.value : null;
  return run && (besideShown(page) ?? { run, answer: null });
}
