// Where windows appear: on the screen of whoever sits here, else on one that exists in memory only.
import { isOnPath } from './programs.ts'

/** What to put before a command that opens windows; undefined when there is nowhere to open them. */
export function screen(): string[] | undefined {
  const hasOne = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (hasOne) return []
  return isOnPath('xvfb-run') ? ['xvfb-run', '-a'] : undefined
}
