// A request with bytes for a body, and its answer as text.
import http from 'node:http'

export interface PlainReply {
  status: number
  text: string
}

export function sendBytes(url: string, path: string, bytes: Uint8Array): Promise<PlainReply> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': bytes.length }
    const request = http.request(new URL(path, url), { method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    request.on('error', reject)
    request.end(bytes)
  })
}
