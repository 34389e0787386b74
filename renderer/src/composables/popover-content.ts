// The content of a popover is a dialog, though a small one: it needs a name, which the component passes on but does not
// declare.
interface Placement {
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
  sideOffset?: number
}

export const popoverContent = (label: string, placement: Placement) => ({ ...placement, 'aria-label': label })
