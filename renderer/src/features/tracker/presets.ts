// What people ask of a tracker every day, one click each. A preset says more than the filter of one column could, so it
// stands beside them; several together narrow further.
import type { Predicate } from '../../grid/pipeline/pipeline.ts'
import { isOverdue } from './due.ts'
import type { TrackerRow } from './tracker-row.ts'

export const presets = [
  'mine',
  'unassigned',
  'overdue',
  'ready',
  'failed',
  'comments',
  'unread',
  'changed',
  'breaks',
] as const
export type Preset = (typeof presets)[number]
/** Those that the row itself answers; what others changed the host says. */
export type RowPreset = Exclude<Preset, 'changed'>

export interface PresetContext {
  today: string
  /** The person who looks. */
  me: number | null
}

const isMine = ({ tracker }: TrackerRow, me: number | null) =>
  me !== null && (tracker?.production_programmer_id === me || tracker?.qc_programmer_id === me)

/** Says of a row whether it belongs to the preset. A row without a tracker belongs to those that miss a person. */
export function presetPredicate(preset: RowPreset, { today, me }: PresetContext): Predicate<TrackerRow> {
  const tests: Record<RowPreset, Predicate<TrackerRow>> = {
    mine: (row) => isMine(row, me),
    unassigned: ({ tracker }) => !tracker?.production_programmer_id || !tracker.qc_programmer_id,
    overdue: ({ tracker }) => isOverdue(tracker, today),
    ready: ({ tracker }) => tracker?.production_status === 'completed' && tracker.qc_status === 'not_started',
    failed: ({ tracker }) => tracker?.qc_status === 'failed',
    comments: ({ comments }) => comments.open > 0,
    unread: ({ comments }) => comments.unread > 0,
    breaks: ({ breaches }) => breaches.length > 0,
  }
  return tests[preset]
}
