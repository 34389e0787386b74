// A folder of files as one ZIP file and back, as far as the open format needs it: no folders inside, no encryption, less than
// 4 GB (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3). Nothing is unpacked beyond what is allowed.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const END = 0x06054b50
const LOCAL_LENGTH = 30
const DIRECTORY_LENGTH = 46
const END_LENGTH = 22
const VERSION = 20
const NAMES_ARE_UTF8 = 0x0800
const DEFLATED = 8
/** 1980-01-01, so that the same files give the same archive. */
const DATE = 0x0021
const MAX_BYTES = 0xffffffff
/** Of all files together when unpacked. */
const MAX_UNPACKED = 2 * 1024 ** 3
const MAX_FILES = 200

/** Writes `names` out of `folder` into the new file `target`. */
export function pack(folder: string, names: readonly string[], target: string): void {
  const archive = openSync(target, 'wx', 0o600)
  const directory: Buffer[] = []
  let at = 0
  const put = (bytes: Buffer) => {
    writeSync(archive, bytes)
    at += bytes.length
    if (at > MAX_BYTES)
      throw new AppError('too_large', 'The archive would be larger than 4 GB. Write a folder instead.')
  }
  try {
    for (const name of names) {
      const plain = readFileSync(path.join(folder, name))
      const packed = deflateRawSync(plain)
      const [local, entry] = headersOf(name, plain, packed.length, at)
      put(local)
      put(packed)
      directory.push(entry)
    }
    const start = at
    for (const entry of directory) put(entry)
    const end = Buffer.alloc(END_LENGTH)
    end.writeUInt32LE(END, 0)
    end.writeUInt16LE(names.length, 8)
    end.writeUInt16LE(names.length, 10)
    end.writeUInt32LE(at - start, 12)
    end.writeUInt32LE(start, 16)
    put(end)
  } finally {
    closeSync(archive)
  }
}

function headersOf(name: string, plain: Buffer, packed: number, at: number): [local: Buffer, entry: Buffer] {
  const text = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(VERSION, 0)
  common.writeUInt16LE(NAMES_ARE_UTF8, 2)
  common.writeUInt16LE(DEFLATED, 4)
  common.writeUInt16LE(DATE, 8)
  common.writeUInt32LE(crc32(plain), 10)
  common.writeUInt32LE(packed, 14)
  common.writeUInt32LE(plain.length, 18)
  common.writeUInt16LE(text.length, 22)
  const local = Buffer.alloc(4)
  local.writeUInt32LE(LOCAL)
  const entry = Buffer.alloc(DIRECTORY_LENGTH)
  entry.writeUInt32LE(DIRECTORY, 0)
  entry.writeUInt16LE(VERSION, 4)
  common.copy(entry, 6)
  entry.writeUInt32LE(at, 42)
  return [Buffer.concat([local, common, text]), Buffer.concat([entry, text])]
}

const damaged = () => new AppError('invalid', 'This is not a ZIP file that PEARL wrote, or it is cut off.')

/**
 * Unpacks into `folder`. @param isWanted by its name; others are left out, so that none leads out of the folder
 * @throws AppError `invalid` when it is damaged or unpacks to more than is allowed
 */
export function unpack(file: string, folder: string, isWanted: (name: string) => boolean): void {
  const archive = readFileSync(file)
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + END_LENGTH > archive.length) throw damaged()
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  let left = MAX_UNPACKED
  if (count > MAX_FILES) throw damaged()
  for (let entry = 0; entry < count; entry += 1) {
    if (at + DIRECTORY_LENGTH > archive.length || archive.readUInt32LE(at) !== DIRECTORY) throw damaged()
    const lengths = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset))
    const name = archive.toString('utf8', at + DIRECTORY_LENGTH, at + DIRECTORY_LENGTH + lengths[0]!)
    if (isWanted(name)) {
      const plain = contentOf(archive, at, left)
      left -= plain.length
      writeFileSync(path.join(folder, name), plain, { mode: 0o600 })
    }
    at += DIRECTORY_LENGTH + lengths.reduce((sum, length) => sum + length, 0)
  }
}

function contentOf(archive: Buffer, entry: number, most: number): Buffer {
  const method = archive.readUInt16LE(entry + 10)
  const packed = archive.readUInt32LE(entry + 20)
  const local = archive.readUInt32LE(entry + 42)
  if (local + LOCAL_LENGTH > archive.length || archive.readUInt32LE(local) !== LOCAL) throw damaged()
  const from = local + LOCAL_LENGTH + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const bytes = archive.subarray(from, from + packed)
  let plain: Buffer
  try {
    if (method !== DEFLATED && method !== 0) throw damaged()
    plain = method === DEFLATED ? inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) }) : Buffer.from(bytes)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw damaged()
  }
  if (plain.length > most || crc32(plain) !== archive.readUInt32LE(entry + 16)) throw damaged()
  return plain
}
