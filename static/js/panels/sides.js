/**
 * Over each of two runs a line that says what it is in numbers, so that one sees which stay and which change: how many
 * parameters, how many steps, the loss, the word that comes out; and in words where the two have no common moment.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Figures} from "#app/state/figures.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { Reason } from "#app/panels/reason.js";
import { isComparing, isTogether, lookAt, sideShown, swap } from "#app/state/beside.js";
import { figuresOf } from "#app/state/figures.js";
import { laysBoth } from "#app/state/laid/beside.js";
import { lacks, laidOf } from "#app/state/laid.js";
import { nameOfNet } from "#app/state/nets.js";
import { lengthSentence, waitSentence, besideWords as words } from "#app/words/beside.js";
import { count } from "#app/words/count.js";
import { laidWords } from "#app/words/gradient/laid.js";
import { connectionSentence } from "#app/words/notices.js";
import { words as pageWords } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function SideA({ page }) {
  const found = standing(page, page, page.cursor.value);
  if (!isTogether(page) || !found) return null;
  return html`<${Line} side=${words.a} found=${found} />`;
}

/** @param {{page: Page, retry: () => void}} props */
export function SideB({ page, retry }) {
  if (!isComparing(page)) return null;
  const { beside } = page;
  const found = standing(page, beside, beside.cursor.value);
  const [mistake, away] = [beside.mistake.value, connectionSentence(beside.connection.value)];
  const isAway = away && page.connection.value.kind !== "away"; // said once
  const isDrawn = isTogether(page) || laysBoth(page);
  const isLaid = page.view.value.show === "gradient" && !page.view.value.open;
  return html`
    ${laysBoth(page) ? html`<${Lines} page=${page} />` : null}
    ${isDrawn || isLaid ? null : html`<${Looking} page=${page} />`}
    ${found && isTogether(page) ? html`<${Line} side=${words.b} found=${found} other=${standing(page, page, page.cursor.value)} /><${Apart} page=${page} />` : null}
    <div role="status">
      ${isLaid && !isDrawn ? html`<p class="quiet alone">${words.alone} <${Swap} page=${page} /></p>` : null}
      ${isAway ? html`<p class="notice away">${words.b}: ${away} <button type="button" class="tight" onClick=${retry}>${pageWords.tryNow}</button></p>` : null}
    </div>
    <div role="alert">${mistake ? html`<div class="notice mistake"><p><b>${words.refused}</b></p><${Reason} mistake=${mistake} /></div>` : null}</div>
  `;
}

/** @param {{page: Page}} props */
function Swap({ page }) {
  return html`<button type="button" class="tight" title=${words.swapHint} onClick=${() => swap(page)}>⇅ ${words.swap}</button>`;
}

/** Which of the two stands on the board, or as an opened step. @param {{page: Page}} props */
function Looking({ page }) {
  const isOther = sideShown(page) === page.beside;
  const sides = /** @type {const} */ (["a", "b"]);
  const title = (/** @type {"a" | "b"} */ one) =>
    one === "a" ? standing(page, page, page.cursor.value)?.title : standing(page, page.beside, page.beside.cursor.value)?.title; // biome-ignore format: one line
  return html`<p class="looking"><span>${words.looking}</span>
    <span class="joined" role="group" aria-label=${words.looking}>
      ${sides.map((one) => html`<button type="button" class="tight" key=${one} aria-pressed=${(one === "b") === isOther} aria-keyshortcuts="L" onClick=${() => lookAt(page, one)}><b>${words[one]}</b> ${title(one)}</button>`)}
    </span>
    ${isOther ? html`<span class="quiet">${words.unmarked}</span>` : null}
  </p>`;
}

