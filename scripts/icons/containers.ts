// The icon containers of Windows (.ico) and macOS (.icns): a table of PNG files of several sizes. electron-builder makes them
// too, but fetches a program for it from outside the package registry.

/** PNG files by the pixels of their side. */
export type Sizes = ReadonlyMap<number, Buffer>

const ICO_HEADER = 6
const ICO_ENTRY = 16

/** Sizes up to 256, the largest that the format can name (as 0). Source: Microsoft's ICONDIR and ICONDIRENTRY. */
export function icoOf(sizes: Sizes): Buffer {
  const images = [...sizes].filter(([size]) => size <= 256)
  const table = Buffer.alloc(ICO_HEADER + ICO_ENTRY * images.length)
  table.writeUInt16LE(1, 2)
  table.writeUInt16LE(images.length, 4)
  let offset = table.length
  images.forEach(([size, png], index) => {
    const entry = ICO_HEADER + ICO_ENTRY * index
    table.writeUInt8(size % 256, entry)
    table.writeUInt8(size % 256, entry + 1)
    table.writeUInt16LE(1, entry + 4)
    table.writeUInt16LE(32, entry + 6)
    table.writeUInt32LE(png.length, entry + 8)
    table.writeUInt32LE(offset, entry + 12)
    offset += png.length
  })
  return Buffer.concat([table, ...images.map(([, png]) => png)])
}

/** The types that hold a PNG: the plain sizes, and those for screens of double density, which are the same pixels. */
const ICNS_TYPES: [type: string, size: number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]

/** Source: the Apple Icon Image format: a magic word and the length of all, then type, length and PNG of each. */
export function icnsOf(sizes: Sizes): Buffer {
  const parts = ICNS_TYPES.flatMap(([type, size]) => {
    const png = sizes.get(size)
    return png === undefined ? [] : [block(type, png)]
  })
  return block('icns', Buffer.concat(parts))
}

function block(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
