/**
 * Beside a written-out product: where the followed number goes, operation by operation, and what comes back.
 *
 * @import {Block, Figure} from "#app/layout/product/blocks.js"
 * @import {Props, Written} from "#app/panels/product.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { blocksOf } from "#app/layout/product/blocks.js";
import { CurveBlock, SoftmaxBlock } from "#app/panels/productcurve.js";
import { Tex } from "#app/panels/tex.js";
import { openProduct } from "#app/state/product.js";
import { words as said } from "#app/words/page.js";
import { product as words } from "#app/words/product.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function ProductWay({ page, written }) {
  const { value: found } = written;
  if (!found) return null;
  const { looked, glance } = found;
  if (looked.reading.idle) return null;
  const { blocks, elsewhere } = blocksOf(glance, looked.reading, looked.row, page.view.value.cell?.node ?? null);
  const isBack = looked.writes === "backward";
  return html`
    ${looked.writes === "share" ? html`<${Share} written=${found} />` : null}
    <h2>${isBack ? words.wayBack : words.way}</h2>
    ${(isBack ? blocks.toReversed() : blocks).map((block) => html`<${Piece} key=${block.key} page=${page} block=${block} back=${looked.writes !== "forward"} presenting=${page.presenting.value} />`)}
    ${isBack ? html`<${Back} written=${found} />` : null}
    ${elsewhere.length ? html`<p class="quiet">${words.elsewhere(elsewhere.join(", "))}</p>` : null}
  `;
}

/** @param {{page: Page, block: Block, back: boolean, presenting: boolean}} props back: gradients are wanted at each block */
function Piece({ page, block, back, presenting }) {
  switch (block.kind) {
    case "sum":
      return html`<${SumBlock} page=${page} block=${block} back=${back} />`;
    case "curve":
      return html`<${CurveBlock} block=${block} back=${back} presenting=${presenting} />`;
    case "softmax":
      return html`<${SoftmaxBlock} block=${block} />`;
    case "product":
      return html`<p>${words.intoProduct} <button type="button" class="tight" onClick=${() => openProduct(page, block.node.id)}>${words.open}</button></p>`;
    case "end":
      return html`<${End} block=${block} />`;
    default:
      return html`<${Operation} block=${block} back=${back} />`;
  }
}

/** @param {{value: number | undefined}} props */
function Value({ value }) {
  return value === undefined ? html`<span class="later">${said.notReached}</span>` : html`${figure(value)}`;
}

/**
 * W h + U x + b → a, each with a bar from a common zero.
 *
 * @param {{page: Page, block: Block, back: boolean}} props
 */
function SumBlock({ page, block, back }) {
  const { operands, value, tex, grad } = block;
  const signed = operands.map(({ value: part, sign }) => (part === undefined ? 0 : sign === "−" ? -part : part));
  const all = [...signed, value ?? 0].filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const bar = (/** @type {number | undefined} */ of) => html`<${Bar} value=${of} low=${low} high=${high} />`;
  return html`
    <table class="addends">
      <tbody>
        ${operands.map(
          (one, k) => html`<tr class=${one.own ? "own" : ""}>
            <th scope="row"><${Name} page=${page} one=${one} /></th>
            <td class="digits"><${Value} value=${one.value} /></td>
            <td class="drawn">${bar(signed[k])}</td>
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${tex ? html`<${Tex} tex=${tex} />` : html`<${Tex} tex="a" />`}<span class="unit">[${block.unit + 1}]</span></th>
          <td class="digits"><${Value} value=${value} /></td>
          <td class="drawn">${bar(value)}</td>
        </tr>
      </tfoot>
    </table>
    ${grad === undefined || !back ? null : html`<p class="gradient"><${Tex} tex=${String.raw`\partial L/\partial ${tex || "a"}`} />[${block.unit + 1}] = ${figure(grad)}</p>`}
  `;
}

/** @param {{page: Page, one: Figure}} props */
function Name({ page, one }) {
  const { sign, tex, role, product, own, token } = one;
  const word = token === null ? null : html` <span class="quiet">“${token}”</span>`;
  const name = html`${sign ? `${sign} ` : ""}<span class=${role ? `role-${role}` : ""}><${Tex} tex=${tex} /></span>${word}`;
  if (product === null || own) return name;
  return html`<button type="button" class="name" title=${words.open} onClick=${() => openProduct(page, product)}>${name}</button>`;
}

/** @param {{value: number | undefined, low: number, high: number}} props */
function Bar({ value, low, high }) {
  if (value === undefined || !Number.isFinite(value) || high <= low) return null;
  const at = (/** @type {number} */ number) => (100 * (number - low)) / (high - low);
  const [from, to] = [Math.min(at(0), at(value)), Math.max(at(0), at(value))];
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class=${value < 0 ? "fall down" : "fall up"} x=${from} y="1" width=${Math.max(0.8, to - from)} height="8" />
    <path class="zero" vector-effect="non-scaling-stroke" d=${`M${at(0)},0V10`} />
  </svg>`;
}

