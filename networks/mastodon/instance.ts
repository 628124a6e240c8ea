import { badField } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { ask, type Wire } from './client.ts'
import { type InstanceFacts, usualInstance } from './limits.ts'

type Configuration = {
  statuses?: { max_characters?: number; characters_reserved_per_url?: number; max_media_attachments?: number }
  media_attachments?: {
    supported_mime_types?: string[]
    image_size_limit?: number
    image_matrix_limit?: number
    video_size_limit?: number
    video_matrix_limit?: number
    description_limit?: number | null
  }
  polls?: { max_options?: number; max_characters_per_option?: number; min_expiration?: number; max_expiration?: number }
  accounts?: { max_pinned_statuses?: number }
  urls?: { streaming?: string | null }
}
type Told = {
  domain?: string
  uri?: string
  title?: string
  version?: string
  api_versions?: { mastodon?: number }
  configuration?: Configuration
  urls?: { streaming_api?: string }
  max_toot_chars?: number
}

/** The instance's own limits: from `/api/v2/instance`, on older servers from `/api/v1/instance`. */
export async function readInstance(wire: Wire): Promise<InstanceFacts> {
  const second = await ask(wire, { path: '/api/v2/instance', fine: [404] })
  return factsOf(second.status === 404 ? readTold(await ask(wire, { path: '/api/v1/instance' })) : readTold(second))
}

function readTold(answer: HttpAnswer): Told {
  const told = answer.json<Told>()
  if (typeof told?.version === 'string') return told
  throw badField('server', 'mastodon.connect.notMastodon')
}

function factsOf(told: Told): InstanceFacts {
  const { statuses = {}, media_attachments: media = {}, polls = {}, accounts = {} } = told.configuration ?? {}
  const usual = usualInstance
  return {
    domain: told.domain ?? told.uri ?? '',
    title: told.title ?? '',
    version: told.version ?? '',
    apiVersion: told.api_versions?.mastodon ?? 0,
    maxCharacters: positive(statuses.max_characters ?? told.max_toot_chars, usual.maxCharacters),
    charactersPerUrl: positive(statuses.characters_reserved_per_url, usual.charactersPerUrl),
    maxMedia: positive(statuses.max_media_attachments, usual.maxMedia),
    mimes: media.supported_mime_types?.length ? media.supported_mime_types : usual.mimes,
    imageBytes: positive(media.image_size_limit, usual.imageBytes),
    imagePixels: positive(media.image_matrix_limit, usual.imagePixels),
    videoBytes: positive(media.video_size_limit, usual.videoBytes),
    videoPixels: positive(media.video_matrix_limit, usual.videoPixels),
    altMax: positive(media.description_limit, usual.altMax),
    pollOptions: positive(polls.max_options, usual.pollOptions),
    pollOptionCharacters: positive(polls.max_characters_per_option, usual.pollOptionCharacters),
    pollMinSeconds: positive(polls.min_expiration, usual.pollMinSeconds),
    pollMaxSeconds: positive(polls.max_expiration, usual.pollMaxSeconds),
    streaming: webAddress(told.configuration?.urls?.streaming ?? told.urls?.streaming_api),
    maxPinned: positive(accounts.max_pinned_statuses, usual.maxPinned),
  }
}

/** Streams are announced as WebSockets; the same address speaks server-sent events. */
const webAddress = (told: string | null | undefined) =>
  told && URL.canParse(told) ? told.replace(/^ws/, 'http').replace(/\/$/, '') : undefined

const positive = (told: number | null | undefined, usual: number) =>
  typeof told === 'number' && told > 0 ? told : usual
