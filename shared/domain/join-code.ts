// The join code: what a host's owner reads out so that somebody else's window finds the host and can prove that it is the
// right one. Ten groups of five characters (Crockford's base 32), the last of each group a check character, so that a
// mistyped character, two that changed places and two groups that did are noticed, and the group is named.
import { AppError } from '../errors.ts'

export interface JoinCode {
  /** IPv4 address in dotted form; null when the code carries none and it must be typed. */
  address: string | null
  port: number
  /** The first 104 bits of SHA-256 of the certificate (DER): 26 hexadecimal digits. */
  fingerprint: string
  /** Whole hours; the code is refused from then on. */
  expires_at: Date
  /** 28 bits by which the host knows that its current code was used: 7 hexadecimal digits. */
  invitation: string
}

export interface CodeGroup {
  text: string
  /** `open`: not all of its characters are typed yet. */
  state: 'open' | 'right' | 'wrong'
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 10
const GROUP_LENGTH = 5
/** Hours are counted from here, in milliseconds since 1970. */
const FIRST_HOUR = Date.UTC(2026, 0, 1)
const HOUR_MS = 3_600_000
const FINGERPRINT_DIGITS = 26

/** Widths in bits, in the order of the code; together 40 characters of 5 bits. The hours last until 2055. */
const WIDTHS = { kind: 2, address: 32, port: 16, fingerprint: 104, hours: 18, invitation: 28 } as const
const WITH_ADDRESS = 1n
const WITHOUT_ADDRESS = 2n

/** Powers of a primitive element of GF(32), by x^5 + x^2 + 1. */
const powers = ((): number[] => {
  const list: number[] = []
  for (let value = 1; list.length < 31; value = value & 16 ? (value << 1) ^ 0b100101 : value << 1) list.push(value)
  return list
})()
const times = (value: number, power: number) => (value === 0 ? 0 : powers[(powers.indexOf(value) + power) % 31]!)

/** The check character of a group: linear in its characters, and another one at every place in the code. */
const checkOf = (values: readonly number[], place: number) =>
  values.reduce((sum, value, index) => sum ^ times(value, index + 1), place + 1)

/** The characters that count: capitals, without blanks and dashes, and without letters that are taken for digits. */
const normal = (text: string) =>
  text
    .toUpperCase()
    .replace(/[\s\-–—.,]+/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** The code as it is shown: groups with dashes between them. @throws RangeError when a part does not fit */
export function encode({ address, port, fingerprint, expires_at, invitation }: JoinCode): string {
  const hours = Math.floor((expires_at.getTime() - FIRST_HOUR) / HOUR_MS)
  const parts: Record<keyof typeof WIDTHS, bigint> = {
    kind: address === null ? WITHOUT_ADDRESS : WITH_ADDRESS,
    address: address === null ? 0n : ipv4ToNumber(address),
    port: BigInt(port),
    fingerprint: BigInt(`0x${fingerprint.slice(0, FINGERPRINT_DIGITS)}`),
    hours: BigInt(hours),
    invitation: BigInt(`0x${invitation}`),
  }
  let bits = 0n
  for (const [name, width] of Object.entries(WIDTHS) as [keyof typeof WIDTHS, number][]) {
    const part = parts[name]
    if (part < 0n || part >= 1n << BigInt(width)) throw new RangeError(`${name} does not fit into a join code`)
    bits = (bits << BigInt(width)) | part
  }
  const groups = Array.from({ length: GROUPS }, (_, place) => {
    const values = Array.from({ length: GROUP_LENGTH - 1 }, (_, index) => {
      const at = place * (GROUP_LENGTH - 1) + index
      return Number((bits >> BigInt(5 * (GROUPS * (GROUP_LENGTH - 1) - 1 - at))) & 31n)
    })
    return [...values, checkOf(values, place)].map((value) => ALPHABET[value]).join('')
  })
  return groups.join('-')
}

/** What was typed so far, group by group; more than ten groups are cut off. */
export function readGroups(text: string): CodeGroup[] {
  const groups = normal(text).match(/.{1,5}/g) ?? []
  return groups.slice(0, GROUPS).map((group, place): CodeGroup => {
    if (group.length < GROUP_LENGTH) return { text: group, state: 'open' }
    const values = [...group].map((character) => ALPHABET.indexOf(character))
    const isRight = !values.includes(-1) && checkOf(values.slice(0, -1), place) === values.at(-1)
    return { text: group, state: isRight ? 'right' : 'wrong' }
  })
}

/** Reads a code as it was typed or pasted. @throws AppError `invalid` that names the group which is mistyped */
export function decode(text: string): JoinCode {
  const characters = normal(text)
  const groups = readGroups(text)
  const wrong = groups.findIndex(({ state }) => state === 'wrong')
  if (wrong >= 0) {
    throw new AppError('invalid', `Group ${wrong + 1} of the join code (${groups[wrong]!.text}) is mistyped. Check it.`)
  }
  if (characters.length !== GROUPS * GROUP_LENGTH) {
    throw new AppError(
      'invalid',
      `A join code has ${GROUPS} groups of ${GROUP_LENGTH} characters, ${GROUPS * GROUP_LENGTH} in all; this has ${characters.length}.`,
    )
  }
  let bits = 0n
  for (const group of groups) {
    for (const character of group.text.slice(0, -1)) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(character))
  }
  const parts: bigint[] = []
  for (const width of Object.values(WIDTHS).toReversed()) {
    parts.unshift(bits & ((1n << BigInt(width)) - 1n))
    bits >>= BigInt(width)
  }
  const [kind, address, port, fingerprint, hours, invitation] = parts as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  if (kind !== WITH_ADDRESS && kind !== WITHOUT_ADDRESS) {
    throw new AppError('invalid', 'This join code is of a newer kind. Update this program, then join again.')
  }
  return {
    address: kind === WITH_ADDRESS ? numberToIpv4(address) : null,
    port: Number(port),
    fingerprint: fingerprint.toString(16).padStart(FINGERPRINT_DIGITS, '0'),
    expires_at: new Date(FIRST_HOUR + Number(hours) * HOUR_MS),
    invitation: invitation.toString(16).padStart(7, '0'),
  }
}

export const isExpired = ({ expires_at }: Pick<JoinCode, 'expires_at'>, now: Date) => expires_at <= now

function ipv4ToNumber(address: string): bigint {
  const bytes = address.split('.').map(Number)
  if (bytes.length !== 4 || bytes.some((byte) => !Number.isInteger(byte) || byte < 0 || byte > 255)) {
    throw new RangeError(`${address} is no IPv4 address`)
  }
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}
const numberToIpv4 = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
