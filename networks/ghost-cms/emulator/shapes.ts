import type { LabRequest } from '../../lab/network.ts'
import { type Ground, siteUrl } from './ground.ts'
import type { SitePost } from './state.ts'

/** The words of a post, by arithmetic of our own: no figures, no tags. */
export const wordsOfHtml = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<figure\b[\s\S]*?<\/figure>/g, '')
    .replace(/<br>/g, '\n')
    .replace(/<\/p>\s*<p>/g, '\n\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
    .trim()

const texts =
  'og_image og_title og_description twitter_image twitter_title twitter_description meta_title meta_description'

/** The fields of 6.65, seen on 2026-11-22. */
export function shownPost(ground: Ground, post: SitePost, { query }: LabRequest): object {
  const home = siteUrl(ground, post.blog)
  const given = post.fields
  const text = (name: string) => given[name] ?? null
  const formats = String(query.formats ?? 'lexical')
  const tags = post.tags.map((name, index) => ({ id: String(index).padStart(24, '0'), name, slug: name }))
  const author = { id: 'a'.repeat(24), name: 'North', slug: 'north', email: 'owner@example.org' }
  const only = String(query.fields ?? '')
  if (only !== '') return { id: post.id }
  return {
    ...{ id: post.id, uuid: post.uuid, title: post.title, slug: post.slug },
    ...(formats === 'html' ? { html: post.html } : { mobiledoc: null, lexical: '{"root":{}}' }),
    ...{ comment_id: post.id, feature_image: text('feature_image'), featured: given.featured ?? false },
    ...{ status: post.status, visibility: given.visibility ?? 'public', created_at: post.created },
    ...{ updated_at: post.updated, published_at: post.published, custom_excerpt: text('custom_excerpt') },
    ...{
      codeinjection_head: null,
      codeinjection_foot: null,
      custom_template: null,
      canonical_url: text('canonical_url'),
    },
    ...{
      tiers: [],
      tags,
      authors: [author],
      count: { clicks: 0 },
      primary_author: author,
      primary_tag: tags[0] ?? null,
    },
    ...{ url: post.status === 'draft' ? `${home}/p/${post.uuid}/` : `${home}/${post.slug}/` },
    ...{ excerpt: text('custom_excerpt') ?? wordsOfHtml(post.html).slice(0, 500), reading_time: 1 },
    ...Object.fromEntries(texts.split(' ').map((name) => [name, text(name)])),
    ...{ frontmatter: null, feature_image_alt: text('feature_image_alt'), feature_image_caption: null },
    ...(post.type === 'page' ? { show_title_and_feature_image: true } : ofPosts(post)),
  }
}

const ofPosts = (post: SitePost) => ({
  ...{ email_segment: post.segment, email_subject: null, email_only: post.fields.email_only ?? false },
  email: post.sentTo === null ? null : { email_count: post.sentTo, opened_count: 0, status: 'submitted' },
  newsletter: post.newsletter === null ? null : { slug: post.newsletter, name: 'North' },
})
