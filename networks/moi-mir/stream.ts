import { z } from 'zod'
import { Refusal } from '../../kernel/failure.ts'
import type { ArchivedPost, ArchiveRead } from '../contract.ts'
import { textsIn } from '../families/archive/zip.ts'

const word = z.string().catch('')
const number = z.coerce.number().int().nonnegative().optional().catch(undefined)
const author = z.object({
  uid: z.coerce.string(),
  ...{ nick: word, first_name: word, last_name: word, link: word, pic: word },
})
const attachment = z.object({ object: word, type: word, url: word, text: word, src: word, image: word })
/** An event of `stream.getByAuthor`: https://api.mail.ru/docs/reference/rest/stream.get/ (read 2026-11-22). */
const event = z.object({
  id: z.string(),
  authors: z.array(author).min(1),
  time: z.coerce.number().int().positive(),
  ...{ user_text: word, title: word, click_url: word, type_name: word },
  attachments: z.array(attachment).catch([]),
  ...{ likes_count: number, comments_count: number },
})
type Event = z.infer<typeof event>
type Where = { path: string; name: string }

/** Answers of `stream.getByAuthor` that somebody saved as JSON files, alone or in a zip: no other archive was ever offered. */
export async function readStream(where: Where, signal: AbortSignal): Promise<ArchiveRead> {
  for await (const { authors } of eventsIn(where, signal)) {
    const [by] = authors
    if (!by) continue
    const name = by.nick || `${by.first_name} ${by.last_name}`.trim() || by.uid
    return {
      account: {
        remoteId: by.uid,
        name,
        handle: by.nick || by.uid,
        ...(URL.canParse(by.link) ? { url: by.link } : {}),
      },
      posts: postsIn(where, signal),
    }
  }
  throw new Refusal(422, 'moi-mir.archive.noPosts')
}

async function* postsIn(where: Where, signal: AbortSignal): AsyncGenerator<ArchivedPost> {
  for await (const one of eventsIn(where, signal)) yield postOf(one)
}

async function* eventsIn(where: Where, signal: AbortSignal): AsyncGenerator<Event> {
  for await (const { text } of textsIn(where, (name) => /\.json$/i.test(name), signal))
    for (const one of [parsed(text)].flat()) {
      const read = event.safeParse(one)
      if (read.success) yield read.data
    }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function postOf(one: Event): ArchivedPost {
  const [by] = one.authors
  const said = one.attachments.map((file) => file.text).filter(Boolean)
  const pictures = one.attachments.map((file) => file.src || file.image || (file.object === 'image' ? file.url : ''))
  return {
    ref: { id: one.id, ...(URL.canParse(one.click_url) ? { url: one.click_url } : {}) },
    text: [one.user_text || one.title, ...said].filter(Boolean).join('\n\n'),
    at: new Date(one.time * 1000),
    author: { id: by?.uid ?? '', handle: by?.nick ?? '' },
    media: pictures.filter((url) => URL.canParse(url)).map((url) => ({ kind: 'image', url })),
    numbers: {
      ...(one.likes_count === undefined ? {} : { likes: one.likes_count }),
      ...(one.comments_count === undefined ? {} : { comments: one.comments_count }),
    },
  }
}
