// What the tests of selections, clipboard and bulk edits share.
import type { Page } from '@playwright/test'
import { cellOf, rowOf } from './window.ts'

/** Pastes as another program would put it on the clipboard. */
export async function paste(page: Page, data: { text?: string; html?: string }): Promise<void> {
  await page.evaluate(({ text, html }) => {
    const transfer = new DataTransfer()
    if (text !== undefined) transfer.setData('text/plain', text)
    if (html !== undefined) transfer.setData('text/html', html)
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    )
  }, data)
}

/** What copying, or cutting, puts onto the clipboard. */
export function copied(page: Page, kind: 'copy' | 'cut' = 'copy'): Promise<{ text: string; html: string }> {
  return page.evaluate((type) => {
    const transfer = new DataTransfer()
    document.activeElement!.dispatchEvent(
      new ClipboardEvent(type, { clipboardData: transfer, bubbles: true, cancelable: true }),
    )
    return { text: transfer.getData('text/plain'), html: transfer.getData('text/html') }
  }, kind)
}

/** Drops the pointer's press on one cell and lets go over another. */
export async function dragCells(page: Page, from: [code: string, column: string], to: [code: string, column: string]) {
  await cellOf(rowOf(page, from[0]), from[1]).hover({ position: { x: 40, y: 10 } })
  await page.mouse.down()
  await cellOf(rowOf(page, to[0]), to[1]).hover({ position: { x: 40, y: 10 } })
  await page.mouse.up()
}
