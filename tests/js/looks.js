/**
 * Style sheets for tests: every mark looks as plain as it can, with a colour of its role.
 *
 * @import {Looks} from "#app/types.js"
 */

const PALETTE = {
  paper: "#fbfaf7", card: "#ffffff", ink: "#1a1d21", soft: "#545c65", line: "#d6dbe1", empty: "#f0efec",
  input: "#0b7a70", recurrent: "#8a6200", output: "#a52a78", bias: "#55606e", "other-bar": "#82898f",
  forward: "#0b57a8", "forward-band": "#e8f0fa", backward: "#bc3a06", "backward-band": "#fcede4",
}; // biome-ignore format: one table

/** @param {number} [size] */
function letters(size = 15) {
  return { size, colour: PALETTE.ink, weight: 400, halo: null, tabular: false };
}

/** @type {Looks} */
export const LOOKS = {
  theme: "light",
  palette: PALETTE,
  mark(_tag, _layer, attributes) {
    const tone = String(attributes.class ?? "");
    const role = /\b(input|recurrent|output|backward)\b/u.exec(tone)?.[1] ?? "ink";
    const colour = PALETTE[/** @type {"ink"} */ (role)];
    const isHead = tone.startsWith("head");
    return {
      fill: isHead ? colour : null,
      stroke: isHead ? null : colour,
      width: Number(attributes["stroke-width"] ?? 1.5),
      dash: tone.includes("unreached") ? [2, 5] : [],
      radius: Number(attributes.r ?? 0),
      letters: letters(),
    };
  },
  note: (tone) => ({
    letters: letters(21),
    word: { ...letters(14), gap: 9 },
    anchor: tone.startsWith("row") ? "start" : "middle",
    drop: 6,
    plate: tone.startsWith("norm") ? { fill: "#fbfaf7cc", before: 3, after: 3, top: -10, height: 20, radius: 4 } : null,
  }),
};
