import { z } from 'zod'
import { Problem } from '../../modules/team/api.ts'
import type { Access, Route } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { statusOf } from './answer.ts'
import { takesKey } from './kept-answers.ts'

type Schema = { [key: string]: unknown }
type Operation = Schema & { summary: string; tags: string[]; operationId: string }
export type ApiDescription = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: Schema
}

type AnyRoute = Pick<
  Route<NetworkedWorld>,
  | 'method'
  | 'path'
  | 'summary'
  | 'tag'
  | 'access'
  | 'params'
  | 'query'
  | 'body'
  | 'answer'
  | 'streams'
  | 'upload'
  | 'opensSession'
  | 'status'
>

const about = [
  'Whatever a person can do on the desk, a script can do by this API.',
  'Sign in with an API key: `Authorization: Bearer rialto_…`.',
  'Moments are ISO 8601 in UTC. Lists are paged by key: hand `next` back as `after`.',
  'A write that carries an `Idempotency-Key` is done once: for a day the same key gives the first answer again.',
].join('\n\n')

/** The OpenAPI 3.1 description, made of the routes themselves. */
export function describeApi(routes: AnyRoute[], url: string): ApiDescription {
  const paths: ApiDescription['paths'] = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rialto', version: '1', description: about },
    servers: [{ url }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'rialto.session_token' },
      },
    },
  }
}

function operationOf(route: AnyRoute): Operation {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...keyParameter(route)]
  return {
    operationId: nameOf(route),
    summary: route.summary,
    description: whoMay(route.access),
    tags: [route.tag],
    security: route.access.kind === 'public' ? [] : [{ key: [] }, { session: [] }],
    ...(parameters.length ? { parameters } : {}),
    ...requestBody(route),
    responses: { [statusOf(route as Route<NetworkedWorld>)]: answerOf(route), default: problem },
  }
}

const nameOf = (route: AnyRoute) =>
  route.method.toLowerCase() +
  route.path
    .replace(/^\/api/, '')
    .split(/[/-]/)
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part)))
    .join('')

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

function whoMay(access: Access): string {
  if (access.kind === 'public') return 'Anybody may call it.'
  if (access.kind === 'session') return 'Anybody signed in may call it.'
  const where = access.kind === 'brand' ? 'brand' : 'workspace'
  return `Needs the role ${access.role} in the ${where}, or more.`
}

function pathParameters(route: AnyRoute) {
  const { properties } = objectSchema(route.params)
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return names.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } }))
}

function queryParameters(route: AnyRoute) {
  const { properties, required } = objectSchema(route.query)
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', schema },
    required: required.includes(name),
  }))
}

function keyParameter(route: AnyRoute) {
  if (!takesKey(route)) return []
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
}

function requestBody(route: AnyRoute): Schema {
  if (route.upload) {
    const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } }
  }
  if (!route.body) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
}

function answerOf(route: AnyRoute): Schema {
  if (route.streams)
    return {
      description: 'Events as they happen',
      content: { 'text/event-stream': { schema: schemaOf(route.streams, 'output') } },
    }
  if (route.answer)
    return { description: 'Done', content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } }
  return { description: 'Done' }
}

const problem = {
  description: 'What is wrong, in the language of the caller, and where',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function objectSchema(schema: z.ZodType | undefined): { properties: Record<string, Schema>; required: string[] } {
  const made = schema ? schemaOf(schema, 'input') : {}
  return { properties: (made.properties ?? {}) as Record<string, Schema>, required: (made.required ?? []) as string[] }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return made
}
