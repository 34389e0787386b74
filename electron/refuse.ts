// How the shell says no: a code that the page can act on, and full sentences for the person.
import { AppError } from '../shared/errors.ts'
import type { Refusal } from '../shared/desktop.ts'
import type { Damage } from '../shared/recovery.ts'

export const refuse = (code: Refusal['code'], detail: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, detail },
})

/** What a host that could not start says of its damaged workspace; undefined when something else kept it from starting. */
export const damageOf = (error: unknown): Damage | undefined =>
  error instanceof AppError ? (error.extra.damage as Damage | undefined) : undefined
