// What the dialogs of the study tree edit: the columns of each of its three levels, and where a new line belongs.
import type { DatabaseRelease } from '../../../../shared/entities/database-release.ts'
import type { ReportingEffort } from '../../../../shared/entities/reporting-effort.ts'
import type { Study } from '../../../../shared/entities/study.ts'
import type { Row } from '../../api/shapes.ts'
import type { Collections } from '../../stores/collections.ts'
import type { NodeKind } from './tree.ts'

/** The line that a dialog is about: an existing one, or a new one below `parent`. */
export interface NodeEdit {
  kind: NodeKind
  row: Row | null
  /** The release's study, the effort's release; null for a study. */
  parent: number | null
}

export interface NodeForm {
  collection: string
  row: Row | null
  draft: Record<string, string>
  fixed: Record<string, number>
  /** Columns in the order of the form. */
  fields: readonly { column: string; input: 'text' | 'area' | 'date'; required?: boolean }[]
}

const text = (value: string | null | undefined) => value ?? ''

/** The form for a line of the tree. */
export function formOf({ kind, row, parent }: NodeEdit, collections: Collections): NodeForm {
  if (kind === 'study') {
    const held = row as Study | null
    return {
      collection: 'studies',
      row,
      draft: {
        study_label: text(held?.study_label),
        study_title: text(held?.study_title),
        phase: text(held?.phase),
        therapeutic_area: text(held?.therapeutic_area),
      },
      fixed: {},
      fields: [
        { column: 'study_label', input: 'text', required: true },
        { column: 'study_title', input: 'area' },
        { column: 'phase', input: 'text' },
        { column: 'therapeutic_area', input: 'text' },
      ],
    }
  }
  if (kind === 'release') {
    const held = row as DatabaseRelease | null
    return {
      collection: 'database_releases',
      row,
      draft: {
        database_release_label: text(held?.database_release_label),
        database_release_date: text(held?.database_release_date),
      },
      fixed: parent === null ? {} : { study_id: parent },
      fields: [
        { column: 'database_release_label', input: 'text', required: true },
        { column: 'database_release_date', input: 'date' },
      ],
    }
  }
  const held = row as ReportingEffort | null
  const release = collections.database_releases.get(parent)
  return {
    collection: 'reporting_efforts',
    row,
    draft: { database_release_label: text(held?.database_release_label) },
    fixed: release ? { study_id: release.study_id, database_release_id: release.id } : {},
    fields: [{ column: 'database_release_label', input: 'text', required: true }],
  }
}

/** The row behind a line of the tree. */
export function rowOfNode(kind: NodeKind, id: number, collections: Collections): Row | undefined {
  if (kind === 'study') return collections.studies.get(id)
  return kind === 'release' ? collections.database_releases.get(id) : collections.reporting_efforts.get(id)
}
