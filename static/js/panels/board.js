/**
 * The board: what is written, drawn by KaTeX; the newest stop in view, those before it above.
 *
 * @import {BoardEntry, BoardLine, Plan, Stage} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { board } from "#app/layout/board/board.js";
import { BoardBar } from "#app/panels/boardbar.js";
import { Tex } from "#app/panels/tex.js";
import { sideShown } from "#app/state/beside.js";
import { openedSteps } from "#app/state/opened.js";
import { boardWords } from "#app/words/board.js";
import { html, useLayoutEffect, useRef, useState } from "#vendor/preact.js";

/** @param {{page: Page, Decimals: unknown}} props */
export function Board({ page, Decimals }) {
  const { value: view } = page.view;
  const side = sideShown(page);
  const { value: run } = side.run;
  const { value: itinerary } = side.itinerary;
  const cursor = side.cursor.value;
  page.steps.value; // arrived: written
  const kept = useRef(new Map());
  if (view.show !== "board" || !run || !itinerary || cursor < 0) return null;
  const { entries, earlier } = board({ run, itinerary, cursor, view, stepOf: openedSteps(page, side) }, kept.current);
  return html`
    <${BoardBar} page=${page} plan=${run.plan} entries=${entries} Decimals=${Decimals} />
    ${page.openingRefused.value ? html`<p class="warning" role="status">${page.openingRefused.value}</p>` : null}
    ${earlier > 0 ? html`<p class="quiet">${boardWords.earlier(earlier)}</p>` : null}
    ${entries.map((entry) => html`<${Entry} key=${entry.key} entry=${entry} plan=${run.plan} />`)}
  `;
}

/** @param {{entry: BoardEntry, plan: Plan}} props */
function Entry({ entry, plan }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const { current, title, pass, lines } = entry;
  useLayoutEffect(() => (current && place.current ? follow(place.current) : undefined), [current]);
  return html`<section class=${`written ${pass} ${current ? "current" : ""}`} ref=${place} aria-label=${title} aria-current=${current ? "step" : undefined}>
    <h2>${title}</h2>
    ${lines.map((line) => html`<${Line} key=${line.key} line=${line} plan=${plan} />`)}
  </section>`;
}

/** A line is typeset only where it is near what one sees. @param {{line: BoardLine, plan: Plan}} props */
function Line({ line: { left, stages, note }, plan }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const { isNear, height } = useNear(place);
  const names = { parameters: plan.parameters, equations: plan.equations };
  if (!isNear)
    return html`<div class="line far" style=${height ? { minHeight: `${height}px` } : {}} ref=${place}></div>`;
  return html`<div class="line" style=${{}} ref=${place}>
    <div class="left"><${Tex} tex=${left} ...${names} /></div>
    <div class="stages">
      ${stages.map(
        ({ tex, relation, kind }, k) =>
          html`<span key=${k} class=${`stage is-${kind}`}><${Tex} tex=${`${SIGNS[relation]} ${tex}`} ...${names} /></span> `,
      )}
      ${note ? html`<span class="quiet note-in-words">${note}</span>` : null}
    </div>
  </div>`;
}

const NEAR = 10; // px above and below what one sees

/** @param {{current: HTMLElement | null}} place */
function useNear(place) {
  const [state, setState] = useState({ isNear: false, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const turn = (/** @type {boolean} */ isNear, /** @type {number} */ height) =>
      setState((now) => (now.isNear === isNear ? now : { isNear, height: isNear ? 0 : height }));
    const { top, bottom } = element.getBoundingClientRect();
    turn(bottom > -NEAR && top < innerHeight + NEAR, 0);
    const tell = (/** @type {IntersectionObserverEntry[]} */ all) => {
      const last = /** @type {IntersectionObserverEntry} */ (all.at(-1));
      turn(last.isIntersecting, last.boundingClientRect.height);
    };
    const seen = new IntersectionObserver(tell, { root: element.closest("#stage"), rootMargin: `${NEAR}px 0px` });
    seen.observe(element);
    return () => seen.disconnect();
  }, []);
  return state;
}

/** @type {Record<Stage["relation"], string>} */
const SIGNS = { "": "", "=": "{}=", "≈": String.raw`{}\approx` };

const HANDS = /** @type {const} */ (["wheel", "touchmove", "pointerdown", "keydown"]);
const SCROLLING = new Set(["ArrowUp", "ArrowDown"]);

/**
 * Keeps an entry in view while it is being written: the whole of it where there is room, else its beginning.
 *
 * @param {HTMLElement} element
 */
function follow(element) {
  const frame = /** @type {HTMLElement} */ (element.closest("#stage"));
  const board = /** @type {HTMLElement} */ (element.closest("#board"));
  const growing = new ResizeObserver(() => bringIntoView(element, frame));
  growing.observe(board);
  const stop = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent) || SCROLLING.has(event.key)) growing.disconnect(); // a person looks elsewhere
  };
  for (const hand of HANDS) frame.addEventListener(hand, stop, { passive: true });
  bringIntoView(element, frame);
  return () => {
    growing.disconnect();
    for (const hand of HANDS) frame.removeEventListener(hand, stop);
  };
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} frame
 */
function bringIntoView(element, frame) {
  const bar = frame.querySelector(".board-bar")?.clientHeight ?? 0;
  const [inner, outer] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
  const toEnd = inner.bottom - outer.bottom + 12;
  const toStart = inner.top - outer.top - bar - 8;
  frame.scrollTop += Math.min(toEnd, toStart);
}
