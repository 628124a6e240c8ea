import { createHash } from 'node:crypto'
import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, type Desk, type EmPost, enveloped, nextId, now, seconds, wrong } from './state.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const flag = (value: unknown) => value === true || value === 'true'

export function submit(desk: Desk, { user, form, request }: Asking): LabAnswer {
  const kind = text(form.kind)
  if (!['self', 'link', 'image', 'video'].includes(kind))
    throw wrong('INVALID_OPTION', 'that option is not valid', 'kind')
  const draft = drafted(desk, user.name, kind, form)
  if (kind === 'link' && !/^https?:\/\//.test(text(form.url))) throw wrong('NO_URL', 'a url is required', 'url')
  if (kind === 'self' || kind === 'link') {
    const post = place(desk, { ...draft, ...(kind === 'link' ? { url: text(form.url) } : {}) })
    return enveloped({ url: addressOf(post), drafts_count: 0, id: post.id.slice(3), name: post.id })
  }
  const asset = assetAt(desk, text(form.url))
  if (kind === 'video') assetAt(desk, text(form.video_poster_url))
  const video = asset.mime.startsWith('video/')
  if (video !== (kind === 'video')) throw wrong('BAD_MEDIA', 'this file is of another kind', 'url')
  const wait = request.stillProcessing ? 3_000 : desk.slowMs.now
  place(desk, { ...draft, url: `${text(form.url)}`, media: [asset], seenFrom: now(desk) + wait })
  return enveloped({
    user_submitted_page: `https://www.reddit.com/user/${user.name}/submitted/`,
    websocket_url: 'wss://ws.invalid/rte',
  })
}

export function submitGallery(desk: Desk, { user, form }: Asking): LabAnswer {
  const items = Array.isArray(form.items) ? (form.items as { media_id?: string; caption?: string }[]) : []
  if (items.length < 2 || items.length > 20) throw wrong('BAD_GALLERY', 'a gallery has from 2 to 20 items', 'items')
  if (items.some((one) => [...(one.caption ?? '')].length > 180))
    throw wrong('TOO_LONG', 'this is too long (max: 180)', 'caption')
  const media = items.map(({ media_id: id = '' }) => {
    const asset = desk.kept.state.assets.get(id)
    if (!asset?.path) throw wrong('MISSING_MEDIA', 'the media was not found', 'items')
    return asset
  })
  const post = place(desk, { ...drafted(desk, user.name, 'gallery', form), media })
  return enveloped({ id: post.id, url: addressOf(post) })
}

export function submitPoll(desk: Desk, { user, form }: Asking): LabAnswer {
  const options = Array.isArray(form.options) ? form.options.map(String) : []
  const duration = Number(form.duration)
  if (options.length < 2 || options.length > 6 || options.some((one) => one === '' || [...one].length > 120))
    throw wrong('BAD_POLL', 'a poll has from 2 to 6 options of up to 120 characters', 'options')
  if (!Number.isInteger(duration) || duration < 1 || duration > 7)
    throw wrong('BAD_POLL', 'a poll lasts from 1 to 7 days', 'duration')
  const post = place(desk, { ...drafted(desk, user.name, 'poll', form), poll: options })
  return enveloped({ id: post.id, url: addressOf(post) })
}

const addressOf = ({ sub, id }: EmPost) => `https://www.reddit.com/r/${sub}/comments/${id.slice(3)}/title/`

function assetAt(desk: Desk, url: string) {
  const asset = [...desk.kept.state.assets.values()].find((one) => url.endsWith(`/${one.key}`))
  if (!asset?.path) throw wrong('BAD_URL', 'the file was not found there', 'url')
  return { id: asset.id, mime: asset.mime }
}

/** Refuses as the network does; nothing is kept yet. */
function drafted(desk: Desk, author: string, kind: string, form: Record<string, unknown>): EmPost {
  const { state } = desk.kept
  if (desk.tired.words) throw wrong('RATELIMIT', desk.tired.words, 'ratelimit')
  const sub = state.subs.get(text(form.sr).toLowerCase())
  if (!sub) throw wrong('SUBREDDIT_NOEXIST', "that subreddit doesn't exist", 'sr')
  if (sub.closed) throw wrong('SUBREDDIT_NOTALLOWED', "you aren't allowed to post there.", 'sr')
  if (kind === 'poll' && !sub.polls) throw wrong('SUBMIT_VALIDATION_POLL', 'polls are not allowed here', 'sr')
  const title = text(form.title)
  if (title.trim() === '') throw wrong('NO_TEXT', 'we need something here', 'title')
  if ([...title].length > 300) throw wrong('TOO_LONG', 'this is too long (max: 300)', 'title')
  const body = text(form.text)
  if ([...body].length > 40_000) throw wrong('TOO_LONG', 'this is too long (max: 40000)', 'text')
  const flair = text(form.flair_id)
  if (flair && !sub.flairs.some((one) => one.id === flair))
    throw wrong('BAD_FLAIR_TEMPLATE_ID', 'that flair is not known', 'flair')
  if (sub.flairRequired && !flair)
    throw wrong('SUBMIT_VALIDATION_FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair')
  return {
    id: nextId(desk, 't3'),
    author,
    sub: sub.name,
    title,
    text: body.trim(),
    at: seconds(desk),
    kind,
    nsfw: flag(form.nsfw),
    spoiler: flag(form.spoiler),
    replies: form.sendreplies === undefined || flag(form.sendreplies),
    seenFrom: 0,
    ...(flair ? { flair } : {}),
  }
}

function place(desk: Desk, post: EmPost): EmPost {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([post.sub, post.title, post.text, post.kind, post.poll]))
    .digest('hex')
  desk.kept.commit(
    { do: 'post', post },
    { account: post.author, kind: 'create', objectId: post.id, text: post.text, fingerprint },
  )
  return post
}

export function editText(desk: Desk, { user, form }: Asking): LabAnswer {
  const id = text(form.thing_id)
  const body = text(form.text).trim()
  const post = desk.kept.state.posts.get(id)
  if (!post || post.deleted || post.author !== user.name) throw wrong('NOT_AUTHOR', "you can't do that", 'thing_id')
  if ([...body].length > 40_000) throw wrong('TOO_LONG', 'this is too long (max: 40000)', 'text')
  desk.kept.commit(
    { do: 'post', post: { ...post, text: body } },
    { account: user.name, kind: 'edit', objectId: id, text: body },
  )
  return enveloped({ things: [] })
}

/** The network says yes even where there is nothing to delete. */
export function del(desk: Desk, { user, form }: Asking): LabAnswer {
  const id = text(form.id)
  const { posts, comments } = desk.kept.state
  const post = posts.get(id)
  const comment = comments.get(id)
  const act = { account: user.name, kind: 'remove', objectId: id } as const
  if (post?.author === user.name && !post.deleted)
    desk.kept.commit({ do: 'post', post: { ...post, deleted: true } }, act)
  if (comment?.author === user.name && !comment.deleted)
    desk.kept.commit({ do: 'comment', comment: { ...comment, deleted: true } }, act)
  return { status: 200, json: {} }
}
