// What lies with each person, joined for one line each: what has to be done within the week against what the person takes
// in a week, and both sides of the work. Pure.
import type { Load, WeekLoad } from '../../../../shared/actions/dashboard.ts'
import { trackerRoles, type TrackerRole } from '../../../../shared/domain/workflow.ts'
import type { User } from '../../../../shared/entities/user.ts'
import { nameOf } from '../tracker/tracker-row.ts'

export type SideLoad = Pick<Load, 'total' | 'open' | 'overdue' | 'soon'>
export interface PersonLoad {
  userId: number
  name: string
  sides: Record<TrackerRole, SideLoad>
  /** Late or due within seven days, on either side. */
  week: number
  /** Items that the person takes in a week; null when nobody said. */
  capacity: number | null
}

const none: SideLoad = { total: 0, open: 0, overdue: 0, soon: 0 }
/** More than it takes stands first, then who has the most to do. */
const strain = ({ week, capacity }: PersonLoad) =>
  capacity ? week / capacity : week > 0 && capacity === 0 ? Infinity : 0

/** Everybody who has work, and everybody active who takes some: who has room is seen as well as who has not. */
export function loadsOf(
  workload: readonly Load[],
  weeks: readonly WeekLoad[],
  users: ReadonlyMap<number, User>,
): PersonLoad[] {
  const takers = [...users.values()].filter(({ is_active, weekly_capacity }) => is_active && weekly_capacity !== null)
  const ids = new Set([...workload.map(({ user_id }) => user_id), ...takers.map(({ id }) => id)])
  const people = [...ids].map((userId): PersonLoad => {
    const side = (role: TrackerRole) => workload.find((each) => each.user_id === userId && each.role === role) ?? none
    return {
      userId,
      name: nameOf(users.get(userId)),
      sides: Object.fromEntries(trackerRoles.map((role) => [role, side(role)])) as Record<TrackerRole, SideLoad>,
      week: weeks.find(({ user_id }) => user_id === userId)?.count ?? 0,
      capacity: users.get(userId)?.weekly_capacity ?? null,
    }
  })
  const open = ({ sides }: PersonLoad) => sides.production.open + sides.qc.open
  return people.sort(
    (a, b) => strain(b) - strain(a) || b.week - a.week || open(b) - open(a) || a.name.localeCompare(b.name),
  )
}
