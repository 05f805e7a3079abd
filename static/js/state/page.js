/**
 * What the page knows, as signals: few are set, the others follow. Drawing and panels read them; controls set them.
 *
 * @import {Cell, Checked, Connection, Example, LibraryEntry, Mistake, OfferedFunction, Run, Setup, Show, View} from "#app/types.js"
 * @import {Link} from "#app/state/link.js"
 */

import { createFolding } from "#app/state/folding.js";
import { createLaid } from "#app/state/laid.js";
import { notated } from "#app/state/notation.js";
import { createOpening, setOpen, withinStep } from "#app/state/opened.js";
import { changed, OPENING_SETUP } from "#app/state/setup.js";
import { arrived, isBackward, itinerary as itineraryOf, stopAt } from "#app/state/stops.js";
import { createWhy } from "#app/state/why.js";
import { batch, computed, signal } from "#vendor/preact.js";

/** @typedef {ReturnType<typeof createPage>} Page */

/** @typedef {{kind: "fits"} | {kind: "long", characters: number} | {kind: "unreadable"} | {kind: "absent"}} Address */

/** @type {View} what is looked at where nothing says otherwise */
export const PLAIN_VIEW = { curve: [], cell: null, lanes: "values" };

/** @param {Link | null} link */
export function createPage(link) {
  const setup = signal(/** @type {Setup} */ (link?.setup ?? OPENING_SETUP));
  const received = signal(/** @type {Run | null} */ (null)); // as the server sent it
  const wanted = signal(/** @type {number | null} */ (link?.stop ?? null)); // null: the end of the forward pass
  const view = signal(/** @type {View} */ ({ ...PLAIN_VIEW, ...link?.view }));

  const notation = computed(() => view.value.notation ?? null);
  const run = computed(() => {
    const { value } = received;
    const plan = value && notated(value.plan, notation.value);
    return value && plan && plan !== value.plan ? { ...value, plan } : value;
  });
  const plan = computed(() => run.value?.plan ?? null);
  const itinerary = computed(() => plan.value && itineraryOf(plan.value));
  const newest = computed(() => (run.value && itinerary.value ? arrived(itinerary.value, run.value) - 1 : -1));
  const cursor = computed(() => {
    const stops = itinerary.value?.stops ?? [];
    const turn = stops.findIndex(({ kind }) => kind === "loss");
    return Math.min(wanted.value ?? (turn < 0 ? stops.length - 1 : turn), newest.value, stops.length - 1);
  });
  const stop = computed(() => itinerary.value?.stops[cursor.value] ?? null);

  return {
    setup,
    received,
    run,
    wanted,
    view,
    plan,
    itinerary,
    newest,
    cursor,
    stop,
    ran: signal(/** @type {Setup | null} */ (null)), // the set-up whose run is on the screen
    connection: signal(/** @type {Connection} */ ({ kind: "idle" })),
    mistake: signal(/** @type {Mistake | null} */ (null)),
    library: signal(/** @type {LibraryEntry[]} */ ([])),
    examples: signal(/** @type {Example[]} */ ([])), // ready ones
    gallery: signal(false), // whether they stand open
    left: signal(/** @type {Link | null} */ (null)), // what was there before an example was opened
    landing: signal(/** @type {{stop: number | null} | null} */ (null)), // where the run that is coming is opened
    functions: signal(/** @type {OfferedFunction[]} */ ([])),
    typed: signal(/** @type {string | null} */ (null)), // in the editor, as it is being written; null: closed
    checked: signal(/** @type {Checked | null} */ (null)), // of the text in the editor
    more: signal(false), // whether the whole set-up stands open
    rewritten: signal(/** @type {string[] | null} */ (null)), // lines that choosing a loss has written
    address: signal(/** @type {Address} */ ({ kind: "fits" })),
    lit: signal(/** @type {string | null} */ (null)), // the name that is pointed at: it lights up everywhere
    entered: signal(JSON.stringify(setup.value)), // the set-up that the address's history stands at
    before: signal(/** @type {Run | null} */ (null)), // what stood here before the last change
    correction: signal(/** @type {Setup | null} */ (null)), // the set-up as the server's words corrected it
    playing: signal(false),
    speed: signal(2),
    editing: signal(false),
    ...createOpening(),
    ...createWhy(),
    ...createFolding(),
    ...createLaid(),
    said: signal(""), // at once, to those who do not see
    presenting: signal(false),
    blank: signal(false), // the screen, until a key is pressed
    help: signal(false), // the list of keys
    taking: signal(false), // the dialog that takes a picture along
  };
}

/**
 * @param {Page} page
 * @param {number} cursor
 */
export function goTo(page, cursor) {
  if (withinStep(page, cursor)) return; // operation by operation
  const { wanted, itinerary, landing } = page;
  landing.value = null; // whoever moves has their own idea of where to be
  const last = (itinerary.value?.stops.length ?? 1) - 1;
  wanted.value = Math.max(0, Math.min(last, cursor));
}

/**
 * Opens a step into its operations, and goes there.
 *
 * @param {Page} page
 * @param {number} t
 */
export function openAt(page, t) {
  const [itinerary, stop] = [page.itinerary.peek(), page.stop.peek()];
  if (!itinerary || !stop) return;
  const kind = isBackward(stop) ? "backward" : "forward";
  const to = stopAt(itinerary, t, kind, stop.kind === kind ? stop.walk : 0);
  if (to >= 0 && stop.t !== t) goTo(page, to);
  setOpen(page, true);
}

/**
 * @param {Page} page
 * @param {Partial<Setup>} change
 */
export function setUp({ setup, landing }, change) {
  landing.value = null;
  setup.value = changed(setup.value, change);
}

/**
 * Sets everything as a link has it; the stop is taken when the run that it belongs to has come.
 *
 * @param {Page} page
 * @param {Link} link
 */
export function land(page, { setup, stop, view }) {
  const isSame = JSON.stringify(setup) === JSON.stringify(page.setup.peek());
  batch(() => {
    page.landing.value = isSame ? null : { stop };
    if (isSame) page.wanted.value = stop;
    else page.setup.value = setup;
    page.view.value = { ...PLAIN_VIEW, ...view };
  });
}

/**
 * Follows what the server said of the set-up: no step of the person's, so none to go back to.
 *
 * @param {Page} page
 * @param {Partial<Setup>} change
 */
export function correct(page, change) {
  page.correction.value = changed(page.setup.value, change);
  page.setup.value = page.correction.value;
}

/**
 * @param {Page} page
 * @param {Cell | null} cell
 */
export function choose({ view }, cell) {
  view.value = { ...view.value, cell };
}

/**
 * @param {Page} page
 * @param {Show} mode
 */
export function show({ view }, mode) {
  view.value = { ...view.value, show: mode };
}
