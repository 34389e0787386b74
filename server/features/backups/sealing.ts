// Backups locked with a passphrase. Format (docs/operations.md): magic, length and text of a JSON header, then the file in
// chunks, each AES-256-GCM with a nonce of its number and whether it is the last, and the whole header as associated data.
// So a chunk that is changed, moved, left out or cut off is noticed; nothing is ever decrypted unproven.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { SEALED_MAGIC } from '../../../shared/sealed-copy.ts'
import type { TaskContext } from '../../jobs/task-context.ts'

const MAGIC = Buffer.from(SEALED_MAGIC, 'latin1')
const CHUNK = 64 * 1024
const TAG = 16
const MAX_HEADER = 4096
const PURPOSE = 'pearl sealed backup 1'

/** 32 MiB and about a tenth of a second for each guess. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const

const base64 = z.base64().max(100)
const kdf = z.object({
  /** Bounded, so that a made-up header cannot ask for all memory. */
  N: z
    .int()
    .min(2)
    .max(2 ** 17),
  r: z.int().min(1).max(8),
  p: z.int().min(1).max(2),
  salt: base64,
})
const headerForm = kdf.extend({
  format: z.literal(1),
  kdf: z.literal('scrypt'),
  cipher: z.literal('aes-256-gcm'),
  chunk: z.literal(CHUNK),
  file_salt: base64,
})

/** What a passphrase became: kept by the host in place of the passphrase, so that copies can be locked unattended. */
export const sealingKey = kdf.extend({ master: base64 })
export type SealingKey = z.infer<typeof sealingKey>
/** Either suffices. */
export interface Opener {
  passphrase?: string | null | undefined
  key?: SealingKey | null | undefined
}

const masterOf = (passphrase: string, { N, r, p, salt }: z.infer<typeof kdf>) =>
  scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * 1024 * 1024 })

/** A key for this passphrase, with a salt of its own. */
export function deriveKey({ passphrase }: { passphrase: string }): SealingKey {
  const derivation = { ...COST, salt: randomBytes(16).toString('base64') }
  return { ...derivation, master: masterOf(passphrase, derivation).toString('base64') }
}

const fileKey = (master: Buffer, fileSalt: Buffer) => Buffer.from(hkdfSync('sha256', master, fileSalt, PURPOSE, 32))

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** Reads until the buffer is full or the file ends. */
function fill(handle: number, buffer: Buffer): Buffer {
  let length = 0
  while (length < buffer.length) {
    const read = readSync(handle, buffer, length, buffer.length - length, null)
    if (read === 0) break
    length += read
  }
  return Buffer.from(buffer.subarray(0, length))
}

/** Writes `file`, locked, to `target`. */
export function seal(
  { file, target, key }: { file: string; target: string; key: SealingKey },
  context: TaskContext,
): void {
  const fileSalt = randomBytes(16)
  const { N, r, p, salt, master } = key
  const header = Buffer.from(
    JSON.stringify({
      format: 1,
      kdf: 'scrypt',
      N,
      r,
      p,
      salt,
      cipher: 'aes-256-gcm',
      chunk: CHUNK,
      file_salt: fileSalt.toString('base64'),
    } satisfies z.infer<typeof headerForm>),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  const start = Buffer.concat([MAGIC, length, header])
  const secret = fileKey(Buffer.from(master, 'base64'), fileSalt)
  const source = openSync(file, 'r')
  const sink = openSync(target, 'w', 0o600)
  try {
    const total = fstatSync(source).size
    const buffer = Buffer.allocUnsafe(CHUNK)
    writeSync(sink, start)
    let chunk = fill(source, buffer)
    for (let number = 0; ; number += 1) {
      context.progress(number * CHUNK, total)
      const next = chunk.length === CHUNK ? fill(source, buffer) : Buffer.alloc(0)
      const isLast = next.length === 0
      const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(number, isLast)).setAAD(start)
      writeSync(sink, Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]))
      if (isLast) return
      chunk = next
    }
  } finally {
    closeSync(source)
    closeSync(sink)
  }
}

const damaged = () => new AppError('unavailable', 'The locked backup is damaged or was cut off.')

/**
 * Unlocks `file` into `target`, or only proves every chunk when there is none.
 * @returns SHA-256 of what was locked, hexadecimal
 * @throws AppError `forbidden` for a wrong passphrase or none, `unavailable` for a damaged file; `target` is then removed
 */
export function unseal(
  { file, target, passphrase, key }: { file: string; target?: string | undefined } & Opener,
  context: TaskContext,
): string {
  const source = openSync(file, 'r')
  const sink = target === undefined ? undefined : openSync(target, 'w', 0o600)
  let isDone = false
  try {
    const total = fstatSync(source).size
    const { start, header } = readHeader(source)
    const secret = fileKey(masterFor(header, { passphrase, key }), Buffer.from(header.file_salt, 'base64'))
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(CHUNK + TAG)
    let chunk = fill(source, buffer)
    for (let number = 0; ; number += 1) {
      context.progress(number * CHUNK, total)
      const next = chunk.length === CHUNK + TAG ? fill(source, buffer) : Buffer.alloc(0)
      const isLast = next.length === 0
      const plain = open(chunk, secret, nonceOf(number, isLast), start, number === 0)
      hash.update(plain)
      if (sink !== undefined) writeSync(sink, plain)
      if (isLast) break
      chunk = next
    }
    isDone = true
    return hash.digest('hex')
  } finally {
    closeSync(source)
    if (sink !== undefined) closeSync(sink)
    if (!isDone && target !== undefined) rmSync(target, { force: true })
  }
}

function readHeader(source: number) {
  const begin = fill(source, Buffer.alloc(MAGIC.length + 4))
  const length = begin.length === MAGIC.length + 4 ? begin.readUInt32BE(MAGIC.length) : 0
  if (!begin.subarray(0, MAGIC.length).equals(MAGIC) || length === 0 || length > MAX_HEADER) throw damaged()
  const text = fill(source, Buffer.alloc(length))
  try {
    return { start: Buffer.concat([begin, text]), header: headerForm.parse(JSON.parse(text.toString('utf8'))) }
  } catch {
    throw damaged()
  }
}

function masterFor(header: z.infer<typeof headerForm>, { passphrase, key }: Opener): Buffer {
  if (passphrase) return masterOf(passphrase, header)
  if (key && key.salt === header.salt) return Buffer.from(key.master, 'base64')
  throw new AppError('forbidden', 'This backup is locked with a passphrase. Give the passphrase it was made with.')
}

function open(chunk: Buffer, secret: Buffer, nonce: Buffer, start: Buffer, isFirst: boolean): Buffer {
  if (chunk.length < TAG) throw damaged()
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG }).setAAD(start)
  decipher.setAuthTag(chunk.subarray(-TAG))
  const plain = decipher.update(chunk.subarray(0, -TAG))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    if (isFirst)
      throw new AppError('forbidden', 'The passphrase is not the one this backup was locked with, or it is damaged.')
    throw damaged()
  }
}
