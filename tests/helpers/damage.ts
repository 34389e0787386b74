// Damages the file of a closed workspace as disks and half-done copies do.
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

const PAGE = 4096

/** Changes bytes of a file in place. */
export function damage(file: string, how: (write: (bytes: Buffer, at: number) => void, size: number) => void): void {
  const handle = openSync(file, 'r+')
  try {
    how((bytes, at) => void writeSync(handle, bytes, 0, bytes.length, at), fstatSync(handle).size)
  } finally {
    closeSync(handle)
  }
}

/** @param page counted from 1, as SQLite does */
export const zeroPage = (file: string, page: number): void =>
  damage(file, (write) => write(Buffer.alloc(PAGE), (page - 1) * PAGE))

/** Turns one bit over. */
export function flipBit(file: string, at: number, bit: number): void {
  const handle = openSync(file, 'r+')
  try {
    const byte = Buffer.alloc(1)
    readSync(handle, byte, 0, 1, at)
    writeSync(handle, Buffer.from([byte[0]! ^ (1 << bit)]), 0, 1, at)
  } finally {
    closeSync(handle)
  }
}
