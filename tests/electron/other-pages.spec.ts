// A page of somebody else in a browser of this machine, served by another loopback port: it sees the port of the local host and
// tries to read, to write and to listen, with everything a page has.
import { expect } from '@playwright/test'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FEED_PATH } from '../../shared/events.ts'
import { call, test, type SignedIn } from './desktop.ts'

/** A server of this machine that lets every page in: what is refused below is refused by the host and not by the browser. */
async function startOpenServer() {
  const posted: string[] = []
  const server = createServer((request, reply) => {
    if (request.method === 'POST') posted.push(request.url ?? '')
    reply.setHeader('access-control-allow-origin', '*')
    reply.setHeader('access-control-allow-headers', '*')
    reply.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>elsewhere</title><body></body>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    posted,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  }
}

const counted = async (connection: SignedIn) => {
  const studies = await call<{ study_label: string }[]>(connection, 'GET', '/studies/?limit=500')
  return studies.map(({ study_label }) => study_label)
}

for (const [mode, flags] of [
  ['asks who is there', ['--demo']],
  ['lets in everybody of this machine', ['--demo', '--open']],
] as const) {
  test(`a page of another port gets nothing and changes nothing, where the host ${mode}`, async ({ open, browser }) => {
    const { connection } = await open([...flags])
    const before = await counted(connection)
    const [elsewhere, control] = await Promise.all([startOpenServer(), startOpenServer()])
    const page = await browser.newPage()
    await page.goto(elsewhere.origin)

    const attack = (target: string) =>
      page.evaluate(
        async ([target, feed]) => {
          const studies = `${target}/api/v1/studies/`
          const body = JSON.stringify({ study_label: 'FROM-ELSEWHERE' })
          const outcome = (work: Promise<string>) => work.catch((error: Error) => `refused: ${error.name}`)
          const ask = (init?: RequestInit) =>
            outcome(fetch(studies, init).then(async (reply) => `${reply.type}: ${await reply.text()}`))
          const submit = () =>
            new Promise<string>((resolve) => {
              const frame = Object.assign(document.createElement('iframe'), { name: `frame-${Math.random()}` })
              const form = document.createElement('form')
              Object.assign(form, { action: studies, method: 'post', enctype: 'text/plain', target: frame.name })
              const field = Object.assign(document.createElement('input'), {
                name: '{"study_label":"FROM-ELSEWHERE","x":"',
                value: '"}',
              })
              form.append(field)
              document.body.append(frame, form)
              // A blank frame reports itself before anything is in it.
              frame.addEventListener('load', () => resolve('sent'), { once: true })
              form.submit()
            })
          const listen = () =>
            new Promise<string>((resolve) => {
              const socket = new WebSocket(target.replace('http', 'ws') + feed, ['pearl.v1'])
              socket.onmessage = ({ data }) => resolve(`heard ${String(data)}`)
              socket.onopen = () => resolve('open')
              socket.onerror = () => resolve('refused')
            })
          const embed = (kind: 'script' | 'img') =>
            new Promise<string>((resolve) => {
              const element = Object.assign(document.createElement(kind), { src: studies })
              element.addEventListener('load', () => resolve('loaded'))
              element.addEventListener('error', () => resolve('refused'))
              document.body.append(element)
            })
          return {
            read: await ask(),
            readWithCookies: await ask({ credentials: 'include' }),
            readBlindly: await ask({ mode: 'no-cors' }),
            json: await ask({ method: 'POST', body, headers: { 'content-type': 'application/json' } }),
            simple: await ask({ method: 'POST', body }),
            blind: await ask({ method: 'POST', body, mode: 'no-cors' }),
            beacon: String(navigator.sendBeacon(studies, body)),
            form: await submit(),
            socket: await listen(),
            script: await embed('script'),
            image: await embed('img'),
          }
        },
        [target, FEED_PATH] as const,
      )

    const toOthers = await attack(control.origin)
    expect(toOthers).toMatchObject({
      read: expect.stringContaining('elsewhere'),
      json: expect.stringContaining('cors: '),
    })
    expect(control.posted.length).toBeGreaterThanOrEqual(5)

    expect(await attack(connection.base_url)).toEqual({
      read: 'refused: TypeError',
      readWithCookies: 'refused: TypeError',
      // Of an answer that may not be embedded elsewhere nothing arrives at all.
      readBlindly: 'refused: TypeError',
      json: 'refused: TypeError',
      simple: 'refused: TypeError',
      blind: 'refused: TypeError',
      beacon: 'true',
      form: 'sent',
      socket: 'refused',
      script: 'refused',
      image: 'refused',
    })
    // What was sent without waiting for an answer, the beacon, was sent before four others that have been answered.
    expect(await counted(connection)).toEqual(before)
    await page.close()
    await Promise.all([elsewhere.close(), control.close()])
  })
}
