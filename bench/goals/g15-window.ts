// G15 and G16: what the desktop program costs beside Electron's hello world in the same Electron: the time until its window
// can be shown, with its host starting beside it, and the memory of all processes with a list on the screen.
import path from 'node:path'
import { electronAtHand } from '../desktop/electron.ts'
import { helloWorld, memory, pearl, startTime } from '../desktop/window.ts'
import { alternate, type Goal } from '../goal.ts'

/** An effort of the demo study, whose tracker is the list of G16. */
const LIST = '#/effort/4'

export const windowStart: Goal = {
  id: 'G15',
  needsWindow: true,
  async measure(bench) {
    const desk = { electron: electronAtHand(), folder: await bench.folder() }
    const product = pearl(path.join(desk.folder, 'workspace'))
    const rounds = await alternate(
      bench.rounds * 2,
      () => startTime(desk, 'pearl', product),
      () => startTime(desk, 'hello', helloWorld),
    )
    return [
      {
        name: 'G15',
        product: 'start of the desktop program until its window is ready to show',
        limit: "start of Electron's hello world until its window is ready to show",
        unit: 'ms',
        bound: 1.4,
        rounds,
      },
    ]
  },
}

export const windowMemory: Goal = {
  id: 'G16',
  needsWindow: true,
  async measure(bench) {
    const desk = { electron: electronAtHand(), folder: await bench.folder() }
    const product = pearl(path.join(desk.folder, 'workspace'), LIST)
    const rounds = await alternate(
      bench.rounds,
      () => memory(desk, 'pearl', product),
      () => memory(desk, 'hello', helloWorld),
    )
    return [
      {
        name: 'G16',
        product: 'memory of all processes of the desktop program, 5 s after a tracker is shown',
        limit: "memory of all processes of Electron's hello world",
        unit: 'kB',
        bound: 1.6,
        rounds,
      },
    ]
  },
}
