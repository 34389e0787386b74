// What lies with each person, joined and in the order of who has too much.
import { expect, test } from 'vitest'
import { loadsOf } from '../../../renderer/src/features/dashboard/loads.ts'
import type { User } from '../../../shared/entities/user.ts'

const user = (id: number, username: string, weekly_capacity: number | null, is_active = true) =>
  ({ id, username, display_name: null, weekly_capacity, is_active }) as User
const users = new Map(
  [user(1, 'ann', 10), user(2, 'bob', 4), user(3, 'cy', null), user(4, 'dee', 5), user(5, 'gone', 5, false)].map(
    (each) => [each.id, each],
  ),
)
const load = (user_id: number, role: 'production' | 'qc', open: number) => ({
  user_id,
  role,
  open,
  total: open,
  overdue: 0,
  soon: 0,
})

test('who has too much stands first; who has room and no work is there too', () => {
  const loads = loadsOf(
    [load(1, 'production', 8), load(2, 'qc', 6), load(3, 'qc', 9)],
    [
      { user_id: 1, count: 8 },
      { user_id: 2, count: 6 },
      { user_id: 3, count: 9 },
    ],
    users,
  )
  expect(loads.map(({ name, week, capacity }) => [name, week, capacity])).toEqual([
    ['bob', 6, 4],
    ['ann', 8, 10],
    ['cy', 9, null],
    ['dee', 0, 5],
  ])
  expect(loads[0]?.sides).toMatchObject({ production: { open: 0 }, qc: { open: 6 } })
})
