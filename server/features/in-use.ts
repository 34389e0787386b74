// The refusal to delete what others still belong to, in the one wording of the contract (protocol 5.2).
import { AppError } from '../../shared/errors.ts'

export interface Dependants {
  /** What they are, in the singular: `database release`. */
  kind: string
  /** Their labels, oldest first. */
  labels: readonly string[]
  /** Names at most so many of them and counts the rest; all when absent. */
  named?: number
}

/**
 * Refuses when anything belongs to the subject.
 * @throws AppError `in_use`, e.g. `Cannot delete study 'A': 1 associated database release(s) exist: R1. Please …`
 */
export function refuseWhileInUse(
  subject: string,
  label: string,
  { kind, labels, named = labels.length }: Dependants,
): void {
  if (labels.length === 0) return
  const rest = labels.length - named
  const list = labels.slice(0, named).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  throw new AppError(
    'in_use',
    `Cannot delete ${subject} '${label}': ${labels.length} associated ${kind}(s) exist: ${list}. ` +
      `Please delete all associated ${kind}s first.`,
    { used_by: labels },
  )
}
