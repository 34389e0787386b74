// T-XSS-1: what people write stays what they wrote. Hundreds of ways to smuggle a script into a text, shown as comments under
// the policy that is shipped: nothing runs, nothing is asked for, and nothing but the few marks of a comment is in the document.
import fc from 'fast-check'
import { expect, grid, ready, rowOf, test, trackerIdOf, trackerRoute, cellOf } from './window.ts'

const script = 'window.ran=1'
const wrapped = (target: string) => [
  `[a](${target})`,
  `[a](<${target}>)`,
  `<${target}>`,
  `![a](${target})`,
  `[a]: ${target}\n[a]`,
  `<a href="${target}">a</a>`,
  `<iframe src="${target}"></iframe>`,
  `<form action="${target}"><button>a</button></form>`,
]
const targets = [
  `javascript:${script}`,
  `JaVaScRiPt:${script}`,
  `java\tscript:${script}`,
  `java&#x0A;script:${script}`,
  `&#106;avascript:${script}`,
  `javascript&colon;${script}`,
  `\u0001javascript:${script}`,
  ` javascript:${script}`,
  `vbscript:${script}`,
  `data:text/html,<script>${script}</script>`,
  `data:image/svg+xml,<svg onload=${script}>`,
  `//evil.example/x.js`,
  `http://evil.example/`,
  `https://good.example@evil.example/`,
  `https:\\\\evil.example`,
  `file:///etc/passwd`,
  `pearl://effort/1`,
  `blob:https://evil.example/1`,
]
const elements = ['img src=x', 'svg', 'body', 'details open', 'video src=x', 'audio src=x', 'input autofocus', 'marquee', 'math', 'object data=x', 'embed src=x', 'style', 'base href=https://evil.example', 'link rel=stylesheet href=https://evil.example/a.css', 'meta http-equiv=refresh content=0'] // prettier-ignore
const handlers = ['onerror', 'onload', 'onfocus', 'ontoggle', 'onmouseover', 'onanimationstart', 'onpointerenter', 'onbeginEvent', 'style=x:expression', 'onclick', 'onwheel', 'oncut'] // prettier-ignore
const fixed = [
  `<script>${script}</script>`,
  `<scr<script>ipt>${script}</script>`,
  `<svg><script>${script}</script></svg>`,
  `<svg><animate onbegin=${script} attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${script}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${script}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${script}>`,
  `<template><script>${script}</script></template>`,
  `<x xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:${script}">`,
  `\`\`\`"><img src=x onerror=${script}>\ncode\n\`\`\``,
  `\`<img src=x onerror=${script}>\``,
  `**<img src=x onerror=${script}>**`,
  `> <img src=x onerror=${script}>`,
  `- <img src=x onerror=${script}>`,
  `@admin<img src=x onerror=${script}>`,
  `[<img src=x onerror=${script}>](https://good.example)`,
  `[a](https://good.example "onmouseover=${script}")`,
  `[a](https://good.example"onmouseover=${script})`,
  `https://good.example/"onmouseover=${script}`,
  `https://good.example/<img src=x onerror=${script}>`,
  `{{constructor.constructor('${script}')()}}`,
  `&lt;img src=x onerror=${script}&gt;`,
]
const vectors = [
  ...fixed,
  ...targets.flatMap(wrapped),
  ...elements.flatMap((element) => handlers.map((handler) => `<${element} ${handler}=${script}>`)),
]
const part = fc.constantFrom('<', '>', '"', "'", '`', '[', ']', '(', ')', '!', '*', '_', '~~', '\n', '\n> ', '\n- ', '&#', ';', '<!--', '-->', '<![CDATA[', 'javascript:', `onerror=${script}`, '<img src=x ', '<svg ', '</', 'https://good.example/', '@admin', 'a') // prettier-ignore
const fragments = fc.sample(fc.array(part, { minLength: 3, maxLength: 14 }), { numRuns: 200, seed: 7 }).map((parts) => parts.join('')) // prettier-ignore

test('hundreds of hostile texts are shown, and none does anything', async ({ host, open }) => {
  expect(vectors.length).toBeGreaterThan(340)
  const page = await open({ route: await trackerRoute(host) })
  await ready(page)
  const tracker_id = await trackerIdOf(host, page, 't14.1.4')
  const texts = [...vectors, ...fragments].filter((text) => text.trim() !== '')
  // Some twenty texts in each comment, apart from each other, so that the panel is not what is tried here.
  for (let from = 0; from < texts.length; from += 20) {
    const comment_text = texts.slice(from, from + 20).join('\n\n\u00A0\n\n')
    await host.api('POST', '/tracker-comments/', { tracker_id, comment_text })
  }
  // What opens a fence swallows what follows it, so everything is tried alone as well, as far as it begins one.
  for (const comment_text of texts.filter((text) => text.includes('```') || text.startsWith('<')).slice(0, 40)) {
    await host.api('POST', '/tracker-comments/', { tracker_id, comment_text })
  }
  await cellOf(rowOf(page, 't14.1.4'), 'code').click()
  await page.keyboard.press('Control+i')
  await page.getByRole('tab', { name: /^Comments/ }).click()
  await expect(page.locator('.markdown')).toHaveCount(Math.ceil(texts.length / 20) + 40)
  const found = await page.locator('.markdown').evaluateAll((roots) => {
    const elements = roots.flatMap((root) => [...root.querySelectorAll('*')])
    return {
      tags: [...new Set(elements.map(({ localName }) => localName))].sort(),
      attributes: [...new Set(elements.flatMap((element) => element.getAttributeNames()))].sort(),
      targets: elements.flatMap((element) => element.getAttribute('href') ?? []),
      classes: [...new Set(elements.flatMap((element) => [...element.classList]))],
      ran: 'ran' in window,
    }
  })
  expect(found.ran).toBe(false)
  const allowed = ['a', 'blockquote', 'br', 'code', 'em', 'li', 'ol', 'p', 'pre', 's', 'span', 'strong', 'ul']
  expect(found.tags.filter((tag) => !allowed.includes(tag))).toEqual([])
  expect(found.attributes.filter((name) => !['href', 'target', 'rel', 'class', 'start'].includes(name))).toEqual([])
  expect(found.classes.filter((name) => name !== 'mention' && !name.startsWith('language-'))).toEqual([])
  expect(found.targets.length).toBeGreaterThan(5)
  const isPlain = (target: string) => /^https:\/\/(good|evil)\.example(\/|$)/.test(target)
  expect(found.targets.filter((target) => !isPlain(target))).toEqual([])

  // In a browser a link is a page of its own, which knows nothing of the one it came from.
  await page.context().route(/\.example\//, (route) => route.fulfill({ body: '' }))
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    page.locator('.markdown a[href^="https://good.example"]').first().click(),
  ])
  await expect(other).toHaveURL(/^https:\/\/good\.example\//)
  expect(await other.evaluate(() => [opener === null, document.referrer])).toEqual([true, ''])
  await expect(grid(page)).toBeVisible()
})
