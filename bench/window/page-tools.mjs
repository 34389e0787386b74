// What the measurements inside the product's page share: frames, what is painted, and the host, asked past the program's own
// stores, so that a change that is written here comes to the page as somebody else's. Put into the page before its scripts.
/* global window, performance, requestAnimationFrame, MessageChannel, fetch */
{
  // Kept, because a measurement may hold the page's own frames back.
  const nextFrame = requestAnimationFrame.bind(window)
  const frame = () => new Promise(nextFrame)

  /** Resolves once all that now stands in the document was painted: by the first task after the next frame's callbacks. */
  async function painted() {
    await frame()
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(null)
    })
  }

  /** Resolves with what `look` finds, once it finds something. Asked once a frame. @throws Error after 20 s */
  async function until(look) {
    const end = performance.now() + 20_000
    for (;;) {
      const found = look()
      if (found) return found
      if (performance.now() > end) throw new Error(`This did not come: ${look}`)
      await frame()
    }
  }

  let host
  async function locate() {
    if (!window.pearl) return { base_url: '', headers: {} }
    const { value } = await window.pearl.connection()
    return { base_url: value.base_url, headers: { authorization: `Bearer ${value.token}` } }
  }

  /** Asks the host, as another program would. @throws Error when it refuses */
  async function ask(method, path, body) {
    host ??= await locate()
    const reply = await fetch(`${host.base_url}/api/v1${path}`, {
      method,
      headers: { ...host.headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  window.bench = { tools: { frame, painted, until, ask } }
}
