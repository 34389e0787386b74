// What the window finds in its global scope besides the browser's own.
/// <reference types="vite/client" />
import type { DesktopBridge } from '../../shared/desktop.ts'
import type { FeedHandle } from './api/feed.ts'

declare global {
  interface Window {
    /** Present in a window of the desktop program only. */
    pearl?: DesktopBridge
    /** The feed's state, for people who debug (architecture, "Where the old names went"). */
    wsClient?: FeedHandle
  }
}
