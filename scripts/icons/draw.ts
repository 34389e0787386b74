// Draws each SVG of electron/icons in every size that the systems ask for, and packs the sizes into the containers of Windows
// and macOS.
import { chromium, type Page } from '@playwright/test'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'
import { Failure, say } from '../bootstrap/say.mjs'
import { icnsOf, icoOf, type Sizes } from './containers.ts'

/** Pixels of a side. Linux takes them as files, the others in one container. */
export const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

const folder = (...parts: string[]) => inRoot('electron', 'icons', ...parts)
const browsers = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** Writes png/, pearl.ico, pearl.icns, document.ico and document.icns. @throws Failure without a Chromium */
export async function drawIcons(): Promise<void> {
  const executablePath = browsers.find((file) => existsSync(file))
  if (!executablePath)
    throw new Failure('Icons are drawn by Chromium, and there is none. On Debian: apt-get install chromium')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const program = await draw(page, 'pearl.svg')
    mkdirSync(folder('png'), { recursive: true })
    for (const [size, png] of program) writeFileSync(folder('png', `${size}x${size}.png`), png)
    pack('pearl', program)
    pack('document', await draw(page, 'document.svg'))
  } finally {
    await browser.close()
  }
  say(`drew ${SIZES.length} sizes of the icons into ${folder()}`)
}

function pack(name: string, sizes: Sizes): void {
  writeFileSync(folder(`${name}.ico`), icoOf(sizes))
  writeFileSync(folder(`${name}.icns`), icnsOf(sizes))
}

async function draw(page: Page, source: string): Promise<Sizes> {
  const image = `data:image/svg+xml;base64,${readFileSync(folder(source)).toString('base64')}`
  const drawn = new Map<number, Buffer>()
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<body style="margin:0"><img src="${image}" width="${size}" height="${size}" style="display:block">`,
    )
    await page.locator('img').evaluate((element: HTMLImageElement) => element.decode())
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  return drawn
}
