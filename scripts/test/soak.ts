// `npm run soak`: every test that tests/helpers/soak.ts shortens, and nothing else, at its full length.
import { buildParts } from '../build/index.ts'
import { ensureElectron } from '../electron/index.ts'
import { ensureSystemPackages } from '../system/debian.ts'
import { closingLine, sum } from './outcome.ts'
import { runElectronTests } from './playwright.ts'
import { runVitest } from './vitest.ts'

const VITEST = [
  'tests/faults/backup-kill.test.ts',
  'tests/faults/kill.test.ts',
  'tests/security/fuzz.test.ts',
  'tests/security/hostile-backups.test.ts',
  'tests/security/slow-clients.test.ts',
  'tests/sync/model.test.ts',
]
const ELECTRON = ['two-machines']

/** @returns exit code: 0 only when something ran and nothing failed */
export async function runSoak(): Promise<number> {
  process.env.PEARL_SOAK = '1'
  await ensureSystemPackages()
  await buildParts()
  const total = sum([await runVitest(VITEST), await runElectronTests(await ensureElectron(), ELECTRON)])
  console.log(closingLine(total))
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}
