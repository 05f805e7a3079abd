/**
 * Before the next frame, and also where no frames are drawn (a tab in the background).
 *
 * @param {() => void} act
 */
export function soon(act) {
  let done = false;
  const once = () => {
    if (!done) act();
    done = true;
  };
  requestAnimationFrame(once);
  setTimeout(once, 100);
}
