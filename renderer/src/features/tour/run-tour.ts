// Leads through the stops with a spotlight. Everything that the library writes on a part of the screen is taken back as soon as
// it is written, since those parts have their own words for assistive technology.
import { driver, type DriveStep } from 'driver.js'
import 'driver.js/dist/driver.css'
import './tour.css'

export interface TourTexts {
  next: string
  back: string
  done: string
  leave: string
  /** With `{{current}}` and `{{total}}`. */
  progress: string
}
export interface TourStop {
  selector: string
  side: 'top' | 'right' | 'bottom' | 'left'
  title: string
  text: string
}

const marks = ['aria-haspopup', 'aria-expanded', 'aria-controls']
/** A tracker that is still loading is waited for; what a narrow window has not is passed over. */
const WAIT_MS = 4000

/** @param onLeft the tour was left at a stop, or was over @returns leaves it */
export function runTour(stops: readonly TourStop[], texts: TourTexts, onLeft: () => void): () => void {
  const own = new Map<Element, (string | null)[]>()
  const restore = () => {
    for (const [element, values] of own) {
      marks.forEach((mark, index) => {
        const value = values[index] ?? null
        if (value === null) element.removeAttribute(mark)
        else element.setAttribute(mark, value)
      })
    }
  }
  const steps = stops.map(({ selector, side, title, text }): DriveStep => ({
    element: selector,
    popover: { title, description: text, side, align: 'center' },
    waitForElement: selector === '.tracker-grid' ? WAIT_MS : 0,
    skipMissingElement: true,
  }))
  const tour = driver({
    steps,
    // While its spotlight moves, the library hears no key.
    animate: false,
    overlayOpacity: 0.45,
    stagePadding: 4,
    stageRadius: 8,
    disableActiveInteraction: true,
    overlayClickBehavior: () => undefined,
    showProgress: true,
    progressText: texts.progress,
    nextBtnText: texts.next,
    prevBtnText: texts.back,
    doneBtnText: texts.done,
    popoverClass: 'tour',
    onPopoverRender: ({ closeButton, footer, nextButton, title, wrapper }) => {
      // As elements they would be the page's own header and footer.
      title.setAttribute('role', 'presentation')
      footer.setAttribute('role', 'group')
      closeButton.setAttribute('aria-label', texts.leave)
      closeButton.title = texts.leave
      wrapper.setAttribute('aria-modal', 'true')
      // Right after this the library gives the focus to the first button, which is the one that leaves.
      queueMicrotask(() => nextButton.focus())
    },
    onHighlightStarted: (element) => {
      if (!element || own.has(element)) return
      own.set(
        element,
        marks.map((mark) => element.getAttribute(mark)),
      )
    },
    onHighlighted: restore,
    onDestroyed: () => {
      restore()
      onLeft()
    },
  })
  tour.drive()
  return () => tour.destroy()
}
