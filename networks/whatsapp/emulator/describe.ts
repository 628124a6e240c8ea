import { readFileSync } from 'node:fs'
import type { Description, Overlay } from '../../lab/description.ts'
import { openApiDescription } from '../../lab/openapi.ts'
import { specs } from '../../lab/specs.ts'

export const describedBy = 'whatsapp/business-messaging-api_v23.0.yaml'
const read = '2026-11-22'
const reference = 'https://developers.facebook.com/docs/whatsapp/cloud-api/reference'

type Document = { paths: Record<string, unknown>; components: unknown; openapi: string }

/** Of the many paths only those used here; several of them have one shape, so files are described apart. */
const used = [
  '/{Version}/{Phone-Number-ID}/messages',
  '/{Version}/{Phone-Number-ID}/media',
  '/{Version}/{Phone-Number-ID}',
  '/{Version}/{Phone-Number-ID}/whatsapp_business_profile',
  '/{Version}/{Phone-Number-ID}/block_users',
  '/{Version}/{WABA-ID}/phone_numbers',
  '/{Version}/{WABA-ID}/subscribed_apps',
  '/{Version}/{WABA-ID}/message_templates',
]
const place = (path: string) =>
  `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`.replace('{Version}', 'v23.0')
const refusal = {
  description: 'Refused',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/GraphAPIError' } } },
}
const messages = place('/{Version}/{Phone-Number-ID}/messages')
const kinds = [
  'Text',
  'Audio',
  'Video',
  'Document',
  'Image',
  'Location',
  'Sticker',
  'Reaction',
  'Interactive',
  'Contacts',
]

const refusals = [
  [messages, 'post'],
  [place('/{Version}/{Phone-Number-ID}/media'), 'post'],
  [place('/{Version}/{Phone-Number-ID}/block_users'), 'post'],
  [place('/{Version}/{Phone-Number-ID}/block_users'), 'delete'],
  [place('/{Version}/{WABA-ID}/message_templates'), 'get'],
] as const

/** Where the description of v23.0 contradicts itself or is silent. */
const overlays: Overlay[] = [
  ...kinds.map(
    (kind): Overlay => ({
      at: `/components/schemas/${kind}Message/allOf/1/additionalProperties`,
      why: 'it forbids what all messages must have; messages are closed as a whole',
      source: `${reference}/messages`,
      read,
    }),
  ),
  {
    at: '/components/schemas/BaseMessageProperties/properties/biz_opaque_callback_data',
    set: { type: 'string', maxLength: 512 },
    why: 'documented for messages, described for calls only',
    source: `${reference}/messages`,
    read,
  },
  {
    at: '/components/schemas/MediaObject',
    set: {
      type: 'object',
      properties: {
        id: { type: 'string' },
        link: { type: 'string' },
        caption: { type: 'string', maxLength: 1024 },
        filename: { type: 'string' },
      },
      oneOf: [{ required: ['id'] }, { required: ['link'] }],
    },
    why: 'captions and names of files are documented, not described',
    source: `${reference}/messages#media-object`,
    read,
  },
  {
    at: `${messages}/post/requestBody/content/application~1json/schema`,
    set: {
      anyOf: [{ $ref: '#/components/schemas/Message' }, { $ref: '#/components/schemas/MarkMessageRequestPayload' }],
    },
    why: 'marking as read goes to the same address',
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read',
    read,
  },
  {
    at: `${messages}/post/responses/200/content/application~1json/schema`,
    set: {
      anyOf: [
        { $ref: '#/components/schemas/MessageResponsePayload' },
        { $ref: '#/components/schemas/MarkMessageResponsePayload' },
      ],
    },
    why: 'marking as read answers otherwise',
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read',
    read,
  },
  {
    at: '/components/schemas/GraphAPIError/properties/error/properties/error_data',
    set: { type: 'object', properties: { messaging_product: { type: 'string' }, details: { type: 'string' } } },
    why: 'documented, not described',
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes',
    read,
  },
  {
    at: '/components/parameters/ContentType/required',
    set: false,
    why: 'a question has no body whose type could be told',
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/reference/business-profiles',
    read,
  },
  {
    at: '/components/parameters/UserAgent/schema',
    set: { type: 'string' },
    why: 'the pattern fits the generated clients only',
    source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/overview',
    read,
  },
  {
    at: `${place('/{Version}/{WABA-ID}/message_templates')}/get/parameters`,
    set: ['name', 'after', 'limit'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    why: 'paging is documented, not described',
    source: 'https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates',
    read,
  },
  ...refusals.map(
    ([path, method]): Overlay => ({
      at: `${path}/${method}/responses/default`,
      set: refusal,
      why: 'refusals are documented, not described',
      source: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes',
      read,
    }),
  ),
]

let known: Promise<Description> | undefined

/** Read once: it has a megabyte. */
export const describe = (): Promise<Description> => {
  known ??= readWhole()
  return known
}

async function readWhole(): Promise<Description> {
  const { parse } = await import('yaml')
  const whole = parse(readFileSync(specs.path(describedBy), 'utf8')) as Document
  return openApiDescription(only(whole, used), overlays)
}

function only(whole: Document, paths: string[]): Document {
  const kept = paths.map((path) => [path.replace('{Version}', 'v23.0'), whole.paths[path]])
  return { openapi: whole.openapi, components: whole.components, paths: Object.fromEntries(kept) }
}
