import type { Overlay } from '../../lab/description.ts'

const read = '2026-11-22'
const platform = 'https://developers.facebook.com/docs/instagram-platform'
const messenger = 'https://developers.facebook.com/docs/messenger-platform'
const node = (name: string, fields: Record<string, string>, source: string): Overlay => ({
  at: `/nodes/${name}`,
  set: { fields, edges: {} },
  why: `the description has no ${name}`,
  source,
  read,
})
const edge = (place: string, set: object, source: string): Overlay => ({
  at: `/nodes/${place}`,
  set,
  why: 'the description of this node lacks the edge',
  source,
  read,
})
const comments = { params: {}, required: [], returns: 'IGComment' }

export const nodes = [
  'Page',
  'User',
  'Permission',
  'IGUser',
  'IGUserForIGOnlyAPI',
  'IGMedia',
  'IGComment',
  'IGCommentFromUser',
  'ShadowIGMediaBuilder',
  'ShadowIGHashtag',
  'UnifiedThread',
  'InstagramInsightsResult',
  'InstagramInsightsValue',
  'ContentPublishingLimitResponse',
]

/** Where the description of v25.0 is silent or laxer than the documentation. */
export const overlays: Overlay[] = [
  {
    at: '/nodes/IGUser/fields/user_id',
    set: 'string',
    why: 'told to those who signed in directly',
    source: `${platform}/instagram-api-with-instagram-login/get-started`,
    read,
  },
  {
    at: '/nodes/IGUser/edges/GET media/params/limit',
    set: 'unsigned int',
    why: 'paging is not described',
    source: `${platform}/instagram-graph-api/reference/ig-user/media`,
    read,
  },
  {
    at: '/nodes/IGMedia/edges/GET comments',
    set: comments,
    why: 'answers are comments',
    source: `${platform}/instagram-graph-api/reference/ig-media/comments`,
    read,
  },
  {
    at: '/nodes/IGUser/edges/POST media_publish/params/creation_id',
    set: 'string',
    why: 'ids have more digits than a number keeps',
    source: `${platform}/content-publishing`,
    read,
  },
  {
    at: '/nodes/IGUser/edges/GET insights/params/breakdown',
    set: 'list<shadowiguserinsights_breakdown_enum_param>',
    why: 'one is given as text',
    source: `${platform}/insights`,
    read,
  },
  ...['conversations', 'messages', 'subscribed_apps'].map((name): Overlay => {
    const method = name === 'conversations' ? 'GET' : 'POST'
    const params: Record<string, Record<string, string>> = {
      conversations: { platform: 'pageconversations_platform_enum_param', user_id: 'string' },
      messages: {
        recipient: 'Object',
        message: 'Object',
        messaging_type: 'iggraphusermessages_messaging_type_enum_param',
      },
      subscribed_apps: { subscribed_fields: 'list<iggraphusersubscribed_apps_subscribed_fields_enum_param>' },
    }
    const answers = name === 'messages' ? ['recipient_id', 'message_id'] : undefined
    const set = { params: params[name] ?? {}, required: [], returns: 'UnifiedThread', ...(answers ? { answers } : {}) }
    return edge(`IGUser/edges/${method} ${name}`, set, `${platform}/instagram-api-with-instagram-login/messaging-api`)
  }),
  edge('IGUser/edges/DELETE subscribed_apps', { params: {}, required: [], returns: 'Object' }, `${platform}/webhooks`),
  {
    at: '/nodes/Page/edges/POST messages/answers',
    set: ['recipient_id', 'message_id'],
    why: 'the answer is not described',
    source: `${messenger}/instagram/features/send-message`,
    read,
  },
  {
    at: '/nodes/ShadowIGHashtag/edges/GET recent_media/params/limit',
    set: 'unsigned int',
    why: 'paging is not described',
    source: `${platform}/instagram-graph-api/reference/ig-hashtag/recent-media`,
    read,
  },
  node(
    'UnifiedMessage',
    {
      id: 'string',
      created_time: 'datetime',
      from: 'Person',
      to: 'Person',
      message: 'string',
      attachments: 'MessageAttachment',
    },
    `${messenger}/conversations`,
  ),
  node(
    'MessageAttachment',
    {
      id: 'string',
      mime_type: 'string',
      name: 'string',
      size: 'int',
      file_url: 'string',
      image_data: 'Object',
      video_data: 'Object',
    },
    `${messenger}/conversations`,
  ),
  node('Person', { id: 'string', name: 'string', username: 'string' }, `${messenger}/conversations`),
  {
    at: '/nodes/UnifiedThread/fields/participants',
    set: 'Person',
    why: 'the description says Object',
    source: `${messenger}/conversations`,
    read,
  },
]
