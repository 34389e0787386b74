// The least that starting a server costs in Node: one module, one port. Plain JavaScript, for Node needs time to take types away.
import http from 'node:http'

const server = http.createServer((_request, response) => response.end())
server.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${Object(server.address()).port}`)
})
