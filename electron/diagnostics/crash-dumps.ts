// What Chromium leaves when a process of it crashes: kept on this machine and sent nowhere. A dump is for the person to look
// at or to hand on, or not.
import { app, crashReporter } from 'electron'
import { removeOldDumps } from './old-dumps.ts'

/** Must be called before anything else that may crash. */
export function keepCrashDumps(): void {
  crashReporter.start({ uploadToServer: false, compress: false })
  void app
    .whenReady()
    .then(() => removeOldDumps(dumpFolder(), Date.now()))
    // The dumps stay; the next start tries again.
    .catch((error: Error) => console.error(`Old crash dumps could not be removed: ${error.message}`))
}

export const dumpFolder = (): string => app.getPath('crashDumps')
