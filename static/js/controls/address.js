/**
 * The address follows the page, and the page follows the address: reload and a pasted link show the same.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { readLink, writeLink } from "#app/state/link.js";
import { batch, effect } from "#vendor/preact.js";

const REST = 400; // browsers limit how often an address may change

/** @param {Page} page */
export function keepAddress(page) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isFirst = true;
  effect(() => {
    const [setup, stop, { cell, curve }] = [page.setup.value, page.wanted.value, page.view.value];
    clearTimeout(timer);
    if (!isFirst)
      timer = setTimeout(() => history.replaceState(null, "", `#${writeLink({ setup, stop, cell, curve })}`), REST);
    isFirst = false;
  });
  addEventListener("hashchange", () => {
    const link = readLink(location.hash.slice(1));
    if (!link) return;
    batch(() => {
      page.setup.value = link.setup;
      page.wanted.value = link.stop;
      page.view.value = { ...page.view.value, cell: link.cell, curve: link.curve ?? page.view.value.curve };
    });
  });
}