/**
 * Another operation in one line: r₄ ⊙ (W h) = 0.31.
 *
 * @param {{block: Block, back: boolean}} props
 */
function Operation({ block, back }) {
  const { operands, value, node, unit, tex, grad } = block;
  const sign = SIGNS[node.op];
  return html`
    <p class="operation">
      ${sign ? null : html`<span>${node.op} </span>`}
      ${operands.map(
        (one, k) =>
          html`${k ? html`<span class="sign"> ${sign ?? ","} </span>` : null}<span class=${one.role ? `role-${one.role}` : ""}><${Tex} tex=${one.tex} /></span> <b><${Value} value=${one.value} /></b>`,
      )}
      <span class="sign"> = </span>${tex ? html`<${Tex} tex=${tex} />[${unit + 1}] ` : null}<b><${Value} value=${value} /></b>
    </p>
    ${grad === undefined || !back ? null : html`<p class="gradient"><${Tex} tex=${String.raw`\partial L/\partial`} /> = ${figure(grad)}</p>`}
  `;
}

const SIGNS = /** @type {Record<string, string>} */ ({ multiply: "⊙", divide: "÷" });

/** @param {{block: Block}} props */
function End({ block }) {
  const { tex, unit, value, grad, word } = block;
  return html`
    <p class="figure"><${Tex} tex=${tex} /><span class="unit">[${unit + 1}]</span> = <${Value} value=${value} /></p>
    ${word ? html`<p class="quiet">${word}</p>` : null}
    ${grad === undefined ? null : html`<p class="gradient"><${Tex} tex=${String.raw`\partial L/\partial ${tex}`} />[${unit + 1}] = ${figure(grad)}</p>`}
  `;
}

/**
 * What this step adds to one entry of ∂L/∂W, beside the sum over all steps.
 *
 * @param {{written: Written}} props
 */
function Share({ written }) {
  const { reading, row, column } = written.looked;
  const { delta, operand, gradient, product } = reading;
  const name = String.raw`\partial L/\partial ${product.matrix.tex}`;
  const share = delta && operand ? delta[row] * operand[column] : undefined;
  const whole = gradient?.[row * product.columns + column];
  return html`
    <h2><${Tex} tex=${name} />[${row + 1},${column + 1}]</h2>
    <dl class="facts">
      <div class="gradient"><dt>${words.thisStep}</dt><dd><${Value} value=${share} /></dd></div>
      <div class="gradient"><dt>${words.allSteps}</dt><dd>${whole === undefined ? html`<span class="later">${words.allStepsLater}</span>` : figure(whole)}</dd></div>
    </dl>
  `;
}

/**
 * What goes back to one entry of the operand: along this product, and in all.
 *
 * @param {{written: Written}} props
 */
function Back({ written }) {
  const { reading, column } = written.looked;
  const { back, product } = reading;
  if (!back || !product.source) return null;
  const { glance } = written;
  const whole = product.source.shift === 0 ? glance.step?.nodes.get(product.source.id)?.grad : null;
  return html`
    <h2><${Tex} tex=${written.looked.names.top} />[${column + 1}]</h2>
    <dl class="facts">
      <div class="gradient"><dt>${words.along}</dt><dd>${figure(back[column])}</dd></div>
      ${whole ? html`<div class="gradient"><dt>${words.whole}</dt><dd>${figure(whole[column])}</dd></div>` : null}
    </dl>
  `;
}
