// People and tags as files write them: a person by user name, name or e-mail address, whatever the letter case; a name that
// two people share is nobody's.
import type Database from 'better-sqlite3'
import { normalWord } from '../../../shared/spreadsheets/columns.ts'
import { prepared } from '../../db/statements.ts'

interface Person {
  id: number
  username: string
  display_name: string | null
  email: string | null
  is_active: number
}

export interface People {
  /** The id, or null when nobody or more than one person goes by that name. */
  find(name: string): number | null
  /** '' for an id that nobody has. */
  nameOf(id: number): string
  /** The name by which a file finds the person again: the display name unless somebody else has it too. */
  writtenAs(id: number): string
  /** The names of all who can be given work, in the order of the alphabet. */
  written(): string[]
}

export function openPeople(db: Database.Database): People {
  const rows = prepared<Person>(db, 'SELECT id, username, display_name, email, is_active FROM users ORDER BY id').all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byUsername = new Map(rows.map((row) => [row.username.toLowerCase(), row.id]))
  const byName = new Map<string, number | null>()
  const add = (name: string | null, id: number) => {
    if (!name) return
    const key = normalWord(name)
    byName.set(key, byName.has(key) && byName.get(key) !== id ? null : id)
  }
  for (const { id, display_name, email, is_active } of rows) {
    if (!is_active) continue
    add(display_name, id)
    add(email, id)
    // Lists of a department put the family name first.
    const parts = display_name?.trim().split(/\s+/) ?? []
    if (parts.length === 2) add(`${parts[1]}, ${parts[0]}`, id)
  }
  const find = (name: string) => byUsername.get(name.trim().toLowerCase()) ?? byName.get(normalWord(name)) ?? null
  function writtenAs(id: number): string {
    const { display_name, username } = byId.get(id) ?? { display_name: null, username: '' }
    return display_name && find(display_name) === id ? display_name : username
  }
  return {
    find,
    nameOf(id) {
      const person = byId.get(id)
      return person ? person.display_name || person.username : ''
    },
    writtenAs,
    written: () =>
      rows
        .filter(({ is_active }) => is_active)
        .map(({ id }) => writtenAs(id))
        .sort((one, other) => one.localeCompare(other)),
  }
}

/** Ids of tags by their name in small letters. */
export function openTags(db: Database.Database): Map<string, number> {
  const rows = prepared<{ id: number; name: string }>(db, 'SELECT id, name FROM tracker_tags').all()
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]))
}
