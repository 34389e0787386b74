// What people write, as markup that is safe to show: a small part of Markdown, no HTML of their own, no pictures, links to
// https alone. The parser makes markup of nothing else, and what it made is sanitised again before it is shown.
import DOMPurify from 'dompurify'
import MarkdownIt, { type Token } from 'markdown-it'
import { mentionPieces } from '../../../shared/domain/mentions.ts'

/** Paragraphs, emphasis, code, lists, quotes and links: what a comment beside a table can show. */
const left = ['image', 'heading', 'lheading', 'hr', 'reference', 'table', 'html_block', 'html_inline', 'entity']
const LINK = /^https:\/\/[a-z\d.-]+(?::\d+)?(?:[/?#]|$)/i
const tags = ['p', 'br', 'em', 'strong', 's', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'a', 'span']

type Environment = { usernames: readonly string[] }

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(left)
parser.validateLink = (address) => LINK.test(address)
// `t14.sh` is a file, not an address.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })

parser.core.ruler.push('mentions', (state) => {
  const { usernames } = state.env as Environment
  for (const block of state.tokens) {
    if (!block.children?.some(({ type, content }) => type === 'text' && content.includes('@'))) continue
    let links = 0
    block.children = block.children.flatMap((token): Token[] => {
      if (token.type === 'link_open') links += 1
      if (token.type === 'link_close') links -= 1
      if (token.type !== 'text' || links > 0) return [token]
      return mentionPieces(token.content, usernames).map(({ text, username }) => {
        const piece = new state.Token(username === null ? 'text' : 'mention', '', 0)
        piece.content = text
        return piece
      })
    })
  }
})
parser.renderer.rules.mention = (tokens, index) =>
  `<span class="mention">${parser.utils.escapeHtml(tokens[index]!.content)}</span>`
parser.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index]!.attrSet('target', '_blank')
  tokens[index]!.attrSet('rel', 'noopener noreferrer nofollow')
  return renderer.renderToken(tokens, index, options)
}

/** @param usernames those who are marked where the text names them */
export function renderMarkdown(text: string, usernames: readonly string[]): string {
  const environment: Environment = { usernames }
  return DOMPurify.sanitize(parser.render(text, environment), {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'target', 'rel', 'class', 'start'],
    ALLOWED_URI_REGEXP: LINK,
    // Every other attribute would have to be an address as well.
    ADD_URI_SAFE_ATTR: ['target', 'rel', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
}
