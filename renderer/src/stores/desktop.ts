// The desktop program around this window: what it knows of places and settings, and what the person asks of it. In a
// browser there is none: `start` and `settings` stay null and nothing here is offered.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type {
  Choice,
  DesktopBridge,
  Refusal,
  Settings,
  SettingsPatch,
  ShellCommand,
  ShellEvent,
  Start,
} from '../../../shared/desktop.ts'

export const useDesktop = defineStore('desktop', () => {
  const start = shallowRef<Start | null>(null)
  const settings = shallowRef<Settings | null>(null)
  /** Why the last thing asked of the shell was not done; shown until it is dismissed. */
  const refusal = shallowRef<Refusal | null>(null)
  /** The person is asked for a join code, beginning with this text; null while not asked. */
  const joining = ref<string | null>(null)

  function bridge(): DesktopBridge {
    if (!window.pearl) throw new Error('Only a window of the desktop program can ask this of its shell.')
    return window.pearl
  }

  async function load() {
    if (!window.pearl) return
    ;[start.value, settings.value] = await Promise.all([window.pearl.start(), window.pearl.settings()])
  }

  /**
   * Opens another place in this window, which is then loaded anew.
   * @returns why it was not opened; null when the window is on its way there
   */
  async function open(choice: Choice): Promise<Refusal | null> {
    const reply = await bridge().open(choice)
    return reply.ok ? null : reply.refusal
  }
  /** As `open`, from a menu: what is refused is shown in a dialog. */
  async function go(choice: Choice) {
    refusal.value = await open(choice)
  }
  async function forget(id: string) {
    start.value = await bridge().forget(id)
  }

  async function workElsewhere() {
    const directory = await bridge().chooseFolder('workspace')
    if (directory !== null) await go({ kind: 'workspace', directory })
  }
  async function openForReading() {
    const path = await bridge().chooseFolder('backup')
    if (path !== null) await go({ kind: 'read-only', path })
  }

  async function changeSettings(patch: SettingsPatch) {
    settings.value = await bridge().changeSettings(patch)
  }
  async function command(name: ShellCommand): Promise<boolean> {
    const reply = await bridge().command(name)
    refusal.value = reply.ok ? null : reply.refusal
    return reply.ok
  }

  /** @param on what happens outside of this store: the machine woke up, a screen is asked for */
  function listen(on: { wake: () => void; navigate: (route: string) => void }) {
    window.pearl?.onEvent((event: ShellEvent) => {
      if (event.type === 'wake') on.wake()
      else if (event.type === 'navigate') on.navigate(event.route)
      else if (event.type === 'settings') settings.value = event.settings
      else joining.value = event.code
    })
  }

  return {
    isHere: computed(() => window.pearl !== undefined),
    start,
    settings,
    refusal,
    joining,
    load,
    open,
    go,
    forget,
    chooseFolder: (what: 'workspace' | 'backup') => bridge().chooseFolder(what),
    discover: () => bridge().discover(),
    workElsewhere,
    openForReading,
    changeSettings,
    command,
    listen,
  }
})
