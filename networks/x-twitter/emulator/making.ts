import { createHash } from 'node:crypto'
import { allPosts } from './crowd.ts'
import { type Asking, type Ground, invalid, No, ok } from './ground.ts'
import { type EmPoll, type EmPost, idAt } from './state.ts'
import { weightOf } from './words.ts'

type Form = {
  text?: string
  media?: { media_ids: string[] }
  poll?: { options: string[]; duration_minutes: number }
  reply?: { in_reply_to_tweet_id: string }
  quote_tweet_id?: string
  geo?: { place_id: string }
  reply_settings?: string
}

export function makingOperations(ground: Ground): void {
  const { on, state, commit } = ground
  on('POST', '/2/tweets', 'tweet.write', (asking) => {
    const post = create(ground, asking)
    return ok({ id: post.id, text: post.text, edit_history_post_ids: [post.id] }, 201)
  })
  on('DELETE', '/2/tweets/:id', 'tweet.write', ({ params, user }) => {
    const post = state.posts.get(params.id ?? '')
    if (!post) return ok({ deleted: false })
    if (post.author !== user.id) throw new No(403, 'You are not permitted to delete this Post.')
    commit({ did: 'delete', what: 'posts', id: post.id }, { account: user.openedAs, kind: 'remove', objectId: post.id })
    return ok({ deleted: true })
  })
}

function create(ground: Ground, { body, user, stillProcessing }: Asking): EmPost {
  const { state, now, commit } = ground
  const form = body as Form
  const text = (form.text ?? '').normalize('NFC').trim()
  const mediaIds = form.media?.media_ids ?? []
  const under = form.reply && allPosts(ground).find((one) => one.id === form.reply?.in_reply_to_tweet_id)
  if (form.reply && !under) throw new No(403, 'You attempted to reply to a Post that is deleted or not visible to you.')
  checkWords(text, form)
  checkFiles(ground, user.id, mediaIds, stillProcessing)
  const fingerprint = fingerprintOf(ground, user.id, text, form)
  if (ground.options.refuseTwins && isTwin(ground, user.id, text))
    throw new No(403, 'You are not allowed to create a Tweet with duplicate content.')
  const id = idAt(state, now())
  const post: EmPost = {
    id,
    author: user.id,
    text,
    at: now().toISOString(),
    lang: user.locale,
    mediaIds,
    replyTo: under?.id,
    quotes: form.quote_tweet_id,
    place: form.geo?.place_id,
    conversation: under?.conversation ?? id,
    poll: pollOf(form.poll, now()),
    replySettings: form.reply_settings ?? 'everyone',
    ordinal: state.made.get(user.id) ?? 0,
  }
  const kind = under && under.author !== user.id ? 'comment' : 'create'
  commit({ made: 'post', post }, { account: user.openedAs, kind, objectId: id, text, fingerprint })
  return post
}

function checkWords(text: string, form: Form): void {
  const mixed = [form.media, form.poll, form.quote_tweet_id].filter(Boolean).length
  if (mixed > 1) throw invalid('media, poll and quote_tweet_id are mutually exclusive.')
  if (text === '' && !form.media) throw invalid('Post text or media is required.')
  if (weightOf(text) > 280)
    throw new No(403, 'Your Post text is too long. For more information, visit the documentation.')
}

function checkFiles(ground: Ground, owner: string, ids: string[], stillProcessing: boolean): void {
  const files = ids.map((id) => ground.state.media.get(id))
  for (const file of files) {
    if (!file || file.owner !== owner || file.personal) throw invalid('Your media IDs are invalid.')
    if (stillProcessing || new Date(file.readyAt) > ground.now()) throw invalid('Your media is still in processing.')
  }
  if (files.length > 1 && files.some((file) => file?.type !== 'photo'))
    throw invalid('Posts may hold four photos, or one GIF, or one video.')
}

const isTwin = ({ state }: Ground, author: string, text: string) =>
  [...state.posts.values()].findLast((one) => one.author === author)?.text === text

const pollOf = (poll: Form['poll'], now: Date): EmPoll | undefined =>
  poll && {
    options: poll.options,
    minutes: poll.duration_minutes,
    endsAt: new Date(now.getTime() + poll.duration_minutes * 60_000).toISOString(),
  }

/** The same for the same words, files and place. */
function fingerprintOf({ state }: Ground, author: string, text: string, form: Form): string {
  const files = form.media?.media_ids.map((id) => state.media.get(id)?.sha256)
  const what = [author, text, form.reply?.in_reply_to_tweet_id, files, form.poll?.options, form.quote_tweet_id]
  return createHash('sha256').update(JSON.stringify(what)).digest('hex')
}
