// Who has access, and since when: the report that is looked through every few months. Everything in it is read from the
// people's rows, from their sessions, and from the change log, which tells who gave a role and who took an account away.
import type Database from 'better-sqlite3'
import { user, type User } from '../../../shared/entities/user.ts'
import { prepared } from '../../db/statements.ts'
import { writeCsv, type CsvCell } from '../../spreadsheets/write-csv.ts'
import { readRows } from '../../store/rows.ts'
import { signInFacts } from './credentials.ts'
import type { Sessions } from './sessions.ts'

const headings = [
  'User name',
  'Name',
  'E-mail',
  'Role',
  'Department',
  'Active',
  'Account since (UTC)',
  'Made by',
  'Role since (UTC)',
  'Role given by',
  'Deactivated (UTC)',
  'Deactivated by',
  'Last sign-in (UTC)',
  'Signed in on',
]

interface Step {
  at: string
  actor_name: string
}

/** The report as a text file, people by user name. */
export function accessReport(db: Database.Database, sessions: Sessions): string {
  const people = readRows(db, user, 'true ORDER BY username')
  return writeCsv([headings, ...people.map((person) => lineOf(db, sessions, person))])
}

function lineOf(db: Database.Database, sessions: Sessions, person: User): CsvCell[] {
  const made = lastStep(db, person.id, `action = 'create'`)
  const roleGiven = lastStep(db, person.id, `(action = 'create' OR before ->> '$.role' IS NOT NULL)`)
  const ended = person.is_active ? undefined : lastStep(db, person.id, `before ->> '$.is_active' IS NOT NULL`)
  return [
    person.username,
    person.display_name,
    person.email,
    person.role,
    person.department,
    person.is_active ? 'yes' : 'no',
    person.created_at,
    made?.actor_name ?? null,
    roleGiven?.at ?? person.created_at,
    roleGiven?.actor_name ?? null,
    ended?.at ?? null,
    ended?.actor_name ?? null,
    signInFacts(db, person.id).last_login_at,
    sessions.list(person.id).length,
  ]
}

/** The last change of an account of that kind; `condition` is one of the three above. */
function lastStep(db: Database.Database, userId: number, condition: string): Step | undefined {
  const sql = `SELECT at, actor_name FROM changes WHERE entity = 'users' AND row_id = ? AND ${condition} ORDER BY seq DESC LIMIT 1`
  return prepared<Step>(db, sql).get(userId)
}
