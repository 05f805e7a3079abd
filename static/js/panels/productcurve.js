/**
 * A function on the way of a product: its curve with the point on it, or the bars of a softmax.
 *
 * @import {Block} from "#app/layout/product/blocks.js"
 */

import { curvePlot } from "#app/layout/curveplot.js";
import { figure } from "#app/layout/figures.js";
import { Tex } from "#app/panels/tex.js";
import { FUNCTIONS } from "#app/state/openedglyph.js";
import { product as words } from "#app/words/product.js";
import { html } from "#vendor/preact.js";

/** Small on a projector, where it is drawn larger. */
const ROOM = {
  usual: { width: 440, height: 168, letters: 14 },
  presenting: { width: 200, height: 84, letters: 12.5 },
};

/** @param {{block: Block, back: boolean, presenting: boolean}} props */
export function CurveBlock({ block, back, presenting }) {
  const { node, operands, value, slope, curve, grad, tex, unit } = block;
  const [{ value: a, tex: inner }] = operands;
  const name = nameOf(node.op);
  const room = presenting ? ROOM.presenting : ROOM.usual;
  const plot = curve && curvePlot(curve, { a, value, slope }, room);
  return html`
    <p class="operation"><${Tex} tex=${name} />(<b>${figure(a)}</b>) = ${tex ? html`<${Tex} tex=${tex} />[${unit + 1}] = ` : null}<b>${figure(value)}</b>
      ${slope === undefined ? null : html`<span class="slope"> ${words.slope} <${Tex} tex=${`${name}'`} />(<${Tex} tex=${short(inner)} />) = ${figure(slope)}</span>`}</p>
    ${
      plot
        ? html`<svg class="plot" viewBox=${`0 0 ${plot.width} ${plot.height}`} aria-hidden="true">
            <path class="rules" d=${plot.rules} />
            <path class="guides" d=${plot.guides} />
            <path class="curve-of" d=${plot.curve} />
            <path class="tangent" d=${plot.tangent} />
            ${plot.point ? html`<circle class="point" cx=${plot.point.x} cy=${plot.point.y} r=${presenting ? 4 : 5.5} />` : null}
            ${plot.ticks.map(({ key, x, y, text, anchor }) => html`<text key=${key} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`)}
          </svg>`
        : null
    }
    ${grad === undefined || slope === undefined || !back ? null : html`<p class="gradient">${figure(grad)} × ${words.slope} ${figure(slope)} = ${figure(grad * slope)}</p>`}
  `;
}

/** @param {string} tex */
function short(tex) {
  return tex.length > 8 ? "a" : tex;
}

/** @param {string} op */
function nameOf(op) {
  return FUNCTIONS[op] ?? String.raw`\mathrm{${op.replaceAll("_", "\\_")}}`;
}

const MOST = 64; // bars that are drawn: around the chosen one

/**
 * No curve of one number: each of its units depends on all.
 *
 * @param {{block: Block}} props
 */
export function SoftmaxBlock({ block }) {
  const { all, unit, value, tex } = block;
  const first = Math.max(0, Math.min((all?.length ?? 0) - MOST, unit - MOST / 2));
  const shown = Array.from(all ?? []).slice(first, first + MOST);
  const largest = Math.max(...shown.filter(Number.isFinite), 0);
  const each = 380 / Math.max(1, shown.length);
  return html`
    <p class="operation"><${Tex} tex=${String.raw`\mathrm{softmax}`} />: ${tex ? html`<${Tex} tex=${tex} />[${unit + 1}] = ` : null}<b>${figure(value)}</b></p>
    <svg class="plot bars" viewBox="0 0 380 110" aria-hidden="true">
      ${shown.map((part, k) => {
        const tall = largest > 0 && Number.isFinite(part) ? (100 * part) / largest : 0;
        return html`<rect class=${first + k === unit ? "own" : "other"} x=${k * each + 0.1 * each} y=${104 - tall} width=${0.8 * each} height=${Math.max(0.5, tall)} />`;
      })}
      <path class="zero" d="M0,104.5H380" />
    </svg>
  `;
}
