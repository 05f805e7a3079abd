/**
 * Truncation of the ledger: how many stages each loss goes back, scissors on the delay edges, and how far what is left
 * is from the whole gradient.
 *
 * @import {Props} from "#app/panels/laid.js"
 * @import {Change} from "#app/state/changes.js"
 */

import { figure } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { StageCurve } from "#app/panels/laid/stagecurve.js";
import { lay } from "#app/state/laid/acts.js";
import { edgesOf } from "#app/state/laid/ledger.js";
import { choppedUp, cutsOf, delayEdges, joined, snipped } from "#app/state/laid/scissors.js";
import { setUp } from "#app/state/page.js";
import { truncationWords as said } from "#app/words/gradient/truncation.js";
import { html, useState } from "#vendor/preact.js";

const STAGES_STEPS = 1000; // of a run: every loss has to go back by itself

/** @param {Props} props */
export function Truncation(props) {
  const { truncation } = props.shown.answer.message;
  const [isOpen, setOpen] = useState(false); // it stays open when nothing is truncated any more: somebody is at it
  const toggled = (/** @type {Event} */ { target }) => setOpen(/** @type {HTMLDetailsElement} */ (target).open);
  return html`
    <details class="laid-part" open=${Boolean(truncation) || isOpen} onToggle=${toggled}>
      <summary>${said.title}${truncation ? html` <span class="quiet">${shortly(props)}</span>` : null}</summary>
      <${Stages} ...${props} />
      <${Scissors} ...${props} />
      ${truncation ? html`<${Off} ...${props} />` : null}
    </details>
  `;
}

/** @param {Props} props */
function shortly({ shown }) {
  const { angle, relative_size: size } = shown.answer.message.truncation;
  return size === null ? "" : `${degrees(angle)}, ${percent(size)}`;
}

/** @param {Props} props */
function Stages({ page, shown, laid }) {
  const { T } = shown.run.plan;
  if (T > STAGES_STEPS && typeof laid.stages !== "number")
    return html`<p class="quiet small">${said.tooLong(STAGES_STEPS)}</p>`;
  const now = Math.min(T, Number(laid.stages ?? T));
  const set = (/** @type {Event} */ { target }) => {
    const stages = Number(/** @type {HTMLInputElement} */ (target).value);
    if (Number.isInteger(stages) && stages >= 1) lay(page, { stages: stages >= T ? null : stages });
  };
  return html`
    <label class="laid-slider"><span>${said.stages}</span>
      <input type="range" min="1" max=${T} step="1" value=${now} title=${said.stagesTitle} aria-valuetext=${said.goesBack(now, T)} onInput=${set} />
      <output>${now >= T ? "∞" : now}</output>
    </label>
    <p class="quiet small">${said.goesBack(now, T)}</p>
  `;
}

/** @param {Props} props */
function Scissors({ page, shown, laid, place }) {
  const { plan } = shown.run;
  const edges = delayEdges(plan);
  const [before, setBefore] = useState(/** @type {number | null} */ (null));
  const [every, setEvery] = useState(5);
  if (!edges.length || plan.T < 2) return edges.length ? null : html`<p class="quiet small">${said.noEdge}</p>`;
  const { changes } = page.setup.value;
  const keys = edgesOf(plan, laid);
  const at = Math.max(2, Math.min(plan.T, before ?? Math.max(place.t, place.k)));
  const cuts = cutsOf(changes, plan);
  const isCut = keys.every((key) => cuts.get(key)?.includes(at));
  const send = (/** @type {Change[]} */ next) => setUp(page, { changes: next });
  const whole = (/** @type {Event} */ { target }) => Math.round(Number(/** @type {HTMLInputElement} */ (target).value));
  return html`
    <h4>${said.scissors}</h4>
    <div class="laid-line">
      ${
        edges.length > 1
          ? html`<select aria-label=${said.edge} value=${keys.length > 1 ? "" : keys[0]} onChange=${(/** @type {Event} */ { target }) => lay(page, { edge: /** @type {HTMLSelectElement} */ (target).value || null })}>
              <option value="">${said.everyEdge}</option>
              ${edges.map(({ key, from, shift }) => html`<option key=${key} value=${key}>${edgeName(plan, from, shift)}</option>`)}
            </select>`
          : null
      }
      <label>${said.between} <input type="number" min="2" max=${plan.T} value=${at} onInput=${(/** @type {Event} */ event) => setBefore(whole(event))} /></label>
      <button type="button" class="tight" onClick=${() => send(snipped(changes, plan, at, keys))}>${isCut ? said.join : said.cut}</button>
    </div>
    <div class="laid-line">
      <label>${said.every} <input type="number" min="1" max=${plan.T} value=${every} onInput=${(/** @type {Event} */ event) => setEvery(whole(event))} /> ${said.steps}</label>
      <button type="button" class="tight" disabled=${!(every >= 1 && every < plan.T)} onClick=${() => send(choppedUp(changes, plan, every, keys))}>${said.chop}</button>
      <button type="button" class="tight" aria-pressed=${Boolean(laid.tool)} title=${said.toolTitle} onClick=${() => lay(page, { tool: !laid.tool })}>${said.tool}</button>
    </div>
    <${Cuts} plan=${plan} cuts=${cuts} changes=${changes} send=${send} />
  `;
}

