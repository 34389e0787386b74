// Where the program lies as the person sees it: what runs may have been unpacked elsewhere, or lie deep within a bundle.
import path from 'node:path'

/**
 * @param env of the process; a portable program of Windows and an AppImage are told by it where their file is
 * @param executable path of what runs
 */
export function folderOfProgram(env: NodeJS.ProcessEnv, executable: string): string {
  const { PORTABLE_EXECUTABLE_DIR: portable, APPDIR: unpacked, APPIMAGE: image } = env
  if (portable) return portable
  // A program that was started by another AppImage inherits the names of that one.
  if (image && unpacked && executable.startsWith(unpacked + path.sep)) return path.dirname(image)
  const bundle = executable.indexOf('.app/Contents/MacOS/')
  return path.dirname(bundle < 0 ? executable : executable.slice(0, bundle))
}
