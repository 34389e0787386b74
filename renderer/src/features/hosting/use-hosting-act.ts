// Doing something to hosting: one at a time, and what the host refuses is said where it was asked for.
import { ref } from 'vue'
import { sentenceOf } from '../../api/api-error.ts'

export function useHostingAct() {
  const busy = ref(false)
  const failure = ref('')

  /** @returns whether it was done; if not, `failure` is the sentence why */
  async function act(work: () => Promise<void>): Promise<boolean> {
    busy.value = true
    failure.value = ''
    try {
      await work()
      return true
    } catch (error) {
      failure.value = sentenceOf(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, failure, act }
}