/** @param {{plan: Props["shown"]["run"]["plan"], cuts: Map<string, number[]>, changes: Change[], send: (next: Change[]) => void}} props */
function Cuts({ plan, cuts, changes, send }) {
  const edges = delayEdges(plan);
  const places = [...new Set([...cuts.values()].flat())].sort((a, b) => a - b);
  if (!places.length) return null;
  return html`
    <ul class="laid-cuts" aria-label=${said.cuts}>
      ${places.slice(0, 12).map((before) => {
        const keys = edges.filter(({ key }) => cuts.get(key)?.includes(before));
        const names =
          keys.length < edges.length ? keys.map(({ from, shift }) => edgeName(plan, from, shift)).join(", ") : "";
        const words = said.cutAt(names, before);
        return html`<li key=${before}><button type="button" class="tight" aria-label=${said.rejoin(words)} title=${said.rejoin(words)} onClick=${() =>
          send(
            snipped(
              changes,
              plan,
              before,
              keys.map(({ key }) => key),
            ),
          )}>${words} ✕</button></li>`;
      })}
      ${places.length > 12 ? html`<li>…</li>` : null}
      <li><button type="button" class="tight" onClick=${() => send(joined(changes))}>${said.joinAll}</button></li>
    </ul>
  `;
}

/** @param {Props} props */
function Off({ shown, laid, page }) {
  const { run, answer } = shown;
  const { truncation, parameter } = answer.message;
  const name = labelOf(run.plan, parameter);
  const rows = [
    { key: "own", what: name, ...truncation },
    { key: "all", what: said.all, ...truncation.all },
  ];
  const isMeasured = rows.some(({ relative_size: size }) => size !== null);
  return html`
    <h4>${said.off}</h4>
    <table class="laid-off">
      <thead><tr><td></td>${(/** @type {const} */ (["angle", "size", "error"])).map((key) => html`<th key=${key} scope="col" title=${said.columnTitles[key]}>${said.columns[key]}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          ({ key, what, angle, relative_size: size, relative_error: error }) =>
            html`<tr key=${key}><th scope="row">${what}</th><td>${degrees(angle)}</td><td>${percent(size)}</td><td>${percent(error)}</td></tr>`,
        )}
      </tbody>
    </table>
    <p class="quiet small">${isMeasured ? said.lengths(figure(Number(truncation.norm)), figure(Number(truncation.full_norm))) : said.noNumber}</p>
    <p class="quiet small">${said.forward}</p>
    <${StageCurve} page=${page} answer=${answer} laid=${laid} name=${name} />
  `;
}

/** @param {Props["shown"]["run"]["plan"]} plan @param {string} from @param {number} shift */
function edgeName(plan, from, shift) {
  return `${labelOf(plan, from)}[t${shift < 0 ? "−" : "+"}${Math.abs(shift)}]`;
}

/** @param {number | null} angle */
function degrees(angle) {
  if (angle === null) return said.unknown;
  return `${angle > 0 && angle < 0.01 ? "< 0.01" : angle.toFixed(angle < 10 ? 2 : 1)}°`;
}

/** @param {number | null} share */
function percent(share) {
  if (share === null) return said.unknown;
  if (share > 0 && share < 1e-4) return `${figure(share * 100)} %`;
  return `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`;
}
