// Stands in for the default app that a stock Electron carries: starts the application in the folder named on the command
// line, after the modules named by `-r` (Playwright attaches by one).
const { app } = require('electron')
const { existsSync, readFileSync } = require('node:fs')
const { Module } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const preloaded = []
let named = '.'
const words = process.argv.slice(1)
for (let index = 0; index < words.length; index += 1) {
  if (words[index] === '-r' || words[index] === '--require') preloaded.push(words[(index += 1)])
  else if (!words[index].startsWith('-')) {
    named = words[index]
    break
  }
}

const folder = path.resolve(named)
const manifestFile = path.join(folder, 'package.json')
if (!existsSync(manifestFile)) {
  console.error(`${folder} holds no package.json. Name the folder of an application: electron FOLDER`)
  process.exit(1)
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
app.name = manifest.productName ?? manifest.name
app.setVersion(manifest.version ?? '0.0.0')
app.setAppPath(folder)
process.defaultApp = true
Module._preloadModules(preloaded)
import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href).catch((error) => {
  console.error(error)
  process.exit(1)
})
