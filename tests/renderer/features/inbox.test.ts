// How entries of the inbox become lines.
import { expect, it } from 'vitest'
import type { InboxEntry } from '../../../shared/actions/inbox.ts'
import { linesOf } from '../../../renderer/src/features/inbox/groups.ts'

const entry = (id: number, patch: Partial<InboxEntry> = {}): InboxEntry => ({
  id,
  kind: 'assigned_qc',
  at: '2026-03-12T09:00:00.000Z',
  actor_id: 8,
  actor_name: 'Bo',
  tracker_id: id,
  comment_id: null,
  comment_text: null,
  unblinded: false,
  item_id: id,
  item_code: `t${id}`,
  item_type: 'TLF',
  item_subtype: 'Table',
  reporting_effort_id: 3,
  path: [],
  read: false,
  ...patch,
})
const idsOf = (entries: InboxEntry[]) => linesOf(entries).map((line) => line.entries.map(({ id }) => id))

it('gathers what one change did in the same way', () => {
  expect(idsOf([entry(9), entry(8), entry(7, { kind: 'assigned_production' }), entry(6)])).toEqual([[9, 8], [7], [6]])
})

it.each([
  ['another moment', { at: '2026-03-12T09:00:01.000Z' }],
  ['another person', { actor_id: 9 }],
  ['another effort', { reporting_effort_id: 4 }],
  ['a finding with words', { comment_id: 5 }],
])('keeps apart: %s', (_what, patch) => {
  expect(idsOf([entry(9), entry(8, patch)])).toEqual([[9], [8]])
})

it('never gathers comments, and is read when all of it is', () => {
  expect(idsOf([entry(9, { kind: 'commented' }), entry(8, { kind: 'commented' })])).toEqual([[9], [8]])
  expect(linesOf([entry(9, { read: true }), entry(8)])[0]!.read).toBe(false)
  expect(linesOf([entry(9, { read: true }), entry(8, { read: true })])[0]!.read).toBe(true)
})
