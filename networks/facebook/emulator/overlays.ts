import type { Overlay } from '../../lab/description.ts'

const read = '2026-11-22'
const reference = 'https://developers.facebook.com/docs/graph-api/reference'
const node = (name: string, fields: Record<string, string>, source: string): Overlay => ({
  at: `/nodes/${name}`,
  set: { fields, edges: {} },
  why: `the description has no ${name}`,
  source,
  read,
})
const answers = (place: string, names: string[], source: string): Overlay => ({
  at: `/nodes/${place}/answers`,
  set: names,
  why: 'the description names a node where these fields are answered',
  source,
  read,
})
const video = 'https://developers.facebook.com/docs/video-api/guides'
const messenger = 'https://developers.facebook.com/docs/messenger-platform'

export const nodes = [
  'Page',
  'PagePost',
  'Comment',
  'Photo',
  'AdVideo',
  'User',
  'Permission',
  'UnifiedThread',
  'Recommendation',
  'Profile',
  'Place',
  'Location',
  'CoverPhoto',
  'ProfilePictureSource',
  'VideoStatus',
  'VideoThumbnail',
  'VideoStatusUploadingPhase',
  'VideoStatusPublishingPhase',
  'VideoStatusProcessingPhase',
  'Stories',
  'InsightsResult',
  'InsightsValue',
  'Shop',
  'EntityAtTextRange',
]

/** Where the description of v25.0 is silent or laxer than the documentation. */
export const overlays: Overlay[] = [
  node(
    'StoryAttachment',
    {
      description: 'string',
      description_tags: 'list',
      media: 'StoryMedia',
      media_type: 'string',
      target: 'StoryTarget',
      title: 'string',
      type: 'string',
      unshimmed_url: 'string',
      url: 'string',
      subattachments: 'StoryAttachment',
    },
    `${reference}/story-attachment/`,
  ),
  node('StoryMedia', { image: 'StoryImage', source: 'string' }, `${reference}/story-attachment-media/`),
  node('StoryImage', { height: 'int', width: 'int', src: 'string' }, `${reference}/story-attachment-media/`),
  node(
    'StoryTarget',
    { id: 'string', url: 'string', unshimmed_url: 'string' },
    `${reference}/story-attachment-target/`,
  ),
  node(
    'UnifiedMessage',
    {
      id: 'string',
      created_time: 'datetime',
      from: 'Person',
      to: 'Person',
      message: 'string',
      attachments: 'MessageAttachment',
      sticker: 'string',
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
  node('Person', { id: 'string', name: 'string', email: 'string', username: 'string' }, `${reference}/comment/`),
  node('Conversation', { id: 'string' }, `${reference}/comment/private_reply_conversation/`),
  ...['PagePost/fields/from', 'Comment/fields/from', 'UnifiedThread/fields/participants'].map(
    (place): Overlay => ({
      at: `/nodes/${place}`,
      set: 'Person',
      why: 'the description says Object',
      source: `${reference}/comment/`,
      read,
    }),
  ),
  {
    at: '/nodes/Recommendation/fields/open_graph_story',
    set: 'Conversation',
    why: 'the description says Object; only its id is asked for',
    source: `${reference}/recommendation/`,
    read,
  },
  {
    at: '/nodes/Comment/fields/private_reply_conversation',
    set: 'Conversation',
    why: 'the description says Object',
    source: `${reference}/comment/`,
    read,
  },
  {
    at: '/nodes/Comment/fields/attachment',
    set: 'StoryAttachment',
    why: 'the description says Object',
    source: `${reference}/comment/`,
    read,
  },
  {
    at: '/nodes/Page/edges/POST photos/params/source',
    set: 'file',
    why: 'the file itself is not described',
    source: `${reference}/page/photos/`,
    read,
  },
  {
    at: '/nodes/PagePost/edges/GET comments/params/limit',
    set: 'unsigned int',
    why: 'paging is not described',
    source: `${reference}/v25.0/object/comments`,
    read,
  },
  {
    at: '/nodes/Page/fields/tasks',
    set: 'list<string>',
    why: 'told where the pages of a person are listed',
    source: `${reference}/user/accounts/`,
    read,
  },
  ...['bytes_transfered', 'bytes_transferred'].map(
    (name): Overlay => ({
      at: `/nodes/VideoStatusUploadingPhase/fields/${name}`,
      set: 'unsigned int',
      why: 'documented in both spellings',
      source: `${video}/reels-publishing`,
      read,
    }),
  ),
  answers('Page/edges/POST feed', ['id', 'post_supports_client_mutation_id'], `${reference}/page/feed/`),
  answers('Page/edges/POST photos', ['id', 'post_id'], `${reference}/page/photos/`),
  answers(
    'Page/edges/POST videos',
    ['video_id', 'upload_session_id', 'start_offset', 'end_offset', 'success'],
    `${reference}/page/videos/`,
  ),
  answers(
    'Page/edges/POST video_reels',
    ['video_id', 'upload_url', 'success', 'post_id', 'message'],
    `${video}/reels-publishing`,
  ),
  answers(
    'Page/edges/POST video_stories',
    ['video_id', 'upload_url', 'success', 'post_id'],
    'https://developers.facebook.com/docs/page-stories-api',
  ),
  answers(
    'Page/edges/POST photo_stories',
    ['success', 'post_id'],
    'https://developers.facebook.com/docs/page-stories-api',
  ),
  answers('AdVideo/edges/POST thumbnails', ['success'], `${reference}/video/thumbnails`),
  answers('Page/edges/POST messages', ['recipient_id', 'message_id'], `${messenger}/reference/send-api`),
  answers('Page/edges/POST blocked', [], `${reference}/page/blocked/`),
]
