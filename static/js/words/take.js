/**
 * The words of the dialog that takes a picture, or the numbers, along.
 */

export const takeWords = {
  take: "Take it along: a picture or the numbers",
  title: "Take it along",
  what: "What",
  whats: {
    stage: "The stage as it is seen",
    both: "Both runs, A over B",
    columns: "Its columns alone",
    lanes: "Its lanes alone",
    steps: "Steps from … to …",
    opened: "The step, opened",
    unfolded: "The unfolded graph",
    folded: "The folded graph",
  },
  as: "As",
  formats: { svg: "SVG", png: "PNG", tikz: "TikZ", csv: "CSV", safetensors: "safetensors" },
  about: {
    svg: "A drawing in which letters stay letters: for browsers, Inkscape, slides.",
    png: "Pixels, for anything.",
    tikz: "For LaTeX, to go on with by hand: one line for each thing.",
    csv: "Numbers for spreadsheets, pandas or R: as many digits as read back to the same bits.",
    safetensors: "Every number of the run, bit for bit, under the names of the stream.",
  },
  first: "from step",
  last: "to step",
  colours: "Colours",
  light: "light",
  dark: "dark",
  paper: "Background",
  withPaper: "coloured",
  seeThrough: "see-through",
  larger: "Size",
  /** @param {number} times */
  times: (times) => `${times} ×`,
  /** @param {number} width @param {number} height */
  pixels: (width, height) => `${width} × ${height} pixels`,
  fonts: "Carries its fonts, so that it looks the same in every browser",
  table: "Table",
  tables: { tidy: "one number a line", wide: "one step a line", parameters: "parameters and their gradients" },
  nodes: "Of",
  formulas:
    "A token that a spreadsheet would take for a formula (it begins with =, +, − or @) has an apostrophe before it.",
  initialToo: "t = 0 and below (above T) are the values before the first step (after the last).",
  everything: "The file holds the whole run, also what the playhead has not reached yet.",
  /** @param {string} far */
  partly: (far) => `The run is still arriving: the file holds ${far}.`,
  /** @param {number} first @param {number} last */
  spanned: (first, last) => (first > last ? "no step" : `steps ${first} to ${last}`),
  /** @param {string} values @param {string} grads */
  sofar: (values, grads) => `values of ${values} and gradients of ${grads}`,
  /** @param {number} lines */
  lines: (lines) => `${lines.toLocaleString("en")} lines`,
  preview: "Preview",
  /** @param {string} what */
  pictureOf: (what) => `Preview: ${what}`,
  save: "Download",
  writing: "Writing …",
  copy: "Copy",
  copied: "Copied",
  notCopied: "The browser does not let the page copy; download it instead.",
  waiting: "Asking the server for the step …",
  failed: "The picture could not be made:",
  tikzHint:
    "pdflatex, xelatex and lualatex compile this as it is, to one page as large as the picture. For slides: take the tikzpicture, and what stands between \\usepackage and \\begin{document}.",
  /** @param {string} fragment */
  back: (fragment) => `The same step of the same run: the address of an Unspool page, with #${fragment} at its end.`,
};
