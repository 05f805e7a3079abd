/**
 * The current stop as a sentence for those who do not see the stage, at most once in 1.5 s: while a key is held, only
 * where it comes to rest is said. The title goes along: setting it costs as much as drawing a step.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { stopSentence, title } from "#app/strings.js";
import { effect } from "#vendor/preact.js";

const APART = 1500;

/**
 * @param {Page} page
 * @param {HTMLElement} region aria-live="polite"
 */
export function announce(page, region) {
  let last = Number.NEGATIVE_INFINITY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  effect(() => {
    const [stop, run] = [page.stop.value, page.run.value];
    if (!stop || !run) return;
    const sentence = stopSentence(run.plan, stop, figure(run.loss));
    clearTimeout(timer);
    const say = () => {
      document.title = title(run.plan, stop);
      last = performance.now();
      if (region.textContent !== sentence) region.textContent = sentence;
    };
    timer = setTimeout(say, Math.max(150, last + APART - performance.now()));
  });
}
