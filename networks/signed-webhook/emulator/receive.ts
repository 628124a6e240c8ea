import { createHash, createHmac } from 'node:crypto'
import sharp from 'sharp'
import { z } from 'zod'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { Kept } from '../../lab/network.ts'
import type { Event, Receiver, State } from './state.ts'

type Arrival = { site: LabSite; kept: Kept<State, Event>; receiver: Receiver; request: LabRequest }

const tolerance = 5 * 60
const longest = 100_000

const words = { written: z.string().max(longest), text: z.string(), html: z.string() }
const file = z.strictObject({
  ...{
    kind: z.string(),
    mime: z.string(),
    bytes: z.number().int().positive(),
    alt: z.string().max(2000),
    name: z.string(),
  },
  ...{ width: z.number().int().nullable(), height: z.number().int().nullable() },
  ...{ base64: z.string().optional(), url: z.url().optional() },
})
const poll = z.strictObject({
  ...{ question: z.string().optional(), options: z.array(z.string().min(1)).min(2), multiple: z.boolean() },
  ...{ durationSeconds: z.number().int().positive(), hideTotals: z.boolean().optional() },
})
const post = z.strictObject({
  ...{ account: z.string(), title: z.string().max(300), tags: z.array(z.string()), language: z.string().nullable() },
  ...{ ...words, media: z.array(file).max(4), poll: poll.nullable() },
})
const shapes = {
  'desk.ping': z.strictObject({}),
  'post.published': post,
  'post.edited': post.extend({ id: z.string() }),
  'post.removed': z.strictObject({ id: z.string() }),
  'comment.published': z.strictObject({ post: z.string(), ...words }),
  'comment.removed': z.strictObject({ id: z.string() }),
}
const envelope = z.strictObject({
  type: z.enum(Object.keys(shapes) as (keyof typeof shapes)[]),
  timestamp: z.iso.datetime(),
  data: z.unknown(),
})

/** Believes only what is signed and of now, does each id once, and knows no field beyond those of the six events. */
export async function received(arrival: Arrival): Promise<LabAnswer> {
  const { request, receiver, site } = arrival
  const id = request.headers['webhook-id'] ?? ''
  const seconds = Number(request.headers['webhook-timestamp'])
  if (Math.abs(site.clock.now().getTime() / 1000 - seconds) > tolerance) return refused(400, 'not of now')
  const body = request.raw.toString('utf8')
  if (
    !isOurs(
      receiver.secret,
      `${id}.${request.headers['webhook-timestamp']}.${body}`,
      request.headers['webhook-signature'],
    )
  )
    return refused(401, 'the signature is not ours')
  const read = envelope.safeParse(request.body)
  if (!read.success) return refused(422, z.prettifyError(read.error))
  const data = shapes[read.data.type].safeParse(read.data.data)
  if (!data.success) return refused(422, z.prettifyError(data.error))
  return done(arrival, id, read.data.type, data.data)
}

const refused = (status: number, error: string): LabAnswer => ({ status, json: { error } })

function isOurs(secret: string, signed: string, header: string | undefined): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  return (header ?? '').split(' ').includes(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
}

async function done(arrival: Arrival, id: string, type: keyof typeof shapes, data: object): Promise<LabAnswer> {
  if (type === 'desk.ping') return { status: 204 }
  if (type === 'post.removed' || type === 'comment.removed') return removed(arrival, textIn(data, 'id'))
  const broken = await brokenFile(data)
  if (broken) return refused(422, broken)
  if (type === 'post.edited') return edited(arrival, textIn(data, 'id'), textIn(data, 'text'))
  return published(arrival, id, data)
}

const textIn = (data: object, key: string): string => {
  const value = new Map<string, unknown>(Object.entries(data)).get(key)
  return typeof value === 'string' ? value : ''
}

function published({ site, kept, receiver }: Arrival, id: string, data: object): LabAnswer {
  const known = kept.state.seen.get(id)
  const place = (postId: string) => ({ id: postId, url: `${site.url}/posts/${postId}` })
  if (known) return { status: 200, json: place(known) }
  const under = textIn(data, 'post')
  if ('post' in data && !kept.state.posts.has(under)) return refused(422, 'there is no such post')
  const postId = site.random.hex(12)
  const text = textIn(data, 'text')
  const fingerprint = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  kept.commit(
    {
      do: 'post',
      seenAs: id,
      post: { id: postId, text, by: receiver.handle, ...('post' in data ? { post: under } : {}) },
    },
    { account: receiver.handle, kind: 'create', objectId: postId, key: id, text, fingerprint },
  )
  return { status: 201, json: place(postId) }
}

function edited({ kept, receiver }: Arrival, objectId: string, text: string): LabAnswer {
  const stands = kept.state.posts.get(objectId)
  if (!stands) return refused(410, 'it is gone')
  if (stands.text !== text)
    kept.commit({ do: 'edit', id: objectId, text }, { account: receiver.handle, kind: 'edit', objectId, text })
  return { status: 204 }
}

function removed({ kept, receiver }: Arrival, objectId: string): LabAnswer {
  if (!kept.state.posts.has(objectId)) return refused(410, 'it is gone')
  kept.commit({ do: 'remove', id: objectId }, { account: receiver.handle, kind: 'remove', objectId })
  return { status: 204 }
}

/** Pictures are decoded, whether they came along or lie at an address. */
async function brokenFile(data: object): Promise<string | undefined> {
  const media = 'media' in data ? z.array(file).parse(data.media) : []
  for (const { base64, url, kind, bytes } of media) {
    if ((base64 === undefined) === (url === undefined)) return 'a file either comes along or has an address'
    const content = base64 === undefined ? await fetched(url ?? '') : Buffer.from(base64, 'base64')
    if (content.length !== bytes) return `${content.length} bytes came, not ${bytes}`
    if (kind !== 'image' && kind !== 'gif') continue
    const isPicture = await sharp(content)
      .stats()
      .then(
        () => true,
        () => false,
      )
    if (!isPicture) return 'this is no picture'
  }
  return undefined
}

const fetched = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer())
