// The tree of studies, releases and efforts: its order, what stands open, and what a search leaves of it.
import { describe, expect, it } from 'vitest'
import type { DatabaseRelease } from '../../../shared/entities/database-release.ts'
import type { ReportingEffort } from '../../../shared/entities/reporting-effort.ts'
import type { Study } from '../../../shared/entities/study.ts'
import { visibleNodes } from '../../../renderer/src/features/studies/tree.ts'

const base = { version: 1, created_at: '', updated_at: '' }
const study = (id: number, study_label: string): Study => ({
  ...base,
  id,
  study_label,
  study_title: null,
  phase: null,
  therapeutic_area: null,
})
const release = (id: number, study_id: number, database_release_label: string): DatabaseRelease => ({
  ...base,
  id,
  study_id,
  database_release_label,
  database_release_date: null,
})
const effort = (
  id: number,
  study_id: number,
  database_release_id: number,
  database_release_label: string,
): ReportingEffort => ({ ...base, id, study_id, database_release_id, database_release_label })

const sources = {
  studies: [study(1, 'ABC-10'), study(2, 'ABC-9')],
  releases: [release(1, 1, 'Lock'), release(2, 2, 'Lock')],
  efforts: [effort(1, 1, 1, 'Primary CSR'), effort(2, 1, 1, 'Topline'), effort(3, 2, 2, 'Primary CSR')],
}
const lines = (query: string, ...expanded: string[]) =>
  visibleNodes(sources, query, new Set(expanded)).map(({ level, label }) => `${level} ${label}`)

describe('study tree', () => {
  it('is closed at the start, in natural order', () => expect(lines('')).toEqual(['1 ABC-9', '1 ABC-10']))

  it('opens branch by branch', () => {
    expect(lines('', 'study-1', 'release-1')).toEqual(['1 ABC-9', '1 ABC-10', '2 Lock', '3 Primary CSR', '3 Topline'])
    expect(lines('', 'release-1')).toEqual(['1 ABC-9', '1 ABC-10'])
  })

  it('shows what is found with the way to it, all open', () => {
    expect(lines('topline')).toEqual(['1 ABC-10', '2 Lock', '3 Topline'])
    expect(lines('abc-9')).toEqual(['1 ABC-9', '2 Lock', '3 Primary CSR'])
    expect(lines('nothing')).toEqual([])
  })

  it('says the place of each line among its siblings and how many are under it', () => {
    const nodes = visibleNodes(sources, '', new Set(['study-1', 'release-1']))
    const topline = nodes.find(({ label }) => label === 'Topline')
    expect(topline).toMatchObject({
      key: 'effort-2',
      parent: 'release-1',
      level: 3,
      expanded: null,
      position: 2,
      size: 2,
    })
    expect(nodes.find(({ key }) => key === 'release-1')).toMatchObject({
      children: 2,
      expanded: true,
      parent: 'study-1',
    })
  })
})
