// The screens that this person has something to do on, here: by role, and by whether this is the machine of the workspace.
import { computed } from 'vue'
import { useHosting } from '../../stores/hosting.ts'
import { useSession } from '../../stores/session.ts'
import { screens } from './screens.ts'

export function useScreens() {
  const session = useSession()
  const hosting = useHosting()
  return computed(() => screens.filter(({ admin, host }) => (!admin || session.isAdmin) && (!host || hosting.applies)))
}
