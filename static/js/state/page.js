/**
 * What the page knows, as signals: few are set, the others follow. Drawing and panels read them; controls set them.
 *
 * @import {Cell, Checked, Example, LibraryEntry, Mistake, OfferedFunction, Run, Setup, Show, View} from "#app/types.js"
 * @import {Link} from "#app/state/link.js"
 */

import { createFolding } from "#app/state/folding.js";
import { createLaid } from "#app/state/laid.js";
import { lockstep } from "#app/state/lockstep.js";
import { createOpening, setOpen, withinStep } from "#app/state/opened.js";
import { awaitsPart, createParts } from "#app/state/parts.js";
import { changed, OPENING_SETUP } from "#app/state/setup.js";
import { createSide, setBoth, told } from "#app/state/side.js";
import { isBackward, stopAt } from "#app/state/stops.js";
import { veiledRun } from "#app/state/veil.js";
import { createWhy } from "#app/state/why.js";
import { batch, computed, signal } from "#vendor/preact.js";

/** @typedef {ReturnType<typeof createPage>} Page */

/** @typedef {{kind: "fits"} | {kind: "long", characters: number} | {kind: "unreadable"} | {kind: "absent"}} Address */

/** @type {View} what is looked at where nothing says otherwise */
export const PLAIN_VIEW = { curve: [], cell: null, lanes: "values" };

/** @param {Link | null} link */
export function createPage(link) {
  const wanted = signal(/** @type {number | null} */ (link?.stop ?? null)); // null: the end of the forward pass
  const view = signal(/** @type {View} */ ({ ...PLAIN_VIEW, ...link?.view }));
  const notation = computed(() => view.value.notation ?? null);
  const hiding = { hidden: computed(() => view.value.hidden), shown: computed(() => view.value.shown) };
  /** @type {import("#app/state/side.js").Side<Setup>} */
  const side = createSide(link?.setup ?? OPENING_SETUP, notation, () => other, hiding);
  /** @type {import("#app/state/side.js").Side<Setup | null>} */
  const other = createSide(link?.beside ?? null, notation, () => side, hiding);
  const { itinerary, veil } = side;
  const stood = signal(/** @type {Run | null} */ (null)); // before the last change, as the server sent it
  const before = computed(() => (stood.value && veil.value ? veiledRun(stood.value, veil.value) : stood.value));

  const together = computed(() => {
    const [ours, theirs] = [itinerary.value, other.itinerary.value];
    return ours && theirs ? lockstep(ours, theirs) : null;
  });
  const course = computed(() => together.value?.course ?? itinerary.value);
  const newest = computed(() => {
    const [own, last] = [together.value?.own[0], side.newest.value];
    if (!own) return last;
    let at = own.length - 1;
    while (at >= 0 && own[at] > last) at -= 1;
    return at;
  });
  const place = computed(() => {
    const stops = course.value?.stops ?? [];
    const turn = stops.findIndex(({ kind }) => kind === "loss");
    return Math.min(wanted.value ?? (turn < 0 ? stops.length - 1 : turn), newest.value, stops.length - 1);
  });
  const cursor = computed(() => Math.min(together.value?.own[0][place.value] ?? place.value, side.newest.value));
  const besideCursor = computed(() => Math.min(together.value?.own[1][place.value] ?? -1, other.newest.value));

  const [opening, laying, why] = [createOpening(), createLaid(), createWhy()];
  const over = {
    gallery: signal(false), // whether the ready examples stand open
    more: signal(false), // whether the whole set-up stands open
    blank: signal(false), // the screen, until a key is pressed
    help: signal(false), // the list of keys
    taking: signal(false), // the dialog that takes a picture along
  };
  const parts = createParts({ view, beside: other, entry: why.entry, ...over });
  return {
    ...side,
    beside: {
      ...other,
      cursor: besideCursor,
      stop: computed(() => other.itinerary.value?.stops[besideCursor.value] ?? null),
    }, // a second run, step by step with the first
    wanted,
    view,
    together,
    course, // the stops that one goes through: those of both sides, where there are two
    newest, // of these, the last one that has arrived
    place, // where one stands on the course
    moment: computed(() => course.value?.stops[place.value] ?? null),
    cursor, // of the stops of the first run
    stop: computed(() => itinerary.value?.stops[cursor.value] ?? null),
    previous: signal(/** @type {Setup | null} */ (null)), // before the last change
    room: signal({ width: 0, height: 0 }), // that a stage has
    asked: signal(/** @type {Cell | null} */ (null)), // a number that only the run beside has
    library: signal(/** @type {LibraryEntry[]} */ ([])),
    examples: signal(/** @type {Example[]} */ ([])), // ready ones
    left: signal(/** @type {Link | null} */ (null)), // what was there before an example was opened
    landing: signal(link?.beside ? { stop: link.stop } : null), // where the run that is coming is opened
    functions: signal(/** @type {OfferedFunction[]} */ ([])),
    typed: signal(/** @type {string | null} */ (null)), // in the editor, as it is being written; null: closed
    checked: signal(/** @type {Checked | null} */ (null)), // of the text in the editor
    unread: signal(/** @type {Mistake | null} */ (null)), // why that text cannot be read; a run may be refused for more
    rewritten: signal(/** @type {string[] | null} */ (null)), // lines that choosing a loss has written
    address: signal(/** @type {Address} */ ({ kind: "fits" })),
    lit: signal(/** @type {string | null} */ (null)), // the name that is pointed at: it lights up everywhere
    entered: signal(told({ ...side, beside: other })), // the set-up that the address's history stands at
    stood,
    before, // what stood here before the last change
    playing: signal(false),
    speed: signal(2),
    editing: signal(false),
    ...opening,
    ...why,
    ...parts,
    ...createFolding(),
    ...laying,
    needed: signal(""), // what the last key lacked to do anything
    /** Whether anything that the stage will show is on its way from the server. */
    isBusy: computed(
      () =>
        side.isAwaited.value ||
        other.isAwaited.value ||
        laying.laidAwaited.value ||
        laying.laidBesideAwaited.value ||
        opening.stepsAwaited.value > 0 ||
        awaitsPart(parts),
    ),
    said: signal(""), // at once, to those who do not see
    presenting: signal(false),
    ...over,
  };
}

