/**
 * The phases of a net, set by hand: for each a cell a step, pressed where it is on. A drag over cells sets them all; the
 * arrow keys go from cell to cell; whole runs and first steps have buttons of their own.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { NumberField, Refused } from "#app/controls/fields.js";
import { setUp } from "#app/state/page.js";
import { maskOf, setOf, stretchesOf } from "#app/state/phases.js";
import { fieldOf } from "#app/state/refusal.js";
import { phaseWords } from "#app/words/phases.js";
import { html, useRef, useState } from "#vendor/preact.js";

const MOST_CELLS = 64; // steps that have cells of their own

/** In the set-up panel. @param {{page: Page}} props */
export function PhaseFields({ page }) {
  const { value: plan } = page.plan;
  const { value: mistake } = page.mistake;
  const isWrong = fieldOf(mistake) === "phases";
  if (!isWrong && !Object.keys(plan?.phases ?? {}).length) return null;
  return html`
    <fieldset class="phases"><legend>${phaseWords.title}</legend>
      <${Rows} page=${page} full />
      <p class="quiet hint">${phaseWords.hint}</p>
      <${Refused} mistake=${isWrong ? mistake : null} />
    </fieldset>
  `;
}

/** Beside the stage, under the equations. @param {{page: Page}} props */
export function Phases({ page }) {
  if (!Object.keys(page.plan.value?.phases ?? {}).length) return null;
  return html`<section class="phases" aria-label=${phaseWords.title}><${Rows} page=${page} /></section>`;
}

/** @param {{page: Page, full?: boolean}} props */
function Rows({ page, full = false }) {
  const { value: plan } = page.plan;
  const names = Object.keys(plan?.phases ?? {});
  return plan
    ? names.map((name) => html`<${Row} key=${name} page=${page} plan=${plan} name=${name} full=${full} />`)
    : null;
}

/**
 * As it is set; from a file: as the run has it.
 *
 * @param {Page} page
 * @param {Plan} plan
 * @param {string} name
 */
function maskNow({ setup }, { phases = {}, T }, name) {
  const { given, phases: set } = setup.value;
  return "phases" in given || !Object.hasOwn(set, name) ? phases[name] : maskOf(set[name], T);
}

/**
 * @param {Page} page
 * @param {Plan} plan
 * @param {string} name
 * @param {boolean[]} mask
 */
function setMask(page, { phases = {} }, name, mask) {
  const { phases: set } = page.setup.value;
  const others = Object.entries(phases).map(([one, steps]) => [one, set[one] ?? setOf(steps)]);
  setUp(page, { phases: { ...Object.fromEntries(others), [name]: setOf(mask) } });
}

/** @param {{page: Page, plan: Plan, name: string, full: boolean}} props */
function Row({ page, plan, name, full }) {
  const { T } = plan;
  const mask = maskNow(page, plan, name);
  const set = (/** @type {boolean[]} */ to) => setMask(page, plan, name, to);
  const first = (/** @type {number} */ count) => set(Array.from({ length: T }, (_, k) => k < count));
  const [on, off] = plan.phase_words?.[name] ?? [name, `not ${name}`];
  const leading = mask.indexOf(false) < 0 ? T : mask.indexOf(false);
  const whole = (/** @type {boolean} */ to, /** @type {string} */ called) => {
    const isAll = mask.every((isOn) => isOn === to);
    return html`<button type="button" aria-pressed=${isAll} aria-label=${phaseWords.all(called)} onClick=${() => first(to ? T : 0)}>${phaseWords.all(called)}</button>`;
  };
  return html`
    <div class="phase" role="group" aria-label=${phaseWords.steps(name)}>
      <div class="row">
        <span class="name">${name}</span>
        <span class="joined">${whole(true, on)}${whole(false, off)}</span>
      </div>
      ${T <= MOST_CELLS ? html`<${Cells} plan=${plan} mask=${mask} words=${[on, off]} set=${set} />` : null}
      ${full || T > MOST_CELLS ? html`<${NumberField} label=${phaseWords.first(on)} value=${leading} min="0" step="1" send=${(/** @type {number} */ to) => first(Math.max(0, Math.min(T, Math.round(to))))} />` : null}
      <p class=${full ? "quiet hint" : "heard"}>${phaseWords.told(stretchesOf(mask), on, off)}</p>
    </div>
  `;
}

/** @param {{plan: Plan, mask: boolean[], words: string[], set: (mask: boolean[]) => void}} props */
function Cells({ plan, mask, words, set }) {
  const [at, setAt] = useState(0); // the cell that Tab leads to
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const { shown, press, drag, release, cancel, click } = useBrush(mask, set, place, setAt);
  const walk = (/** @type {KeyboardEvent} */ event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: mask.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(mask.length - 1, to));
    setAt(next);
    /** @type {HTMLElement | undefined} */ (place.current?.children[next])?.focus();
  };
  const cell = (/** @type {boolean} */ isOn, /** @type {number} */ k) => {
    const token = plan.tokens?.[k] ?? null;
    const tab = k === Math.min(at, shown.length - 1) ? 0 : -1;
    return html`<button key=${k} type="button" data-step=${k + 1} tabindex=${tab} aria-pressed=${isOn} aria-label=${phaseWords.cell(k + 1, token, words[isOn ? 0 : 1])} onFocus=${() => setAt(k)} onClick=${(/** @type {MouseEvent} */ event) => click(event, k)}><span>${k + 1}</span>${token === null ? null : html`<small>${token}</small>`}</button>`;
  };
  return html`<div class="cells" ref=${place} onPointerDown=${press} onPointerMove=${drag} onPointerUp=${release} onPointerCancel=${cancel} onKeyDown=${walk}>${shown.map(cell)}</div>`;
}

/**
 * A press turns a cell over, and a drag takes those it passes along; the run follows when it ends.
 *
 * @param {boolean[]} mask
 * @param {(mask: boolean[]) => void} set
 * @param {{current: HTMLElement | null}} place of the cells
 * @param {(k: number) => void} setAt
 */
function useBrush(mask, set, place, setAt) {
  const [draft, setDraft] = useState(/** @type {boolean[] | null} */ (null)); // while a drag goes on
  const brush = useRef(true);
  const put = (/** @type {boolean[]} */ to, /** @type {number} */ k) =>
    to.map((isOn, j) => (j === k ? brush.current : isOn));
  const under = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const cell = document.elementFromPoint(clientX, clientY)?.closest("[data-step]");
    return cell instanceof HTMLElement && place.current?.contains(cell) ? Number(cell.dataset.step) - 1 : -1;
  };
  return {
    shown: draft?.length === mask.length ? draft : mask,
    press: (/** @type {PointerEvent} */ event) => {
      const k = under(event);
      if (k < 0 || event.button) return;
      brush.current = !mask[k];
      setAt(k);
      setDraft(put(mask, k));
      /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    },
    drag: (/** @type {PointerEvent} */ event) => {
      const k = draft ? under(event) : -1;
      if (draft && k >= 0 && draft[k] !== brush.current) setDraft(put(draft, k));
    },
    release: () => {
      if (draft) set(draft);
      setDraft(null);
    },
    cancel: () => setDraft(null),
    click: (/** @type {MouseEvent} */ event, /** @type {number} */ k) => {
      if (event.detail) return; // the pointer's own: done already
      brush.current = !mask[k];
      set(put(mask, k));
    },
  };
}
