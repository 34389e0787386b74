// For every resource of the server: what to send to make a row, to change it, and which events that sends. A new resource
// gets an entry here, and with it all generic tests.
import type { Host } from './host.ts'

type Body = Record<string, unknown>

export interface Factory {
  /** Makes what the rows refer to. */
  prepare?: (host: Host) => Promise<void>
  /** Body of the n-th row, counting from 1; rows must not collide. */
  create: (n: number) => Body | Promise<Body>
  /** Body of an update of the n-th row; it must change something the reply shows. */
  update: (n: number) => Body
  /** A body that neither creation nor update accepts. */
  invalid: Body
  /** Types of the events, in order, where there is more than the row's own. */
  events?: { created?: string[]; deleted?: string[] }
}

async function studyTree(host: Host): Promise<void> {
  await host.api('POST', '/studies', { study_label: 'Parent' })
  await host.api('POST', '/database-releases', { study_id: 1, database_release_label: 'Parent' })
  await host.api('POST', '/reporting-efforts', {
    study_id: 1,
    database_release_id: 1,
    database_release_label: 'Parent',
  })
}

const table = (n: number) => ({ item_type: 'TLF', item_subtype: 'Table', item_code: `T-${n}` })
const item = (n: number) => ({ reporting_effort_id: 1, ...table(n) })

/** How many rows the tests of one resource make at most. */
const ROWS = 20

/** Factories by the path of the resource. */
export const factories: Record<string, Factory> = {
  '/studies': {
    create: (n) => ({ study_label: `Study ${n}` }),
    update: (n) => ({ study_label: `Study ${n} renamed` }),
    invalid: { study_label: '' },
  },
  '/database-releases': {
    prepare: studyTree,
    create: (n) => ({ study_id: 1, database_release_label: `Release ${n}` }),
    update: (n) => ({ database_release_label: `Release ${n} renamed` }),
    invalid: { database_release_label: '' },
  },
  '/reporting-efforts': {
    prepare: studyTree,
    create: (n) => ({ study_id: 1, database_release_id: 1, database_release_label: `Effort ${n}` }),
    update: (n) => ({ database_release_label: `Effort ${n} renamed` }),
    invalid: { database_release_label: 5 },
  },
  '/text-elements': {
    create: (n) => ({ type: 'title', label: `Title ${n}`, content: 'Wording' }),
    update: () => ({ content: 'Another wording' }),
    invalid: { type: 'song' },
  },
  '/packages': {
    create: (n) => ({ package_name: `Package ${n}`, study_indication: 'Asthma' }),
    update: (n) => ({ package_name: `Package ${n} renamed` }),
    invalid: { package_name: '' },
  },
  '/packages/items': {
    async prepare(host) {
      await host.api('POST', '/packages', { package_name: 'Parent' })
    },
    create: (n) => ({ package_id: 1, ...table(n) }),
    update: () => ({ item_description: 'Described' }),
    invalid: { item_code: '' },
  },
  '/reporting-effort-items': {
    prepare: studyTree,
    create: item,
    update: () => ({ item_description: 'Described' }),
    invalid: { item_code: '' },
    events: {
      created: ['reporting_effort_item_created', 'reporting_effort_tracker_created'],
      deleted: ['reporting_effort_tracker_deleted', 'reporting_effort_item_deleted'],
    },
  },
  '/reporting-effort-tracker': {
    // A tracker row comes with its item; it is removed so that one can be made by hand.
    async prepare(host) {
      await studyTree(host)
      for (let n = 1; n <= ROWS; n += 1) {
        await host.api('POST', '/reporting-effort-items', item(n))
        await host.api('DELETE', `/reporting-effort-tracker/${n}`)
      }
    },
    create: (n) => ({ reporting_effort_item_id: n, priority: 'low' }),
    update: () => ({ priority: 'critical' }),
    invalid: { production_status: 'forgotten' },
  },
  '/users': {
    create: (n) => ({ username: `person-${n}`, email: `person-${n}@example.org`, department: 'programming' }),
    update: () => ({ department: 'biostatistics' }),
    invalid: { role: 'KING' },
  },
  '/saved-views': {
    create: (n) => ({ name: `View ${n}`, is_shared: true, state: '{"sorting":[]}' }),
    update: (n) => ({ name: `View ${n} renamed` }),
    invalid: { state: 'no JSON' },
  },
  '/lint-mutes': {
    async prepare(host) {
      await studyTree(host)
      for (let n = 1; n <= ROWS; n += 1) await host.api('POST', '/reporting-effort-items', item(n))
    },
    create: (n) => ({ reporting_effort_item_id: n, rule: 'missing-population', reason: `Reason ${n}` }),
    update: (n) => ({ reason: `Better reason ${n}` }),
    invalid: { reason: ' ' },
  },
  '/tracker-tags': {
    create: (n) => ({ name: `Tag ${n}` }),
    update: () => ({ color: '#123456' }),
    invalid: { color: 'blue' },
  },
}
