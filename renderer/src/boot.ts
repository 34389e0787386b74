// Lets the window show something before the program is loaded: its scripts and styles are asked for only once the page has
// been painted. A page that nobody sees is never painted, so it waits no longer than this; a first paint takes less.
const UNSEEN_MS = 60

const painted = new Promise<void>((resolve) => {
  new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
  setTimeout(resolve, document.hidden ? 0 : UNSEEN_MS)
})
void painted.then(() => import('./main.ts'))
