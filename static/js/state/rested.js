/**
 * A field whose text takes effect when typing rests, or when the field goes. What is being typed is never overwritten by what was sent
 * before; a value from elsewhere (a link, another net) replaces it.
 */

import { useEffect, useRef, useState } from "#vendor/preact.js";

/**
 * @param {string} value what is set
 * @param {(typed: string) => void} send
 * @param {number} rest milliseconds without a key
 * @returns {[string, (event: Event, whole?: string) => void]} what the field shows, and its listener; `whole` is what
 *   the field's text stands for, where it shows a part
 */
export function useRested(value, send, rest) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    clearTimeout(timer.current);
    waiting.current = null;
    setTyped(value);
  }, [value]);
  const waiting = useRef(/** @type {(() => void) | null} */ (null));
  useEffect(() => () => waiting.current?.(), []);
  const listen = (/** @type {Event} */ event, /** @type {string | undefined} */ whole) => {
    const text = whole ?? /** @type {HTMLInputElement} */ (event.target).value;
    setTyped(text);
    clearTimeout(timer.current);
    waiting.current = () => {
      clearTimeout(timer.current);
      waiting.current = null;
      sent.current = text;
      send(text);
    };
    timer.current = setTimeout(waiting.current, rest);
  };
  return [typed, listen];
}
