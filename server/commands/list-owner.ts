// Which list a command means: people name an effort by its path and a package by its name, the host by ids.
import { z } from 'zod'
import type { ImportSubject } from '../../shared/spreadsheets/subjects.ts'
import { AppError } from '../../shared/errors.ts'
import type { HostClient } from './host-client.ts'

/** Flags that say which list is meant, in the form that `parseArgs` of node:util takes. */
export const listOptions = {
  effort: { type: 'string' },
  package: { type: 'string' },
  texts: { type: 'boolean', default: false },
  packages: { type: 'boolean', default: false },
  people: { type: 'boolean', default: false },
} as const
export const listUsage = `    --effort "STUDY / RELEASE / EFFORT"   the tracker of a reporting effort
    --package NAME                        the items of a package
    --texts, --packages, --people         the list of that name`

interface Named {
  id: number
  parent: number | null
  label: string
}

/**
 * @returns the list that the flags name
 * @throws AppError `invalid` unless they name exactly one, `not_found` with what there is
 */
export async function listNamed(
  host: HostClient,
  flags: { effort?: string; package?: string; texts: boolean; packages: boolean; people: boolean },
): Promise<{ subject: ImportSubject; owner_id: number | null }> {
  const plain = (['texts', 'packages', 'people'] as const).filter((name) => flags[name])
  const named = [flags.effort, flags.package].filter((name) => name !== undefined)
  if (plain.length + named.length !== 1) {
    throw new AppError(
      'invalid',
      'Name one list: --effort "STUDY / RELEASE / EFFORT", --package NAME, --texts, --packages or --people.',
    )
  }
  if (flags.effort !== undefined) return { subject: 'tracker', owner_id: await effortNamed(host, flags.effort) }
  if (flags.package === undefined) return { subject: plain[0]!, owner_id: null }
  const packages = await rows(host, '/packages/', 'package_name')
  return { subject: 'package_items', owner_id: pick(packages, null, flags.package, 'package').id }
}

/** @param name study, release and effort, parted by slashes @throws AppError */
export async function effortNamed(host: HostClient, name: string): Promise<number> {
  // A label may hold a slash, which then has no blanks around it.
  const spaced = name.split(' / ')
  const parts = (spaced.length === 3 ? spaced : name.split('/')).map((part) => part.trim())
  if (parts.length !== 3 || parts.includes('')) {
    throw new AppError('invalid', `--effort takes "STUDY / RELEASE / EFFORT", not "${name}".`)
  }
  const study = pick(await rows(host, '/studies/', 'study_label'), null, parts[0]!, 'study')
  const releases = await rows(host, '/database-releases/', 'database_release_label', 'study_id')
  const release = pick(releases, study.id, parts[1]!, 'database release')
  const efforts = await rows(host, '/reporting-efforts/', 'database_release_label', 'database_release_id')
  return pick(efforts, release.id, parts[2]!, 'reporting effort').id
}

const anyRow = z.record(z.string(), z.unknown())
/** Lists are read in pages of this many rows. */
const PAGE = 1000

async function rows(host: HostClient, route: string, label: string, parent?: string): Promise<Named[]> {
  const found: Named[] = []
  for (;;) {
    const page = z.array(anyRow).parse(await host.call('GET', `${route}?skip=${found.length}&limit=${PAGE}`))
    found.push(
      ...page.map((row) => ({
        id: Number(row.id),
        parent: parent === undefined ? null : Number(row[parent]),
        label: String(row[label]),
      })),
    )
    if (page.length < PAGE) return found
  }
}

function pick(rows: readonly Named[], parent: number | null, label: string, what: string): Named {
  const here = rows.filter((row) => row.parent === parent)
  const wanted = label.toLowerCase()
  const found = here.find((row) => row.label === label) ?? here.find((row) => row.label.toLowerCase() === wanted)
  if (found) return found
  const there = here.map((row) => `"${row.label}"`).join(', ')
  throw new AppError('not_found', `There is no ${what} "${label}". There ${there ? `is ${there}` : 'is none'}.`)
}
