// Whatever can be recorded has a word: every kind of row, every kind of event.
import { expect, test } from 'vitest'
import { record } from '../../../renderer/src/i18n/en/record.ts'
import { auditEventKinds } from '../../../shared/domain/audit-events.ts'
import { entities } from '../../../shared/entities/index.ts'

test('every entity and every event has its word, and no word is left over', () => {
  expect(Object.keys(record.entity).sort()).toEqual(entities.map(({ name }) => name).sort())
  expect(Object.keys(record.event).sort()).toEqual([...auditEventKinds].sort())
})
