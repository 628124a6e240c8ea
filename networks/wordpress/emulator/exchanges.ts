/** One request that both sites are asked, in this order, by the same user; `:post`, `:comment` and `:media` stand for what was made before. */
export type Exchange = {
  title: string
  method: string
  path: string
  json?: object
  file?: { name: string; mime: string; text: string }
  anonymous?: true
  /** Keeps the id of what the answer names. */
  as?: string
  /** Values that must be equal, as paths such as `title.raw`. */
  same?: string[]
}

const draft = { status: 'draft', slug: 'rialto-x', title: { raw: 'Кения &amp; друзі' }, content: { raw: '<p>One</p>' } }

export const exchanges: Exchange[] = [
  { title: 'nobody is signed in', method: 'GET', path: 'users/me?context=edit', anonymous: true },
  { title: 'who the user is', method: 'GET', path: 'users/me?context=edit', same: ['roles'] },
  { title: 'an empty post', method: 'POST', path: 'posts', json: { status: 'draft' } },
  {
    title: 'a draft',
    method: 'POST',
    path: 'posts',
    json: draft,
    as: 'post',
    same: ['slug', 'status', 'title.raw', 'content.raw', 'comment_status', 'format', 'categories', 'sticky'],
  },
  { title: 'the draft by its address', method: 'GET', path: 'posts?slug=rialto-x&status=draft&context=edit' },
  { title: 'drafts are nobody else’s', method: 'GET', path: 'posts/:post', anonymous: true },
  { title: 'a comment on a draft', method: 'POST', path: 'comments', json: { post: ':post', content: { raw: 'x' } } },
  {
    title: 'the draft published',
    method: 'POST',
    path: 'posts/:post',
    json: { status: 'publish', slug: '' },
    same: ['slug', 'status'],
  },
  {
    title: 'published once more',
    method: 'POST',
    path: 'posts/:post',
    json: { status: 'publish', slug: '' },
    same: ['slug', 'status'],
  },
  {
    title: 'a second post with its address',
    method: 'POST',
    path: 'posts',
    json: { ...draft, status: 'publish', slug: 'twice' },
    same: ['slug'],
  },
  {
    title: 'a third one',
    method: 'POST',
    path: 'posts',
    json: { ...draft, status: 'publish', slug: 'twice' },
    as: 'third',
    same: ['slug'],
  },
  { title: 'a status that is none', method: 'POST', path: 'posts/:third', json: { format: 'poster' } },
  {
    title: 'a moment to come',
    method: 'POST',
    path: 'posts/:third',
    json: { status: 'publish', date_gmt: '2099-01-01T10:00:00' },
    same: ['status', 'date_gmt'],
  },
  { title: 'a tag', method: 'POST', path: 'tags', json: { name: 'кава & чай' }, same: ['name', 'count'] },
  { title: 'a tag once more', method: 'POST', path: 'tags', json: { name: 'кава & чай' } },
  {
    title: 'a text as a file',
    method: 'POST',
    path: 'media?alt_text=Words',
    file: { name: 'words.txt', mime: 'text/plain', text: 'words' },
    as: 'media',
    same: ['alt_text', 'mime_type', 'media_type', 'status', 'post'],
  },
  {
    title: 'a program that calls itself a picture',
    method: 'POST',
    path: 'media',
    file: { name: 'x.jpg', mime: 'image/jpeg', text: 'MZ this is a program' },
  },
  { title: 'files by number', method: 'GET', path: 'media?include=:media&context=edit' },
  { title: 'a file as the featured image', method: 'POST', path: 'posts/:post', json: { featured_media: ':media' } },
  { title: 'nothing as the featured image', method: 'POST', path: 'posts/:post', json: { featured_media: 999999 } },
  {
    title: 'a comment',
    method: 'POST',
    path: 'comments',
    json: { post: ':post', content: { raw: 'Hello' } },
    as: 'comment',
    same: ['content.raw', 'status', 'parent'],
  },
  { title: 'the same comment', method: 'POST', path: 'comments', json: { post: ':post', content: { raw: 'Hello' } } },
  { title: 'a comment of nothing', method: 'POST', path: 'comments', json: { post: ':post', content: { raw: ' ' } } },
  { title: 'a comment nowhere', method: 'POST', path: 'comments', json: { content: { raw: 'x' } } },
  { title: 'comments of all states', method: 'GET', path: 'comments?status=all&context=edit&post=:post' },
  { title: 'comments as others see them', method: 'GET', path: 'comments?post=:post', anonymous: true },
  {
    title: 'a comment held back',
    method: 'POST',
    path: 'comments/:comment',
    json: { status: 'hold' },
    same: ['status'],
  },
  { title: 'a comment as spam', method: 'POST', path: 'comments/:comment', json: { status: 'spam' }, same: ['status'] },
  { title: 'a comment into the trash', method: 'DELETE', path: 'comments/:comment', same: ['status'] },
  { title: 'a comment into the trash again', method: 'DELETE', path: 'comments/:comment' },
  { title: 'a comment for good', method: 'DELETE', path: 'comments/:comment?force=true', same: ['deleted'] },
  { title: 'comments that are closed', method: 'POST', path: 'posts/:post', json: { comment_status: 'closed' } },
  {
    title: 'a comment on a closed post',
    method: 'POST',
    path: 'comments',
    json: { post: ':post', content: { raw: 'y' } },
  },
  { title: 'a page too far', method: 'GET', path: 'posts?page=99' },
  { title: 'settings', method: 'GET', path: 'settings', same: ['default_comment_status'] },
  { title: 'settings for nobody', method: 'GET', path: 'settings', anonymous: true },
  { title: 'a post into the trash', method: 'DELETE', path: 'posts/:post', same: ['status'] },
  { title: 'a post into the trash again', method: 'DELETE', path: 'posts/:post' },
  { title: 'what lies in the trash', method: 'GET', path: 'posts/:post?context=edit', same: ['status'] },
  { title: 'a post for good', method: 'DELETE', path: 'posts/:post?force=true', same: ['deleted'] },
  { title: 'a post that is gone', method: 'GET', path: 'posts/:post?context=edit' },
]

