// A client that loads a list again and again as fast as it can, in a process of its own so that the measuring client keeps
// its turn.
import { OFFERED } from '../addresses.ts'
import { openConnection, requestOf } from '../http-client.ts'
import { answer } from './answers.ts'

let running = false
let loads = 0

async function loop(port: number, path: string): Promise<void> {
  const connection = await openConnection(port)
  const request = requestOf('GET', path, { port, headers: OFFERED })
  while (running) {
    await connection.send(request)
    loads += 1
  }
  connection.close()
}

let ended = Promise.resolve()
answer({
  start(input) {
    const { port, path } = input as { port: number; path: string }
    running = true
    loads = 0
    ended = loop(port, path)
  },
  /** How many lists were loaded. */
  async stop() {
    running = false
    await ended
    return loads
  },
})
console.log('ready at http://127.0.0.1:0')
