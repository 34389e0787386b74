// The least that starting a server costs in Node: one module, one port.
import http from 'node:http'
import type { AddressInfo } from 'node:net'

const server = http.createServer((_request, response) => response.end())
server.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
