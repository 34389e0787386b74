// Describes routes as OpenAPI 3.1, from the same zod schemas that check the requests.
import swagger from '@fastify/swagger'
import Fastify, { type FastifySchema } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import packageFile from '../../package.json' with { type: 'json' }
import type { Policy } from '../../shared/policy.ts'

export interface DescribedRoute {
  method: string
  url: string
  schema: FastifySchema & { hide?: boolean }
  policy: Policy
}

const introduction = `REST below \`/api/v1\`; paths are served with and without a slash at the end. Events are sent on the
socket \`/api/v1/ws/studies\`. Sign in at \`POST /api/v1/auth/login\` and send the access token as a bearer token.`

const whoMay: Record<Policy, string> = {
  public: 'Anybody.',
  viewer: 'Anybody signed in.',
  editor: 'Role EDITOR or ADMIN.',
  admin: 'Role ADMIN.',
}

/** The OpenAPI document of `routes`, as JSON. */
export async function describeRoutes(routes: readonly DescribedRoute[]): Promise<string> {
  const app = Fastify({ exposeHeadRoutes: false })
  app.setValidatorCompiler(() => () => true)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'PEARL Desktop', version: packageFile.version, description: introduction },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  })
  for (const { method, url, schema, policy } of routes) {
    const described = {
      ...schema,
      tags: [subjectOf(url)],
      description: whoMay[policy],
      ...(policy === 'public' && { security: [] }),
    }
    app.route({ method, url, schema: described, handler: () => undefined })
  }
  await app.ready()
  const document = JSON.stringify(app.swagger())
  await app.close()
  return document
}

/** The part of the path that names the subject: `studies` of `/api/v1/studies/:study_id`. */
const subjectOf = (url: string) => url.replace('/api/v1', '').split('/')[1] || 'host'
