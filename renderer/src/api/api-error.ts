// Everything that can go wrong between the window and its host, as one type with a sentence for the person.
import { z } from 'zod'

const body = z.looseObject({
  detail: z.union([
    z.string(),
    z.array(z.looseObject({ msg: z.string(), loc: z.array(z.union([z.string(), z.number()])) })),
  ]),
  code: z.string().optional(),
})

/** `status` 0 with code `unreachable`: no answer came, so it is unknown whether a write was done. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly body: Record<string, unknown>

  constructor(status: number, code: string, message: string, body: Record<string, unknown> = {}, cause?: unknown) {
    super(message, { cause })
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.body = body
  }
}

/** Reads `{detail, code}` (protocol 2.1); an answer of another shape still becomes a sentence. */
export async function errorFromReply(reply: Response): Promise<ApiError> {
  const text = await reply.text()
  const parsed = body.safeParse(parseJson(text))
  if (!parsed.success) {
    return new ApiError(
      reply.status,
      'unexpected',
      `The host answered ${reply.status} ${reply.statusText}`.trim() + '.',
    )
  }
  const { detail, code } = parsed.data
  const sentence =
    typeof detail === 'string' ? detail : detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ')
  return new ApiError(reply.status, code ?? 'unexpected', sentence, parsed.data)
}

/** Undefined for what is no JSON, which no answer of the host is. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The sentence of any thrown thing. */
export const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
