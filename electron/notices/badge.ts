// The number on the program's icon: how many things wait for the person, over all windows. Where the system has no number to
// show on an icon, it stands before the window's title, as in browsers.
import { app, nativeImage, type BrowserWindow } from 'electron'
import { BADGE_SIZE, drawBadge } from './badge-icon.ts'

/** What each window said last; windows on the same place would count the same things twice. */
const counts = new Map<BrowserWindow, { count: number; place: string }>()

/**
 * Takes what a window says; 0 takes its number away.
 * @param place id of what the window looks at
 */
export function setBadge(window: BrowserWindow, count: number, place: string): void {
  if (!counts.has(window)) follow(window)
  counts.set(window, { count, place })
  show()
}

function follow(window: BrowserWindow): void {
  const forget = () => {
    counts.delete(window)
    show()
  }
  window.once('closed', forget)
  // The page that counted is gone; the new one says what it counts.
  window.webContents.on('did-navigate', forget)
  window.on('page-title-updated', (event, title) => {
    if (!showsInTitle) return
    event.preventDefault()
    window.setTitle(withCount(title, counts.get(window)?.count ?? 0))
  })
}

/** Learnt at the first number: the launchers of Linux that show none say so. */
let showsInTitle = false

function show(): void {
  const perPlace = new Map<string, number>()
  for (const { count, place } of counts.values()) perPlace.set(place, Math.max(count, perPlace.get(place) ?? 0))
  const total = [...perPlace.values()].reduce((sum, count) => sum + count, 0)
  if (process.platform === 'win32') {
    for (const [window, { count }] of counts) overlay(window, count)
    return
  }
  showsInTitle = !app.setBadgeCount(total)
  if (!showsInTitle) return
  for (const [window, { count }] of counts) window.setTitle(withCount(withoutCount(window.getTitle()), count))
}

function overlay(window: BrowserWindow, count: number): void {
  const image =
    count === 0
      ? null
      : nativeImage.createFromBitmap(drawBadge(count), { width: BADGE_SIZE, height: BADGE_SIZE, scaleFactor: 2 })
  window.setOverlayIcon(image, count === 0 ? '' : `${count} waiting for you`)
}

const withoutCount = (title: string) => title.replace(/^\(\d+\+?\) /, '')
const withCount = (title: string, count: number) => (count === 0 ? title : `(${count}) ${title}`)
