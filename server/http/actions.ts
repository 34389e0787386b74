// Mounts every action handler against its contract: validation, policy, list headers and transactions are the same for
// all of them.
import type { Action, InputOf } from '../../shared/action.ts'
import type { Handler } from '../features/handler.ts'
import type { App, Dependencies } from './app-types.ts'
import { FORM_TYPE, rowsOfForm } from './form-rows.ts'
import { JSON_TYPE } from './guards.ts'
import { sendList } from './lists.ts'
import { write } from './write.ts'

/** What Fastify is told of an action: verb, path, policy and the schemas of its parts. */
export function routeOf({ method, path, summary, policy, params, query, body, spreadsheet }: Action) {
  return {
    method,
    url: path,
    config: { policy, ...(spreadsheet && { accepts: [JSON_TYPE, FORM_TYPE] }) },
    schema: {
      summary,
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
    },
  }
}

/** Registers one route for each handler, below the prefix of `app`. */
export function actionRoutes(app: App, { store, tasks }: Dependencies, handlers: readonly Handler[]): void {
  for (const handler of handlers) {
    const { status, spreadsheet } = handler.action
    app.route({
      ...routeOf(handler.action),
      ...(spreadsheet && { preValidation: rowsOfForm(tasks, spreadsheet) }),
      handler(request, reply) {
        const input = { params: request.params, query: request.query, body: request.body } as InputOf<Action>
        if (handler.kind === 'write') {
          return write(store, request, reply, status, (tx) => handler.run(tx, input))
        }
        const answer = handler.run({ db: store.db, actor: request.actor }, input)
        const send = (body: unknown) => sendList(store, reply.code(status), body)
        return answer instanceof Promise ? answer.then(send) : send(answer)
      },
    })
  }
}
