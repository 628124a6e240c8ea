import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AccountAccess, PreparedContent } from '../contract.ts'
import { countShown } from '../families/article/paragraphs.ts'
import { type Placed, sourceOf } from './cards.ts'
import { mostCharacters } from './compose.ts'
import { isPage, settingOf } from './options.ts'

export type Prepared = { media: Placed[]; feature?: Placed }

/** What stands in the post, whatever its state. */
export function contentFields(content: PreparedContent, { facts }: AccountAccess, prepared: Prepared): JsonObject {
  const setting = (key: string) => settingOf(content, facts, key)
  const words = (key: string) => String(setting(key)).trim() || null
  const text = content.parts[0]?.text ?? ''
  if (countShown(text) > mostCharacters)
    throw new NetworkFailure('rejected', `a post may have ${mostCharacters} characters at most`)
  const tags = setting('tags')
  return {
    title: String(setting('title')).trim(),
    html: sourceOf(text, prepared.media),
    custom_excerpt: words('excerpt'),
    meta_title: words('metaTitle'),
    meta_description: words('metaDescription'),
    canonical_url: words('canonicalUrl'),
    visibility: String(setting('visibility')),
    featured: setting('featured') === true,
    tags: Array.isArray(tags) ? [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))] : [],
    ...(prepared.feature
      ? { feature_image: prepared.feature.url, feature_image_alt: prepared.feature.alt || null }
      : {}),
    ...(!isPage(content) && setting('newsletter') !== '' && setting('emailOnly') === true ? { email_only: true } : {}),
  }
}

/** How it is to be seen. */
export function stateFields(content: PreparedContent, { facts }: AccountAccess): JsonObject {
  const status = String(settingOf(content, facts, 'status'))
  const at = String(settingOf(content, facts, 'at'))
  return { status, ...(status === 'scheduled' && at ? { published_at: new Date(at).toISOString() } : {}) }
}

const segments: Record<string, string> = { all: 'all', free: 'status:free', paid: 'status:-free' }

/** To whom it is sent: https://docs.ghost.org/admin-api/posts/sending-a-post (read 2026-11-22). */
export function emailQuery(content: PreparedContent, { facts }: AccountAccess): Record<string, string> {
  const newsletter = String(settingOf(content, facts, 'newsletter'))
  if (newsletter === '' || isPage(content)) return {}
  return { newsletter, email_segment: segments[String(settingOf(content, facts, 'segment'))] ?? 'all' }
}
