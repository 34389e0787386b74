// Draws the number that Windows lays over a taskbar button: light figures on a red disc, pixel by pixel, because the size is
// fixed and a picture file for each number would be one more thing to ship.

/** Width and height in pixels; Windows shows it at 16 and scales it down. */
export const BADGE_SIZE = 32

/** Each figure as five rows of three pixels. */
const figures: Record<string, readonly string[]> = {
  '1': [' # ', '## ', ' # ', ' # ', '###'],
  '2': ['###', '  #', '###', '#  ', '###'],
  '3': ['###', '  #', '###', '  #', '###'],
  '4': ['# #', '# #', '###', '  #', '  #'],
  '5': ['###', '#  ', '###', '  #', '###'],
  '6': ['###', '#  ', '###', '# #', '###'],
  '7': ['###', '  #', '  #', ' # ', ' # '],
  '8': ['###', '# #', '###', '# #', '###'],
  '9': ['###', '# #', '###', '  #', '###'],
  '+': ['   ', ' # ', '###', ' # ', '   '],
}
const COLUMNS = 3
const ROWS = 5
/** Side of a figure's pixel, in pixels of the picture. */
const DOT = 4

type Colour = readonly [blue: number, green: number, red: number, alpha: number]
const disc: Colour = [38, 38, 185, 255]
const ink: Colour = [255, 255, 255, 255]

/** @returns BADGE_SIZE rows of pixels, four bytes each: blue, green, red, alpha; above 9 it says `9+` */
export function drawBadge(count: number): Buffer {
  const pixels = Buffer.alloc(BADGE_SIZE * BADGE_SIZE * 4)
  const text = count > 9 ? '9+' : String(count)
  const width = (text.length * (COLUMNS + 1) - 1) * DOT
  const left = Math.floor((BADGE_SIZE - width) / 2)
  const top = (BADGE_SIZE - ROWS * DOT) / 2
  for (let y = 0; y < BADGE_SIZE; y += 1) {
    for (let x = 0; x < BADGE_SIZE; x += 1) {
      const colour = isInked(text, Math.floor((x - left) / DOT), Math.floor((y - top) / DOT)) ? ink : disc
      if (isOnDisc(x, y)) pixels.set(colour, (y * BADGE_SIZE + x) * 4)
    }
  }
  return pixels
}

function isOnDisc(x: number, y: number): boolean {
  const radius = BADGE_SIZE / 2
  return Math.hypot(x + 0.5 - radius, y + 0.5 - radius) <= radius
}

/** @param column over the whole text, a free column after each figure */
function isInked(text: string, column: number, row: number): boolean {
  const figure = figures[text[Math.floor(column / (COLUMNS + 1))] ?? '']
  return figure?.[row]?.[column % (COLUMNS + 1)] === '#'
}
