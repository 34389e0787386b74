// G9 and G10: one event to a hundred sockets, by the product's own broadcast and by writing the ready frame to plain TCP
// sockets. Processor time per delivery, and how long the slowest deliveries take.
import { alternate, type Bench, type Goal } from '../goal.ts'
import { withListeners, type Wire } from '../listeners.ts'
import type { Child } from '../process/child.ts'
import { startHostWithQuestions, startRawTcp } from '../process/programs.ts'
import { percentileOf } from '../statistics.ts'

const SOCKETS = 100

interface Pace {
  perSecond: number
  count: number
}
/** As many as the sockets take without a queue, so that both sides write each event by itself. */
const FAST: Pace = { perSecond: 200, count: 400 }
const STEADY: Pace = { perSecond: 50, count: 150 }

interface Broadcast {
  cpuPerDelivery: number
  p99: number
}

async function broadcast(server: Child, wire: Wire, frame: string, { perSecond, count }: Pace): Promise<Broadcast> {
  return withListeners(server.port, SOCKETS, wire, async (listeners) => {
    const microseconds = await server.cpuDuring(() =>
      Promise.all([server.ask('publish', { frame, perSecond, count }), listeners.seen(count)]),
    )
    return { cpuPerDelivery: microseconds / (count * SOCKETS), p99: percentileOf(listeners.delays, 0.99) }
  })
}

async function compare(bench: Bench, pace: Pace, figure: (broadcast: Broadcast) => number) {
  const host = await startHostWithQuestions(await bench.workspace())
  const raw = await startRawTcp()
  try {
    const frame = await host.ask<string>('frame')
    const rounds = await alternate(
      bench.rounds,
      () => broadcast(host, 'websocket', frame, pace).then(figure),
      () => broadcast(raw, 'tcp', frame, pace).then(figure),
    )
    return { rounds, note: `${pace.perSecond} events/s of ${frame.length} bytes` }
  } finally {
    await Promise.all([host.stop(), raw.stop()])
  }
}

export const fanOut: Goal = {
  id: 'G9',
  async measure(bench) {
    return [
      {
        name: 'G9',
        product: 'event to 100 sockets by the hub, per delivery',
        limit: 'ready frame to 100 sockets of plain TCP, per delivery',
        unit: 'µs CPU',
        bound: 1.5,
        ...(await compare(bench, FAST, ({ cpuPerDelivery }) => cpuPerDelivery)),
      },
    ]
  },
}

export const deliveryTime: Goal = {
  id: 'G10',
  async measure(bench) {
    return [
      {
        name: 'G10',
        product: 'event to 100 sockets by the hub until received, p99',
        limit: 'ready frame to 100 sockets of plain TCP until received, p99',
        unit: 'ms',
        bound: 2,
        ...(await compare(bench, STEADY, ({ p99 }) => p99)),
      },
    ]
  },
}
