/**
 * The motion between folded and unfolded: a clock moves p. Those who ask for less motion get a cut.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { eased, foldOf, rest } from "#app/state/folding.js";
import { effect } from "#vendor/preact.js";

const WHOLE = 2000; // ms from one end to the other

/** @param {Page} page */
export function keepFolding(page) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let frame = 0;
  effect(() => {
    const { value: to } = page.towards;
    cancelAnimationFrame(frame);
    if (to === null) return;
    if (calm.matches) {
      rest(page, to);
      return;
    }
    const from = foldOf(page.view.peek(), page.moving.peek());
    const long = Math.max(1, WHOLE * Math.abs(to - from));
    let begun = 0;
    const step = (/** @type {number} */ now) => {
      begun ||= now;
      const share = (now - begun) / long;
      if (share >= 1) rest(page, to);
      else {
        page.moving.value = eased(from, to, share);
        frame = requestAnimationFrame(step);
      }
    };
    frame = requestAnimationFrame(step);
  });
}
