/**
 * Copy link: by the clipboard's interface, by the older command where there is none (a page without https), and in a
 * field with the link selected where neither works.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { linkOf } from "#app/controls/address.js";
import { LONGEST, writeLink } from "#app/state/link.js";
import { setupWords } from "#app/words/setup.js";
import { html, useEffect, useRef, useState } from "#vendor/preact.js";

const SHOWN = 2000; // ms that the button says it is done

/** @param {{page: Page, compact?: boolean}} props */
export function CopyLink({ page, compact = false }) {
  const [state, setState] = useState(/** @type {"ready" | "done" | "byHand"} */ ("ready"));
  const [href, setHref] = useState("");
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => {
    if (state === "byHand") field.current?.select();
    if (state !== "done") return;
    const timer = setTimeout(() => setState("ready"), SHOWN);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    const fragment = await writeLink(linkOf(page));
    if (fragment.length > LONGEST) {
      page.address.value = { kind: "long", characters: fragment.length };
      return;
    }
    const link = new URL(`#${fragment}`, location.href).href;
    setHref(link);
    setState((await copied(link)) ? "done" : "byHand");
  };
  return html`
    <span class="heard" role="status">${state === "done" ? setupWords.copied : ""}</span>
    <button type="button" class="copy" title=${compact ? setupWords.copy : undefined} onClick=${copy}>
      ${state === "done" ? setupWords.copied : compact ? html`<${Chain} />` : setupWords.copy}
    </button>
    ${
      state === "byHand"
        ? html`<label class="by-hand">${setupWords.copyByHand}
            <input type="text" readonly value=${href} ref=${field} onBlur=${() => setState("ready")} onKeyDown=${(/** @type {KeyboardEvent} */ { key }) => key === "Escape" && setState("ready")} />
          </label>`
        : null
    }
  `;
}

/** Two links of a chain, and what they mean for those who do not see them. */
function Chain() {
  return html`
    <svg class="icon" viewBox="0 0 18 18" aria-hidden="true">
      <path d="M7.5 10.5a3.2 3.2 0 0 0 4.6 0l2.8-2.8a3.2 3.2 0 0 0-4.6-4.6L9.2 4.2M10.5 7.5a3.2 3.2 0 0 0-4.6 0l-2.8 2.8a3.2 3.2 0 0 0 4.6 4.6l1.1-1.1" />
    </svg>
    <span class="heard">${setupWords.copy}</span>
  `;
}

/**
 * @param {string} text
 * @param {Element} [near] within it the older way works: in a dialog, nowhere else does
 * @returns {Promise<boolean>}
 */
export async function copied(text, near = document.body) {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // not allowed here: the older way may be
  }
  return copiedByCommand(text, near);
}

/** @param {string} text @param {Element} near */
function copiedByCommand(text, near) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "heard";
  near.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
