// What is measured inside the product's page while somebody types: from each key, by the time that its event carries, until
// what it did is painted; and from a word in the quick filter until the rows that have it are. Put into the page as `bench`.
/* global window, document, performance, Event */
{
  const { painted, until } = window.bench.tools
  let times = []

  window.addEventListener(
    'keydown',
    ({ timeStamp }) => void painted().then(() => times.push(performance.now() - timeStamp)),
    true,
  )

  const grid = () => document.querySelector('.data-grid [role=grid]')

  /** Puts the keyboard into the grid, and the active cell into that column. */
  function beginKeys(column) {
    document
      .querySelector(`.data-grid .row > [data-column="${column}"]`)
      .dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, isPrimary: true }))
    window.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
    grid().focus()
    times = []
  }

  /** Milliseconds of each key since `beginKeys`. */
  async function takenByKeys() {
    await painted()
    await painted()
    return times
  }

  /** Milliseconds from these words in the quick filter until the rows that have them are painted. */
  async function filterBy(words) {
    const field = document.querySelector('.toolbar [role=searchbox]')
    const before = grid()?.ariaRowCount ?? grid()?.getAttribute('aria-rowcount')
    const started = performance.now()
    field.value = words
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await until(() => grid()?.getAttribute('aria-rowcount') !== before)
    await painted()
    return performance.now() - started
  }

  Object.assign(window.bench, { beginKeys, takenByKeys, filterBy })
}
