import { z } from 'zod'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import type { Heard } from '../heard.ts'
import { saidAt, toldText } from '../web/told-text.ts'
import { siteOf, webKey } from '../web/web-key.ts'

const Web = z.url({ protocol: /^https?$/ }).max(2_000)
const Count = z.number().int().min(0).max(1e12)
const Words = z.array(z.string().min(1).max(2_000)).max(100)

/** A post as anybody may tell it. `id`: the sender's own name of it; told again it is the same post. */
export const InletPost = z
  .object({
    id: z.string().min(1).max(300).optional(),
    url: Web.optional(),
    text: z.string().min(1).max(100_000),
    title: z.string().max(1_000).optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    kind: z.enum(['post', 'reply', 'repost', 'article', 'comment', 'video', 'review']).default('post'),
    site: z.string().min(1).max(253).optional(),
    network: z.string().min(1).max(40).optional(),
    author: z
      .object({
        handle: z.string().min(1).max(200),
        name: z.string().max(200).optional(),
        url: Web.optional(),
        followers: Count.optional(),
      })
      .strict()
      .optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    tone: z.enum(['negative', 'neutral', 'positive']).optional(),
    numbers: z
      .object({ likes: Count, reshares: Count, comments: Count, views: Count, reach: Count })
      .partial()
      .strict()
      .optional(),
    links: Words.optional(),
    tags: Words.optional(),
    media: z
      .array(
        z
          .object({ kind: z.enum(['image', 'video', 'audio']), url: Web, alt: z.string().max(2_000).optional() })
          .strict(),
      )
      .max(20)
      .optional(),
    /** `true` for one that was told before and reads otherwise now. */
    edited: z.boolean().default(false),
  })
  .strict()
  .refine((one) => one.id !== undefined || one.url !== undefined, { path: ['id'], message: 'listening.inlet.noName' })

/** That a post was taken away: nothing of its words is kept. */
export const InletDeletion = z.object({ id: z.string().min(1).max(300), deleted: z.literal(true) }).strict()

type Given = z.output<typeof InletPost>

export function heardOf(world: NetworkedWorld, intakeKey: string, given: Given): Heard {
  const { id, edited, author, url, ...told } = given
  const site = told.site ?? (url ? siteOf(url) : '')
  const key = id === undefined ? webKey(url ?? '') : keyOf(intakeKey, id)
  const network = networkOf(world, told.network)
  const post = {
    ...told,
    ...{ key, site, text: toldText(told.text), url, network },
    at: saidAt(told.at === undefined ? undefined : new Date(told.at), world.clock.now()),
    author: author ?? { handle: site || '?' },
    ...(told.media?.length && { has: [...new Set(told.media.map((one) => one.kind))] }),
  }
  return { what: edited ? 'edited' : 'said', post }
}

export const keyOf = (intakeKey: string, id: string) => `${intakeKey} ${id}`

/** By the name or id of one of ours; any other is told by its site alone. */
export function networkOf({ networks }: NetworkedWorld, written: string | undefined): string | undefined {
  const wanted = written?.trim().toLowerCase()
  return networks.all.find(({ composing: { id, name } }) => id === wanted || name.toLowerCase() === wanted)?.composing
    .id
}