/**
 * @param {Page} page
 * @param {number} cursor
 */
export function goTo(page, cursor) {
  if (withinStep(page, cursor)) return; // operation by operation
  const { wanted, course, landing } = page;
  landing.value = null; // whoever moves has their own idea of where to be
  const last = (course.value?.stops.length ?? 1) - 1;
  wanted.value = Math.max(0, Math.min(last, cursor));
}

/**
 * Opens a step into its operations, and goes there.
 *
 * @param {Page} page
 * @param {number} t
 */
export function openAt(page, t) {
  const [course, stop] = [page.course.peek(), page.moment.peek()];
  if (!course || !stop) return;
  const kind = isBackward(stop) ? "backward" : "forward";
  const to = stopAt(course, t, kind, stop.kind === kind ? stop.walk : 0);
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
export function land(page, { setup, stop, view, beside = null }) {
  const isSame = JSON.stringify([setup, beside]) === told(page);
  batch(() => {
    page.landing.value = isSame ? null : { stop };
    if (isSame) page.wanted.value = stop;
    else setBoth(page, [setup, beside]);
    page.view.value = { ...PLAIN_VIEW, ...view };
  });
}

/**
 * Follows what the server said of a set-up: no step of the person's, so none to go back to.
 *
 * @param {import("#app/state/side.js").Side} side
 * @param {Partial<Setup>} change
 */
export function correct(side, change) {
  if (!side.setup.value) return;
  side.correction.value = changed(side.setup.value, change);
  side.setup.value = side.correction.value;
}

/**
 * @param {Page} page
 * @param {Cell | null} cell
 */
export function choose({ view, asked, needed }, cell) {
  asked.value = null;
  needed.value = "";
  view.value = { ...view.value, cell };
}

/**
 * @param {Page} page
 * @param {Show} mode
 */
export function show({ view }, mode) {
  view.value = { ...view.value, show: mode };
}
