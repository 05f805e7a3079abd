/** The words of the stage's modes. */

export const modeWords = {
  title: "The stage shows",
  names: { columns: "Columns", graph: "Graph", board: "Board", gradient: "Gradient" },
  about: {
    columns: "Vectors over time, with lanes and gradients",
    graph: "The graph, folded and unfolded",
    board: "Everything written out with its numbers",
    gradient: "The gradient laid open",
  },
  /** What the stage is and what its keys do, for those who hear it. @type {Record<string, string>} */
  stage: {
    columns: "The unfolded graph. Arrow keys move the playhead, Space plays.",
    graph: "The graph. Arrow keys move the playhead, Space plays, U folds and unfolds.",
    board: "The board. Arrow keys move the playhead, Space plays.",
    gradient:
      "The gradient laid open. 1 to 5 choose the view; up and down, and left and right with Shift, what it looks at.",
    opened: "An opened step. Left and right move the playhead, up and down choose a unit, Enter writes a product out.",
  },
};
