/**
 * The current stop as a sentence for those who do not see the stage, at most once in 1.5 s: while a key is held, only
 * where it comes to rest is said. The title goes along: setting it costs as much as drawing a step.
 *
 * @import {View} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { besideSentence } from "#app/panels/besidetold.js";
import { laidSentence } from "#app/panels/laid/told.js";
import { productSentence } from "#app/panels/producttold.js";
import { shareSentence } from "#app/panels/shares.js";
import { sentenceOf } from "#app/panels/told.js";
import { foldingSentence } from "#app/words/folding.js";
import { title } from "#app/words/moments.js";
import { effect } from "#vendor/preact.js";

const APART = 1500; // ms between two announcements
const REST = 150; // ms without a move

/**
 * @param {Page} page
 * @param {HTMLElement} region aria-live="polite"
 * @param {View} began what the page began with: a change since then is told too
 */
export function announce(page, region, began) {
  let last = Number.NEGATIVE_INFINITY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rowTimer;
  const say = () => {
    const [stop, run] = [page.stop.peek(), page.run.peek()];
    if (!stop || !run) return;
    document.title = title(run.plan, stop);
    const own = sentenceOf(run, stop, page.view.peek().curve);
    const sentence = [own, besideSentence(page), shareSentence(page), productSentence(page)].filter(Boolean).join(" ");
    if (region.textContent === sentence) return;
    last = performance.now();
    region.textContent = sentence;
  };
  effect(() => {
    if (!page.moment.value || !page.run.value) return;
    clearTimeout(timer);
    timer = setTimeout(say, Math.max(REST, last + APART - performance.now()));
  });
  effect(() => {
    const { cell, entry, product, writes } = page.view.value; // another row, another reading of an open product
    const sentence = product ? productSentence(page) : "";
    clearTimeout(rowTimer);
    if (sentence && (cell || entry || writes)) rowTimer = setTimeout(() => (region.textContent = sentence), REST);
  });
  effect(() => {
    if (page.said.value) region.textContent = page.said.value;
  });
  let laid = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let laidTimer;
  effect(() => {
    const sentence = laidSentence(page); // another cell of the gradient laid open
    if (sentence === laid) return;
    laid = sentence;
    clearTimeout(laidTimer);
    if (sentence) laidTimer = setTimeout(() => (region.textContent = sentence), REST);
  });
  let isLate = true;
  let told = began.fold ?? 1;
  effect(() => {
    const { fold = 1, show } = page.view.value; // at rest: the motion is not told
    const plan = page.plan.peek();
    const tell = () => (region.textContent = plan ? foldingSentence(fold, plan.T) : "");
    if (fold !== told && show === "graph" && plan) isLate ? setTimeout(tell, REST) : tell(); // after where one stands
    [told, isLate] = [fold, false];
  });
}
