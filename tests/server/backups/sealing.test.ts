// A locked backup opens with its passphrase and with nothing else, and no byte of it can be changed unnoticed.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { deriveKey, seal, unseal } from '../../../server/features/backups/sealing.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const context = { expectWanted: () => undefined, progress: () => undefined }
const key = deriveKey({ passphrase: 'a good passphrase' })
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function locked(size: number) {
  const folder = temporaryFolder()
  const [file, target, opened] = ['plain', 'locked', 'opened'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  const bytes = randomBytes(size)
  writeFileSync(file, bytes)
  seal({ file, target, key }, context)
  return { bytes, target, opened }
}

test.each([0, 1, 65_535, 65_536, 65_537, 200_000])('%i bytes come back as they were', (size) => {
  const { bytes, target, opened } = locked(size)
  expect(unseal({ file: target, target: opened, passphrase: 'a good passphrase' }, context)).toBe(sha256(bytes))
  expect(readFileSync(opened).equals(bytes)).toBe(true)
  expect(unseal({ file: target, key }, context), 'with the key the host keeps').toBe(sha256(bytes))
  expect(readFileSync(target).includes(bytes.subarray(0, 32)) && size > 32).toBe(false)
})

test('a wrong passphrase, or none, opens nothing and leaves nothing', () => {
  const { target, opened } = locked(1000)
  for (const passphrase of ['a bad passphrase', '', null]) {
    expect(() => unseal({ file: target, target: opened, passphrase }, context)).toThrow(/passphrase/)
    expect(existsSync(opened)).toBe(false)
  }
  expect(() => unseal({ file: target, key: deriveKey({ passphrase: 'a good passphrase' }) }, context)).toThrow(
    /passphrase/,
  )
})

test('every byte that is changed, and every cut, is noticed', () => {
  const { target } = locked(150_000)
  const whole = readFileSync(target)
  for (let index = 0; index < 60; index += 1) {
    const at = index < 30 ? index * 7 : (index * 99_991) % whole.length
    const changed = Buffer.from(whole)
    changed[at] = changed[at]! ^ 1
    writeFileSync(target, changed)
    expect(() => unseal({ file: target, key }, context), `byte ${at}`).toThrow()
  }
  writeFileSync(target, whole)
  // Cut at the end of a chunk too: what is left is whole in itself, but the last chunk says that it is the last.
  const header = whole.length - (150_000 + 3 * 16)
  for (const length of [0, 5, header, header + 65_552, header + 2 * 65_552, whole.length - 1]) {
    writeFileSync(target, whole)
    truncateSync(target, length)
    expect(statSync(target).size).toBe(length)
    expect(() => unseal({ file: target, key }, context), `cut to ${length}`).toThrow()
  }
})

test('a header that asks for too much memory is refused', () => {
  const { target } = locked(10)
  const whole = readFileSync(target)
  const text = whole.subarray(12, 12 + whole.readUInt32BE(8)).toString('utf8')
  const greedy = Buffer.from(text.replace(/"N":\d+/, '"N":1073741824'))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(greedy.length)
  writeFileSync(target, Buffer.concat([whole.subarray(0, 8), length, greedy, whole.subarray(12 + text.length)]))
  expect(() => unseal({ file: target, passphrase: 'a good passphrase' }, context)).toThrow(/damaged/)
})
