// The guards of the server, each as the line that is it, and what stands there once it is taken away. `tests` are those that
// SECURITY.md names for its threat; one of them must then fail.

export interface Guard {
  name: string
  file: string
  /** Stands in the file exactly once. */
  line: string
  without: string
  tests: readonly string[]
}

const GUARDS = 'server/http/guards.ts'

export const guards: readonly Guard[] = [
  {
    name: 'the list of hosts',
    file: GUARDS,
    line: '    expectOneOf(hostsFor(request), request)\n',
    without: '',
    tests: ['tests/security/hosts.test.ts'],
  },
  {
    name: 'the origin',
    file: GUARDS,
    line: '    expectOwnOrigin(request)\n',
    without: '',
    tests: ['tests/security/origins.test.ts'],
  },
  {
    name: 'the page that asks',
    file: GUARDS,
    line: '    expectOwnPage(request)\n',
    without: '',
    tests: ['tests/security/origins.test.ts'],
  },
  {
    name: 'the address of the socket',
    file: GUARDS,
    line: '    expectFeedPath(request)\n',
    without: '',
    tests: ['tests/security/policies.test.ts', 'tests/security/origins.test.ts', 'tests/protocol/websocket.test.ts'],
  },
  {
    name: 'who it is',
    file: GUARDS,
    line: '    expectAllowed(request, authentication)\n',
    without: '',
    tests: ['tests/security/policies.test.ts'],
  },
  {
    name: 'the policy of a route',
    file: GUARDS,
    line: '    if (!allows(policy, actor.role)) {',
    without: '    if (policy === undefined) {',
    tests: ['tests/security/policies.test.ts'],
  },
  {
    name: 'a route without a policy',
    file: GUARDS,
    line: "  app.addHook('onRoute', expectPolicy)\n",
    without: '',
    tests: ['tests/security/policies.test.ts'],
  },
  {
    name: 'a copy for reading',
    file: GUARDS,
    line: '    expectWritable(request, config)\n',
    without: '',
    tests: ['tests/protocol/read-only.test.ts'],
  },
  {
    name: 'the type of a body',
    file: GUARDS,
    line: '    expectJson(request)\n',
    without: '',
    tests: ['tests/security/origins.test.ts', 'tests/protocol/conventions.test.ts'],
  },
  {
    name: 'the size of a body',
    file: 'server/http/server-options.ts',
    line: 'bodyLimit: 1024 * 1024,',
    without: 'bodyLimit: 1024 * 1024 * 1024,',
    tests: ['tests/protocol/conventions.test.ts', 'tests/security/slow-clients.test.ts'],
  },
  {
    name: 'the time for the head of a request',
    file: 'server/http/server-options.ts',
    line: 'headersTimeout: 15_000,',
    without: 'headersTimeout: 0,',
    tests: ['tests/security/slow-clients.test.ts'],
  },
  {
    name: 'the delay after wrong passwords',
    file: 'server/http/auth/throttle.ts',
    line: '    expectAllowed(key, address)\n',
    without: '',
    tests: ['tests/security/guessing.test.ts'],
  },
  {
    name: 'the work for somebody unknown',
    file: 'server/http/auth/auth-routes.ts',
    line: 'return passwords.matches(password, person ? passwordHashOf(db, person.id) : null)',
    without: 'return person ? passwords.matches(password, passwordHashOf(db, person.id)) : Promise.resolve(false)',
    tests: ['tests/security/guessing.test.ts'],
  },
  {
    name: 'sockets end with their session',
    file: 'server/index.ts',
    line: '    opened.onSessionsEnded(hub.endSessions)\n',
    without: '',
    tests: ['tests/security/sessions-live.test.ts'],
  },
  {
    name: 'the version of a row',
    file: 'server/store/store.ts',
    line: '      if (version === undefined || version === row.version) return\n',
    without: '      if (version !== undefined || row.version > 0) return\n',
    tests: ['tests/server/store/store.test.ts', 'tests/sync/model.test.ts'],
  },
  {
    name: 'names of backups',
    file: 'server/features/backups/catalogue.ts',
    line: "  if (/\\.\\.|[/\\\\\\0]/.test(filename)) throw new AppError('invalid', 'Invalid filename')\n",
    without: '',
    tests: ['tests/security/hostile-backups.test.ts', 'tests/protocol/backup.test.ts'],
  },
  {
    name: 'what a backup brings along',
    file: 'server/features/backups/examine.ts',
    // The database library trusts a schema unless it is told otherwise; the test must not rest on how it was built.
    line: "  db.pragma('trusted_schema = OFF')\n",
    without: "  db.pragma('trusted_schema = ON')\n",
    tests: ['tests/security/hostile-backups.test.ts'],
  },
  {
    name: 'formulas in .csv',
    file: 'server/spreadsheets/write-csv.ts',
    line: 'escape_formulas: true',
    without: 'escape_formulas: false',
    tests: ['tests/server/write-csv.test.ts'],
  },
]
