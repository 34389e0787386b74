// What the checks find in the open effort: asked of the host, which knows packages and texts too, and again when something
// that they look at has changed. A line whose findings stay the same keeps its list, so that nothing is drawn anew.
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { z } from 'zod'
import { fixedFindings, lintReport, type LintFinding, type LintReport } from '../../../shared/actions/lint.ts'
import { today } from '../../../shared/domain/days.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { i18n } from '../i18n/index.ts'
import { createAsked } from './asked.ts'
import { useEffort } from './effort.ts'
import { useSession } from './session.ts'
import { steadyMap } from './steady.ts'

/** Checking ten thousand rows takes the host half a second, so a burst of changes is waited for. */
const SETTLE_MS = 800
const entities: ReadonlySet<string> = new Set([
  'reporting_effort_items',
  'reporting_effort_item_tracker',
  'reporting_effort_item_footnotes',
  'reporting_effort_item_acronyms',
  'tracker_comments',
  'text_elements',
  'package_items',
  'database_releases',
  'users',
  'lint_mutes',
])
const NONE: readonly LintFinding[] = []
type ByItem = ReadonlyMap<number, readonly LintFinding[]>

export const useChecks = defineStore('checks', () => {
  const session = useSession()
  const effort = useEffort()
  const asked = createAsked<LintReport>({
    ask: async (signal) =>
      (await session.client.get(`/reporting-efforts/${effort.id}/lint?today=${today()}`, lintReport, { signal })).data,
    settle: SETTLE_MS,
    entities,
  })
  // After the rows: what is checked is seen first.
  watch(
    () => (effort.state === 'ready' ? effort.id : null),
    (id) => {
      asked.close()
      if (id !== null) void asked.load()
    },
    { immediate: true },
  )

  const findings = computed(() => asked.answer.value?.findings ?? NONE)
  /** What is not muted, by item. */
  const byItem = computed<ByItem>((before) => {
    const lists = new Map<number, LintFinding[]>()
    for (const finding of findings.value) {
      if (finding.muted) continue
      const list = lists.get(finding.item_id)
      if (list) list.push(finding)
      else lists.set(finding.item_id, [finding])
    }
    const isSame = (one: readonly LintFinding[] | undefined, other: readonly LintFinding[]) =>
      one?.length === other.length && one.every(({ message }, index) => message === other[index]!.message)
    const now = new Map([...lists].map(([id, list]) => [id, isSame(before?.get(id), list) ? before!.get(id)! : list]))
    return steadyMap(before, now)
  })

  /** Mends these findings of one rule in one step. Throws ApiError. */
  async function fix(rule: string, title: string, items: readonly LintFinding[]) {
    const step = i18n.global.t('checks.fixStep', { rule: title })
    const body = { rule, item_ids: items.map(({ item_id }) => item_id) }
    const options = { idempotencyKey: crypto.randomUUID(), step }
    const path = `/reporting-efforts/${effort.id}/lint/fix`
    const { data } = await session.client.post(path, fixedFindings, body, options)
    await asked.load()
    return data
  }
  /** Throws ApiError. */
  async function mute({ item_id, rule, item_code }: LintFinding, reason: string) {
    const step = i18n.global.t('checks.muteStep', { code: item_code })
    const body = { reporting_effort_item_id: item_id, rule, reason }
    await session.client.post('/lint-mutes/', z.unknown(), body, { idempotencyKey: crypto.randomUUID(), step })
    await asked.load()
  }
  /** Throws ApiError. */
  async function unmute({ muted, item_code }: LintFinding) {
    if (!muted) return
    const step = i18n.global.t('checks.unmuteStep', { code: item_code })
    await session.client.delete(`/lint-mutes/${muted.id}`, z.unknown(), { idempotencyKey: crypto.randomUUID(), step })
    await asked.load()
  }

  return {
    state: asked.state,
    failure: asked.failure,
    report: asked.answer,
    findings,
    byItem,
    load: asked.load,
    fix,
    mute,
    unmute,
    apply: (changes: readonly FrameChange[]) => asked.apply(changes),
    close: asked.close,
    reload: () => (asked.state.value === 'none' ? Promise.resolve() : asked.load()),
  }
})
