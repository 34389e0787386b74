// Keeps the pooled rows in the document equal to what is to be shown: once after each change, before the frame is painted.
import { onMounted, shallowRef, watchEffect, type Ref } from 'vue'
import { createRowPool, type PoolSettings, type RowView } from './row-pool.ts'

export function useRowElements(
  body: Readonly<Ref<HTMLElement | null>>,
  views: () => readonly RowView[],
  settings: () => PoolSettings,
) {
  const isMounted = shallowRef(false)
  onMounted(() => {
    const pool = createRowPool(body.value!)
    isMounted.value = true
    watchEffect(() => pool.show(views(), settings()), { flush: 'post' })
  })
}
