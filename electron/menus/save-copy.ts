// Saves a copy of a workspace where the person says: the server makes and checks a backup on its live handle, its bytes are
// fetched, written beside the target, read back and compared, and only then take the target's name.
import { app, dialog, shell as desktop, type BrowserWindow } from 'electron'
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Answer, Connection } from '../../shared/desktop.ts'
import { refuse } from '../refuse.ts'

const BACKUPS = '/api/v1/database-backup'
const made = z.object({ filename: z.string(), size_bytes: z.int().positive() })

/**
 * Asks where to, saves, and tells where the copy lies. Cancelling is no refusal.
 * @param name of the workspace, proposed as the file's
 */
export async function saveCopy(window: BrowserWindow, connection: Connection, name: string): Promise<Answer<null>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save a copy of the workspace',
    defaultPath: path.join(app.getPath('documents'), `${fileName(name)} ${today()}.pearl`),
    filters: [{ name: 'PEARL workspace copy', extensions: ['pearl'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || filePath === '') return { ok: true, value: null }
  const target = path.extname(filePath) === '' ? `${filePath}.pearl` : filePath
  try {
    await write(window, connection, target)
  } catch (error) {
    return refuse('failed', `The copy was not saved: ${sentence(error)} The workspace is as it was.`)
  } finally {
    if (!window.isDestroyed()) window.setProgressBar(-1)
  }
  void tellWhere(window, target)
  return { ok: true, value: null }
}

async function write(window: BrowserWindow, connection: Connection, target: string): Promise<void> {
  const call = callerOf(connection)
  window.setProgressBar(2)
  const { filename, size_bytes } = made.parse(
    await (await call('POST', '/create', { description: `Copied to ${path.basename(target)}` })).json(),
  )
  const partial = `${target}.partial`
  try {
    const reply = await call('GET', `/download/${filename}`)
    const sent = await fetchInto(partial, reply, (bytes) => {
      if (!window.isDestroyed()) window.setProgressBar(bytes / size_bytes)
    })
    const written = await digestOf(partial)
    if (sent.bytes !== size_bytes || written !== sent.digest) {
      throw new Error('what was written could not be read back. Save it to another place.')
    }
    await rename(partial, target)
  } finally {
    await rm(partial, { force: true })
    // The copy is where the person wanted it; a second one among the backups would only take room.
    await call('DELETE', `/delete/${filename}`)
  }
}

/** The workspace's own server is called from here, on loopback; what a window may call is of no concern to it. */
function callerOf({ base_url, token }: Connection) {
  return async (method: string, route: string, body?: object): Promise<Response> => {
    const reply = await fetch(`${base_url}${BACKUPS}${route}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (reply.ok) return reply
    const told = z.object({ detail: z.string() }).safeParse(await reply.json().catch(() => null))
    throw new Error(told.success ? told.data.detail : `the server answered ${reply.status}.`)
  }
}

/** Writes the body to a new file that only its owner can read, and has it on disk when it resolves. */
async function fetchInto(file: string, reply: Response, onProgress: (bytes: number) => void) {
  if (!reply.body) throw new Error('the server sent nothing.')
  const handle = await open(file, 'w', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
      await handle.writeFile(chunk)
      hash.update(chunk)
      bytes += chunk.length
      onProgress(bytes)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, digest: hash.digest('hex') }
}

async function digestOf(file: string): Promise<string> {
  const hash: Hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

async function tellWhere(window: BrowserWindow, target: string): Promise<void> {
  if (window.isDestroyed()) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: 'PEARL',
    message: 'The copy is saved and checked.',
    detail: `${target}\n\nAnybody who has the file can read it.`,
    buttons: ['OK', 'Show in Folder'],
  })
  if (response === 1) desktop.showItemInFolder(target)
}

/** Without what a file system of some platform refuses in names. */
const fileName = (name: string) => name.replaceAll(/[<>:"/\\|?*]/g, ' ').trim() || 'Workspace'
const today = () => new Date().toISOString().slice(0, 10)
const sentence = (error: unknown) => {
  const text = error instanceof Error ? error.message : String(error)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
