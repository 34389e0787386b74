// The import directions of docs/architecture.md as rules for dependency-cruiser. A type-only import counts too, except where
// a rule says otherwise: a type that belongs to a higher layer is a sign that it lies in the wrong room.

/** Rooms of the server from the outside in, each with those that it may not import because they stand further out. */
const serverRooms = [
  { room: 'http', mayNot: ['app'] },
  { room: 'feed', mayNot: ['app'] },
  { room: 'features', mayNot: ['app', 'http', 'feed'] },
  { room: 'hosting', mayNot: ['app', 'http', 'feed', 'features', 'store', 'db'] },
  { room: 'store', mayNot: ['app', 'http', 'feed', 'features'] },
  { room: 'db', mayNot: ['app', 'http', 'feed', 'features', 'store'] },
]

/**
 * @param {string} name
 * @param {string} comment why the direction is closed
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['from']} from
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['to']} to
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const houses = ['electron', 'server', 'renderer', 'shared', 'bench', 'tests', 'scripts']
/** @param {string[]} allowed */
const allBut = (...allowed) => `^(${houses.filter((house) => !allowed.includes(house)).join('|')})/`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'electron-is-a-shell',
      'The shell knows the server by its front door only.',
      { path: '^electron/' },
      { path: allBut('electron', 'shared'), pathNot: '^server/index\\.ts$' },
    ),
    forbid(
      'renderer-is-a-client',
      'A page reaches a host over the wire.',
      { path: '^renderer/' },
      { path: allBut('renderer', 'shared') },
    ),
    forbid(
      'renderer-has-no-node',
      'A page runs in a browser.',
      { path: '^renderer/src/' },
      { path: '^(electron|better-sqlite3|fastify)$|^node_modules/(electron|better-sqlite3|fastify)/' },
    ),
    forbid(
      'renderer-has-no-core',
      'A page runs in a browser.',
      { path: '^renderer/src/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'server-stands-alone',
      'A host runs without a window.',
      { path: '^server/' },
      { path: allBut('server', 'shared') },
    ),
    forbid(
      'server-has-no-electron',
      'A host runs in plain Node.',
      { path: '^server/' },
      { path: '(^|/)electron(/|$)' },
    ),
    forbid('shared-imports-nothing-of-ours', 'Both sides use it.', { path: '^shared/' }, { path: allBut('shared') }),
    forbid('shared-has-no-core', 'It runs in a page too.', { path: '^shared/' }, { dependencyTypes: ['core'] }),
    forbid(
      'shared-has-no-runtime',
      'It runs in a page too.',
      { path: '^shared/' },
      { path: '^node_modules/(electron|vue|pinia|fastify|better-sqlite3)/' },
    ),
    ...serverRooms.map(({ room, mayNot }) =>
      forbid(
        `server-${room}-looks-inward`,
        'app -> http, feed -> features -> store -> db; hosting knows the network and nothing of what is served.',
        { path: `^server/${room}/` },
        {
          path: `^server/(${mayNot.map((name) => (name === 'app' ? '(app|index|cli|thread)\\.ts$' : `${name}/`)).join('|')})`,
        },
      ),
    ),
    forbid(
      'http-and-feed-are-neighbours',
      'They meet in app.ts; of each other they know types, and the pure table that makes frames of changes.',
      { path: '^server/(http|feed)/' },
      { path: '^server/(http|feed)/', pathNot: '^server/($1/|feed/frames\\.ts$)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'one-door-to-the-database',
      'Only db/ opens the file; only store/ writes through it.',
      { path: '^(server|electron)/', pathNot: '^server/db/' },
      { path: '^node_modules/(better-sqlite3|drizzle-orm/better-sqlite3)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'tests-are-imported-by-tests',
      'The product does not lean on its tests.',
      { pathNot: '^tests/' },
      { path: '^tests/' },
    ),
    forbid(
      'no-circle',
      'Two files that need each other are one file, or three.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'no-missing',
      'The import leads nowhere.',
      {},
      { couldNotResolve: true, pathNot: '^(#build/|virtual:|vue-router/auto)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|\\.electron-runtime)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.renderer.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
