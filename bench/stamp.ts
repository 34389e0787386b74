// The moment at which something was sent, carried by what is sent: 20 digits of the monotonic clock, which all processes
// of a machine share. It travels in a text column of tracker rows, so it comes out of the real feed as well.

export const STAMPED_COLUMN = 'qc_level'
const LENGTH = 20
const MARK = Buffer.from(`"${STAMPED_COLUMN}":"`)

export const stampNow = () => process.hrtime.bigint().toString().padStart(LENGTH, '0')

/** Milliseconds since a stamp was made. */
export const sinceStamp = (stamp: string) => Number(process.hrtime.bigint() - BigInt(stamp)) / 1e6

/** A frame as bytes, with this stamp in the place of every one that it holds. */
export function withStamp(frame: string, stamp: string): Buffer {
  const bytes = Buffer.from(frame)
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    bytes.write(stamp, at + MARK.length, 'latin1')
  }
  return bytes
}

/** Reads stamps off the chunks of one socket, wherever they are cut; a frame may hold its stamp twice. */
export function stampReader(found: (stamp: string) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  let last = ''
  return (chunk) => {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    let from = 0
    for (;;) {
      const at = bytes.indexOf(MARK, from)
      const end = at + MARK.length + LENGTH
      if (at < 0) from = Math.max(from, bytes.length - MARK.length)
      else if (end > bytes.length) from = at
      else {
        from = end
        const stamp = bytes.toString('latin1', at + MARK.length, end)
        if (stamp !== last) found((last = stamp))
        continue
      }
      held = bytes.subarray(from)
      return
    }
  }
}
