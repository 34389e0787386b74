// Mounts every action handler against its contract: validation, policy, list headers and transactions are the same for
// all of them.
import type { InputOf } from '../../shared/action.ts'
import type { Action } from '../../shared/action.ts'
import type { Handler } from '../features/handler.ts'
import type { App, Dependencies } from './app-types.ts'
import { sendList } from './lists.ts'
import { write } from './write.ts'

/** Registers one route for each handler, below the prefix of `app`. */
export function actionRoutes(app: App, { store }: Dependencies, handlers: readonly Handler[]): void {
  for (const handler of handlers) {
    const { method, path, summary, policy, status, params, query, body } = handler.action
    app.route({
      method,
      url: path,
      config: { policy },
      schema: {
        summary,
        ...(params && { params }),
        ...(query && { querystring: query }),
        ...(body && { body }),
      },
      handler(request, reply) {
        const input = { params: request.params, query: request.query, body: request.body } as InputOf<Action>
        if (handler.kind === 'write') {
          return write(store, request, reply, status, (tx) => handler.run(tx, input))
        }
        return sendList(store, reply.code(status), handler.run({ db: store.db, actor: request.actor }, input))
      },
    })
  }
}
