// How the shell says no: a code that the page can act on, and full sentences for the person.
import type { Refusal } from '../shared/desktop.ts'

export const refuse = (code: Refusal['code'], detail: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, detail },
})
