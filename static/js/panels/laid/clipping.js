/**
 * Clipping of the gradient: by norm or by value, at a threshold, and what it does to the step that is taken.
 *
 * @import {Props} from "#app/panels/laid.js"
 */

import { figure } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { lay } from "#app/state/laid/acts.js";
import { truncationWords as off, clippingWords as said } from "#app/words/gradient/truncation.js";
import { html } from "#vendor/preact.js";

const DECADES = 4; // of the slider, up to twice what there is: the length, or the largest entry

/** @param {Props} props */
export function Clipping(props) {
  const { page, laid, shown } = props;
  const { message } = shown.answer;
  const clip = /** @type {{by: "norm" | "value", at: number} | null} */ (laid.clip ?? null);
  const before = {
    norm: message.clip?.before ?? message.norm_all,
    largest: message.clip?.largest ?? message.largest_all,
  };
  const turn = (/** @type {"none" | "norm" | "value"} */ by) => () =>
    lay(page, { clip: by === "none" ? null : { by, at: half(Number(by === "norm" ? before.norm : before.largest)) } });
  const now = clip?.by ?? "none";
  return html`
    <details class="laid-part" open=${Boolean(clip)}>
      <summary>${said.title}${clip ? html` <span class="quiet">${said.how[now]} ${said.at} ${figure(clip.at)}</span>` : null}</summary>
      <span class="joined" role="group" aria-label=${said.title}>
        ${(/** @type {const} */ (["none", "norm", "value"])).map((by) => html`<button type="button" class="tight" key=${by} aria-pressed=${by === now} title=${said.howTitles[by]} onClick=${turn(by)}>${said.how[by]}</button>`)}
      </span>
      ${clip && message.clip ? html`<${Threshold} page=${page} clip=${clip} before=${Number(before[clip.by === "norm" ? "norm" : "largest"])} /><${Step} ...${props} />` : null}
    </details>
  `;
}

/** @param {{page: Props["page"], clip: {by: "norm" | "value", at: number}, before: number}} props */
function Threshold({ page, clip, before }) {
  const top = Math.log10(2 * (Number.isFinite(before) && before > 0 ? before : 1));
  const set = (/** @type {number} */ at) => {
    if (Number.isFinite(at) && at > 0) lay(page, { clip: { ...clip, at } });
  };
  const value = Math.max(top - DECADES, Math.min(top, Math.log10(clip.at)));
  return html`
    <div class="laid-slider"><span>${said.at}</span>
      <input type="range" min=${top - DECADES} max=${top} step="0.01" value=${value} aria-label=${said.at} aria-valuetext=${figure(clip.at)}
        onInput=${(/** @type {Event} */ { target }) => set(Number((10 ** Number(/** @type {HTMLInputElement} */ (target).value)).toPrecision(3)))} />
      <input type="number" min="0" step="any" value=${clip.at} aria-label=${said.at} onChange=${(/** @type {Event} */ { target }) => set(Number(/** @type {HTMLInputElement} */ (target).value))} />
    </div>
  `;
}

/** @param {Props} props */
function Step({ shown }) {
  const { run, answer } = shown;
  const { clip, parameter } = answer.message;
  const by = /** @type {"norm" | "value"} */ (clip.by);
  const columns = [
    { key: "own", name: labelOf(run.plan, parameter), ...clip.parameter },
    { key: "all", name: off.all, ...clip },
  ];
  const hasLength = Number.isFinite(Number(clip.before));
  const row = (/** @type {string} */ what, /** @type {(one: any) => string} */ text) =>
    html`<tr><th scope="row">${what}</th>${columns.map((one) => html`<td key=${one.key}>${text(one)}</td>`)}</tr>`;
  return html`
    <h4>${said.step}</h4>
    <table class="laid-off">
      <thead><tr><td></td>${columns.map(({ key, name }) => html`<th key=${key} scope="col">${name}</th>`)}</tr></thead>
      <tbody>
        ${row(said.before, ({ before }) => figure(Number(before)))}
        ${row(said.after, ({ after }) => figure(Number(after)))}
        ${row(said.angle, ({ angle }) => (angle === null ? off.unknown : `${Number(angle.toFixed(2))}°`))}
        ${by === "value" ? row(said.touched, ({ touched, entries }) => said.of(touched, entries)) : null}
        ${by === "norm" ? row(said.factor, () => figure(Number(clip.factor))) : null}
      </tbody>
    </table>
    <p class="quiet small">${!hasLength ? said.notFinite[by] : clip.touched ? said.note[by] : said.untouched}</p>
  `;
}

/** @param {number} size */
function half(size) {
  return Number.isFinite(size) && size > 0 ? Number((size / 2).toPrecision(2)) : 1;
}
