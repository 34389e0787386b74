// Records that something was taken out of the workspace as a file. A host that only shows a workspace writes nothing.
import type { Actor } from '../../../shared/actor.ts'
import type { ServerConfig } from '../../config.ts'
import type { Store } from '../../store/store.ts'
import { recordEvent } from './record.ts'

/** @param detail the file's name and what of, as a sentence or a list */
export function recordExport(store: Store, { readOnly }: Pick<ServerConfig, 'readOnly'>, actor: Actor, detail: string) {
  if (!readOnly) store.transact(actor, (tx) => recordEvent(tx, { kind: 'exported', detail }))
}
