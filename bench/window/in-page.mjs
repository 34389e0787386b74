// What is measured inside the product's page, put there before its own scripts as `bench`: the time until its grid, or the
// limit beside it, is painted, and the time of a frame while one of them is scrolled. The limit is the least that a list of
// 10,000 rows can cost in a browser: a hand-written pool of rows whose cells are one text each, with the product's own texts
// and widths.
/* global window, document, performance */
const GRID = '.data-grid'
const POOL = 'bench-pool'
const { frame, painted, ask } = window.bench.tools
const columns = [
  ...['item_code', 'item_title', 'item_subtype', 'prod_programmer_username', 'production_status', 'priority'],
  ...['due_date', 'qc_programmer_username', 'qc_status', 'qc_level', 'qc_completion_date', 'updated_at'],
]

/** The texts of the list and the shape of the grid that shows it. */
async function likeGrid() {
  const list = await ask('GET', '/reporting-effort-tracker/bulk/1')
  const cells = [...document.querySelector(`${GRID} .row`).children]
  const { left, top, width, height } = document.querySelector(GRID).getBoundingClientRect()
  return {
    texts: list.map((row) => columns.map((name) => String(row[name] ?? ''))),
    widths: cells.map((cell) => cell.getBoundingClientRect().width),
    box: { left, top, width, height },
  }
}
let like

function styled(style) {
  const element = document.createElement('div')
  Object.assign(element.style, style)
  return element
}

/** Milliseconds until the pool, laid over the page, was painted. */
async function mountPool() {
  like ??= await likeGrid()
  const { texts, widths, box } = like
  const begun = performance.now()
  const height = 32
  const overscan = 6
  const px = (value) => `${value}px`
  const scroller = styled({ position: 'fixed', zIndex: '99', background: '#fff', overflow: 'auto' })
  scroller.id = POOL
  for (const side of ['left', 'top', 'width', 'height']) scroller.style[side] = px(box[side])
  const tall = styled({ position: 'relative', height: px(texts.length * height) })
  const count = Math.ceil(box.height / height) + 2 * overscan
  const rows = Array.from({ length: count }, () => {
    const row = styled({ position: 'absolute', display: 'flex', height: px(height), borderBottom: '1px solid' })
    for (const width of widths) {
      const shape = { flex: 'none', boxSizing: 'border-box', width: px(width), padding: '0 10px' }
      const cell = styled({ ...shape, overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' })
      cell.append(document.createTextNode(''))
      row.append(cell)
    }
    tall.append(row)
    return row
  })
  const shown = []
  function show() {
    const first = Math.max(0, Math.min(texts.length - count, Math.floor(scroller.scrollTop / height) - overscan))
    for (let index = first; index < first + count; index += 1) {
      const place = index % count
      if (shown[place] === index) continue
      shown[place] = index
      rows[place].style.transform = `translateY(${index * height}px)`
      for (let column = 0; column < widths.length; column += 1) {
        rows[place].children[column].firstChild.nodeValue = texts[index][column] ?? ''
      }
    }
  }
  scroller.addEventListener('scroll', show)
  scroller.append(tall)
  document.body.append(scroller)
  show()
  await frame()
  await frame()
  return performance.now() - begun
}
const removePool = () => document.getElementById(POOL).remove()

/** Milliseconds from asking for the tab of 10,000 rows, which are in memory, until they were painted. */
async function mountGrid() {
  document.querySelectorAll('[role=tab]')[1].click()
  while (document.querySelector(GRID)) await frame()
  await frame()
  const begun = performance.now()
  document.querySelector('[role=tab]').click()
  while (!document.querySelector(`${GRID} [role=gridcell]`)) await frame()
  await frame()
  return performance.now() - begun
}

/** Median milliseconds of a frame while the list moves by `step` pixels in each. */
async function scroll(selector, step, frames) {
  const element = document.querySelector(selector)
  element.scrollTop = 0
  await frame()
  await frame()
  const times = []
  let last = performance.now()
  for (let index = 1; index <= frames; index += 1) {
    element.scrollTop = index * step
    await frame()
    times.push(performance.now() - last)
    last = performance.now()
  }
  return times.sort((a, b) => a - b)[frames >> 1]
}

async function scrollGrid(step, frames) {
  return scroll(GRID, step, frames)
}
async function scrollPool(step, frames) {
  await mountPool()
  const time = await scroll(`#${POOL}`, step, frames)
  removePool()
  return time
}
async function paintPool() {
  const time = await mountPool()
  removePool()
  return time
}

/** Frames, of a scroll there and back, that were painted without a row where one belongs. */
async function blankFrames(step, frames) {
  const element = document.querySelector(GRID)
  const { left, top, bottom } = element.getBoundingClientRect()
  const heights = [top + 80, (top + bottom) / 2, bottom - 30]
  const hasRow = (y) => document.elementFromPoint(left + 40, y)?.closest(`${GRID} .row`)
  element.scrollTop = 0
  let blank = 0
  for (let index = 1; index <= frames; index += 1) {
    element.scrollTop = Math.min(index, frames - index) * step
    await painted()
    if (!heights.every(hasRow)) blank += 1
  }
  return blank
}

Object.assign(window.bench, { blankFrames, paintGrid: mountGrid, paintPool, scrollGrid, scrollPool })
