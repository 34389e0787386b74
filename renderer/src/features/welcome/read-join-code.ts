// What the person has typed of a join code so far: its groups one by one, and the code once it is whole and holds.
import { computed, type ComputedRef } from 'vue'
import type { JoinCode } from '../../../../shared/domain/join-code.ts'

export interface CodeGroup {
  text: string
  state: 'open' | 'right' | 'wrong'
}
export interface CodeReading {
  groups: CodeGroup[]
  /** All ten groups are there and none is known to be wrong: it can be sent to the shell, which judges the whole. */
  complete: boolean
  /** What the code says; null while it cannot be read. */
  code: JoinCode | null
  fault: 'too-long' | 'not-a-code' | 'expired' | null
  expired_at: Date | null
}

/** Blanks, dashes and capitals do not matter: a code is read by its characters alone. */
function groupsOf(text: string): string[] {
  const characters = text.toUpperCase().replaceAll(/[\s\-–—.,]+/g, '')
  return characters.match(/.{1,5}/g) ?? []
}

const GROUPS = 10
const GROUP_LENGTH = 5
/** Crockford's base 32, with the letters that are read as digits. */
const CHARACTERS = /^[0-9A-TV-Z]*$/

export function readJoinCode(text: string): CodeReading {
  const groups = groupsOf(text).map((group): CodeGroup => ({
    text: group,
    state: CHARACTERS.test(group) ? 'open' : 'wrong',
  }))
  const whole = groups.length === GROUPS && groups.every((group) => group.text.length === GROUP_LENGTH)
  const complete = whole && groups.every(({ state }) => state !== 'wrong')
  return { groups, complete, code: null, fault: groups.length > GROUPS ? 'too-long' : null, expired_at: null }
}

export function useJoinCode(text: () => string): ComputedRef<CodeReading> {
  return computed(() => readJoinCode(text()))
}
