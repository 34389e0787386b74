// Stands in for the default app that a stock Electron carries: starts the application in the folder named on the command
// line. Electron becomes ready only when this module has been evaluated, so an application may still do what must be done
// before that.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
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
try {
  await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}
