// The containers are what Windows and macOS read; the committed ones must hold every size of the drawing.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/bootstrap/paths.mjs'
import { SIZES } from '../../scripts/icons/draw.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const icon = (...name: string[]) => readFileSync(inRoot('electron', 'icons', ...name))

test.each(SIZES)('the PNG of %d pixels has that size', (size) => {
  const png = icon('png', `${size}x${size}.png`)
  expect(png.subarray(0, 8)).toEqual(PNG)
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
})

test.each(['pearl.ico', 'document.ico'])('%s holds every size up to 256', (name) => {
  const ico = icon(name)
  const count = ico.readUInt16LE(4)
  const found = Array.from({ length: count }, (_, index) => {
    const entry = 6 + 16 * index
    const image = ico.subarray(ico.readUInt32LE(entry + 12), ico.readUInt32LE(entry + 12) + ico.readUInt32LE(entry + 8))
    expect(image.subarray(0, 8)).toEqual(PNG)
    expect(image.readUInt32BE(16) % 256).toBe(ico.readUInt8(entry))
    return image.readUInt32BE(16)
  })
  expect(found).toEqual(SIZES.filter((size) => size <= 256))
})

test.each(['pearl.icns', 'document.icns'])('%s is whole and goes up to 1024', (name) => {
  const icns = icon(name)
  expect(icns.toString('latin1', 0, 4)).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const sizes = new Set<number>()
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) sizes.add(icns.readUInt32BE(at + 8 + 16))
  expect([...sizes]).toEqual([16, 32, 64, 128, 256, 512, 1024])
})
