// Whether the host refuses what breaks the tracker's rules or only marks it. The host may have been started with a policy of
// its own, which then holds whatever the workspace says.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { z } from 'zod'
import { WORKSPACE_ID, type Workspace } from '../../../shared/entities/workspace.ts'
import { workflowPolicies, type WorkflowPolicy } from '../../../shared/domain/workflow-policy.ts'
import { ApiError } from '../api/api-error.ts'
import { rowOf } from '../api/shapes.ts'
import { useCollections } from './collections.ts'
import { useSession } from './session.ts'

const overriding = z.looseObject({ workflow_policy: z.enum(workflowPolicies).nullish() })

export const useWorkflowPolicy = defineStore('workflow-policy', () => {
  const collections = useCollections()
  const session = useSession()
  const override = ref<WorkflowPolicy | null>(null)

  async function load() {
    const [started, row] = await Promise.all([
      session.client.get('/hello', overriding),
      session.client.get('/workspace', rowOf<Workspace>()),
    ])
    override.value = started.data.workflow_policy ?? null
    collections.workspace.merge([row.data])
  }
  /** Without an answer nothing is known: what is illegal is then offered, and refused by the host with its reason. */
  async function tryToLoad() {
    try {
      await load()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }
  watch(
    () => session.state,
    (state) => state === 'signed-in' && void tryToLoad(),
    { immediate: true },
  )

  const policy = computed(
    () => override.value ?? collections.workspace.get(WORKSPACE_ID)?.workflow_policy ?? 'permissive',
  )
  return { isStrict: computed(() => policy.value === 'strict') }
})
