// Killed while it copies or restores: every listed backup is good, what was left half-made is cleared away, and the
// workspace is the old one or the restored one, never anything between.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import type { BackupEntry } from '../../shared/actions/backup.ts'
import { startProcess } from '../helpers/host-process.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { rounds } from '../helpers/soak.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { request } from './writers.ts'

const KILLS = rounds(8, 200)
const timeout = KILLS * 3_000 + 60_000

/** Spread evenly over the time that one copy or restore takes, the same in every run. */
const pauseOf = (round: number, lasts: number) => (1.5 * lasts * ((round * 7) % KILLS)) / KILLS

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const list = async (url: string) => (await request(url, 'GET', '/database-backup/list'))!.body as BackupEntry[]

async function fill(url: string): Promise<void> {
  for (let index = 0; index < 30; index += 1) {
    await request(url, 'POST', '/text-elements', { type: 'title', label: `T${index}`, content: 'x'.repeat(20_000) })
  }
}

test(
  `killed ${KILLS} times while it copies: what is listed is good, and nothing half-made stays`,
  { timeout },
  async () => {
    const directory = temporaryFolder()
    let host = await startProcess(directory)
    await fill(host.url)
    const begun = performance.now()
    await request(host.url, 'POST', '/database-backup/create')
    const lasts = performance.now() - begun
    let listed = 0
    for (let round = 0; round < KILLS; round += 1) {
      const copying = request(host.url, 'POST', '/database-backup/create')
      await wait(pauseOf(round, lasts))
      await host.end('SIGKILL')
      const made = await copying
      host = await startProcess(directory)
      const files = readdirSync(path.join(directory, 'backups'))
      expect(files.filter((name) => name.includes('partial'))).toEqual([])
      const backups = await list(host.url)
      if (made) expect(backups.map(({ filename }) => filename)).toContain(made.body.filename)
      for (const { filename, status } of backups) {
        expect(status).toBe('completed')
        const copy = openSqlite(path.join(directory, 'backups', filename), { readonly: true })
        expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
        copy.close()
      }
      listed = backups.length
    }
    await host.end('SIGTERM')
    console.log(
      `kill -9 during backup: ${KILLS} kills, ${listed} copies listed, 0 bad, a copy takes ${Math.round(lasts)} ms`,
    )
  },
)

test(
  `killed ${KILLS} times while it restores: the old workspace or the restored one, never between`,
  { timeout },
  async () => {
    const directory = temporaryFolder()
    let host = await startProcess(directory)
    await fill(host.url)
    await request(host.url, 'POST', '/studies', { study_label: 'In the backup' })
    const { filename } = (await request(host.url, 'POST', '/database-backup/create'))!.body as BackupEntry
    await request(host.url, 'POST', '/studies', { study_label: 'Written after it' })
    const old = ['In the backup', 'Written after it']
    const labels = async () =>
      ((await request(host.url, 'GET', '/studies'))!.body as { study_label: string }[]).map(
        ({ study_label }) => study_label,
      )

    let lasts = 400
    const counts = { old: 0, restored: 0 }
    for (let round = 0; round < KILLS; round += 1) {
      const reply = await request(host.url, 'POST', `/database-backup/restore/${filename}`)
      expect(reply?.status).toBe(200)
      await wait(pauseOf(round, lasts))
      await host.end('SIGKILL')
      const db = openDatabase({ directory, knownVersion: knownVersion() })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      assertReplayEqualsTables(db)
      db.close()
      host = await startProcess(directory)
      const found = await labels()
      if (found.length === old.length) {
        counts.old += 1
        expect(found).toEqual(old)
      } else {
        counts.restored += 1
        expect(found).toEqual(['In the backup'])
        await request(host.url, 'POST', '/studies', { study_label: 'Written after it' })
      }
      expect(readdirSync(directory).filter((name) => /replaced|partial/.test(name))).toEqual([])
      // The span in which kills fall follows how long a restore takes here, so that both outcomes are met.
      lasts = counts.restored > counts.old ? lasts * 0.8 : lasts * 1.25
    }
    onTestFinished(() => host.end('SIGKILL').then(() => undefined))
    console.log(
      `kill -9 during restore: ${KILLS} kills, ${counts.old} times the old, ${counts.restored} times the restored`,
    )
    expect(counts.old).toBeGreaterThan(0)
    expect(counts.restored).toBeGreaterThan(0)
  },
)
