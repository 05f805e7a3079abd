/**
 * How the page's style sheets draw things, asked of the browser: marks and names are put where those of the stage
 * stand, looked at and taken away, all before anything is painted. So a picture taken along cannot differ from the
 * page, and its colours can be those of the other theme.
 *
 * @import {Lettering, Look, Looks, NoteLook} from "#app/types.js"
 */

import { colourReader } from "#app/draw/colours.js";
import { typeset } from "#app/draw/formula.js";
import { group, svg } from "#app/draw/keyed.js";
import { theme as now, themeColours } from "#app/draw/theme.js";

/**
 * @template Result
 * @param {HTMLElement} place the drawing whose marks these are: stands in the document
 * @param {"light" | "dark"} theme
 * @param {(looks: Looks) => Result} work
 * @param {"forward" | "backward"} [pass] of which the picture is: the drawing may be of none, behind a board
 * @returns {Result}
 */
export function withLooks(place, theme, work, pass) {
  const colours = theme === now.peek() ? {} : themeColours(theme);
  const { style } = document.documentElement;
  for (const name in colours) style.setProperty(name, colours[name]);
  const host = /** @type {HTMLElement} */ (place.cloneNode(false));
  host.style.display = "block";
  host.style.position = "absolute";
  host.style.visibility = "hidden";
  host.setAttribute("aria-hidden", "true");
  if (pass) host.dataset.kind = pass;
  place.after(host);
  try {
    return work(looksIn(host, theme));
  } finally {
    host.remove();
    for (const name in colours) style.removeProperty(name);
  }
}

/**
 * @param {HTMLElement} host
 * @param {"light" | "dark"} theme
 * @returns {Looks}
 */
function looksIn(host, theme) {
  const picture = host.appendChild(svg("svg"));
  const notes = host.appendChild(document.createElement("div"));
  notes.className = "notes";
  const copy = notes.appendChild(document.createElement("div"));
  copy.className = "copy";
  const hex = colourReader();
  /** @type {Map<string, Element>} */
  const layers = new Map();
  /** @type {Map<string, Look>} */
  const marks = new Map();
  /** @type {Map<string, NoteLook>} */
  const found = new Map();
  const layerOf = (/** @type {string} */ names) => {
    const layer = layers.get(names) ?? names.split(" ").reduce((within, name) => group(within, name), picture);
    layers.set(names, layer);
    return layer;
  };
  const root = getComputedStyle(document.documentElement);
  const palette = Object.fromEntries(
    Object.keys(themeColours(theme)).map((name) => [
      name.slice(2),
      hex(root.getPropertyValue(name).trim()) ?? "#000000",
    ]),
  );
  return {
    theme,
    palette,
    mark(tag, layer, attributes) {
      const styled = Object.fromEntries(STYLED.map((name) => [name, attributes[name] ?? ""]));
      const key = [tag, layer, ...Object.values(styled)].join("|");
      const look = marks.get(key) ?? markLook(layerOf(layer), tag, styled, hex);
      marks.set(key, look);
      return look;
    },
    note(tone, dealt) {
      const key = `${tone} ${dealt ?? ""}`;
      const look = found.get(key) ?? noteLook(dealt === undefined ? notes : copy, tone, hex, dealt);
      found.set(key, look);
      return look;
    },
  };
}

/** What style sheets may look at; the rest is where things are. */
const STYLED = ["class", "stroke-width", "r", "data-names", "--dealt"];

/** @typedef {ReturnType<typeof colourReader>} Hex */

/**
 * @param {Element} layer
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Hex} hex
 * @returns {Look}
 */
function markLook(layer, tag, attributes, hex) {
  const element = /** @type {SVGElement} */ (layer.appendChild(svg(tag)));
  for (const name in attributes) {
    if (attributes[name] === "") continue;
    if (name.startsWith("--")) element.style.setProperty(name, String(attributes[name]));
    else element.setAttribute(name, String(attributes[name]));
  }
  const style = getComputedStyle(element);
  const opacity = (/** @type {string} */ own) => Number.parseFloat(own) * Number.parseFloat(style.opacity);
  const dash = style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/u).map(Number.parseFloat);
  const look = {
    fill: hex(style.fill, opacity(style.fillOpacity)),
    stroke: hex(style.stroke, opacity(style.strokeOpacity)),
    width: Number.parseFloat(style.strokeWidth),
    dash,
    radius: Number.parseFloat(style.getPropertyValue("r")) || Number(attributes.r),
    letters: lettering(style, hex, style.fill),
  };
  element.remove();
  return look;
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {Hex} hex
 * @param {string} colour
 * @returns {Lettering}
 */
function lettering(style, hex, colour) {
  const halo = hex(style.stroke);
  return {
    size: Number.parseFloat(style.fontSize),
    colour: hex(colour, Number.parseFloat(style.opacity)) ?? "#00000000",
    weight: Number.parseFloat(style.fontWeight),
    halo: halo ? { colour: halo, width: Number.parseFloat(style.strokeWidth) } : null,
    tabular: style.fontVariantNumeric.includes("tabular-nums"),
  };
}

/**
 * @param {HTMLElement} notes
 * @param {string} tone
 * @param {Hex} hex
 * @param {number} [dealt]
 * @returns {NoteLook}
 */
function noteLook(notes, tone, hex, dealt = 1) {
  const note = notes.appendChild(document.createElement("span"));
  note.className = `note ${tone}`;
  note.style.setProperty("--dealt", String(dealt));
  const name = note.appendChild(document.createElement("span"));
  typeset(name, "h");
  const word = note.appendChild(document.createElement("span"));
  word.className = "word";
  const set = /** @type {HTMLElement} */ (name.querySelector(".katex"));
  const mark = set.appendChild(document.createElement("span"));
  mark.style.display = "inline-block"; // of no size: it stands on the baseline
  const [style, setStyle, wordStyle] = [note, set, word].map((element) => getComputedStyle(element));
  if (style.display === "grid") word.remove(); // there it would have a row of its own
  const [above, room] = [notes.getBoundingClientRect().top, note.getBoundingClientRect()];
  const size = Number.parseFloat(setStyle.fontSize);
  const left = style.translate.split(" ")[0];
  const fill = hex(style.backgroundColor);
  const plate = {
    fill: fill ?? "",
    before: Number.parseFloat(style.paddingLeft),
    after: Number.parseFloat(style.paddingRight),
    top: room.top - above,
    height: room.height,
    radius: Number.parseFloat(style.borderTopLeftRadius),
  };
  const look = {
    letters: {
      size,
      colour: hex(setStyle.color, Number.parseFloat(style.opacity)) ?? "#00000000",
      weight: 400,
      halo: null,
      tabular: false,
    },
    word: { ...lettering(wordStyle, hex, wordStyle.color), gap: Number.parseFloat(style.columnGap) || 0 },
    anchor: left === "-50%" || style.display === "grid" ? "middle" : left === "-100%" ? "end" : "start",
    drop: mark.getBoundingClientRect().bottom - above,
    plate: fill ? plate : null,
  };
  note.remove();
  return /** @type {NoteLook} */ (look);
}
