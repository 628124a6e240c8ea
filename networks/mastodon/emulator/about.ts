import type { Instance } from './server.ts'
import { domainOf } from './shapes.ts'

/** What the instance tells of itself: `/api/v2/instance`, and `/api/v1/instance` for older clients. */
export function aboutOperations(instance: Instance): void {
  const { open, site, options } = instance
  const picture = `${site.origin}/_lab/avatars/instance.png`
  open('GET', '/api/v2/instance', () => {
    if (options.old) return { status: 404, json: { error: 'Record not found' } }
    const json = {
      domain: domainOf(instance),
      title: 'Practice',
      version: '4.7.0',
      source_url: 'https://github.com/mastodon/mastodon',
      description: 'An instance to practise on',
      usage: { users: { active_month: 60 } },
      thumbnail: { url: picture },
      icon: [],
      languages: ['en'],
      configuration: configurationOf(instance),
      registrations: { enabled: false, approval_required: false, message: null },
      api_versions: { mastodon: 8 },
      contact: { email: 'nobody@practice.example' },
      rules: [],
    }
    return { status: 200, json }
  })
  open('GET', '/api/v1/instance', () => {
    const { accounts, media_attachments, polls, statuses } = configurationOf(instance)
    const json = {
      uri: domainOf(instance),
      title: 'Practice',
      short_description: '',
      description: 'An instance to practise on',
      email: 'nobody@practice.example',
      version: options.old ? '4.2.0' : '4.7.0',
      urls: { streaming_api: site.url.replace(/^http/, 'ws') },
      stats: { user_count: 60, status_count: instance.state.statuses.size, domain_count: 1 },
      thumbnail: picture,
      languages: ['en'],
      registrations: false,
      approval_required: false,
      invites_enabled: false,
      rules: [],
      configuration: {
        accounts: { max_featured_tags: accounts.max_featured_tags },
        media_attachments: withoutDescription(media_attachments),
        polls,
        statuses,
      },
    }
    return { status: 200, json }
  })
}

const withoutDescription = ({
  description_limit: _,
  ...rest
}: ReturnType<typeof configurationOf>['media_attachments']) => rest

function configurationOf({ limits, site }: Instance) {
  return {
    accounts: { max_featured_tags: 10, max_pinned_statuses: limits.maxPinned },
    statuses: {
      max_characters: limits.maxCharacters,
      max_media_attachments: limits.maxMedia,
      characters_reserved_per_url: limits.perUrl,
    },
    media_attachments: {
      supported_mime_types: limits.mimes,
      description_limit: limits.altMax,
      image_size_limit: limits.imageBytes,
      image_matrix_limit: limits.imagePixels,
      video_size_limit: limits.videoBytes,
      video_matrix_limit: limits.videoPixels,
      video_frame_rate_limit: 120,
    },
    polls: {
      max_options: limits.pollOptions,
      max_characters_per_option: limits.pollOptionCharacters,
      min_expiration: limits.pollMinSeconds,
      max_expiration: limits.pollMaxSeconds,
    },
    translation: { enabled: false },
    urls: { streaming: site.url.replace(/^http/, 'ws') },
  }
}
