// Draws what a column says a cell shows, into an element that may show something else already: without components and
// without a tree of Vue's, because a scrolled frame repaints hundreds of cells. Understands elements, their attributes and
// text; where the new content has the shape of the old one, only what differs is touched.
import { isVNode, type VNode, type VNodeChild } from 'vue'

/** One thing a cell shows: text, or an element as `h` describes it. */
export type Painted = string | VNode

const SVG = 'http://www.w3.org/2000/svg'

/** Lists become flat; what shows nothing is left out. */
export function flatten(content: VNodeChild, into: Painted[] = []): Painted[] {
  if (Array.isArray(content)) for (const each of content) flatten(each, into)
  else if (typeof content === 'string' || typeof content === 'number') into.push(String(content))
  else if (isVNode(content)) into.push(content)
  return into
}

/** Makes `parent` show `now`; `before` is what it was last given here. */
export function paint(parent: Element, now: readonly Painted[], before: readonly Painted[]): void {
  if (now.length !== before.length || now.some((each, index) => !isAlike(each, before[index]!))) {
    parent.replaceChildren(...now.map((each) => create(each, parent.namespaceURI === SVG)))
    return
  }
  let node = parent.firstChild
  for (const [index, each] of now.entries()) {
    const next = node!.nextSibling
    update(node!, each, before[index]!)
    node = next
  }
}

const isAlike = (a: Painted, b: Painted) =>
  typeof a === 'string' || typeof b === 'string' ? typeof a === typeof b : a.type === b.type

const childrenOf = ({ children }: VNode): Painted[] => flatten(children as VNodeChild)

/** Drawings are copied, not made anew: a sign is the same object wherever it stands. */
const drawings = new WeakMap<VNode, Node>()
function copyOf(drawing: VNode): Node {
  let drawn = drawings.get(drawing)
  if (!drawn) {
    drawn = make(drawing, true)
    drawings.set(drawing, drawn)
  }
  return drawn.cloneNode(true)
}

function create(painted: Painted, inSvg: boolean): Node {
  if (typeof painted === 'string') return document.createTextNode(painted)
  if (typeof painted.type !== 'string')
    throw new Error('A cell of the grid is drawn from elements and text, not from components.')
  return painted.type === 'svg' ? copyOf(painted) : make(painted, inSvg)
}

function make(painted: VNode, isSvg: boolean): Node {
  const type = painted.type as string
  const element = isSvg ? document.createElementNS(SVG, type) : document.createElement(type)
  setAttributes(element, painted.props, null)
  for (const child of childrenOf(painted)) element.append(create(child, isSvg))
  return element
}

function update(node: ChildNode, now: Painted, before: Painted): void {
  if (now === before) return
  if (typeof now === 'string') {
    if (now !== before) node.nodeValue = now
  } else if (now.type === 'svg') {
    node.replaceWith(copyOf(now))
  } else {
    const was = before as VNode
    setAttributes(node as Element, now.props, was.props)
    paint(node as Element, childrenOf(now), childrenOf(was))
  }
}

type Attributes = VNode['props']

function setAttributes(element: Element, now: Attributes, before: Attributes): void {
  for (const name in before) if (now?.[name] == null) element.removeAttribute(name)
  for (const name in now) {
    const value = now[name] as string | number | boolean | null | undefined
    if (value == null || name === 'key' || value === before?.[name]) continue
    if (name === 'style') setStyle(element as HTMLElement | SVGElement, now.style as Record<string, string>)
    else element.setAttribute(name, String(value))
  }
}

/** By the object model: the page's policy forbids style attributes that are set as text. */
function setStyle({ style }: HTMLElement | SVGElement, wanted: Record<string, string>): void {
  style.cssText = ''
  for (const [name, value] of Object.entries(wanted))
    style.setProperty(name.replace(/[A-Z]/g, '-$&').toLowerCase(), value)
}
