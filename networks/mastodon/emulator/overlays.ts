import type { Overlay } from '../../lab/description.ts'

const read = '2026-11-22'
const statuses = 'https://docs.joinmastodon.org/methods/statuses/'
const create = '/paths/~1api~1v1~1statuses/post'
const update = '/paths/~1api~1v1~1statuses~1{id}/put/requestBody/content/application~1json/schema/properties'
const token = '/paths/~1oauth~1token/post/requestBody/content/application~1json/schema/required'
const error = {
  description: 'Forbidden',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

/** Where mastodon/schema.json 4.7.0 is stale or stricter than the documentation it was made from. */
export const overlays: Overlay[] = [
  {
    at: `${create}/parameters/0/schema`,
    set: { type: 'string' },
    why: 'a header is text; the description calls it an object',
    source: `${statuses}#headers`,
    read,
  },
  {
    at: `${create}/requestBody/content/application~1json/schema`,
    set: {
      anyOf: ['TextStatus', 'MediaStatus', 'PollStatus'].map((name) => ({ $ref: `#/components/schemas/${name}` })),
      unevaluatedProperties: false,
    },
    why: 'a status may have text and files at once, which "exactly one of" forbids',
    source: `${statuses}#form-data-parameters`,
    read,
  },
  ...['TextStatus', 'MediaStatus', 'PollStatus'].map((name) => ({
    at: `/components/schemas/${name}/unevaluatedProperties`,
    set: true,
    why: 'its members are told apart where they are used',
    source: `${statuses}#form-data-parameters`,
    read,
  })),
  {
    at: `${update}/media_attributes`,
    set: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, description: { type: 'string' }, focus: { type: 'string' } },
      },
    },
    why: 'the documentation gives objects with id, description and focus',
    source: `${statuses}#edit`,
    read,
  },
  {
    at: token,
    set: ['client_id', 'client_secret', 'grant_type', 'redirect_uri'],
    why: 'a code is needed only by grant_type=authorization_code',
    source: 'https://docs.joinmastodon.org/methods/oauth/#token',
    read,
  },
  ...[
    '/paths/~1api~1v1~1statuses/post',
    '/paths/~1api~1v2~1media/post',
    '/paths/~1api~1v1~1statuses~1{id}/delete',
    '/paths/~1api~1v1~1statuses~1{id}/put',
    '/paths/~1api~1v1~1statuses~1{id}~1favourite/post',
    '/paths/~1api~1v1~1statuses~1{id}~1pin/post',
    '/paths/~1api~1v1~1accounts~1{id}~1block/post',
    '/paths/~1api~1v1~1accounts~1{id}~1mute/post',
    '/paths/~1api~1v1~1notifications/get',
    '/paths/~1api~1v2~1search/get',
  ].map((operation) => ({
    at: `${operation}/responses/403`,
    set: error,
    why: 'a token without the scope is answered 403',
    source: 'https://docs.joinmastodon.org/api/oauth-scopes/#granular',
    read,
  })),
  {
    at: '/paths/~1api~1v1~1accounts~1verify_credentials/get/responses/403',
    set: error,
    why: 'a token without the scope is answered 403',
    source: 'https://docs.joinmastodon.org/methods/accounts/#verify_credentials',
    read,
  },
]
