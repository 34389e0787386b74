// The least that HTTP costs in Node: ready bytes, no routing, no checks.
import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

const body = readFileSync(process.argv[2]!)
const small = Buffer.from(JSON.stringify({ text: 'x'.repeat(2_000) }))

const server = http.createServer((request, response) => {
  const bytes = request.url === '/body' ? body : small
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
  response.end(bytes)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
