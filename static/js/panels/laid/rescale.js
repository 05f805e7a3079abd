/**
 * Rescale a matrix and see what follows while the slider moves: times a number, to a spectral radius, to a largest
 * singular value, or made orthogonal. It is one of the set-up's changes: undo takes it back.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidAnswer} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { labelOf } from "#app/layout/symbols.js";
import { withOrthogonal, withScale } from "#app/state/changes.js";
import { lay } from "#app/state/laid/acts.js";
import { WAYS } from "#app/state/laid/bound.js";
import { whenAnswered } from "#app/state/laid/pace.js";
import { setUp } from "#app/state/page.js";
import { boundWords as said } from "#app/words/gradient/bound.js";
import { html, useRef, useState } from "#vendor/preact.js";

/** @typedef {{most: number, value: number, of: object, isHeld: boolean}} Moved by hand, in that set-up; the end of its range */
/** @typedef {{name: string, norm: number | string, radius: number | string | null, counts: boolean}} Matrix */

/** @param {{page: Page, plan: Plan, message: LaidAnswer["message"], laid: Laid}} props */
export function Rescale({ page, plan, message, laid }) {
  const pulled = useRef(/** @type {object | null} */ (null)); // what the slider has set up
  const matrices = /** @type {Matrix[]} */ (message.matrices);
  if (!matrices.length) return null;
  const chosen = matrices.find(({ name }) => name === laid.rescaled);
  const matrix = chosen ?? matrices.find(({ counts }) => counts) ?? matrices[0];
  const { changes } = page.setup.value;
  const own = changes.filter(({ scale }) => scale === matrix.name);
  const multiple = own.find(({ orthogonal }) => !orthogonal);
  const isOrthogonal = own.some(({ orthogonal }) => orthogonal);
  const isSquare = matrix.radius !== null;
  const chosenWay = laid.rescaledTo ?? WAYS.find((one) => multiple && one in multiple) ?? "by";
  const way = /** @type {typeof WAYS[number]} */ (chosenWay === "radius" && !isSquare ? "by" : chosenWay);
  const send = (/** @type {typeof changes} */ next) => setUp(page, { changes: next });
  const value = {
    by: typeof multiple?.by === "number" ? multiple.by : 1,
    radius: Number(matrix.radius),
    norm: Number(matrix.norm),
  }[way];
  const pull = (/** @type {number} */ to) =>
    whenAnswered(page, () => {
      const scaled = withScale(page.setup.peek().changes, matrix.name, /** @type {any} */ ({ [way]: to }));
      setUp(page, { changes: scaled });
      pulled.current = page.setup.peek();
    });
  const state = { setup: page.setup.value, pulled: pulled.current, isAwaited: page.laidAwaited.value };
  return html`
    <fieldset class="change rescale"><legend>${said.rescale} ${matrices.length > 1 ? null : labelOf(plan, matrix.name)}</legend><div>
      ${matrices.length > 1 ? html`<${Which} page=${page} plan=${plan} matrices=${matrices} matrix=${matrix} />` : null}
      <div class="row">
        <span class="joined" role="group" aria-label=${said.rescale}>
          ${WAYS.map((one) => {
            const isOff = !isSquare && one === "radius";
            return html`<button type="button" class="tight" key=${one} disabled=${isOff} aria-pressed=${one === way} title=${isOff ? said.notSquare : said.wayTitles[one]} onClick=${() => lay(page, { rescaledTo: one })}>${said.ways[one]}</button>`;
          })}
        </span>
        <button type="button" class="tight" disabled=${!isSquare} aria-pressed=${isOrthogonal} title=${isSquare ? said.orthogonalTitle : said.notSquare} onClick=${() => send(withOrthogonal(changes, matrix.name))}>${said.orthogonal}</button>
      </div>
      <${Slider} key=${`${matrix.name} ${way}`} label=${said.wayTitles[way]} value=${value} least=${way === "by" ? -2 : 0} state=${state} send=${pull} />
      <button type="button" class="tight" disabled=${!own.length} onClick=${() => send(changes.filter((one) => !own.includes(one)))}>${said.back}</button>
    </div></fieldset>
  `;
}

/** @param {{page: Page, plan: Plan, matrices: Matrix[], matrix: Matrix}} props */
function Which({ page, plan, matrices, matrix }) {
  const choose = (/** @type {Event} */ { target }) =>
    lay(page, { rescaled: /** @type {HTMLSelectElement} */ (target).value });
  return html`<label class="laid-field"><span>${said.matrix}</span>
    <select value=${matrix.name} onChange=${choose}>
      ${matrices.map(({ name }) => html`<option key=${name} value=${name}>${labelOf(plan, name)}</option>`)}
    </select>
  </label>`;
}

/**
 * Its range does not move under the hand, and it stays where the hand left it until what was pulled has been answered;
 * what is set up otherwise (undo, say) moves it.
 *
 * @param {object} props
 * @param {string} props.label
 * @param {number} props.value
 * @param {number} props.least
 * @param {{setup: object, pulled: object | null, isAwaited: boolean}} props.state
 * @param {(to: number) => void} props.send
 */
function Slider({ label, value, least, state: { setup, pulled, isAwaited }, send }) {
  const [moved, setMoved] = useState(/** @type {Moved | null} */ (null));
  const isOurs = moved && (setup === moved.of || setup === pulled);
  const held = moved && isOurs && (moved.isHeld || isAwaited) ? moved : null;
  const now = held?.value ?? (Number.isFinite(value) ? value : 0);
  const most = held?.most ?? Math.max(4, Math.ceil(1.5 * Math.abs(now)));
  const listen = (/** @type {Event} */ { target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const to = Number(field.value);
    if (field.value.trim() === "" || !Number.isFinite(to) || (least === 0 && to < 0)) return;
    setMoved({ most: Math.max(most, to), value: to, of: setup, isHeld: true });
    send(to);
  };
  const letGo = () => setMoved((last) => last && { ...last, isHeld: false });
  return html`
    <div class="slider" onPointerup=${letGo} onFocusout=${letGo}>
      <input type="range" min=${Math.min(least, now)} max=${most} step="0.01" value=${now} aria-label=${label} onInput=${listen} />
      <input type="number" step="any" value=${Number(now.toPrecision(4))} aria-label=${label} onChange=${listen} />
    </div>
  `;
}
