// The least that telling everybody costs in Node: a ready frame written to each socket. With a workspace given, each frame
// follows a bare SQL write, as a change follows its commit.
import net, { type AddressInfo } from 'node:net'
import { pace } from '../pace.ts'
import { answer } from '../process/answers.ts'
import { stampNow, withStamp } from '../stamp.ts'
import { openBareWrite } from './bare-write.ts'

const write = process.argv[2] === undefined ? undefined : openBareWrite(process.argv[2])
const sockets = new Set<net.Socket>()
const server = net.createServer({ noDelay: true }, (socket) => {
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => sockets.delete(socket))
  socket.write('{}')
})

function send(text: string): void {
  const stamp = stampNow()
  write?.(1, stamp)
  const frame = withStamp(text, stamp)
  for (const socket of sockets) socket.write(frame)
}

answer({
  /** Sends a frame at a steady rate, each with the stamp of its moment. */
  async publish(input) {
    const { frame, perSecond, count } = input as { frame: string; perSecond: number; count: number }
    await pace(perSecond, count, () => send(frame))
  },
})
server.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
