// A column of a spreadsheet: what it is called when it is written, by which names it is known when it is read, and what its
// cells mean. Declared once for exports, templates, guesses and imports.

/** `texts` and `tags` hold several, separated by semicolons or line breaks. */
export type ColumnKind = 'text' | 'whole' | 'day' | 'choice' | 'person' | 'flag' | 'texts' | 'tags'

export interface ColumnChoice {
  value: string
  label: string
  /** Other words that people write for it; letter case, blanks and punctuation do not count. */
  aliases?: readonly string[]
}

export interface SheetColumn {
  key: string
  /** Its heading in files of ours. */
  header: string
  /** Other headings it goes by. */
  aliases: readonly string[]
  kind: ColumnKind
  choices?: readonly ColumnChoice[]
  /** A row without it cannot be taken. */
  isRequired?: boolean
  /** Written, never read: the program itself keeps it. */
  isReadOnly?: boolean
  /** In characters of the file. */
  width: number
}

/** What a cell means, ready to be stored; null for nothing. A person is still the name that was written. */
export type SheetValue = string | number | boolean | readonly string[] | null

/** How headings and words are compared: `QC Status`, `qc_status` and `QC-status:` are one. */
export const normalWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#%]+/gu, '')

/** The choice that a word stands for: its value, its label or another name of it. */
export function choiceOf(choices: readonly ColumnChoice[], word: string): ColumnChoice | undefined {
  const wanted = normalWord(word)
  return (
    choices.find(({ value, label }) => normalWord(value) === wanted || normalWord(label) === wanted) ??
    choices.find(({ aliases }) => aliases?.some((alias) => normalWord(alias) === wanted))
  )
}
