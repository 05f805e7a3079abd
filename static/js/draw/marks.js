/**
 * The marks of a scene as attributes of SVG elements, and its names as notes: what is drawn on the page, and what is
 * taken along as a picture, are made from the same.
 *
 * @import {Box, Edge, Scene, Words} from "#app/types.js"
 */

/** @param {Box} item */
export const box = ({ tone, x, y, width, height, radius, names }) => ({
  class: tone,
  x,
  y,
  width,
  height,
  rx: radius,
  ...(names ? { "data-names": names } : {}),
});

/** @param {Words} item */
export const words = ({ tone, x, y, text, anchor }) => ({ class: tone, x, y, text, "text-anchor": anchor });

/** @param {Edge} item */
export const edgeLine = ({ tone, d, width, names = "" }) => ({
  class: `line ${tone}`,
  d,
  "stroke-width": width,
  "data-names": names,
});

/** @param {Edge} item */
export const edgeHead = ({ tone, head, names = "" }) => ({ class: `head ${tone}`, d: head, "data-names": names });

/**
 * Wide enough to be met by a finger.
 *
 * @param {Edge} item
 */
export const edgeHit = ({ d, names = "" }) => ({ class: "hit", d, "data-names": names });

/** @param {Edge} item */
export const carriesParameters = ({ names, tone }) =>
  Boolean(names?.includes(" ")) && !tone.startsWith("within") && !tone.startsWith("share");

/** @param {{key: string, y: number, left: number, right: number}} item */
export const ruleLine = ({ y, left, right }) => ({ d: `M${left},${y + 0.5}H${right}` });

/** @param {{place: number, side?: string}} item */
const placed = ({ place, side }) => `place-${place}${side ? ` side-${side}` : ""}`;

/** @param {{key: string, d: string, place: number, side?: string}} item */
export const curveLine = ({ d, ...item }) => ({ class: `curve ${placed(item)}`, d });

/** @param {{key: string, x: number, y: number, place: number, side?: string}} item */
export const dot = ({ x, y, ...item }) => ({ class: `dot ${placed(item)}`, cx: x, cy: y, r: item.place ? 3 : 5 });

/** @param {{key: string, x: number, kind: string, top?: number, bottom?: number, gap?: {top: number, bottom: number}, height: number}} item */
export const playheadLine = ({ x, kind, top = 0, height, bottom = height, gap }) => ({
  class: `playhead ${kind}`,
  d:
    gap && gap.top > top && gap.bottom < bottom
      ? `M${x},${top}V${gap.top}M${x},${gap.bottom}V${bottom}`
      : `M${x},${top}V${bottom}`,
});

/** @param {Scene} scene */
function openedNotes({ notes = [] }) {
  return notes.map((note) => ({ ...note, key: `open-${note.key}`, word: "", tone: `open ${note.tone}` }));
}

/**
 * Everything that is typeset on the stage.
 *
 * @param {Scene} scene
 * @returns {import("#app/draw/overlay.js").Note[]}
 */
export function notesOf(scene) {
  return [
    ...labelNotes(scene),
    ...initialNotes(scene),
    ...curveNotes(scene),
    ...captionNotes(scene),
    ...openedNotes(scene),
  ];
}

/** @param {Scene} scene */
function captionNotes({ captions = [] }) {
  return captions.map(({ key, tone, x = 14, y, pieces: [first, ...more] }) => ({
    key,
    x,
    y,
    tone: `caption ${tone}`,
    ...first,
    more,
  }));
}

/** @param {Scene} scene */
function labelNotes({ labels }) {
  return labels.map(({ key, names, tex, word, y }) => ({
    key,
    names,
    tex,
    word,
    x: 14,
    y,
    tone: key.startsWith("lane-") ? "row lane" : "row",
  }));
}

/** @param {Scene} scene */
function initialNotes({ initialNames }) {
  return initialNames.map(({ key, tex, x, y, side }) => ({ key, tex, word: "", x, y, tone: `initial ${side}` }));
}

/** @param {Scene} scene */
function curveNotes({ curve, axis, larger }) {
  return (curve?.lines ?? []).flatMap(({ key, tex, place, label }) => {
    if (!label) return [];
    const beside = 40 * larger;
    const x = Math.max(axis.start + beside, Math.min(label.x, axis.end - beside));
    return [{ key, tex, word: "", x, y: label.y, tone: `norm place-${place}` }];
  });
}
