import type { Description } from '../../lab/description.ts'
import { schemaDescription } from '../../lab/json-schema.ts'

/**
 * What the documentation’s examples say of bodies, written down as schemas: LinkedIn publishes no description of its own.
 * Sources (read 2026-11-22): https://learn.microsoft.com/linkedin/marketing/community-management/shares/ posts-api, multiimage-post-api,
 * poll-post-api, images-api, videos-api, documents-api, comments-api, reactions-api.
 */
const text = { type: 'string' }
const urn = { type: 'string', pattern: '^urn:li:' }
const object = (properties: object, required: string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
})
const media = object({ id: urn, altText: { type: 'string', maxLength: 4086 }, title: text }, ['id'])
const list = (items: object, minItems: number, maxItems: number) => ({ type: 'array', items, minItems, maxItems })

const content = object(
  {
    media,
    multiImage: object({
      images: list(object({ id: urn, altText: { type: 'string', maxLength: 4086 } }, ['id']), 2, 20),
    }),
    article: object(
      {
        source: { type: 'string', format: 'uri' },
        title: { type: 'string', maxLength: 400 },
        description: { type: 'string', maxLength: 4086 },
        thumbnail: urn,
      },
      ['source', 'title'],
    ),
    poll: object({
      question: { type: 'string', minLength: 1, maxLength: 140 },
      options: list(object({ text: { type: 'string', minLength: 1, maxLength: 30 } }), 2, 4),
      settings: object({ duration: { enum: ['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS'] } }),
    }),
  },
  [],
)

const requests: Record<string, object> = {
  'POST /rest/posts': object(
    {
      author: urn,
      commentary: text,
      visibility: { enum: ['PUBLIC', 'CONNECTIONS', 'LOGGED_IN'] },
      distribution: object({
        feedDistribution: { enum: ['MAIN_FEED', 'NONE'] },
        targetEntities: { type: 'array' },
        thirdPartyDistributionChannels: { type: 'array' },
      }),
      lifecycleState: { const: 'PUBLISHED' },
      isReshareDisabledByAuthor: { type: 'boolean' },
      content,
    },
    ['author', 'commentary', 'visibility', 'distribution', 'lifecycleState'],
  ),
  'POST /rest/posts/:urn': object({ patch: object({ $set: object({ commentary: text }) }) }),
  'POST /rest/images': object({ initializeUploadRequest: object({ owner: urn }) }),
  'POST /rest/documents': object({ initializeUploadRequest: object({ owner: urn }) }),
  'POST /rest/videos': object(
    {
      initializeUploadRequest: object({
        owner: urn,
        fileSizeBytes: { type: 'integer', minimum: 1 },
        uploadCaptions: { type: 'boolean' },
        uploadThumbnail: { type: 'boolean' },
      }),
      finalizeUploadRequest: object({ video: urn, uploadToken: text, uploadedPartIds: { type: 'array', items: text } }),
    },
    [],
  ),
  'POST /rest/socialActions/:urn/comments': object(
    { actor: urn, object: urn, message: object({ text, attributes: { type: 'array' } }, ['text']), parentComment: urn },
    ['actor', 'message'],
  ),
  'POST /rest/reactions': object({
    root: urn,
    reactionType: { enum: ['LIKE', 'PRAISE', 'EMPATHY', 'INTEREST', 'APPRECIATION', 'ENTERTAINMENT'] },
  }),
}
const known = /^(GET|DELETE|PUT) \/(rest\/|v2\/userinfo|dms-uploads\/)/

export const documented = (): Promise<Description> =>
  schemaDescription(
    { 'li:': { $defs: Object.fromEntries(Object.values(requests).map((schema, index) => [`r${index}`, schema])) } },
    {
      operation: (pattern, { method }) => {
        const name = `${method} ${pattern}`
        const index = Object.keys(requests).indexOf(name)
        if (index >= 0) return { request: { document: 'li:', pointer: `#/$defs/r${index}` } }
        return known.test(name) ? {} : undefined
      },
    },
  )