/** Which line is whose, where one picture has those of both, or why B's are not there. @param {{page: Page}} props */
function Lines({ page }) {
  const { beside } = page;
  const [a, b] = [standing(page, page, page.cursor.value), standing(page, beside, beside.cursor.value)];
  const laid = laidOf(page.view.value);
  const marks = words.marks[laid.kind === "memory" && laid.scale !== "log" ? "bars" : "lines"];
  const lacking = beside.plan.value && lacks(beside.plan.value, laid);
  const refused = lacking ? laidWords.lacks[lacking] : page.laidBesideRefused.value;
  return html`
    <p class="lines">
      <span><b class="side a">${words.a}</b> ${a?.title} <i class="quiet">${marks.a}</i></span>
      <span><b class="side b">${words.b}</b> ${b?.title} <i class="quiet">${marks.b}</i></span>
      <span class="quiet">${words.rest}</span>
      <${Swap} page=${page} />
    </p>
    ${refused ? html`<p class="laid-refused" role="status">${words.b}: ${refused}</p>` : null}
  `;
}

/**
 * Where the two have no common moments, this is said, and at such a moment what each does; it has its line all the
 * time, so that nothing moves while one steps.
 *
 * @param {{page: Page}} props
 */
export function Apart({ page }) {
  const { value: together } = page.together;
  if (!isTogether(page) || !together?.waits.some((waits) => waits.includes(true))) return null;
  const [a, b] = [page.plan.value?.T ?? 0, page.beside.plan.value?.T ?? 0];
  const now = [waiting(page, 0), waiting(page, 1)].filter(Boolean).join(" ");
  return html`<p class="apart">${now || lengthSentence(a, b) || words.otherPasses}</p>`;
}

/**
 * @param {Page} page
 * @param {import("#app/state/side.js").Side<any>} side
 * @param {number} cursor
 * @returns {(Figures & {title: string}) | null}
 */
function standing(page, side, cursor) {
  const [run, itinerary] = [side.run.value, side.itinerary.value];
  if (!run || !itinerary) return null;
  return { ...figuresOf(run, itinerary, cursor), title: nameOfNet(run.plan, page.library.value) || pageWords.ownNet };
}

/**
 * @param {Page} page
 * @param {0 | 1} side
 */
function waiting(page, side) {
  const one = side ? page.beside : page;
  const [itinerary, together, moment] = [one.itinerary.value, page.together.value, page.moment.value];
  const own = itinerary?.stops[(side ? page.beside : page).cursor.value];
  if (!together?.waits[side][page.place.value] || !moment || !own) return "";
  return waitSentence(side ? words.b : words.a, moment, own, Boolean(one.plan.value?.loss));
}

/** @param {{side: string, found: Figures & {title: string}, other?: Figures | null}} props */
function Line({ side, found, other = null }) {
  const { parameters, T, loss, output, title } = found;
  const apart = (/** @type {number} */ by) => (by ? `(${by > 0 ? "+" : "−"}${count(Math.abs(by))})` : words.sameShort);
  const from = other?.loss;
  const isKnown = typeof loss === "number" && typeof from === "number";
  return html`<p class="side-line">
    <b class=${`side ${side.toLowerCase()}`}>${side}</b>
    <span class="net">${title}</span>
    <${Stat} tone="parameters" name=${words.parameters} value=${count(parameters)} more=${other ? apart(parameters - other.parameters) : ""} />
    <${Stat} tone="steps" name=${words.steps} value=${count(T)} more=${other ? apart(T - other.T) : ""} />
    <${Stat} tone="loss" name=${words.loss} value=${loss === null ? words.none : figure(loss)} more=${isKnown ? (loss === from ? words.sameShort : `(${signed(loss - from)})`) : ""} />
    <${Stat} tone="says" name=${words.says} value=${output ? `“${output.word}”` : words.none} more=${output ? figure(output.sure) : ""} />
  </p>`;
}

/** Made anew where it changes, so that the style sheet can show that it did. @param {{name: string, value: string, more: string, tone: string}} props */
function Stat({ name, value, more, tone }) {
  return html`<span class=${`stat ${tone}`}><span>${name}</span> <b key=${value}>${value}</b> <small class="more">${more}</small></span>`;
}
