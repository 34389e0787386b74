// The queue of one person: what is in it, in which order, and the next thing that each side can do.
import { expect, onTestFinished, test } from 'vitest'
import { moveColumns, movesOf } from '../../shared/actions/work.ts'
import { breachesOf, trackerRoles, type WorkflowState } from '../../shared/domain/workflow.ts'
import { productionStatuses, qcStatuses } from '../../shared/entities/tracker.ts'
import { startHost } from '../helpers/host.ts'
import { seedPeople } from '../helpers/seed-items.ts'
import { seedTrackers } from '../helpers/seed.ts'

test('holds what is not passed, of either side, the next due first', async () => {
  const host = await startHost()
  onTestFinished(() => host.close())
  seedTrackers(host, ['T-1', 'T-2', 'T-3', 'T-4', 'T-5'])
  seedPeople(host, ['ann', 'bob'])
  const people = (await host.api('GET', '/users/')).body as { id: number; username: string }[]
  const ann = people.find(({ username }) => username === 'ann')!.id
  const set = (id: number, patch: object) => host.api('PUT', `/reporting-effort-tracker/${id}`, patch)
  await set(1, { production_programmer_id: ann, due_date: '2026-05-02' })
  await set(2, { qc_programmer_id: ann, due_date: '2026-05-01' })
  await set(3, { production_programmer_id: ann, production_status: 'completed', qc_status: 'completed' })
  await set(4, { production_programmer_id: ann })

  const { status, body, headers } = await host.api('GET', `/work?user_id=${ann}`)
  expect(status).toBe(200)
  expect(body.map((line: { item_code: string }) => line.item_code)).toEqual(['T-2', 'T-1', 'T-4'])
  expect(body[0]).toMatchObject({
    id: 2,
    study_label: 'STUDY-1',
    database_release_label: 'LOCK',
    reporting_effort_label: 'CSR',
    unresolved_comment_count: 0,
    in_production_flag: false,
  })
  expect(headers.get('x-feed-seq')).not.toBeNull()
  expect((await host.api('GET', '/work?user_id=999999')).status).toBe(404)
})

test('a package is told as rows, with its links', async () => {
  const host = await startHost({ demo: true })
  onTestFinished(() => host.close())
  const { body } = await host.api('GET', '/packages/1/tables')
  const { package_items, package_item_footnotes, package_item_acronyms } = body.tables
  expect(package_items.length).toBeGreaterThan(0)
  const ids = new Set(package_items.map(({ id }: { id: number }) => id))
  for (const link of [...package_item_footnotes, ...package_item_acronyms]) expect(ids).toContain(link.package_item_id)
  expect((await host.api('GET', '/packages/999999/tables')).status).toBe(404)
})

test('no move that is offered breaks a rule', () => {
  for (const production_status of productionStatuses) {
    for (const qc_status of qcStatuses) {
      const state: WorkflowState = {
        production_programmer_id: 1,
        qc_programmer_id: 2,
        production_status,
        qc_status,
        due_date: '2026-05-01',
        qc_completion_date: null,
        priority: 'medium',
        in_production_flag: false,
      }
      if (breachesOf(state).length > 0) continue
      for (const role of trackerRoles) {
        for (const move of movesOf(state, role))
          expect(breachesOf({ ...state, ...moveColumns[move] }), move).toEqual([])
      }
    }
  }
})
