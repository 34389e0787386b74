// Who may come in. (Provisional until every guard is in place.)
import { AppError } from '../../shared/errors.ts'
import { allows } from '../../shared/policy.ts'
import type { App, Dependencies } from './app-types.ts'

export function installGuards(app: App, { authentication }: Dependencies): void {
  app.addHook('onRequest', async (request) => {
    const policy = request.routeOptions.config.policy ?? 'public'
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const actor = token ? authentication.actorOf(token, request.ip) : authentication.anonymous(request.ip)
    if (actor) request.actor = actor
    if (policy === 'public') return
    if (!actor) throw new AppError('unauthenticated', 'Not authenticated')
    if (!allows(policy, actor.role)) throw new AppError('forbidden', 'Not allowed')
  })
}
