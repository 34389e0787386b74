// Every goal, in the order in which they are measured.
import type { Goal } from '../goal.ts'
import { audit } from './audit.ts'
import { listBuild } from './g01-list-build.ts'
import { listOnTheWire, listUnchanged, listWarm } from './g02-list-warm.ts'
import { openAtOnce } from './g05-open-at-once.ts'
import { pointRead } from './g06-point-read.ts'
import { durableWrite, write } from './g07-write.ts'
import { deliveryTime, fanOut } from './g09-fan-out.ts'
import { seenByAll } from './g11-seen-by-all.ts'
import { besideAList } from './g12-beside-a-list.ts'
import { memory } from './g13-memory.ts'
import { start } from './g14-start.ts'
import { windowMemory, windowStart } from './g15-window.ts'
import { gridPaint, gridScroll } from './g17-grid.ts'
import { gridCatchUp, gridChange } from './g19-live.ts'
import { gridTimes } from './grid-times.ts'
import { bulkImport } from './import.ts'
import { lint, sheets } from './sheets.ts'

export const goals: readonly Goal[] = [
  listBuild,
  listWarm,
  listOnTheWire,
  listUnchanged,
  openAtOnce,
  pointRead,
  write,
  durableWrite,
  fanOut,
  deliveryTime,
  seenByAll,
  besideAList,
  memory,
  start,
  windowStart,
  windowMemory,
  gridPaint,
  gridScroll,
  gridChange,
  gridCatchUp,
  gridTimes,
  bulkImport,
  sheets,
  lint,
  audit,
]
