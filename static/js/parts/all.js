/**
 * The parts that are loaded after the page's first picture: a file each, which exports `start` and puts into the page
 * what belongs to it. state/parts.js says when one is needed.
 *
 * @import {Scene, View} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Part} from "#app/state/parts.js"
 */

/**
 * @typedef {object} Wiring what a part is given
 * @property {Page} page
 * @property {View} began what the page began with
 * @property {import("#vendor/preact.js").Signal<Scene | null>} scene
 * @property {ReturnType<typeof import("#app/panels/beside.js").mountBeside>} beside
 * @property {(id: string) => HTMLElement} place
 * @property {(id: string, Component: unknown, more?: Record<string, unknown>) => void} put
 */

/** @type {Record<Part, () => Promise<{start: (wiring: Wiring) => void}>>} */
export const LOADERS = {
  formulas: () => import("#app/parts/formulas.js"),
  told: () => import("#app/parts/told.js"),
  answers: () => import("#app/parts/answers.js"),
  step: () => import("#app/parts/step.js"),
  graph: () => import("#app/parts/graph.js"),
  gradient: () => import("#app/parts/gradient.js"),
  dialogs: () => import("#app/parts/dialogs.js"),
  take: () => import("#app/parts/take.js"),
};
