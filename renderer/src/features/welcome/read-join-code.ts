// What the person has typed of a join code so far: its groups one by one, and the code once it is whole and holds.
import { useNow } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import type { JoinCode } from '../../../../shared/domain/join-code.ts'

export interface CodeGroup {
  text: string
  state: 'open' | 'right' | 'wrong'
}
export interface CodeReading {
  groups: CodeGroup[]
  /** Null until every group is right and the code has not expired. */
  code: JoinCode | null
  fault: 'too-long' | 'not-a-code' | 'expired' | null
  expired_at: Date | null
}

/** Blanks, dashes and capitals do not matter: a code is read by its characters alone. */
function groupsOf(text: string): string[] {
  const characters = text.toUpperCase().replaceAll(/[\s\-–—.,]+/g, '')
  return characters.match(/.{1,5}/g) ?? []
}

export function readJoinCode(text: string, _now: Date): CodeReading {
  const groups = groupsOf(text).map((group): CodeGroup => ({ text: group, state: 'open' }))
  return { groups, code: null, fault: null, expired_at: null }
}

export function useJoinCode(text: () => string): ComputedRef<CodeReading> {
  const now = useNow({ interval: 30_000 })
  return computed(() => readJoinCode(text(), now.value))
}
