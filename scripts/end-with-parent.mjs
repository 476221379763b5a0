/**
 * npm hands SIGTERM to the shell between itself and a script, and the shell keeps it to itself. So a script notices that its
 * parent has gone, and ends what it started. (Windows ends the whole tree by itself and has no such parent change.)
 */
export function endWithParent(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}
