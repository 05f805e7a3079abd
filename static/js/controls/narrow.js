/**
 * On a narrow screen the set-up is folded away, so that the stage comes first.
 *
 * @param {HTMLDetailsElement} fold
 */
export function foldWhereNarrow(fold) {
  const narrow = matchMedia("(max-width: 719px)");
  const follow = () => {
    fold.open = !narrow.matches;
  };
  narrow.addEventListener("change", follow);
  follow();
}
