// A comment as one line of a list: its words without the marks of Markdown, which would only be in the way there.

/** Emphasis, code and the beginnings of quotes and lists go; every other sign stays. */
export const withoutMarks = (text: string) =>
  text
    .replace(/^\s*(?:>|[-*+] )\s*/gm, '')
    .replace(/\*\*|~~|`+/g, '')
    .trim()
