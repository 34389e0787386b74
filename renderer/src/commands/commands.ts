// What can be done now, by name: features offer their commands while they are on the screen, and the palette, the header and
// the keys all take them from here. A command that must not be used by this person now is not offered.
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { bindingOf, type CommandKey } from './bindings.ts'
import { isCommandChord, matches, type Chord, type KeyPress } from './keys.ts'

export interface Command {
  /** The same for as long as it means the same: what was used lately is remembered by it. */
  id: string
  title: string
  icon: string
  /** Other words by which it is looked for. */
  words?: string
  /** The binding whose keys do it. */
  key?: CommandKey
  /** Its keys are heard, but it has nothing to do now, so it is not listed. */
  isIdle?: boolean
  run: () => void
}

type Source = () => readonly Command[]

export const useCommands = defineStore('commands', () => {
  const sources = shallowRef<readonly Source[]>([])
  /** Those of the screen before those of the frame around it: what was offered last comes first, and has the key. */
  const commands = computed(() => sources.value.toReversed().flatMap((source) => source()))

  /** @returns takes them away again */
  function offer(source: Source): () => void {
    sources.value = [...sources.value, source]
    return () => (sources.value = sources.value.filter((each) => each !== source))
  }
  return { commands, offer }
})

/** Offers what `source` computes for as long as the component is there. */
export function useOffer(source: Source): void {
  onScopeDispose(useCommands().offer(source))
}

/** The command that a key press asks for. @param isTyping the press goes into a text */
export function commandFor(event: KeyPress, commands: readonly Command[], isTyping: boolean): Command | undefined {
  const isMeant = (chord: Chord, leavesText: boolean) =>
    matches(event, chord) && (!isTyping || (isCommandChord(chord) && !leavesText))
  return commands.find(({ key }) => {
    const binding = key && bindingOf(key)
    return binding?.chords.some((chord) => isMeant(chord, binding.leavesText === true))
  })
}
