/**
 * The pinned answers side by side, over the stage: each with its value, its gradient and how much they changed against
 * the run before, and, where wanted, with what made it. They follow runs, lead on to their own answers, and are
 * reordered by keyboard.
 *
 * @import {Itinerary, Pin, Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {PinnedNumber} from "#app/state/pins.js"
 */

import { figure } from "#app/layout/figures.js";
import { pinLabel, pinTexes } from "#app/layout/pintex.js";
import { QuestionMark } from "#app/panels/hide.js";
import { Tex } from "#app/panels/tex.js";
import { Edges, Parts } from "#app/panels/whyparts.js";
import { reveal, revealEntry } from "#app/state/hidden.js";
import { MOST_PINS, movedPin, pinKey, pinnedNumber, pinOf, pinsOf, setPins, standing } from "#app/state/pins.js";
import { askedPin, walkTo } from "#app/state/pinwalk.js";
import { isHidden } from "#app/state/veil.js";
import { words } from "#app/words/page.js";
import { pinWords } from "#app/words/pins.js";
import { whyWords } from "#app/words/why.js";
import { html, useLayoutEffect, useRef } from "#vendor/preact.js";

const TOLD = 3; // parts of a card

/** @param {{page: Page}} props */
export function Pins({ page }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const wanted = useRef(/** @type {string | null} */ (null)); // the card that gets the focus when it has moved
  const [pins, run, itinerary] = [pinsOf(page), page.run.value, page.itinerary.value];
  useTelling(page, pins);
  useLayoutEffect(() => {
    const card = wanted.current && list.current?.querySelector(`[data-pin="${CSS.escape(wanted.current)}"] button`);
    if (card instanceof HTMLElement) card.focus();
    wanted.current = null;
  });
  if (!pins.length || !run || !itinerary) return null;
  const isOpen = page.view.value.pinsOpen === true;
  const open = () => {
    page.view.value = { ...page.view.value, pinsOpen: !isOpen };
  };
  const focus = (/** @type {Pin | undefined} */ pin) => {
    wanted.current = pin ? pinKey(pin) : null;
    page.view.value = { ...page.view.value }; // drawn again, and then it has the focus
  };
  const press = (/** @type {number} */ k) => (/** @type {KeyboardEvent} */ event) => {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.ctrlKey || event.metaKey || event.altKey || !(way || event.key === "Delete")) return;
    event.preventDefault();
    if (!way) return letGo(k);
    if (!event.shiftKey) return focus(pins[k + way]);
    const moved = movedPin(pins, k, way);
    wanted.current = pinKey(pins[k]);
    page.said.value = pinWords.moved(pinLabel(run.plan, pins[k]), moved.indexOf(pins[k]) + 1, pins.length);
    setPins(page, moved);
  };
  const letGo = (/** @type {number} */ k) => {
    const next = pins[k + 1] ?? pins[k - 1];
    wanted.current = next ? pinKey(next) : null;
    setPins(page, pins.toSpliced(k, 1));
  };
  const now = pinOf(page);
  return html`
    <div class="pinbar">
      <h2>${pinWords.strip}</h2>
      <div class="row">
        <button type="button" class="tight" aria-pressed=${isOpen} title=${pinWords.partsHint} onClick=${open}>${pinWords.parts}</button>
        <button type="button" class="tight" onClick=${() => setPins(page, [])}>${pinWords.all}</button>
      </div>
      ${pins.length < MOST_PINS ? null : html`<p class="quiet">${pinWords.full}</p>`}
      <p class="heard" id="pin-hint">${pinWords.hint}</p>
    </div>
    <ol class=${isOpen ? "cards full" : "cards"} ref=${list}>
      ${pins.map(
        (
          pin,
          k,
        ) => html`<li key=${pinKey(pin)} data-pin=${pinKey(pin)} class="card" aria-current=${now && pinKey(now) === pinKey(pin) ? "true" : undefined} onKeyDown=${press(k)}>
          <${Card} page=${page} run=${run} itinerary=${itinerary} pin=${pin} isOpen=${isOpen} letGo=${() => letGo(k)} />
        </li>`,
      )}
    </ol>
  `;
}

/**
 * Says what was pinned, moved or let go: whoever does not see the strip hears of it.
 *
 * @param {Page} page
 * @param {Pin[]} pins
 */
function useTelling(page, pins) {
  const before = useRef(pins);
  useLayoutEffect(() => {
    const [was, plan] = [before.current, page.plan.peek()];
    before.current = pins;
    if (was === pins || !plan || Math.abs(was.length - pins.length) > 1) return;
    const keys = [was, pins].map((list) => list.map(pinKey));
    const added = pins.find((pin) => !keys[0].includes(pinKey(pin)));
    const gone = was.find((pin) => !keys[1].includes(pinKey(pin)));
    if (added) page.said.value = pinWords.pinned(pinLabel(plan, added));
    else if (gone) page.said.value = pinWords.unpinned(pinLabel(plan, gone));
  }, [pins]);
}

