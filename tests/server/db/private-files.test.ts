// Whatever a host leaves in its folder is its owner's alone: the file and what SQLite puts beside it, backups, log and key, also
// where others could read a file that was there before.
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { forOwnerOnly } from '../../../server/db/private-file.ts'
import { startHost } from '../../helpers/host.ts'
import { signInOwner } from '../../helpers/people.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)

/** Every file and folder below, with its rights. */
function rightsIn(folder: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => {
    const file = path.join(entry.parentPath, entry.name)
    return [path.relative(folder, file), modeOf(file)]
  })
}

test.skipIf(process.platform === 'win32')('nothing in the folder of a host is for others', async () => {
  const before = process.umask(0)
  try {
    const host = await startHost({ open: false, log: 'file', hosting: { port: 0, addresses: ['127.0.0.2'] } })
    try {
      const owner = await signInOwner(host)
      expect((await owner.api('POST', '/database-backup/create')).status).toBeLessThan(300)
      const rights = rightsIn(host.directory)
      const names = rights.map(([name]) => name)
      expect(names).toEqual(
        expect.arrayContaining(['pearl.db', 'pearl.db-wal', 'host-identity.pem', path.join('logs', 'pearl.log')]),
      )
      const files = rights.filter(([name]) => statSync(path.join(host.directory, name)).isFile())
      expect(files.filter(([, mode]) => mode !== '600')).toEqual([])
      expect(modeOf(path.join(host.directory, 'backups'))).toBe('700')
    } finally {
      await host.close()
    }
  } finally {
    process.umask(before)
  }
})

test.skipIf(process.platform === 'win32')(
  'a file that others could read is taken from them, and what lies beside it',
  () => {
    const file = path.join(temporaryFolder(), 'pearl.db')
    for (const side of ['', '-wal', '-journal']) {
      writeFileSync(file + side, 'x')
      chmodSync(file + side, 0o664)
    }
    forOwnerOnly(file)
    expect(['', '-wal', '-journal'].map((side) => modeOf(file + side))).toEqual(['600', '600', '600'])
  },
)
