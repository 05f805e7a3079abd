/**
 * Keys and what they do, as the dialog lists them.
 */

/** Keys and what they do, as the dialog lists them. @type {[string[], string][]} */
export const KEYS = [
  [["←", "→"], "move the playhead where they point"],
  [["Shift ←", "Shift →"], "ten steps at once"],
  [["Page Down", "Page Up"], "next and previous stop, also from a clicker"],
  [["Home", "End"], "first and last stop"],
  [["Space"], "play and pause"],
  [["+", "−", "0"], "nearer, into the step; farther, as strips; as many columns as are legible"],
  [["A"], "all steps at once"],
  [["Wheel", "Ctrl Wheel"], "nearer and farther where it points; with Ctrl also where the page scrolls"],
  [["Drag", "Shift Wheel"], "along the steps"],
  [["U"], "unfold the graph, or fold it; again, Space or Esc: stop half-way"],
  [["C", "G", "W", "D"], "columns, graph, everything written out on the board, the gradient laid open"],
  [["↑", "↓", "Shift ←", "Shift →"], "with the gradient laid open: another loss t, another copy k"],
  [["1", "2", "3 …"], "with the gradient laid open: its views"],
  [["O", "Enter"], "open the step into its operations"],
  [["Enter", "+"], "in an opened step: write out the product that leads to the chosen unit; − goes back"],
  [["↑", "↓"], "in an opened step: another unit, another row of the product"],
  [["Shift ↑", "Shift ↓"], "another column of the product"],
  [["H"], "hide the chosen number until it is clicked, or show it"],
  [["P"], "pin the answer about the chosen number, or let it go"],
  [["E"], "take a picture or the numbers along"],
  [["X"], "ready examples"],
  [["K"], "compare: a second run, step by step with the first; again: close it"],
  [["L"], "on the board or in an opened step, of two runs the other one"],
  [["F"], "present: the whole screen, larger"],
  [["B", "."], "blank the screen; any key returns"],
  [["Ctrl Z", "Ctrl Y"], "undo and redo what was set up or changed"],
  [
    ["Esc"],
    "let the pinned parameter go; close the product, the step; leave the presentation; forget the chosen number",
  ],
  [["?"], "this list"],
];
