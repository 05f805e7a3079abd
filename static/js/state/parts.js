/**
 * Parts of the page that its first picture does not need: they are loaded after it, or at once where what is looked at
 * needs them. Which they are, which have come, and which could not be fetched.
 *
 * @import {View} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { computed, signal } from "#vendor/preact.js";

/** @typedef {"formulas" | "told" | "answers" | "step" | "graph" | "gradient" | "dialogs" | "take"} Part */

/**
 * @typedef {object} Looked what tells which parts are needed: of the page
 * @property {{value: View}} view
 * @property {{value: unknown}} entry
 * @property {{setup: {value: unknown}}} beside
 * @property {{value: boolean}} gallery
 * @property {{value: boolean}} more
 * @property {{value: boolean}} help
 * @property {{value: boolean}} blank
 * @property {{value: boolean}} taking
 */

/** What needs a part at once; in the order in which they come otherwise. @type {Record<Part, (page: Looked) => boolean>} */
const NEEDED = {
  formulas: () => false, // names and formulas fill in as soon as the first step is drawn
  told: () => false, // follows what is looked at, and says nothing at once
  answers: ({ view, entry, beside }) =>
    Boolean(view.value.cell || view.value.pins?.length || entry.value || beside.setup.value),
  step: ({ view }) => view.value.open === true || view.value.show === "board",
  graph: ({ view }) => view.value.show === "graph",
  gradient: ({ view }) => view.value.show === "gradient",
  dialogs: ({ view, gallery, more, help, blank }) =>
    Boolean(gallery.value || more.value || help.value || blank.value || view.value.example),
  take: ({ taking }) => taking.value,
};

export const PARTS = /** @type {Part[]} */ (Object.keys(NEEDED));

/** @param {Looked} looked */
export function createParts(looked) {
  const come = signal(/** @type {ReadonlySet<Part>} */ (new Set()));
  const away = signal(/** @type {ReadonlySet<Part>} */ (new Set()));
  return {
    partsCome: come,
    partsAway: away, // those that could not be fetched
    /** Those that what is looked at needs, and that have not come. */
    partsLacking: computed(() => PARTS.filter((part) => !come.value.has(part) && NEEDED[part](looked))),
  };
}

/** Whether the stage can draw what is looked at. @param {Page} page */
export function canDraw({ partsLacking }) {
  return !partsLacking.value.some((part) => part === "step" || part === "graph" || part === "gradient");
}

/**
 * Whether something that is shown is still to come: what could not be fetched is told in words instead.
 *
 * @param {ReturnType<typeof createParts>} parts
 */
export function awaitsPart({ partsCome, partsAway, partsLacking }) {
  const awaited = partsCome.value.has("formulas") ? partsLacking.value : ["formulas", ...partsLacking.value];
  return awaited.some((part) => !partsAway.value.has(/** @type {Part} */ (part)));
}

/** Those that are missed, and could not be fetched. @param {Page} page */
export function partsMissed({ partsAway, partsLacking }) {
  return [...partsAway.value].filter((part) => part === "formulas" || partsLacking.value.includes(part));
}
