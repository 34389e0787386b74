// Hands a file to the person: the browser, or the shell's own dialog, says where it goes.

/** @param type of a text, e.g. `text/csv` */
export function saveText(name: string, text: string, type: string): void {
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the contents by then.
  setTimeout(() => URL.revokeObjectURL(address))
}
