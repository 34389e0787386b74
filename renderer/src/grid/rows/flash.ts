// A soft light on a cell that now says something new.
const FLASH_MS = 1600

/** Lights the element up; it ends at whatever colour it then has. Nothing moves for who asked for less motion. */
export function flash(element: Element | null | undefined): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  element?.animate([{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'var(--flash)', offset: 0.25 }], {
    duration: FLASH_MS,
    easing: 'ease-out',
  })
}
