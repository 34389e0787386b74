// What went wrong, as a full sentence for a person to read later.
export const sentence = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
