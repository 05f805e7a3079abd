/**
 * Colours and styles of a TikZ picture by name, collected while it is written: whoever edits it changes a style once.
 *
 * @import {ArrowShape, CircleShape, Lettering, NameShape, Paint, PathShape, RectShape, TextShape} from "#app/types.js"
 */

import { number } from "#app/export/xml.js";

export const LETTERS = 10; // points: what \normalsize is
const GRADIENT = [5, 2.5]; // pixels: what flows back is dashed on slides, where colours may fail

/**
 * @param {Record<string, string>} palette
 * @param {number} unit points for a pixel
 */
export function createStyles(palette, unit) {
  /** @type {Map<string, string>} */
  const colours = new Map();
  /** @type {Map<string, string>} */
  const styles = new Map();
  const points = (/** @type {number} */ pixels) => `${number(pixels * unit)}pt`;

  /** @param {string} hex #rrggbb, perhaps with two digits for how much it lets through */
  const colour = (hex) => {
    const solid = hex.slice(0, 7);
    const known = Object.entries(palette).find(([, value]) => isSame(value, solid))?.[0];
    const name = colours.get(solid) ?? known?.replaceAll(/[^a-z]/gu, "") ?? `colour${letterOf(colours.size)}`;
    colours.set(solid, name);
    return name;
  };

  /** @param {Paint} paint @param {boolean} wide whether its width belongs to it */
  const painted = ({ fill, stroke, width, dash }, wide = true) =>
    [
      ...(fill ? [`fill=${colour(fill)}`, ...through("fill", fill)] : []),
      ...(stroke ? [`draw=${colour(stroke)}`, ...through("draw", stroke)] : []),
      ...(stroke && wide ? [`line width=${points(width)}`] : []),
      ...(stroke && dash.length ? [`dash pattern=${pattern(dash)}`] : []),
    ].join(", ");

  const pattern = (/** @type {number[]} */ dash) =>
    (dash.length % 2 ? [...dash, ...dash] : dash)
      .map((length, k) => `${k % 2 ? "off" : "on"} ${points(length)}`)
      .join(" ");

  /** The style of that name, or what it is in full where the name is taken. @param {string} name @param {string} look */
  const style = (name, look) => {
    const safe = name.replaceAll(/[^A-Za-z0-9-]+/gu, " ").trim();
    const known = styles.get(safe);
    if (known === undefined) styles.set(safe, look);
    return known === undefined || known === look ? safe : look;
  };

  return {
    colour,
    /** @param {RectShape} shape */
    box: ({ tone, paint, radius }) =>
      style(
        `box ${tone}`,
        [painted(paint), radius ? `rounded corners=${points(radius)}` : ""].filter(Boolean).join(", "),
      ),
    /** @param {string} kind @param {PathShape} shape */
    line: (kind, { tone, paint }) => style(`${kind} ${tone}`, painted(paint)),
    /** @param {CircleShape} shape */
    dot: ({ tone, paint }) => style(`dot ${tone}`, painted(paint)),
    /** @param {CircleShape | RectShape} shape @param {number} size in pixels */
    node: ({ tone, paint }, size) =>
      style(`node ${tone}`, `inner sep=0pt, minimum size=${points(size)}, ${painted(paint)}`),
    /** @param {ArrowShape} shape */
    arrow: ({ tone, paint, head }) => {
      const isBack = /\bbackward\b/u.test(tone) && !paint.dash.length;
      const line = painted(isBack ? { ...paint, dash: GRADIENT } : paint, false);
      const look = line.replace("draw opacity", "opacity"); // of its tip as well
      const tip = head ? `, -{Triangle[length=${points(6.5)} .9, width=${points(6)} 1.3]}` : "";
      return `${style(`edge ${tone}${head ? "" : " open"}`, `${look}${tip}`)}, line width=${points(paint.width)}`;
    },
    /** @param {string} kind @param {TextShape | NameShape} shape */
    words: (kind, { tone, anchor, letters }) => {
      const { size, colour: hue, weight } = letters;
      const font = kind === "words" ? `, font=\\sffamily${weight >= 600 ? "\\bfseries" : ""}` : "";
      const place = { start: "base west", middle: "base", end: "base east" }[anchor];
      const look = `anchor=${place}, inner sep=0pt, scale=${number((size * unit) / LETTERS)}, text=${colour(hue)}${[...through("text", hue).map((one) => `, ${one}`), font].join("")}`;
      return style(`${kind} ${tone}`, look);
    },
    /** How large letters are in a node that is not scaled. @param {Lettering} letters */
    scaled: ({ size }) => `\\scalebox{${number((size * unit) / LETTERS)}}`,
    colours: () => [...colours].map(([hex, name]) => `\\definecolor{${name}}{HTML}{${hex.slice(1).toUpperCase()}}`),
    styles: () => [...styles].map(([name, look]) => `${name}/.style={${look}}`),
  };
}

/** @param {"fill" | "draw" | "text"} what @param {string} hex */
function through(what, hex) {
  return hex.length === 9 ? [`${what} opacity=${number(Number.parseInt(hex.slice(7), 16) / 255)}`] : [];
}

/** But for what mixing rounds off. @param {string} a @param {string} b */
function isSame(a, b) {
  return [1, 3, 5].every(
    (at) => Math.abs(Number.parseInt(a.slice(at, at + 2), 16) - Number.parseInt(b.slice(at, at + 2), 16)) < 2,
  );
}

/** a, b, c … @param {number} k @returns {string} */
function letterOf(k) {
  return k < 26 ? String.fromCharCode(97 + k) : `${letterOf(Math.floor(k / 26) - 1)}${letterOf(k % 26)}`;
}
