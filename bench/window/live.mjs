// What is measured inside the product's page while others write: how long a change takes from its frame to the document, how
// long until what was missed is there, and the limit beside it, a plain filter and sort. Put into the page as `bench`.
/* global window, document, performance, setTimeout */
{
  const { painted, until, ask } = window.bench.tools
  const PRIORITIES = ['low', 'medium', 'high', 'critical']

  /** Milliseconds that the page spent on messages of its socket, and how many changes they brought. */
  let spent = 0
  let changes = 0
  let begun = 0
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given)
      const begin = () => (begun = performance.now())
      const end = ({ data }) => {
        spent += performance.now() - begun
        if (data.includes('"change"')) changes += 1
      }
      this.addEventListener('message', begin)
      // After the listeners that whoever made the socket adds to it now.
      setTimeout(() => this.addEventListener('message', end))
    }
  }

  const cellOf = (id, column) => document.querySelector(`.data-grid [data-row="${id}"] > [data-column="${column}"]`)
  const shows = (id, priority) => cellOf(id, 'priority')?.textContent.trim().toLowerCase() === priority

  /** Ids of `count` rows that stand in the document. */
  function rowsInDocument(count) {
    const rows = [...document.querySelectorAll('.data-grid [data-row]')].slice(0, count)
    if (rows.length < count) throw new Error(`Only ${rows.length} rows are in the document.`)
    return rows.map((row) => Number(row.dataset.row))
  }

  /** The tracker rows of the first effort have the ids of their items. @returns the priority that is written */
  async function writeTo(id) {
    const { version, priority: held } = await ask('GET', `/reporting-effort-tracker/${id}`)
    const priority = PRIORITIES[(PRIORITIES.indexOf(held) + 1) % PRIORITIES.length]
    await ask('PUT', `/reporting-effort-tracker/${id}`, { priority, version })
    return priority
  }

  /**
   * Milliseconds that the page needs from the frames of `count` changes, which arrive before one frame of the screen, until
   * all of them stand in the document. The wait for that frame, which is by design, is not counted.
   */
  async function applyChanges(count) {
    const ids = rowsInDocument(Math.min(count, 20))
    const before = window.requestAnimationFrame
    const held = []
    window.requestAnimationFrame = (callback) => held.push(callback)
    spent = 0
    changes = 0
    const expected = new Map()
    try {
      for (let index = 0; index < count; index += 1) {
        const id = ids[index % ids.length]
        expected.set(id, await writeTo(id))
      }
      await until(() => changes >= count)
    } finally {
      window.requestAnimationFrame = before
    }
    // Not inside a frame, where the page would have to share its time.
    await new Promise((resolve) => setTimeout(resolve))
    const isThere = () => [...expected].every(([id, priority]) => shows(id, priority))
    const started = performance.now()
    for (const callback of held.splice(0)) callback(started)
    // What follows from a change follows in microtasks.
    for (let turn = 0; turn < 50 && !isThere(); turn += 1) await undefined
    const time = spent + performance.now() - started
    if (!isThere()) throw new Error('A change did not come into the document by itself.')
    await painted()
    return time
  }

  let plain
  /** Milliseconds of the same filter and the same order over the same rows as plain objects, of which one has changed. */
  async function plainFilterAndSort(word, column) {
    const texts = ({ item_code, item_title, prod_programmer_username: one, qc_programmer_username: other }) =>
      [item_code, item_title, one, other].join('\n').toLowerCase()
    plain ??= (await ask('GET', '/reporting-effort-tracker/bulk/1')).map((row) => ({ ...row, search: texts(row) }))
    plain[0] = { ...plain[0] }
    const key = (row) => row[column] ?? ''
    const started = performance.now()
    const rows = plain.filter(({ search }) => search.includes(word)).sort((a, b) => order(key(a), key(b)))
    const time = performance.now() - started
    if (rows.length === 0) throw new Error(`No row has the word ${word}.`)
    return time
  }
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

  /** Milliseconds from sending each of `count` changes, as another program, until it is painted here. */
  async function remoteEdits(count) {
    const times = []
    for (const id of rowsInDocument(count)) {
      const { version, priority: held } = await ask('GET', `/reporting-effort-tracker/${id}`)
      const priority = PRIORITIES[(PRIORITIES.indexOf(held) + 1) % PRIORITIES.length]
      await painted()
      const started = performance.now()
      void ask('PUT', `/reporting-effort-tracker/${id}`, { priority, version })
      await until(() => shows(id, priority))
      await painted()
      times.push(performance.now() - started)
    }
    return times
  }

  /** Milliseconds from trying to connect again until `count` changes that were missed are painted. */
  async function catchUp(count) {
    const feed = window.wsClient
    feed.ws.close()
    await until(() => feed.ws.readyState === feed.ws.CLOSED)
    const [seen] = rowsInDocument(1)
    // Far from the rows in sight but for the last.
    for (let index = 1; index < count; index += 1) await writeTo(5_000 + index)
    const priority = await writeTo(seen)
    await painted()
    if (shows(seen, priority)) throw new Error('The page heard of a change while it had no line.')
    const started = performance.now()
    feed.ws.reconnect()
    await until(() => {
      feed.reconnectNow()
      return feed.status.state === 'live' && shows(seen, priority)
    })
    await painted()
    return performance.now() - started
  }

  const gridOf = (name) =>
    [...document.querySelectorAll('.data-grid [role=grid]')].find((grid) => grid.ariaLabel.includes(name))
  const isOpen = (name) => gridOf(name)?.querySelector('[role=gridcell]')

  /** Milliseconds from a click on the effort of that name, another being open, until its rows are painted. */
  async function openEffort(name, other) {
    const linkTo = (label) =>
      [...document.querySelectorAll('[role=treeitem].effort')].find((node) => node.textContent.trim().startsWith(label))
    if (!isOpen(other)) linkTo(other).click()
    await until(() => isOpen(other))
    await painted()
    const link = linkTo(name)
    const started = performance.now()
    link.click()
    await until(() => isOpen(name))
    await painted()
    return performance.now() - started
  }

  Object.assign(window.bench, { applyChanges, plainFilterAndSort, remoteEdits, catchUp, openEffort })
}
