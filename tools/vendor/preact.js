// Preact, its hooks, signals and htm as one module, so that there is one copy of each and one request.

import htm from "htm";
import { h } from "preact";

export {
  batch,
  computed,
  effect,
  Signal,
  signal,
  untracked,
  useComputed,
} from "@preact/signals";
export { h, render } from "preact";
export { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

/** Template tag: html`<p class=${name}>…</p>` is a Preact element. */
export const html = htm.bind(h);
