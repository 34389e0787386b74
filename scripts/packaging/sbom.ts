// The list of parts (SBOM) of what is shipped, in CycloneDX: npm's own covers what the lock file calls production, which here
// is one package, since all others are bundled.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'
import { pinnedVersion } from '../electron/pinned.ts'
import type { ShippedPackage } from './shipped.ts'

interface LockEntry {
  version: string
  integrity?: string
  dependencies?: Record<string, string>
}

interface Lock {
  packages: Record<string, LockEntry>
}

const product = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { name: string; version: string }

/** Address of a package in the registry's own notation. */
const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/**
 * CycloneDX 1.6 as JSON. The same parts give the same bytes.
 * @param electronVersion of the runtime that the folder really holds
 */
export function sbomOf(packages: readonly ShippedPackage[], electronVersion = pinnedVersion()): string {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as Lock
  const root = purl(product.name, product.version)
  const electron = { name: 'electron', version: electronVersion, purl: purl('electron', electronVersion) }
  const shipped = new Map(packages.map((part) => [part.folder, purl(part.name, part.version)]))
  const components = [
    {
      type: 'framework',
      'bom-ref': electron.purl,
      ...electron,
      licenses: [{ expression: 'MIT' }],
    },
    ...packages.map(({ name, version, licence, folder }) => ({
      type: 'library',
      'bom-ref': purl(name, version),
      name,
      version,
      purl: purl(name, version),
      licenses: [{ expression: licence }],
      ...hashesOf(lock.packages[folder]?.integrity),
    })),
  ]
  const dependencies = [
    { ref: root, dependsOn: [electron.purl, ...shipped.values()] },
    ...packages.map(({ folder, name, version }) => ({
      ref: purl(name, version),
      dependsOn: Object.keys(lock.packages[folder]?.dependencies ?? {}).flatMap((name) =>
        resolve(name, folder, shipped),
      ),
    })),
  ]
  const content = {
    metadata: { component: { type: 'application', 'bom-ref': root, ...product, purl: root } },
    components,
    dependencies,
  }
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(content),
    version: 1,
    ...content,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** The shipped package that a package in `folder` gets under a name: the nearest one up the tree, as Node looks it up. */
function resolve(name: string, folder: string, shipped: ReadonlyMap<string, string>): string[] {
  for (let place = folder; ; place = place.slice(0, place.lastIndexOf('/node_modules/'))) {
    const found = shipped.get(`${place}/node_modules/${name}`)
    if (found !== undefined) return [found]
    if (!place.includes('/node_modules/')) break
  }
  const found = shipped.get(`node_modules/${name}`)
  return found === undefined ? [] : [found]
}

/** The lock file's `sha512-<base64>` as CycloneDX writes it. */
function hashesOf(integrity: string | undefined) {
  const [algorithm, digest] = integrity?.split('-') ?? []
  if (algorithm !== 'sha512' || digest === undefined) return {}
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }
}

/** A UUID made of the content, so that two builds of the same parts do not differ. */
function serialOf(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
