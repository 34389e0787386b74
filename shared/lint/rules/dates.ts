// By when: checks about due dates and the order in which things can be done.
import { daysBetween } from '../../domain/days.ts'
import { isOutput, ofItem, type LintEffort, type LintItem, type LintRule } from '../finding.ts'

/** Further from the release, a due date has more likely a mistyped year. */
const FAR = 400

const dueOf = ({ items }: LintEffort, isWanted: (item: LintItem) => boolean) =>
  items.flatMap((item) => (isWanted(item) && item.due_date !== null ? [item.due_date] : [])).sort()
const isDone = ({ production_status }: LintItem) => production_status === 'completed'
const isOfKind = (kind: string) => (item: LintItem) => item.item_subtype === kind

/** A dataset that is due after everything that could be made of it. */
const afterDependants = (
  kind: 'SDTM' | 'ADaM',
  dependants: string,
  isDependant: (item: LintItem) => boolean,
): LintRule => ({
  id: `${kind.toLowerCase()}-after-dependants`,
  severity: 'error',
  title: `${kind} dataset due after what is made of it`,
  prepare(effort) {
    const last = dueOf(effort, isDependant).at(-1)
    return (item) =>
      last !== undefined && isOfKind(kind)(item) && !isDone(item) && item.due_date !== null && item.due_date > last
        ? { message: `It is due on ${item.due_date}, after the last of the ${dependants} (${last}).` }
        : null
  },
})

export const dateRules: readonly LintRule[] = [
  ofItem({
    id: 'assigned-without-date',
    breach: 'TRK-30',
    severity: 'warning',
    title: 'Assigned without a due date',
    check: ({ production, due_date }) =>
      production && due_date === null ? `${production.name} is to produce this, and no day is set.` : null,
  }),
  ofItem({
    id: 'date-far-from-release',
    severity: 'warning',
    title: 'Due date far from the release',
    check: ({ due_date }, { release_date }) =>
      due_date !== null && release_date !== null && Math.abs(daysBetween(release_date, due_date)) > FAR
        ? `It is due on ${due_date}, more than a year from the release of ${release_date}. Is the year right?`
        : null,
  }),
  afterDependants('ADaM', 'outputs', isOutput),
  afterDependants('SDTM', 'ADaM datasets', isOfKind('ADaM')),
  {
    id: 'before-adsl',
    severity: 'warning',
    title: 'Runs before ADSL',
    prepare({ items }) {
      const adsl = items.find(({ code }) => code.toUpperCase() === 'ADSL')?.run_order ?? null
      return ({ item_subtype, run_order }) =>
        adsl !== null && item_subtype === 'ADaM' && run_order !== null && run_order < adsl
          ? { message: `Its run order is ${run_order}, before ADSL (${adsl}), which every ADaM dataset is made from.` }
          : null
    },
  },
  {
    id: 'run-order-twice',
    severity: 'hint',
    title: 'Run order given twice',
    prepare({ items }) {
      const holders = new Map<string, string[]>()
      for (const { item_subtype, run_order, code } of items) {
        if (run_order === null) continue
        const key = `${item_subtype} ${run_order}`
        holders.set(key, [...(holders.get(key) ?? []), code])
      }
      return ({ item_subtype, run_order, code }) => {
        const others = (holders.get(`${item_subtype} ${run_order}`) ?? []).filter((other) => other !== code)
        return run_order !== null && others.length > 0
          ? { message: `Its run order ${run_order} is that of ${others.slice(0, 3).join(', ')} too.` }
          : null
      }
    },
  },
]
