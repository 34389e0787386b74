// Prepared statements, one per database and SQL text, so that a query written in a function is still compiled once.
// SQL passed here must be a literal or built from entity declarations, never from input. In joins write `= +?`: a bare
// parameter the planner looked at is compiled again at every run (SQLITE_ENABLE_STAT4; measured 9 times slower).
import type Database from 'better-sqlite3'

const cache = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** The compiled statement for `sql`; the type parameter is the shape of its rows. */
export function prepared<Row = unknown, Parameters extends unknown[] = unknown[]>(
  db: Database.Database,
  sql: string,
): Database.Statement<Parameters, Row> {
  let statements = cache.get(db)
  if (!statements) cache.set(db, (statements = new Map<string, Database.Statement>()))
  let statement = statements.get(sql)
  if (!statement) statements.set(sql, (statement = db.prepare(sql)))
  return statement as Database.Statement<Parameters, Row>
}
