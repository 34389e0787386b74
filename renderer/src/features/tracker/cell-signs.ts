// The signs as cells show them: a picture behind an empty element, made once from the drawing for each theme. A drawing of
// several shapes in each of hundreds of cells would take longer to lay out than their text.
import { h, type VNode } from 'vue'

const themes = ['light', 'dark'] as const
const pictures = new Map<VNode, { name: string; alone: VNode }>()
let sheet: CSSStyleSheet | undefined

function pictureOf(sign: VNode): { name: string; alone: VNode } {
  let picture = pictures.get(sign)
  if (!picture) {
    const name = `sign-${pictures.size + 1}`
    addPictures(name, sign)
    picture = { name, alone: h('span', { class: `mark ${name}`, 'aria-hidden': 'true' }) }
    pictures.set(sign, picture)
  }
  return picture
}

/** The picture of a sign by itself; the same object for the same sign. */
export const inCell = (sign: VNode): VNode => pictureOf(sign).alone

/** A text with a sign before it. One element: each more in a cell is laid out for hundreds of cells in a scrolled frame. */
export const signed = (sign: VNode, text: string, { class: name = '', ...rest }: Record<string, string> = {}): VNode =>
  h('span', { class: `signed ${pictureOf(sign).name} ${name}`, ...rest }, text)

function addPictures(name: string, sign: VNode): void {
  if (!sheet) document.adoptedStyleSheets.push((sheet = new CSSStyleSheet()))
  for (const theme of themes) {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.className = theme
    const tokens = getComputedStyle(probe)
    const markup = written(sign, (token) => tokens.getPropertyValue(token).trim())
    probe.remove()
    const place = theme === 'dark' ? '.dark .data-grid' : '.data-grid'
    const picture = `url("data:image/svg+xml,${encodeURIComponent(markup)}")`
    sheet.insertRule(`${place} .${name} { background-image: ${picture} }`, sheet.cssRules.length)
  }
}

/** A drawing as text. A picture knows no tokens: each is written as the colour that it stands for. */
function written({ type, props, children }: VNode, colorOf: (token: string) => string): string {
  const name = type as string
  const { style, class: _class, ...rest } = (props ?? {}) as Record<string, unknown> & { style?: { color: string } }
  const attributes: Record<string, unknown> = {
    ...(name === 'svg' && { xmlns: 'http://www.w3.org/2000/svg' }),
    ...(style && { color: style.color }),
    ...rest,
  }
  const text = Object.entries(attributes)
    .map(
      ([key, value]) =>
        ` ${key}="${String(value).replace(/var\((--[\w-]+)\)/g, (_, token: string) => colorOf(token))}"`,
    )
    .join('')
  const inner = ((children ?? []) as VNode[]).map((child) => written(child, colorOf)).join('')
  return `<${name}${text}>${inner}</${name}>`
}
