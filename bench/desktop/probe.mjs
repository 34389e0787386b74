// Loaded before the measured program and the same for both: tells when its first window can be shown and, where a list is
// asked for, when that is on the screen. The program itself stays as it is built.
import { app } from 'electron'

const { PEARL_BENCH_PROGRAM, PEARL_BENCH_LIST } = process.env

app.once('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => {
    console.log('measured: ready-to-show')
    if (PEARL_BENCH_LIST) void showList(window.webContents, PEARL_BENCH_LIST)
  })
})

/**
 * @param {import('electron').WebContents} contents
 * @param {string} address fragment of the screen with the list
 */
async function showList(contents, address) {
  await contents.executeJavaScript(`new Promise((resolve) => {
    location.hash = ${JSON.stringify(address)}
    const look = () => (document.querySelector('[role=gridcell]') ? resolve(true) : requestAnimationFrame(look))
    look()
  })`)
  console.log('measured: list shown')
}

await import(String(PEARL_BENCH_PROGRAM))
