// Keys as text, e.g. `Mod+Shift+Z`: whether a key press is meant by it, and how it is written for the platform. `Mod` is the
// command key of a Mac and Ctrl elsewhere; `Ctrl` is Ctrl everywhere. Pure.
export type Chord = string
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

interface Parts {
  mod: boolean
  ctrl: boolean
  alt: boolean
  shift: boolean
  key: string
}

function partsOf(chord: Chord): Parts {
  const names = chord.split('+')
  const key = names.pop() ?? ''
  const has = (name: string) => names.includes(name)
  return { mod: has('Mod'), ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), key: key === 'Space' ? ' ' : key }
}

/** Whether the key press is the chord. A sign such as `?` counts however the keyboard makes it. */
export function matches(event: KeyPress, chord: Chord): boolean {
  const { mod, ctrl, alt, shift, key } = partsOf(chord)
  const isSign = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase()
  if (event.key.toLowerCase() !== key.toLowerCase() || event.altKey !== alt) return false
  if (!isSign && event.shiftKey !== shift) return false
  if (mod) return event.ctrlKey !== event.metaKey
  return event.ctrlKey === ctrl && !event.metaKey
}

/** The command keys that leave what is being typed alone. */
export const isCommandChord = (chord: Chord) => partsOf(chord).mod

/** A Mac as the browser tells it; decides only how keys are written. */
export const isMac = () => /mac/i.test(navigator.platform)

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}
const onMac: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Tab: '⇥',
  Backspace: '⌫',
  Delete: '⌦',
}

/** The keys of a chord as they stand on the keyboard, in the order in which they are pressed. */
export function keyNames(chord: Chord, mac: boolean): string[] {
  return chord.split('+').map((name) => {
    if (mac && onMac[name]) return onMac[name]
    if (name === 'Mod') return 'Ctrl'
    return signs[name] ?? (name.length === 1 ? name.toUpperCase() : name)
  })
}
/** A chord as one word for hints, e.g. `Ctrl+K` or `⌘K`. */
export const chordText = (chord: Chord, mac: boolean) => keyNames(chord, mac).join(mac ? '' : '+')
/** As `aria-keyshortcuts` wants it. */
export const ariaChord = (chord: Chord, mac: boolean) => chord.replace('Mod', mac ? 'Meta' : 'Control')
