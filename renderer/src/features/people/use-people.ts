// The people of the workspace with how they get in, by name, narrowed by what was typed and chosen.
import { computed, type Ref } from 'vue'
import type { Account } from '../../../../shared/actions/people.ts'
import type { User, UserRole } from '../../../../shared/entities/user.ts'
import { useAccounts } from '../../stores/accounts.ts'
import { useCollections } from '../../stores/collections.ts'

export interface PersonLine {
  id: number
  user: User
  name: string
  /** Not known until the host has answered. */
  account: Account | undefined
}

export const activities = ['active', 'inactive', 'everybody'] as const
export interface PeopleFilter {
  query: string
  role: UserRole | 'all'
  /** Null: every department. */
  department: string | null
  activity: (typeof activities)[number]
}

export const nameOf = ({ display_name, username }: Pick<User, 'display_name' | 'username'>) => display_name || username
export const openWorkOf = (account: Account | undefined) =>
  account ? account.open_production + account.open_qc : undefined

const order = new Intl.Collator('en', { sensitivity: 'base', numeric: true })
const searchable = (user: User) =>
  [nameOf(user), user.username, user.email ?? '', user.department ?? ''].join('\n').toLowerCase()

export function usePeople(filter: Readonly<Ref<PeopleFilter>>) {
  const collections = useCollections()
  const accounts = useAccounts()

  const all = computed<PersonLine[]>(() =>
    [...collections.users.rows.values()]
      .map((user) => ({ id: user.id, user, name: nameOf(user), account: accounts.byUser.get(user.id) }))
      .sort((one, other) => order.compare(one.name, other.name) || one.id - other.id),
  )
  const departments = computed(() =>
    [...new Set(all.value.flatMap(({ user }) => user.department || []))].sort(order.compare),
  )
  const people = computed(() => {
    const { query, role, department, activity } = filter.value
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    return all.value.filter(({ user }) => {
      if (role !== 'all' && user.role !== role) return false
      if (department !== null && user.department !== department) return false
      if (activity !== 'everybody' && user.is_active !== (activity === 'active')) return false
      const text = searchable(user)
      return words.every((word) => text.includes(word))
    })
  })
  return { all, people, departments }
}
