// Hands a text to the person as a file: the browser, or the shell's own dialog, says where it goes.

/** @param type e.g. `text/csv` */
export function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the contents by then.
  setTimeout(() => URL.revokeObjectURL(address))
}
