import { z } from 'zod'
import { Refusal } from '../../kernel/failure.ts'
import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { ArchivedPost, ArchiveRead, Interaction } from '../contract.ts'
import { textsIn } from '../families/archive/zip.ts'

const person = z.object({
  displayName: z.string().catch(''),
  profilePageUrl: z.string().optional().catch(undefined),
  avatarImageUrl: z.string().optional().catch(undefined),
  resourceName: z.string().catch(''),
})
const file = z.object({
  url: z.string().catch(''),
  contentType: z.string().catch('image/*'),
  description: z.string().optional().catch(undefined),
})
const moment = z.string().transform(momentOf)
const comment = z.object({
  ...{ creationTime: moment, author: person, content: z.string().catch(''), postUrl: z.string().catch('') },
  resourceName: z.string().catch(''),
})
const many = z.array(z.unknown()).catch([])
const activity = z.object({
  ...{ url: z.string(), creationTime: moment, author: person, content: z.string().catch('') },
  resourceName: z.string().catch(''),
  link: z
    .object({ title: z.string().catch(''), url: z.string().catch('') })
    .optional()
    .catch(undefined),
  media: file.optional().catch(undefined),
  album: z
    .object({ media: z.array(file).catch([]) })
    .optional()
    .catch(undefined),
  resharedPost: z
    .object({ content: z.string().catch(''), url: z.string().catch('') })
    .optional()
    .catch(undefined),
  ...{ comments: z.array(comment).catch([]), plusOnes: many, reshares: many },
})
type Activity = z.infer<typeof activity>

const isPost = (name: string) =>
  /\.json$/i.test(name) && !/(^|\/)(Circles|Collections|Communities|Events)\//i.test(name)

/** Posts of a Takeout archive made with JSON chosen: one file a post below `Google+ Stream/Posts`. */
export async function readTakeout(where: { path: string; name: string }, signal: AbortSignal): Promise<ArchiveRead> {
  const first = await firstOf(where, signal)
  if (!first) throw new Refusal(422, 'google-plus.archive.noPosts')
  const { author } = first
  return {
    account: {
      ...{ remoteId: idOf(author.resourceName), name: author.displayName, handle: idOf(author.resourceName) },
      ...(author.profilePageUrl ? { url: author.profilePageUrl } : {}),
    },
    posts: postsIn(where, signal),
  }
}

async function firstOf(where: { path: string; name: string }, signal: AbortSignal): Promise<Activity | undefined> {
  for await (const one of activitiesIn(where, signal)) return one
  return undefined
}

async function* postsIn(where: { path: string; name: string }, signal: AbortSignal): AsyncGenerator<ArchivedPost> {
  for await (const one of activitiesIn(where, signal)) yield postOf(one)
}

/** A file may also hold several, as some tools put them together. What is none is passed over. */
async function* activitiesIn(where: { path: string; name: string }, signal: AbortSignal): AsyncGenerator<Activity> {
  for await (const { text } of textsIn(where, isPost, signal))
    for (const one of [parsed(text)].flat()) {
      const read = activity.safeParse(one)
      if (read.success && read.data.author.resourceName) yield read.data
    }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function postOf(one: Activity): ArchivedPost {
  const files = [...(one.media ? [one.media] : []), ...(one.album?.media ?? [])].filter((media) => media.url)
  const shared = one.resharedPost ? `${textOfHtml(one.resharedPost.content)}\n${one.resharedPost.url}` : ''
  const words = [textOfHtml(one.content), shared, one.link?.url ?? ''].filter((part) => part.trim() !== '')
  return {
    ref: { id: one.resourceName || one.url, url: one.url },
    text: words.join('\n\n'),
    at: one.creationTime,
    author: { id: idOf(one.author.resourceName), handle: one.author.displayName },
    media: files.map(({ url, contentType, description }) => ({
      ...{ kind: contentType.startsWith('video') ? 'video' : 'image', url },
      ...(description ? { alt: description } : {}),
    })),
    numbers: { likes: one.plusOnes.length, reshares: one.reshares.length, comments: one.comments.length },
    comments: one.comments.map((said) => commentOf(said, one.url)),
  }
}

const commentOf = (said: z.infer<typeof comment>, under: string): Interaction => ({
  id: said.resourceName || `${said.postUrl}#${said.creationTime.getTime()}`,
  kind: 'comment',
  at: said.creationTime,
  author: { id: idOf(said.author.resourceName), handle: said.author.displayName, name: said.author.displayName },
  text: textOfHtml(said.content),
  under: { id: under, url: under },
  media: [],
})

const idOf = (resourceName: string) => resourceName.replace(/^users\//, '')

/** `2018-10-15 08:03:11+0200`, and with a colon before the zone in the oldest archives. */
function momentOf(written: string, context: z.core.$RefinementCtx): Date {
  const iso = written
    .trim()
    .replace(' ', 'T')
    .replace(/:?([+-]\d\d):?(\d\d)$/, '$1:$2')
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) context.addIssue({ code: 'custom', message: 'not a moment' })
  return at
}
