import { capabilitiesOf, type Ground } from './ground.ts'
import type { SiteComment, SiteMedia, SitePost, SiteTerm, SiteUser } from './state.ts'

type Context = 'view' | 'edit'
const only = (context: Context, fields: object) => (context === 'edit' ? fields : {})
const links = (address: string) => ({ _links: { self: [{ href: address }] } })

/** The words of a source, by arithmetic of our own: no tags, no comments, no files. */
export const wordsOfSource = (source: string): string =>
  source
    .replace(/<(figure|div)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/p>\s*<p>/g, '\n\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: 'amp') => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name])
    .trim()

export function shownPost(ground: Ground, post: SitePost, context: Context): object {
  const { site } = ground
  const link = ['publish', 'private', 'future'].includes(post.status)
    ? `${site.url}/${post.at.slice(0, 4)}/${post.slug}/`
    : `${site.url}/?p=${post.id}`
  const rendered = post.content.replace(/<!-- \/?wp:[\s\S]*?-->/g, '')
  return {
    ...{ id: post.id, date: post.at, date_gmt: post.at, modified: post.modified, modified_gmt: post.modified },
    guid: { rendered: `${site.url}/?p=${post.id}`, ...only(context, { raw: `${site.url}/?p=${post.id}` }) },
    ...{ slug: post.slug, status: post.status, type: post.type, link },
    title: { rendered: post.title, ...only(context, { raw: post.title }) },
    content: { rendered, protected: false, ...only(context, { raw: post.content, block_version: 1 }) },
    excerpt: { rendered: post.excerpt, protected: false, ...only(context, { raw: post.excerpt }) },
    ...{ author: post.author, featured_media: post.featured, comment_status: post.comments, ping_status: 'open' },
    ...only(context, { password: '', permalink_template: `${site.url}/%postname%/`, generated_slug: post.slug }),
    ...{ template: '', meta: [] },
    ...(post.type === 'page'
      ? { parent: 0, menu_order: 0 }
      : { sticky: post.sticky, format: post.format, categories: post.categories, tags: post.tags }),
    ...links(`${site.url}/wp-json/wp/v2/${post.type}s/${post.id}`),
  }
}

export function shownMedia({ site }: Ground, media: SiteMedia, context: Context): object {
  const source = `${site.url}/uploads/${media.file}`
  const title = media.file.replace(/\.[^.]*$/, '')
  const both = (raw: string) => ({ rendered: raw, ...only(context, { raw }) })
  return {
    ...{ id: media.id, date: media.at, date_gmt: media.at, modified: media.at, modified_gmt: media.at },
    ...{ guid: both(source), slug: title.toLowerCase(), status: 'inherit', type: 'attachment' },
    ...{ link: `${site.url}/${title}/`, title: both(title), author: media.author, comment_status: 'open' },
    ...{ ping_status: 'closed', template: '', meta: [], description: both(''), caption: both('') },
    ...only(context, { permalink_template: `${site.url}/?attachment_id=${media.id}`, generated_slug: title }),
    ...{ alt_text: media.alt, media_type: media.mime.startsWith('image/') ? 'image' : 'file', mime_type: media.mime },
    media_details: { width: media.width, height: media.height, file: media.file, filesize: media.bytes, sizes: {} },
    ...{ post: null, source_url: source },
    ...only(context, { missing_image_sizes: [] }),
    ...links(`${site.url}/wp-json/wp/v2/media/${media.id}`),
  }
}

export function shownComment(ground: Ground, comment: SiteComment, context: Context): object {
  const { site, state } = ground
  const post = state.posts.get(comment.post)
  const avatar = site.people.avatarUrl({ handle: comment.person ?? comment.name })
  const paragraphs = comment.content.split(/\n{2,}/).map((one) => `<p>${one.replaceAll('\n', '<br />\n')}</p>\n`)
  return {
    ...{ id: comment.id, post: comment.post, parent: comment.parent, author: comment.author },
    ...{ author_name: comment.name, author_url: '' },
    ...only(context, { author_email: 'somebody@example.org', author_ip: '127.0.0.1', author_user_agent: '' }),
    ...{ date: comment.at, date_gmt: comment.at },
    content: { rendered: paragraphs.join(''), ...only(context, { raw: comment.content }) },
    link: `${site.url}/${post?.at.slice(0, 4)}/${post?.slug}/#comment-${comment.id}`,
    ...{ status: comment.status, type: 'comment', meta: [] },
    author_avatar_urls: { '24': avatar, '48': avatar, '96': avatar },
    ...links(`${site.url}/wp-json/wp/v2/comments/${comment.id}`),
  }
}

export const shownTerm = ({ site, state }: Ground, term: SiteTerm, taxonomy: 'post_tag' | 'category'): object => {
  const field = taxonomy === 'post_tag' ? 'tags' : 'categories'
  return {
    id: term.id,
    count: [...state.posts.values()].filter((post) => post.status === 'publish' && post[field].includes(term.id))
      .length,
    ...{ description: '', link: `${site.url}/${taxonomy}/${term.slug}/`, name: term.name, slug: term.slug, taxonomy },
    ...{ meta: [] },
    ...(taxonomy === 'category' ? { parent: 0 } : {}),
    ...links(`${site.url}/wp-json/wp/v2/${field}/${term.id}`),
  }
}

export function shownUser({ site }: Ground, user: SiteUser, context: Context): object {
  const capabilities = Object.fromEntries(capabilitiesOf(user.role).map((one) => [one, true]))
  const avatar = site.people.avatarUrl({ handle: user.login })
  return {
    ...{ id: user.id, name: user.name, url: site.url, description: '', link: `${site.url}/author/${user.login}/` },
    ...{ slug: user.login, avatar_urls: { '24': avatar, '48': avatar, '96': avatar }, meta: [] },
    ...only(context, {
      ...{ username: user.login, first_name: '', last_name: '', email: `${user.login}@example.org`, locale: 'en_US' },
      ...{ nickname: user.login, roles: [user.role], registered_date: '2026-01-01T00:00:00+00:00' },
      ...{ capabilities, extra_capabilities: { [user.role]: true } },
    }),
    ...links(`${site.url}/wp-json/wp/v2/users/${user.id}`),
  }
}
