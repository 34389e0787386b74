// Serves our own bundle at pearl://app. Only files that lay in the bundle's folder at start exist: an address is looked up in
// that list and never becomes a path, so no spelling of it leads anywhere else.
import { protocol } from 'electron'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { contentTypeOf } from '../shared/content-types.ts'
import { APP_ORIGIN } from '../shared/desktop.ts'
import { contentSecurityPolicy } from '../shared/page-policy.ts'

const BUNDLE = path.join(import.meta.dirname, '..', 'renderer')
const scheme = APP_ORIGIN.slice(0, APP_ORIGIN.indexOf(':'))

/** Parameter of a window's address: the id of its contents, by which its page gets the policy of the place it looks at. */
const WINDOW = 'window'

/** Differs in every address, because one that differs in its fragment alone would not be loaded anew. */
const VISIT = 'visit'
let visits = 0

/** Address at which a window is loaded anew. @param route of the screen to begin with, e.g. `/hosting` */
export const newAddress = (contentsId: number, route = '/'): string =>
  `${APP_ORIGIN}/?${WINDOW}=${contentsId}&${VISIT}=${++visits}#${route}`

/** Must be called before Electron is ready: a scheme gets its privileges only then. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Answers every request for pearl://app from the bundle.
 * @param sourcesOf what the page of a window may call besides its own origin, by the id of the window's contents
 */
export function serveBundle(sourcesOf: (contentsId: number) => readonly string[]): void {
  const files = listFiles(BUNDLE)
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    const isOurs =
      `${url.protocol}//${url.host}` === APP_ORIGIN && (request.method === 'GET' || request.method === 'HEAD')
    const file = isOurs ? files.get(url.pathname) : undefined
    const sources = sourcesOf(Number(url.searchParams.get(WINDOW)))
    if (file === undefined) return reply('Not found', 404, contentTypeOf('.txt'), sources)
    return reply(await readFile(file), 200, contentTypeOf(file), sources)
  })
}

/** Every file of the bundle by the path of its address. */
function listFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    files.set(encodeURI(`/${path.relative(folder, file).replaceAll(path.sep, '/')}`), file)
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

const reply = (
  body: string | Uint8Array<ArrayBuffer>,
  status: number,
  contentType: string,
  sources: readonly string[],
) =>
  new Response(body, {
    status,
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy(sources),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  })
