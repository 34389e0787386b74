// The only way out of the program for an address: a person is shown its host and decides. One question at a time; what is
// clicked or opened by script meanwhile is dropped.
import { app, BrowserWindow, dialog, shell, type WebContents } from 'electron'
import { isOurs } from './network.ts'
import { outsideAddress, shownAddress } from './outside-address.ts'
import { tellRefusal } from '../refusal-dialog.ts'

let isAsking = false

/** Asks whether the browser of this machine is to open the address; what may not be opened is not asked about. */
export async function offerOutside(contents: WebContents, address: string): Promise<void> {
  const outside = outsideAddress(address)
  const window = BrowserWindow.fromWebContents(contents)
  if (isAsking || !outside || !window || !isOurs(contents.getURL())) return
  isAsking = true
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: app.name,
      message: `Open a page of ${outside.host} in the browser?`,
      detail: `${shownAddress(outside.href)}\n\nThe page lies outside of PEARL and learns the address of this machine.`,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    })
    if (response === 0) await open(window, outside.href)
  } finally {
    isAsking = false
  }
}

async function open(window: BrowserWindow, href: string): Promise<void> {
  try {
    await shell.openExternal(href)
  } catch (error) {
    console.error(`Opening a link: ${(error as Error).message}`)
    await tellRefusal(
      window,
      'The page was not opened.',
      'This machine names no browser that takes the address. Copy it with the right mouse button and open it yourself.',
    )
  }
}
