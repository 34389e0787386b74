// The backups of the host as its administrators see them: the list, how things stand, and the long work that was asked for
// here, followed until it is over, also across the moment in which a restore opens the workspace anew.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { z } from 'zod'
import {
  backupEntry,
  backupPreview,
  backupSettings,
  backupStatus,
  restoreStarted,
  type BackupEntry,
  type BackupPreview,
  type BackupStatus,
  type changeBackupSettings,
} from '../../../shared/actions/backup.ts'
import { job as jobSchema, type Job } from '../../../shared/actions/jobs.ts'
import { sentenceOf } from '../api/api-error.ts'
import { followJob } from '../api/follow-job.ts'
import { saveFile } from '../api/save-file.ts'
import { useSession } from './session.ts'

const PATH = '/database-backup'

export const useBackups = defineStore('backups', () => {
  const session = useSession()
  const entries = shallowRef<BackupEntry[] | null>(null)
  const status = shallowRef<BackupStatus | null>(null)
  const failure = ref('')
  /** What runs and was asked for in this window; null when nothing does. */
  const running = shallowRef<Job | null>(null)

  async function load(): Promise<void> {
    try {
      const [list, state] = await Promise.all([
        session.client.get(`${PATH}/list`, z.array(backupEntry)),
        session.client.get(`${PATH}/status`, backupStatus),
      ])
      entries.value = list.data
      status.value = state.data
      failure.value = ''
    } catch (error) {
      failure.value = sentenceOf(error)
    }
  }

  /** Throws ApiError with the host's sentence when it failed. */
  async function follow(started: Job): Promise<Job> {
    try {
      return await followJob(session.client, started, { onLook: (job) => (running.value = job) })
    } finally {
      running.value = null
      if (session.state === 'signed-in') void load()
    }
  }

  const start = async (path: string, body?: object) =>
    follow((await session.client.post(`${PATH}${path}`, jobSchema, body)).data)
  const named = (verb: string, filename: string) => `${PATH}/${verb}/${encodeURIComponent(filename)}`

  return {
    entries,
    status,
    failure,
    running,
    load,
    // Each throws ApiError with the host's sentence.
    make: (description: string) => start('/start', { description: description || null }),
    rehearse: () => start('/rehearse'),
    cancel: async ({ id }: Job) => void (await session.client.post(`/jobs/${id}/cancel`, jobSchema)),
    async preview(filename: string, passphrase: string): Promise<BackupPreview> {
      const body = { passphrase: passphrase || null }
      return (await session.client.post(named('preview', filename), backupPreview, body)).data
    },
    /** Resolves when it is done; a window that had signed in by password is signed out by it. */
    async restore(filename: string, passphrase: string, reason: string): Promise<void> {
      const body = { passphrase: passphrase || null, reason: reason || null }
      const { data } = await session.client.post(named('restore', filename), restoreStarted, body)
      await follow(data.job)
    },
    async verify(filename: string): Promise<BackupEntry> {
      const { data } = await session.client.post(named('verify', filename), backupEntry)
      await load()
      return data
    },
    async remove(filename: string): Promise<void> {
      await session.client.delete(named('delete', filename), z.object({ message: z.string() }))
      await load()
    },
    async takeFile(path: string, passphrase: string): Promise<BackupEntry> {
      const body = { path, passphrase: passphrase || null }
      const { data } = await session.client.post(`${PATH}/import`, backupEntry, body)
      await load()
      return data
    },
    /** Resolves once the whole workspace has been handed to the person as a file. */
    async exportEverything(): Promise<void> {
      const { name, file } = await session.client.download('GET', `${PATH}/open-format`)
      saveFile(name, file)
    },
    async change(body: z.input<NonNullable<typeof changeBackupSettings.body>>): Promise<void> {
      const { data } = await session.client.put(`${PATH}/settings`, backupSettings, { body })
      if (status.value) status.value = { ...status.value, settings: data }
    },
  }
})