export type Side = { url: string; user: string; password: string; made: Map<string, number> }
export type Seen = { status: number; code?: unknown; fields: string[]; count?: number; same: Record<string, unknown> }

/** What of an answer both must agree on: status, the code of a refusal, which fields there are, and the values asked for. */
export async function askSide(side: Side, exchange: Exchange): Promise<{ seen: Seen; json: unknown }> {
  const { file } = exchange
  const basic = Buffer.from(`${side.user}:${side.password}`).toString('base64')
  const answer = await fetch(`${side.url}/wp-json/wp/v2/${filled(exchange.path, side)}`, {
    method: exchange.method,
    headers: {
      ...(exchange.anonymous ? {} : { authorization: `Basic ${basic}` }),
      ...(file ? { 'content-type': file.mime, 'content-disposition': `attachment; filename="${file.name}"` } : {}),
      ...(exchange.json ? { 'content-type': 'application/json' } : {}),
    },
    body: file?.text ?? (exchange.json ? filled(JSON.stringify(exchange.json), side) : undefined),
  })
  const json: unknown = await answer.json()
  const thing = Array.isArray(json) ? json[0] : json
  if (exchange.as) side.made.set(exchange.as, Number(at(thing, 'id')))
  return {
    json,
    seen: {
      status: answer.status,
      ...(answer.ok ? {} : { code: at(json, 'code') }),
      ...(Array.isArray(json) ? { count: json.length } : {}),
      fields: answer.ok && typeof thing === 'object' && thing !== null ? Object.keys(thing).sort() : [],
      same: Object.fromEntries((exchange.same ?? []).map((path) => [path, at(thing, path)])),
    },
  }
}

const filled = (words: string, { made }: Side) =>
  words.replace(/"?:(post|third|comment|media)\b"?/g, (whole, name: string) => String(made.get(name) ?? whole))

const at = (thing: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (node, step) => (typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined),
      thing,
    )
