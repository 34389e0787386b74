// Sends a file of the program's own. Callers name files they found themselves at the start; nothing of a request ever
// becomes part of a path.
import type { FastifyReply } from 'fastify'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { contentTypeOf } from '../../shared/content-types.ts'
import { AppError } from '../../shared/errors.ts'

/**
 * Replies with the file at `file`.
 * @throws AppError `not_found` when it is gone
 */
export async function sendFile(reply: FastifyReply, file: string): Promise<FastifyReply> {
  const content = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new AppError('not_found', 'Not Found')
    throw error
  })
  return reply.type(contentTypeOf(file)).send(content)
}

/**
 * The first of these folders that holds `file`: where things lie differs between the source tree and a built program.
 * @param folders relative to `base`, the address of the module that asks
 */
export function findFolder(base: string, folders: readonly string[], file: string): string | undefined {
  return folders
    .map((folder) => fileURLToPath(new URL(folder, base)))
    .find((folder) => existsSync(path.join(folder, file)))
}
