// Where the tour stops, in its order: parts of the tracker's screen, found by selectors that other code uses too or by
// `data-tour`. What a stop says is in the catalogue (`tour.stop.<name>`). A part that a narrow window has not is passed over.
export interface Stop {
  name: string
  selector: string
  side: 'top' | 'right' | 'bottom' | 'left'
}

export const stops = [
  { name: 'tree', selector: '[data-tour=tree]', side: 'right' },
  { name: 'tabs', selector: '[data-tour=tabs]', side: 'bottom' },
  { name: 'grid', selector: '.tracker-grid', side: 'top' },
  { name: 'presets', selector: '[data-tour=filters]', side: 'bottom' },
  { name: 'ways', selector: '[data-tour=ways]', side: 'bottom' },
  { name: 'sheets', selector: '[data-tour=sheets]', side: 'bottom' },
  { name: 'search', selector: '[data-tour=search]', side: 'bottom' },
  { name: 'rail', selector: '[data-tour=rail]', side: 'right' },
  { name: 'status', selector: '[data-tour=status]', side: 'top' },
] as const satisfies readonly Stop[]
