import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AccountAccess, PreparedContent } from '../contract.ts'
import { escapeHtml } from '../families/article/html-of-text.ts'
import { countShown } from '../families/article/paragraphs.ts'
import { blocksOf, type Placed } from './blocks.ts'
import { mostCharacters } from './compose.ts'
import { isPage, settingOf } from './options.ts'

export type Prepared = { media: Placed[]; featured?: Placed; tags: number[] }

/** What stands in the post, whatever its state. */
export function contentFields(content: PreparedContent, account: AccountAccess, prepared: Prepared): JsonObject {
  const setting = (key: string) => settingOf(content, account.facts, key)
  const text = content.parts[0]?.text ?? ''
  if (countShown(text) > mostCharacters)
    throw new NetworkFailure('rejected', `a post may have ${mostCharacters} characters at most`)
  const comments = setting('comments')
  return {
    title: { raw: escapeHtml(String(setting('title')).trim()) },
    content: { raw: blocksOf(text, prepared.media) },
    excerpt: { raw: escapeHtml(String(setting('excerpt')).trim()) },
    ...(prepared.featured ? { featured_media: prepared.featured.id } : {}),
    ...(comments === 'site' ? {} : { comment_status: String(comments) }),
    ...(isPage(content) ? {} : postFields(content, account, prepared.tags)),
  }
}

/** What pages have not. */
function postFields(content: PreparedContent, { facts }: AccountAccess, tags: number[]): JsonObject {
  const chosen = settingOf(content, facts, 'categories')
  const categories = Array.isArray(chosen) ? chosen.map(Number) : []
  return {
    ...(categories.length > 0 ? { categories } : {}),
    tags,
    format: String(settingOf(content, facts, 'format')),
    ...(settingOf(content, facts, 'sticky') === true ? { sticky: true } : {}),
  }
}

/** How it is to be seen. Without a chosen address the site makes one of the title. */
export function stateFields(content: PreparedContent, { facts }: AccountAccess): JsonObject {
  const status = String(settingOf(content, facts, 'status'))
  const at = String(settingOf(content, facts, 'at'))
  return {
    status,
    ...(status === 'future' && at ? { date_gmt: new Date(at).toISOString().slice(0, 19) } : {}),
    slug: String(settingOf(content, facts, 'slug')).trim(),
  }
}
