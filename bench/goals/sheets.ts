// SHEET: 10,000 rows of a tracker taken out as a workbook, a cell of each changed, and brought back: how long until the file is
// there, until the preview is, and until all of it is written. LINT: every check over 10,000 rows. Limits are those of product.md.
import ExcelJS from '@mui/x-internal-exceljs-fork'
import type { Job } from '../../shared/actions/jobs.ts'
import type { Preview, Uploaded } from '../../shared/actions/imports.ts'
import type { LintReport } from '../../shared/actions/lint.ts'
import { guessColumns } from '../../shared/spreadsheets/guess.ts'
import { columnsOf } from '../../shared/spreadsheets/subjects.ts'
import { againstClock, type Goal } from '../goal.ts'
import { call } from '../http-client.ts'
import { startHost } from '../process/programs.ts'
import { ITEMS } from '../seed.ts'
import { timed } from '../statistics.ts'

const EXPORT_MS = 10_000
const PREVIEW_MS = 5_000
const COMMIT_MS = 2_000
const LINT_MS = 1_000
const POLL_MS = 10
const EFFORT = 1

async function bytesOf(port: number, path: string, body: BodyInit, type: string): Promise<Response> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  if (!reply.ok) throw new Error(await reply.text())
  return reply
}

/** The same workbook with another due date in every row. */
async function otherDates(file: ArrayBuffer): Promise<ArrayBuffer> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file)
  const sheet = book.worksheets[0]!
  const due = (sheet.getRow(1).values as string[]).findIndex((header) => /due/i.test(header ?? ''))
  for (let row = 2; row <= sheet.rowCount; row += 1) sheet.getRow(row).getCell(due).value = new Date('2031-01-15')
  return book.xlsx.writeBuffer()
}

async function preview(port: number, file: ArrayBuffer): Promise<{ id: string; plan: Preview }> {
  const type = 'application/octet-stream'
  const uploaded = (await (await bytesOf(port, '/imports?name=list.xlsx', file, type)).json()) as Uploaded
  const guess = guessColumns({ rows: uploaded.sheets[0]!.sample }, columnsOf.tracker, true)
  const body = { subject: 'tracker', owner_id: EFFORT, sheet: 0, ...guess }
  let job = await call<Job>(port, 'POST', `/api/v1/imports/${uploaded.id}/preview`, { body })
  while (job.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    job = await call<Job>(port, 'GET', `/api/v1/jobs/${job.id}`, {})
  }
  if (job.status !== 'done') throw new Error(job.error ?? 'The preview failed')
  return { id: uploaded.id, plan: job.result as Preview }
}

export const sheets: Goal = {
  id: 'SHEET',
  async measure(bench) {
    const times = { out: [] as number[], preview: [] as number[], commit: [] as number[] }
    for (let round = 0; round < bench.rounds; round += 1) {
      const { port, stop } = await startHost(await bench.workspace())
      try {
        let taken!: ArrayBuffer
        times.out.push(
          await timed(async () => {
            const body = JSON.stringify({ subject: 'tracker', owner_id: EFFORT })
            taken = await (await bytesOf(port, '/exports', body, 'application/json')).arrayBuffer()
          }),
        )
        const file = await otherDates(taken)
        let made!: Awaited<ReturnType<typeof preview>>
        times.preview.push(await timed(async () => (made = await preview(port, file))))
        const { id, plan } = made
        if (plan.counts.changed !== ITEMS) throw new Error(`Not every row is changed: ${JSON.stringify(plan.counts)}`)
        const options = { body: { digest: plan.digest } }
        times.commit.push(await timed(() => call(port, 'POST', `/api/v1/imports/${id}/commit`, options)))
      } finally {
        await stop()
      }
    }
    return [
      againstClock('SHEET export', '10,000 rows of a tracker as a workbook over HTTP', EXPORT_MS, times.out),
      againstClock(
        'SHEET preview',
        'upload and preview of that workbook with 10,000 changes',
        PREVIEW_MS,
        times.preview,
      ),
      againstClock('SHEET commit', 'writing these 10,000 changes', COMMIT_MS, times.commit),
    ]
  },
}

export const lint: Goal = {
  id: 'LINT',
  async measure(bench) {
    const { port, stop } = await startHost(await bench.workspace())
    try {
      const times: number[] = []
      let found = 0
      for (let round = 0; round < bench.rounds; round += 1) {
        times.push(
          await timed(async () => {
            const path = `/api/v1/reporting-efforts/${EFFORT}/lint?today=2026-05-15`
            const { items, findings } = await call<LintReport>(port, 'GET', path, {})
            if (items !== ITEMS) throw new Error(`Only ${items} of ${ITEMS} rows were checked`)
            found = findings.length
          }),
        )
      }
      const note = `${found} findings`
      return [againstClock('LINT', 'every check over an effort of 10,000 rows, over HTTP', LINT_MS, times, note)]
    } finally {
      await stop()
    }
  },
}
