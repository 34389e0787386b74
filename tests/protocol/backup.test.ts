// Backups over HTTP (protocol 2.16): the copies are real, whole databases, and only they can be named.
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BackupEntry } from '../../shared/actions/backup.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { startHost, type Host } from '../helpers/host.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

const list = async () => (await host.api('GET', '/database-backup/list')).body as BackupEntry[]
const backup = async (query = '') => (await host.api('POST', `/database-backup/create${query}`)).body as BackupEntry

test('there are none at first', async () => {
  expect(await list()).toEqual([])
  expect((await host.api('GET', '/database-backup/status')).body).toMatchObject({
    total_backups: 0,
    total_size_bytes: 0,
    latest_backup: null,
  })
})

test('a backup is complete when the reply comes, and holds what was there', async () => {
  await host.api('POST', '/studies/', { study_label: 'Kept' })
  const made = await backup('?description=before%20lock')
  expect(made).toMatchObject({ status: 'completed', description: 'before lock' })
  expect(made.filename).toMatch(/^pearl_backup_\d{8}_\d{6}_\w+\.db$/)

  const { body, headers, status } = await host.api('GET', `/database-backup/download/${made.filename}`)
  expect(status).toBe(200)
  expect(headers.get('content-disposition')).toBe(`attachment; filename="${made.filename}"`)
  expect(Number(headers.get('content-length'))).toBe(made.size_bytes)
  expect(String(body).startsWith('SQLite format 3')).toBe(true)

  const copy = openSqlite(path.join(host.directory, 'backups', made.filename), { readonly: true })
  expect(copy.prepare('SELECT study_label FROM studies').pluck().all()).toEqual(['Kept'])
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  copy.close()
})

test('backups made at the same moment do not overwrite each other', async () => {
  const before = (await list()).length
  const made = await Promise.all([backup(), backup(), backup()])
  expect(new Set(made.map(({ filename }) => filename)).size).toBe(3)
  expect(await list()).toHaveLength(before + 3)
  expect((await readdir(path.join(host.directory, 'backups'))).filter((name) => name.includes('partial'))).toEqual([])
})

test('the list is newest first and says who asked and how large they are', async () => {
  const made = await backup('?description=newest')
  const [newest, ...older] = await list()
  expect(newest).toMatchObject({
    filename: made.filename,
    description: 'newest',
    created_by: 'owner',
    status: 'completed',
    error: null,
    file_exists: true,
    size_bytes: made.size_bytes,
    size: made.size_bytes,
  })
  expect(older.every(({ completed_at }) => completed_at <= newest!.completed_at)).toBe(true)
})

test('the status adds up and shows no path of the host', async () => {
  const all = await list()
  const { body } = await host.api('GET', '/database-backup/status')
  expect(body).toMatchObject({
    total_backups: all.length,
    total_size_bytes: all.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    latest_backup: all[0],
  })
  expect(JSON.stringify(body)).not.toContain(host.directory)
})

test('only backups can be named', async () => {
  const [{ filename }] = (await list()) as [BackupEntry]
  await writeFile(path.join(host.directory, 'backups', 'notes.txt'), 'private')
  for (const name of ['..%2Fpearl.db', '..%5Cpearl.db', '..pearl.db']) {
    for (const [method, verb] of [
      ['GET', 'download'],
      ['DELETE', 'delete'],
    ] as const) {
      expect(await host.api(method, `/database-backup/${verb}/${name}`)).toMatchObject({
        status: 400,
        body: { detail: 'Invalid filename' },
      })
    }
  }
  for (const name of [
    'notes.txt',
    'pearl.db',
    filename.replace('.db', '.json'),
    'pearl_backup_20200101_000000_manual.db',
  ]) {
    expect(await host.api('GET', `/database-backup/download/${name}`)).toMatchObject({
      status: 404,
      body: { detail: 'Backup file not found' },
    })
  }
})

test('a backup is deleted with its note, once', async () => {
  const { filename } = await backup()
  const remove = () => host.api('DELETE', `/database-backup/delete/${filename}`)
  expect(await remove()).toMatchObject({ status: 200, body: { message: `Backup ${filename} deleted successfully` } })
  expect(await remove()).toMatchObject({ status: 404, body: { detail: 'Backup file not found' } })
  const left = await readdir(path.join(host.directory, 'backups'))
  expect(left.filter((name) => name.startsWith(filename.replace('.db', '')))).toEqual([])
})
