// The one place that loads SQLite. The addon shipped by better-sqlite3 needs Node-API 10; an older runtime (the substitute
// Electron that development machines without downloads use) carries its own build beside its executable.
import Database from 'better-sqlite3'
import path from 'node:path'

const SHIPPED_ADDON_NODE_API = 10

/** Opens `file` with the SQLite build that fits the runtime. */
export function openSqlite(file: string, options: Database.Options = {}): Database.Database {
  if (Number(process.versions.napi) >= SHIPPED_ADDON_NODE_API) return new Database(file, options)
  return new Database(file, {
    ...options,
    nativeBinding: path.join(path.dirname(process.execPath), 'better_sqlite3.node'),
  })
}
