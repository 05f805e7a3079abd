/**
 * Keeps one element for each key: made when the key appears, changed where an attribute differs, removed when the
 * key goes. Nothing is parsed from strings.
 */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, string | number>} Attributes */

/**
 * @template {{key: string}} Item
 * @param {Element} parent
 * @param {string} tag
 * @param {(item: Item) => Attributes} attributes "text" sets the content
 * @returns {(items: Item[]) => void}
 */
export function keyed(parent, tag, attributes) {
  /** @type {Map<string, {element: Element, now: Attributes}>} */
  const kept = new Map();
  return (items) => {
    const gone = new Set(kept.keys());
    for (const item of items) {
      gone.delete(item.key);
      let entry = kept.get(item.key);
      if (!entry) {
        entry = { element: parent.appendChild(svg(tag)), now: {} };
        kept.set(item.key, entry);
      }
      change(entry.element, entry.now, attributes(item));
    }
    for (const key of gone) {
      kept.get(key)?.element.remove();
      kept.delete(key);
    }
  };
}

/**
 * @param {Element} element
 * @param {Attributes} now what was set before; kept up to date
 * @param {Attributes} next
 */
function change(element, now, next) {
  for (const name in next) {
    if (now[name] === next[name]) continue;
    now[name] = next[name];
    if (name === "text") element.textContent = String(next[name]);
    else element.setAttribute(name, String(next[name]));
  }
}

/** @param {string} tag */
export function svg(tag) {
  return document.createElementNS(SVG, tag);
}

/**
 * @param {Element} parent
 * @param {string} name
 */
export function group(parent, name) {
  const made = parent.appendChild(svg("g"));
  made.setAttribute("class", name);
  return made;
}
