// The columns of the work on an item. The order of the choices is that of the work; their other words are those that
// trackers kept in spreadsheets use.
import type { ColumnChoice, SheetColumn } from './columns.ts'

const notStarted: ColumnChoice = {
  value: 'not_started',
  label: 'Not started',
  aliases: ['Open', 'New', 'To do', 'Todo', 'Pending', 'Not begun', 'NS', '0%'],
}
const inProgress: ColumnChoice = {
  value: 'in_progress',
  label: 'In progress',
  aliases: ['Ongoing', 'Started', 'WIP', 'Working', 'In development', 'Programming', 'In QC', 'Under QC', 'IP'],
}
const completed: ColumnChoice = {
  value: 'completed',
  label: 'Completed',
  aliases: ['Complete', 'Done', 'Finished', 'Ready', 'Ready for QC', 'Passed', 'Pass', 'OK', 'Final', 'Closed', '100%'],
}

const qcLevels = ['1', '2', '3'].map((level) => ({
  value: `level${level}`,
  label: `Level ${level}`,
  aliases: [level, `L${level}`],
}))

export const workColumns: readonly SheetColumn[] = [
  {
    key: 'production_programmer',
    header: 'Production Programmer',
    aliases: [
      'production_programmer_username',
      'prod_programmer_username',
      'Programmer',
      'Prod Programmer',
      'Primary Programmer',
      'Main Programmer',
      'Developer',
      'Assigned to',
      'Assignee',
      'Owner',
    ],
    kind: 'person',
    width: 22,
  },
  {
    key: 'production_status',
    header: 'Production Status',
    aliases: ['Prod Status', 'Status', 'Programming Status', 'Primary Status', 'Development Status'],
    kind: 'choice',
    choices: [
      notStarted,
      inProgress,
      completed,
      { value: 'on_hold', label: 'On hold', aliases: ['Hold', 'Blocked', 'Paused', 'Waiting', 'Deferred'] },
    ],
    width: 18,
  },
  {
    key: 'priority',
    header: 'Priority',
    aliases: ['Prio', 'Importance', 'Urgency'],
    kind: 'choice',
    choices: [
      { value: 'low', label: 'Low', aliases: ['L', '4', 'P4'] },
      { value: 'medium', label: 'Medium', aliases: ['M', 'Normal', 'Med', '3', 'P3'] },
      { value: 'high', label: 'High', aliases: ['H', '2', 'P2'] },
      { value: 'critical', label: 'Critical', aliases: ['C', 'Urgent', 'Very high', '1', 'P1'] },
    ],
    width: 11,
  },
  {
    key: 'due_date',
    header: 'Due Date',
    aliases: ['Due', 'Deadline', 'Target Date', 'Planned Date', 'Planned Completion', 'Delivery Date', 'Due by'],
    kind: 'day',
    width: 13,
  },
  {
    key: 'in_production_flag',
    header: 'In Production',
    aliases: ['in_production', 'Production Run', 'Final Run', 'In Prod'],
    kind: 'flag',
    width: 13,
  },
  {
    key: 'qc_programmer',
    header: 'QC Programmer',
    aliases: [
      'qc_programmer_username',
      'QC',
      'QCer',
      'QC by',
      'QC Owner',
      'QC Assignee',
      'Validator',
      'Validation Programmer',
      'Reviewer',
      'Double Programmer',
    ],
    kind: 'person',
    width: 22,
  },
  {
    key: 'qc_status',
    header: 'QC Status',
    aliases: ['Validation Status', 'Review Status', 'QC Result', 'QC Outcome'],
    kind: 'choice',
    choices: [
      notStarted,
      inProgress,
      completed,
      { value: 'failed', label: 'Failed', aliases: ['Fail', 'Issues', 'Returned', 'Not OK'] },
    ],
    width: 14,
  },
  {
    key: 'qc_level',
    header: 'QC Level',
    aliases: ['Level', 'Validation Level', 'QC Type'],
    kind: 'choice',
    choices: qcLevels,
    width: 10,
  },
  {
    key: 'qc_completion_date',
    header: 'QC Completed',
    aliases: ['qc_completion_date', 'QC Completion Date', 'QC Date', 'QC Done', 'Validation Date', 'Done'],
    kind: 'day',
    width: 14,
  },
  { key: 'tags', header: 'Tags', aliases: ['Tag', 'Labels'], kind: 'tags', width: 20 },
]
