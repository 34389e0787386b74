// The list of keys against the code that hears them, in both directions: whatever is listed acts, whatever acts is listed,
// and the native menu says the same. So the overlay, which shows the list, cannot be wrong.
import { describe, expect, test } from 'vitest'
import { menuTemplate, type MenuActions, type MenuState } from '../../../electron/menus/menu-template.ts'
import { bindingGroups, bindings, type BindingGroup } from '../../../renderer/src/commands/bindings.ts'
import { commandFor, type Command } from '../../../renderer/src/commands/commands.ts'
import { chordText, keyNames, matches, type KeyPress } from '../../../renderer/src/commands/keys.ts'
import { boardAction } from '../../../renderer/src/features/board/cards.ts'
import { moveKeys } from '../../../renderer/src/features/work/queue.ts'
import { gridAction } from '../../../renderer/src/grid/selection/grid-keys.ts'
import { headerAction } from '../../../renderer/src/grid/columns/header-keys.ts'
import { moveByKey } from '../../../renderer/src/grid/selection/navigation.ts'
import { en } from '../../../renderer/src/i18n/en/index.ts'

const keys = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789/?,.*-=',
  ...['Enter', 'Escape', 'Tab', ' ', 'Delete', 'Backspace', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ContextMenu'],
  ...Array.from({ length: 12 }, (_, n) => `F${n + 1}`),
]
const flags = [false, true]
/** Every key with every set of modifiers, the command key as it is on this system: Ctrl. */
const presses = keys.flatMap((key) =>
  flags.flatMap((shiftKey) =>
    flags.flatMap((altKey) =>
      flags.map((ctrlKey): KeyPress & { code: string } => ({
        key,
        code: key === ' ' ? 'Space' : key,
        shiftKey,
        altKey,
        ctrlKey,
        metaKey: false,
      })),
    ),
  ),
)
const said = ({ key, shiftKey, altKey, ctrlKey }: KeyPress) =>
  [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', key === ' ' ? 'Space' : key].filter(Boolean).join('+')
const chordsOf = (group: BindingGroup) =>
  bindings.filter((each) => each.group === group).flatMap(({ chords }) => chords)
const isListed = (group: BindingGroup, press: KeyPress) => chordsOf(group).some((chord) => matches(press, chord))

/** Keys that act although they are not listed, each for a reason. */
const unlisted = (group: BindingGroup, press: KeyPress) => {
  // A letter begins to type into the cell; a sign that needs Shift does too.
  if (group === 'table') return press.key.length === 1 && press.key !== ' ' && !press.ctrlKey && !press.altKey
  // The key for menus that not every keyboard has; Space works with any modifier that nothing else has.
  return press.key === 'ContextMenu' || press.key === ' ' || (press.key === 'F10' && press.shiftKey)
}
/** Of the browser's clipboard, heard as events of their own. */
const clipboard = new Set(['Ctrl+c', 'Ctrl+x', 'Ctrl+v'])

const extent = { rows: 100, columns: 10, page: 20 }
const listeners: Partial<Record<BindingGroup, (press: KeyPress & { code: string }) => boolean>> = {
  table: (press) => {
    const moves = !press.altKey && moveByKey({ row: 50, column: 5 }, press.key, press.ctrlKey, extent) !== null
    const action = gridAction(press)
    return moves || action !== null
  },
  heading: (press) => headerAction(press) !== null,
  board: (press) => !press.shiftKey && (boardAction(press, false) !== null || boardAction(press, true) !== null),
  queue: (press) =>
    (!press.ctrlKey && !press.altKey && !press.shiftKey && moveKeys[press.key] !== undefined) ||
    said(press) === 'Enter',
}

describe.each(Object.entries(listeners) as [BindingGroup, (press: KeyPress & { code: string }) => boolean][])(
  '%s',
  (group, acts) => {
    test('whatever is listed acts', () => {
      const idle = chordsOf(group).filter(
        (chord) => !presses.some((press) => matches(press, chord) && (acts(press) || clipboard.has(said(press)))),
      )
      expect(idle).toEqual([])
    })
    test('whatever acts is listed', () => {
      const missing = presses
        .filter((press) => acts(press) && !isListed(group, press) && !unlisted(group, press))
        .map(said)
      // Keys that act alike with modifiers they do not look at.
      const alike = /^(Ctrl\+)?(Shift\+)?(Enter|F2|Delete|Backspace|Escape|Tab|PageUp|PageDown)$|^Alt\+Shift\+Arrow/
      expect(missing.filter((name) => !alike.test(name))).toEqual([])
    })
  },
)

describe('commands', () => {
  const command = (key: Command['key'], id = String(key)): Command => ({
    id,
    title: id,
    icon: '',
    ...(key && { key }),
    run: () => undefined,
  })
  const anywhere = bindings.filter(({ group }) => group === 'anywhere')
  const all = anywhere.map(({ id }) => command(id as NonNullable<Command['key']>))
  const pressOf = (chord: string): KeyPress => ({
    key: chord.split('+').at(-1)!,
    ctrlKey: chord.includes('Mod'),
    shiftKey: chord.includes('Shift'),
    altKey: false,
    metaKey: false,
  })

  test.each(anywhere.flatMap(({ id, chords, leavesText }) => chords.map((chord) => ({ id, chord, leavesText }))))(
    '$chord does $id',
    ({ id, chord, leavesText = false }) => {
      expect(commandFor(pressOf(chord), all, false)?.id).toBe(id)
      const inText = commandFor(pressOf(chord), all, true)?.id
      expect(inText).toBe(leavesText || !chord.startsWith('Mod') ? undefined : id)
    },
  )
  test('the one that comes first has the key; one that is not offered has none', () => {
    expect(
      commandFor(pressOf('Mod+F'), [command('find', 'of the screen'), command('find', 'of the frame')], false)?.id,
    ).toBe('of the screen')
    expect(commandFor(pressOf('Mod+F'), [command('undo')], false)).toBeUndefined()
  })
  test('a sign counts however it is typed; Command is Mod, both together are not', () => {
    expect(matches({ ...pressOf('?'), shiftKey: true }, '?')).toBe(true)
    expect(matches({ ...pressOf('K'), key: 'k', metaKey: true }, 'Mod+K')).toBe(true)
    expect(matches({ ...pressOf('Mod+K'), metaKey: true }, 'Mod+K')).toBe(false)
    expect(matches({ ...pressOf('Mod+K'), shiftKey: true }, 'Mod+K')).toBe(false)
  })
  test('no two that are heard anywhere share a chord', () => {
    const chords = [...chordsOf('anywhere'), ...chordsOf('program')]
    expect(chords.toSorted()).toEqual([...new Set(chords)].toSorted())
  })
})

test('keys are written as the platform writes them', () => {
  expect(chordText('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
  expect(chordText('Mod+Shift+Z', true)).toBe('⌘⇧Z')
  expect(keyNames('Alt+ArrowDown', false)).toEqual(['Alt', '↓'])
})

test('everything listed is said in words, and nothing else is', () => {
  const does: Record<string, Record<string, string>> = en.shortcuts.does
  for (const group of bindingGroups) {
    const listed = bindings.filter((each) => each.group === group).map(({ id }) => id)
    expect(Object.keys(does[group]!).toSorted(), group).toEqual(listed.toSorted())
    expect(en.shortcuts.group[group]).toBeTruthy()
  }
})

describe('the native menu', () => {
  const state: MenuState = {
    isMac: false,
    isPackaged: true,
    hasWindow: true,
    place: null,
    screen: '/',
    recents: [],
    hasLicences: true,
  }
  const acts = new Proxy({}, { get: () => () => undefined }) as MenuActions
  const ofMenu: string[] = []
  const walk = (items: ReturnType<typeof menuTemplate>) => {
    for (const { accelerator, submenu } of items) {
      if (accelerator) ofMenu.push(String(accelerator).replace('CmdOrCtrl', 'Mod'))
      if (Array.isArray(submenu)) walk(submenu)
    }
  }
  walk(menuTemplate(state, acts))

  test('has no keys that are not listed', () => {
    const listed: readonly string[] = [...chordsOf('program'), ...chordsOf('anywhere')]
    expect(ofMenu.filter((chord) => !listed.includes(chord))).toEqual([])
  })
  test('has all that are listed as its own, and the search', () => {
    expect(ofMenu).toEqual(
      expect.arrayContaining([...chordsOf('program'), 'Mod+K', 'Mod+/', 'Mod+F', 'Mod+Z', 'Mod+Y']),
    )
  })
})
