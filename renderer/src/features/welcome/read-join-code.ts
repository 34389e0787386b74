// What the person has typed of a join code so far: its groups one by one, and the code once it is whole and holds.
import { useNow } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import { decode, isExpired, readGroups, type CodeGroup, type JoinCode } from '../../../../shared/domain/join-code.ts'
import { AppError } from '../../../../shared/errors.ts'

export interface CodeReading {
  groups: CodeGroup[]
  /** Null until every group is right and the code has not expired. */
  code: JoinCode | null
  /** Why groups that are all right are not a code, as a sentence; empty while nothing is wrong. */
  fault: string
  /** When a code that is right expired. */
  expired_at: Date | null
}

const GROUPS = 10

export function readJoinCode(text: string, now: Date): CodeReading {
  const groups = readGroups(text)
  const reading: CodeReading = { groups, code: null, fault: '', expired_at: null }
  if (groups.length < GROUPS || groups.some(({ state }) => state !== 'right')) return reading
  try {
    const code = decode(text)
    return isExpired(code, now) ? { ...reading, expired_at: code.expires_at } : { ...reading, code }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...reading, fault: error.message }
  }
}

/** Read again as time passes: a code may expire while it is looked at. */
export function useJoinCode(text: () => string): ComputedRef<CodeReading> {
  const now = useNow({ interval: 30_000 })
  return computed(() => readJoinCode(text(), now.value))
}
