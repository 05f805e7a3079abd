/**
 * Tells whatever prints numbers whether some are hidden: then NaN is written as a question mark.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { hasUnknown } from "#app/state/unknown.js";
import { effect } from "#vendor/preact.js";

/** @param {Page} page */
export function keepHidden(page) {
  effect(() => {
    hasUnknown.value = page.veil.value !== null || page.beside.veil.value !== null;
  });
}
