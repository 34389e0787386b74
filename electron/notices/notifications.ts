// Native notifications: shown if the person wants that kind, with no more than the page gave. A click brings the window they
// came from to the front, on the screen that was named.
import { Notification, type BrowserWindow } from 'electron'
import type { Notice } from '../../shared/desktop.ts'
import { createNoticeRate } from './notice-rate.ts'
import type { Shell } from '../shell.ts'
import { bringUp } from '../windows/windows.ts'

interface Offered {
  window: BrowserWindow
  notice: Pick<Notice, 'title' | 'body' | 'route'>
}

/** Those on the screen; one that nobody holds is collected, and a click on it goes nowhere. */
const shown = new Set<Notification>()

/** @returns shows the notice of a window, unless the settings have its kind off or too many came at once */
export function createNotifier(
  shell: Pick<Shell, 'settings' | 'tell'>,
): (window: BrowserWindow, notice: Notice) => void {
  const rate = createNoticeRate<Offered>(
    (offered) => show(offered, shell),
    (held) => show(summaryOf(held), shell),
  )
  return (window, notice) => {
    if (!Notification.isSupported() || !shell.settings().notifications[notice.kind]) return
    rate.offer({ window, notice })
  }
}

function summaryOf(held: readonly Offered[]): Offered {
  const { window, notice } = held.at(-1)!
  if (held.length === 1) return { window, notice }
  return {
    window,
    notice: { title: 'PEARL', body: `${held.length} more things happened that concern you. Open PEARL to see them.` },
  }
}

function show({ window, notice }: Offered, shell: Pick<Shell, 'tell'>): void {
  const notification = new Notification({ title: notice.title, body: notice.body })
  shown.add(notification)
  notification.on('close', () => shown.delete(notification))
  notification.on('click', () => {
    shown.delete(notification)
    if (window.isDestroyed()) return
    bringUp(window)
    if (notice.route !== undefined) shell.tell(window, { type: 'navigate', route: notice.route })
  })
  notification.show()
}
