// How the bench asks a process that it started: questions and answers over the IPC channel of node:child_process, one at
// a time. The process ends with the bench, whatever becomes of it.

export interface Question {
  id: number
  name: string
  input: unknown
}
export type Answer = { id: number; value: unknown } | { id: number; error: string }

/** Answers these questions; those of other names are left to others. */
export function answer(handlers: Record<string, (input: unknown) => unknown>): void {
  process.on('message', (question: Question) => {
    const handler = handlers[question.name]
    if (handler) void reply(question, handler)
  })
  process.on('disconnect', () => process.exit())
}

async function reply({ id, input }: Question, handler: (input: unknown) => unknown): Promise<void> {
  try {
    process.send!({ id, value: await handler(input) } satisfies Answer)
  } catch (error) {
    process.send!({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
