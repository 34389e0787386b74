// The small drawn signs of the tracker. Each differs in shape as well as colour, so that nothing is said by colour alone.
import { h, type VNode } from 'vue'
import type { Priority, ProductionStatus, QcStatus } from '../../../../shared/entities/tracker.ts'

type Status = ProductionStatus | QcStatus

const path = (d: string, extra: Record<string, string> = {}) =>
  h('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.6', 'stroke-linecap': 'round', ...extra })
const ring = (extra: Record<string, string> = {}) =>
  h('circle', { cx: '7', cy: '7', r: '5.4', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', ...extra })
const disc = () => h('circle', { cx: '7', cy: '7', r: '6.2', fill: 'currentColor' })
const onDisc = { stroke: 'var(--surface)' }

const statusShapes: Record<Status, () => VNode[]> = {
  not_started: () => [ring({ 'stroke-dasharray': '2.1 2.14' })],
  in_progress: () => [ring(), h('path', { d: 'M7 3.6a3.4 3.4 0 0 1 0 6.8z', fill: 'currentColor' })],
  completed: () => [disc(), path('M4.3 7.2 6.2 9.1 9.8 5', onDisc)],
  on_hold: () => [ring(), path('M5.7 5.2v3.6M8.3 5.2v3.6')],
  failed: () => [disc(), path('M5 5l4 4M9 5l-4 4', onDisc)],
}
const statusColors: Record<Status, string> = {
  not_started: 'var(--idle)',
  in_progress: 'var(--running)',
  completed: 'var(--done)',
  on_hold: 'var(--held)',
  failed: 'var(--failed)',
}

const sign = (color: string, children: VNode[]) =>
  h(
    'svg',
    { class: 'mark', viewBox: '0 0 14 14', width: '14', height: '14', style: { color }, 'aria-hidden': 'true' },
    children,
  )

/** Each sign is made once: the grid knows by that that a cell shows the same one again. */
function each<K>(make: (kind: K) => VNode): (kind: K) => VNode {
  const made = new Map<K, VNode>()
  return (kind) => {
    const held = made.get(kind) ?? make(kind)
    made.set(kind, held)
    return held
  }
}

const once = (make: () => VNode) => {
  let made: VNode | undefined
  return () => (made ??= make())
}

export const statusMark = each((status: Status) => sign(statusColors[status], statusShapes[status]()))

const heights: Record<Priority, number> = { low: 1, medium: 2, high: 3, critical: 3 }
/** Bars as of a signal; critical is a filled square with an exclamation mark. */
export const priorityMark = each((priority: Priority): VNode => {
  if (priority === 'critical') {
    return sign('var(--failed)', [
      h('rect', { x: '1', y: '1', width: '12', height: '12', rx: '3', fill: 'currentColor' }),
      path('M7 3.8v3.9M7 10.1v.1', { stroke: 'var(--surface)', 'stroke-width': '1.8' }),
    ])
  }
  const bars = [1, 2, 3].map((bar) =>
    h('rect', {
      x: String(bar * 4 - 2.5),
      y: String(12.5 - bar * 3.4),
      width: '2.6',
      height: String(bar * 3.4),
      rx: '0.8',
      fill: 'currentColor',
      opacity: bar <= heights[priority] ? '1' : '0.25',
    }),
  )
  return sign(priority === 'high' ? 'var(--held)' : 'var(--ink-soft)', bars)
})

/** A late date: a filled triangle; a near one: an hourglass-like clock. */
export const overdueMark = once(() =>
  sign('var(--late)', [
    h('path', {
      d: 'M7 1.6 13 12H1z',
      fill: 'currentColor',
      stroke: 'currentColor',
      'stroke-width': '1',
      'stroke-linejoin': 'round',
    }),
    path('M7 5.4v3M7 10.3v.1', { stroke: 'var(--surface)' }),
  ]),
)
/** Breaks a rule: a diamond. */
export const breachMark = once(() =>
  sign('var(--failed)', [
    h('path', { d: 'M7 .8 13.2 7 7 13.2.8 7z', fill: 'currentColor' }),
    path('M7 4.2v3.3M7 9.7v.1', { stroke: 'var(--surface)' }),
  ]),
)
export const soonMark = once(() => sign('var(--soon)', [ring(), path('M7 4.2V7l2 1.4')]))
export const commentMark = once(() =>
  sign('var(--ink-soft)', [
    path('M2 3.2h10v6.4H6.4L4 11.6V9.6H2z', { 'stroke-linejoin': 'round', 'stroke-width': '1.3' }),
  ]),
)
export const resolvedMark = once(() =>
  sign('var(--done)', [
    path('M2 3.2h10v6.4H6.4L4 11.6V9.6H2z', { 'stroke-linejoin': 'round', 'stroke-width': '1.3' }),
    path('M4.9 6.4 6.4 7.9 9.2 5.1', { 'stroke-width': '1.3' }),
  ]),
)
/** In production: a flag that is up. */
export const liveMark = once(() =>
  sign('var(--done)', [
    path('M3.2 12.4V1.8'),
    h('path', {
      d: 'M3.2 2h7.4L8.8 4.6l1.8 2.6H3.2z',
      fill: 'currentColor',
      stroke: 'currentColor',
      'stroke-width': '1',
    }),
  ]),
)
