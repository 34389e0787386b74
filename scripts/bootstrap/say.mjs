// How the scripts speak: one short line per step on stderr, so that what a command itself prints stays alone on stdout.

/** A fault with a sentence for the person at the terminal: what is wrong and what to do about it. */
export class Failure extends Error {
  /** @override */
  name = 'Failure'
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`pearl: ${line}\n`)
}

/**
 * Runs a command's work and turns what it throws into a sentence and exit code 1; only an unexpected fault shows its stack.
 * @param {() => Promise<number | void>} work resolves to the exit code
 */
export async function finish(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    say(error instanceof Failure ? error.message : `unexpected fault: ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
  }
}
