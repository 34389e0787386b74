// Every key that does something, in one place: the overlay shows this list, commands take their keys from it, and tests hold
// it against the code that hears keys and against the native menu. What a binding does is said in `shortcuts.does` of the
// catalogue.
import type { Chord } from './keys.ts'

export const bindingGroups = [
  'anywhere',
  'program',
  'table',
  'editor',
  'heading',
  'queue',
  'board',
  'lists',
  'calendar',
  'forms',
  'palette',
] as const
export type BindingGroup = (typeof bindingGroups)[number]

export interface Binding {
  id: string
  group: BindingGroup
  chords: readonly Chord[]
  /** In a text these keys are the text's own. */
  leavesText?: boolean
  /** Only the desktop program has it, in its menu. */
  ofMenu?: boolean
}

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const
const withKey = (modifier: string, keys: readonly string[]) => keys.map((key) => `${modifier}+${key}`)
const upDown = ['ArrowUp', 'ArrowDown'] as const
const sideways = ['ArrowLeft', 'ArrowRight'] as const

const declared = {
  anywhere: {
    palette: ['Mod+K'],
    shortcuts: ['?', 'Mod+/'],
    undo: ['Mod+Z'],
    redo: ['Mod+Y', 'Mod+Shift+Z'],
    find: ['/', 'Mod+F'],
    details: ['Mod+I'],
  },
  program: {
    newWindow: ['Mod+N'],
    openWorkspace: ['Mod+O'],
    openCopy: ['Mod+Shift+O'],
    join: ['Mod+J'],
    saveCopy: ['Mod+Shift+S'],
    settings: ['Mod+,'],
    goTracker: ['Mod+1'],
    goStudies: ['Mod+2'],
    goPackages: ['Mod+3'],
    goTexts: ['Mod+4'],
  },
  table: {
    move: arrows,
    moveFar: withKey('Mod', arrows),
    rowEnds: ['Home', 'End'],
    tableEnds: ['Mod+Home', 'Mod+End'],
    page: ['PageUp', 'PageDown'],
    extend: withKey('Shift', arrows),
    extendFar: withKey('Mod+Shift', arrows),
    extendFurther: withKey('Shift', ['Home', 'End', 'PageUp', 'PageDown']),
    extendEnds: ['Mod+Shift+Home', 'Mod+Shift+End'],
    selectRows: ['Shift+Space'],
    selectColumns: ['Ctrl+Space'],
    selectAll: ['Mod+A', 'Mod+Shift+Space'],
    open: ['Enter', 'F2', 'Space'],
    clear: ['Delete', 'Backspace'],
    next: ['Tab', 'Shift+Tab'],
    fillDown: ['Mod+D'],
    copy: ['Mod+C'],
    cut: ['Mod+X'],
    paste: ['Mod+V'],
    leave: ['Escape'],
  },
  editor: {
    take: ['Enter'],
    takeNext: ['Tab', 'Shift+Tab'],
    takeSelection: ['Mod+Enter'],
    choose: upDown,
    tick: ['Space'],
    week: withKey('Shift', upDown),
    month: ['PageUp', 'PageDown'],
    cancel: ['Escape'],
  },
  heading: {
    sort: ['Enter'],
    sortAlso: ['Shift+Enter'],
    columnMenu: ['Alt+ArrowDown', 'Space', 'Shift+F10'],
    moveColumn: withKey('Alt', sideways),
    sizeColumn: withKey('Shift', sideways),
    fitColumn: ['F2'],
  },
  queue: { start: ['S'], complete: ['C'], check: ['Q'], pass: ['P'], fail: ['F'], openRow: ['Enter'] },
  board: {
    nextColumn: sideways,
    pickUp: ['Space'],
    carry: sideways,
    putDown: ['Space', 'Enter'],
    putBack: ['Escape'],
  },
  lists: {
    step: upDown,
    listEnds: ['Home', 'End'],
    listPage: ['PageUp', 'PageDown'],
    unfold: sideways,
    unfoldAll: ['*'],
    choose: ['Enter'],
    edit: ['F2'],
    remove: ['Delete'],
    addBelow: ['Insert'],
  },
  calendar: { day: arrows, weekEnds: ['Home', 'End'], otherMonth: ['PageUp', 'PageDown'], openDay: ['Enter', 'Space'] },
  forms: { send: ['Mod+Enter'], moveLine: withKey('Alt', upDown), leaveForm: ['Escape'] },
  palette: { line: upDown, lines: ['PageUp', 'PageDown'], run: ['Enter'], close: ['Escape'] },
} as const satisfies Record<BindingGroup, Record<string, readonly Chord[]>>

/** Bindings that a command can have. */
export type CommandKey = keyof (typeof declared)['anywhere'] | keyof (typeof declared)['program']

const leavingText: ReadonlySet<string> = new Set(['undo', 'redo'])

export const bindings: readonly Binding[] = bindingGroups.flatMap((group) =>
  Object.entries(declared[group] as Record<string, readonly Chord[]>).map(([id, chords]) => ({
    id,
    group,
    chords,
    ...(leavingText.has(id) && { leavesText: true }),
    ...(group === 'program' && { ofMenu: true }),
  })),
)
export const bindingOf = (key: CommandKey): Binding =>
  bindings.find(({ id, group }) => id === key && (group === 'anywhere' || group === 'program'))!
