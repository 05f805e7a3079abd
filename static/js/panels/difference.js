/**
 * Two runs as a table: A, B, and by how much B differs.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Figures} from "#app/state/figures.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { curvesOf } from "#app/layout/jointcurve.js";
import { gradientTex, labelOf, normTex, symbolAt } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { isComparing } from "#app/state/beside.js";
import { figuresOf, normAt, numberAt } from "#app/state/figures.js";
import { besideWords as words } from "#app/words/beside.js";
import { count } from "#app/words/count.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Difference({ page }) {
  const sides = sidesOf(page);
  if (!isComparing(page) || !sides) return null;
  const [a, b] = sides.map(({ run, itinerary, cursor }) => figuresOf(run, itinerary, cursor));
  return html`<h2>${words.table}</h2>
    <table class="compared beside">
      <thead><tr><td></td><th scope="col">${words.a}</th><th scope="col">${words.b} <small class="by">(${words.difference})</small></th></tr></thead>
      <tbody>
        <${Whole} name=${words.parameters} a=${a.parameters} b=${b.parameters} />
        <${Whole} name=${words.steps} a=${a.T} b=${b.T} />
        <${Row} name=${words.loss} a=${a.loss} b=${b.loss} />
        <${Output} a=${a} b=${b} />
        <${Chosen} page=${page} sides=${sides} />
        <${Norms} page=${page} sides=${sides} />
      </tbody>
    </table>
    <${Missing} page=${page} sides=${sides} />`;
}

/** @typedef {import("#app/layout/jointcurve.js").Standing} Standing */

/**
 * @param {Page} page
 * @returns {[Standing, Standing] | null}
 */
function sidesOf(page) {
  const { beside } = page;
  const [run, itinerary, other, others] = [
    page.run.value,
    page.itinerary.value,
    beside.run.value,
    beside.itinerary.value,
  ];
  if (!run || !itinerary || !other || !others) return null;
  return [
    { run, itinerary, cursor: page.cursor.value },
    { run: other, itinerary: others, cursor: beside.cursor.value },
  ];
}

/** @param {{name: unknown, a: number, b: number}} props */
function Whole({ name, a, b }) {
  const by = b - a;
  const apart = by ? `${by > 0 ? "+" : "−"}${count(Math.abs(by))}` : words.same;
  return html`<tr><th scope="row">${name}</th><td>${count(a)}</td><td>${count(b)}<small class="by">${apart}</small></td></tr>`;
}

/** @param {{name: unknown, a: number | null | undefined, b: number | null | undefined}} props */
function Row({ name, a, b }) {
  const known = typeof a === "number" && typeof b === "number";
  if (typeof a !== "number" && typeof b !== "number") return null;
  const apart = !known ? "" : a === b ? words.same : signed(b - a);
  return html`<tr><th scope="row">${name}</th><td>${figure(a)}</td><td>${figure(b)}<small class="by">${apart}</small></td></tr>`;
}

/** @param {{a: Figures, b: Figures}} props */
function Output({ a, b }) {
  const [one, other] = [a.output?.word, b.output?.word];
  if (!one && !other) return null;
  const apart = !one || !other ? "" : one === other ? words.same : words.other;
  return html`<tr><th scope="row">${words.says}</th><td>${one ?? words.none}</td><td>${other ?? words.none}<small class="by">${apart}</small></td></tr>`;
}

/** The number that is asked about, in both. @param {{page: Page, sides: [Standing, Standing]}} props */
function Chosen({ page, sides }) {
  const cell = chosen(page);
  if (!cell) return null;
  const [a, b] = sides.map(({ run, itinerary, cursor }) => numberAt(run, itinerary, cursor, cell));
  const { plan } = (a ? sides[0] : sides[1]).run;
  if (!a && !b) return null;
  const unit = html`<small class="by">${words.unit(cell.unit + 1)}</small>`;
  return html`
    <${Row} name=${html`<${Tex} tex=${symbolAt(plan, cell.node, cell.t)} />${unit}`} a=${a?.value} b=${b?.value} />
    <${Row} name=${html`<${Tex} tex=${gradientTex(plan, cell.node, cell.t)} />${unit}`} a=${a?.gradient} b=${b?.gradient} />
  `;
}

/** @param {Page} page */
function chosen(page) {
  const cell = page.asked.value ?? page.view.value.cell;
  return cell?.node.startsWith("o:") ? null : cell;
}

/** @param {{page: Page, sides: [Standing, Standing]}} props */
function Norms({ page, sides }) {
  const moment = page.moment.value;
  if (moment?.kind !== "backward") return null;
  const named = curvesOf(sides, page.view.value);
  const names = [...new Set(named.flat())];
  return names.map((name) => {
    const [a, b] = sides.map(({ run, itinerary, cursor }) => normAt(run, itinerary, cursor, name, moment.t));
    const { plan } = (named[0].includes(name) ? sides[0] : sides[1]).run;
    return html`<${Row} key=${name} name=${html`<${Tex} tex=${normTex(gradientTex(plan, name))} />`} a=${a} b=${b} />`;
  });
}

/** Why a side has no such number. @param {{page: Page, sides: [Standing, Standing]}} props */
function Missing({ page, sides }) {
  const cell = chosen(page);
  if (!cell) return null;
  const why = sides.flatMap(({ run: { plan } }, k) => {
    const side = k ? words.b : words.a;
    const size = cell.node === "x" ? plan.input?.size : plan.equations.find(({ name }) => name === cell.node)?.size;
    const label = labelOf(sides[k].run.plan, cell.node);
    if (size === undefined) return [words.absent(side, label)];
    if (cell.unit >= size) return [words.small(side, size, label)];
    return cell.t > plan.T ? [words.short(side, cell.t, plan.T)] : [];
  });
  return why.length ? html`<p class="quiet small">${why.join(" ")}</p>` : null;
}
