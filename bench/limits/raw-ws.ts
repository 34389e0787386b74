// A WebSocket server that does nothing else: what a connection costs in memory with the same package and options.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { pace } from '../pace.ts'
import { answer } from '../process/answers.ts'
import { stampNow, withStamp } from '../stamp.ts'

const server = http.createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('error', () => socket.terminate())
  socket.send('{}')
})

answer({
  async publish(input) {
    const { frame, perSecond, count } = input as { frame: string; perSecond: number; count: number }
    await pace(perSecond, count, () => {
      const bytes = withStamp(frame, stampNow())
      for (const socket of sockets.clients) socket.send(bytes, { binary: false })
    })
  },
})
server.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
