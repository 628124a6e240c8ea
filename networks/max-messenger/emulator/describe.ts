import { readFileSync } from 'node:fs'
import { type Description, isRecord, type Overlay } from '../../lab/description.ts'
import { openApiDescription } from '../../lab/openapi.ts'
import { specs } from '../../lab/specs.ts'

type Node = Record<string, unknown>

export const describedBy = 'max/schema.yaml'

/** MAX's own description, 0.0.30. Unknown paths, parameters and fields are breaches. */
export async function describeMax(): Promise<Description | undefined> {
  if (!specs.has(describedBy)) return undefined
  const { parse } = await import('yaml')
  const document = parse(readFileSync(specs.path(describedBy), 'utf8')) as Node
  return openApiDescription(modern(told(document)), overlays)
}

/** Where the description is stale. That calls go to another host and carry the token in a header it neither checks nor forbids. */
const overlays: Overlay[] = [
  {
    at: '/components/schemas/MessageBody/required',
    set: ['mid', 'seq', 'text', 'attachments'],
    why: 'a link is required of every body and described of none: it stands beside the body',
    source: 'https://dev.max.ru/docs-api/objects/MessageBody',
    read: '2026-11-22',
  },
  {
    at: '/components/schemas/User/properties/name',
    set: { type: 'string' },
    why: 'the name in one piece is still sent beside its parts',
    source: 'https://dev.max.ru/docs-api/objects/User',
    read: '2026-11-22',
  },
  {
    at: '/paths/~1messages/delete/responses/404',
    set: { $ref: '#/components/responses/NotFound' },
    why: 'a message that is not there is answered with 404',
    source: 'https://dev.max.ru/docs-api (HTTP response codes)',
    read: '2026-11-22',
  },
  {
    at: '/paths/~1chats~1{chatId}/get/responses/404',
    set: { $ref: '#/components/responses/NotFound' },
    why: 'a chat that is not there is answered with 404, as by its link',
    source: 'https://dev.max.ru/docs-api (HTTP response codes)',
    read: '2026-11-22',
  },
  ...['post', 'put'].map(
    (method): Overlay => ({
      at: `/paths/~1messages/${method}/responses/4XX`,
      set: { $ref: '#/components/responses/NotFound' },
      why: 'refusals of a message (400, 403, 404, 429) are told in words only',
      source: 'https://dev.max.ru/docs-api (HTTP response codes)',
      read: '2026-11-22',
    }),
  ),
]

/** Kinds told by a field become a choice among them; each child takes its parent's fields only, not its choice. */
function told(document: Node): Node {
  const components = document.components as { schemas: Record<string, Node> }
  const parents = Object.entries(components.schemas).filter(([, schema]) => isRecord(schema.discriminator))
  for (const [name, schema] of parents) {
    const { propertyName, mapping } = schema.discriminator as { propertyName: string; mapping: Record<string, string> }
    const { discriminator: _, oneOf: __, ...fields } = schema
    components.schemas[`${name}Fields`] = { ...fields, allOf: [{}] }
    const choices = Object.entries(mapping).map(([value, $ref]) => ({
      allOf: [{ $ref }, { properties: { [propertyName]: { const: value } }, required: [propertyName] }],
    }))
    components.schemas[name] = { oneOf: choices }
  }
  for (const schema of Object.values(components.schemas))
    if (Array.isArray(schema.allOf))
      schema.allOf = schema.allOf.map((one: Node) =>
        fieldsOnly(
          one,
          parents.map(([name]) => name),
        ),
      )
  return document
}

function fieldsOnly(member: Node, parents: string[]): Node {
  const name =
    String(member.$ref ?? '')
      .split('/')
      .at(-1) ?? ''
  return parents.includes(name) ? { $ref: `#/components/schemas/${name}Fields` } : member
}

/** `nullable` of 3.0 as JSON Schema says it; a parameter that is given is never null. */
function modern(node: unknown, asParameter = false): unknown {
  if (Array.isArray(node)) return node.map((one) => modern(one, asParameter))
  if (!isRecord(node)) return node
  const { nullable, ...rest } = node
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, child]) => [key, modern(child, asParameter || key === 'parameters')]),
  )
  return nullable === true && !asParameter ? { anyOf: [copy, { type: 'null' }] } : copy
}