/** @param {{page: Page, run: Run, itinerary: Itinerary, pin: Pin, isOpen: boolean, letGo: () => void}} props */
function Card({ page, run, itinerary, pin, isOpen, letGo }) {
  const { plan } = run;
  const { missing } = standing(plan, pin);
  const name = pinLabel(plan, pin);
  const [tex, derivative] = pinTexes(plan, pin);
  const close = html`<button type="button" class="let" aria-label=${pinWords.letGo(name)} title=${pinWords.let} onClick=${letGo}>✕</button>`;
  if (missing) {
    const at =
      "parameter" in pin ? pin.at.map((k) => k + 1).join(", ") : missing.what === "unit" ? pin.unit + 1 : pin.t;
    const bare = "parameter" in pin ? pin.parameter : (pin.label ?? pin.node);
    return html`<div class="row"><button type="button" class="ask" disabled>${name}</button>${close}</div>
      <p class="gone">${pinWords.missing[missing.what](bare, String(at), missing.size)}</p>`;
  }
  const cursor = page.cursor.value;
  const hidden = shower(page, pin);
  const number = pinnedNumber(run, itinerary, cursor, page.before.value, pin, page.answers.value);
  return html`
    <div class="row">
      <button type="button" class="ask" aria-label=${pinWords.ask(name)} aria-describedby="pin-hint" onClick=${() => walkTo(page, pin)}><${Tex} tex=${tex} /></button>
      <${Figure} now=${number.value} was=${number.valueBefore} name=${name} show=${hidden.value} />
      ${close}
    </div>
    ${plan.loss ? html`<div class="row gradient"><span class="name"><${Tex} tex=${derivative} /></span><${Figure} now=${number.gradient} was=${number.gradientBefore} name=${name} show=${hidden.value ? null : hidden.gradient} /></div>` : null}
    ${isOpen ? html`<${Told} page=${page} run=${run} pin=${pin} number=${number} />` : null}
  `;
}

/**
 * What shows a hidden number of a pin; null where it is not hidden.
 *
 * @param {Page} page
 * @param {Pin} pin
 * @returns {Record<"value" | "gradient", (() => void) | null>}
 */
function shower(page, pin) {
  const [veil, plan] = [page.veil.value, page.plan.value];
  const { cell, entry } = plan ? standing(plan, pin) : { cell: null, entry: null };
  if (entry) {
    const show = veil?.hidesEntry(entry.parameter, entry.at) ? () => revealEntry(page, entry) : null;
    return { value: show, gradient: show };
  }
  const of = (/** @type {"value" | "gradient"} */ which) =>
    isHidden(veil, which, cell) ? () => void reveal(page, cell) : null;
  return { value: of("value"), gradient: of("gradient") };
}

/** @param {{now: number | undefined, was: number | undefined, name: string, show: (() => void) | null}} props */
function Figure({ now, was, name, show }) {
  if (now !== undefined && show)
    return html`<span class="value">= <${QuestionMark} name=${name} show=${show} /></span>`;
  if (now === undefined) return html`<span class="later">${words.notReached}</span>`;
  const by = was === undefined ? 0 : now - was;
  return html`<span class="value">= ${figure(now, show !== null || undefined)}</span>
    ${by ? html`<span class=${by > 0 ? "by up" : "by"} title=${pinWords.changed}>${by > 0 ? "▲ +" : "▼ "}${figure(by)}<span class="heard"> ${pinWords.changed}</span></span>` : null}`;
}

/**
 * What made it and what the loss wants of it, the largest parts.
 *
 * @param {{page: Page, run: Run, pin: Pin, number: PinnedNumber}} props
 */
function Told({ page, run: { plan }, pin, number }) {
  const found = askedPin(page, pin);
  if (!found) return html`<p class="quiet">${words.waiting}</p>`;
  if (typeof found === "string") return html`<p class="warning">${found}</p>`;
  const { made, wanted, shares } = found;
  return html`
    ${number.value !== undefined && made ? html`<h3>${whyWords.made}</h3><${Parts} page=${page} plan=${plan} made=${made} told=${TOLD} />` : null}
    ${number.gradient !== undefined && wanted?.length ? html`<h3>${whyWords.wanted}</h3><ul class="parts back"><${Edges} page=${page} plan=${plan} wanted=${wanted} told=${TOLD} /></ul>` : null}
    ${
      number.gradient !== undefined && shares
        ? html`<h3>${whyWords.shares}</h3><ul class="parts back">${shares.slice(0, TOLD).map(({ t, value }) => html`<li key=${t}><span class="row"><span>t = ${t}</span><span class="number">${figure(value)}</span></span></li>`)}</ul>`
        : null
    }
  `;
}
