import { z } from 'zod'
import type { World } from '../../kernel/world.ts'
import { type Download, type Route, route, wordsIn } from '../team/index.ts'
import { DeskSeen } from './api.ts'
import { checkReach, madeHere, proofOf, type Reach, reachOf } from './desk.ts'
import { openedLink } from './public-links.ts'
import { rangedDownload } from './ranged-download.ts'

const tag = 'Media'

const seen = (world: World, { reachable, problem, checkedAt }: Reach, locale: string): z.input<typeof DeskSeen> => ({
  makes: madeHere(world),
  ffmpeg: world.ffmpeg?.version ?? null,
  ...{ address: world.config.publicUrl, reachable, checkedAt: checkedAt?.toISOString() ?? null },
  problem: problem && wordsIn(locale).say(problem.code, problem.values),
})

export const publicRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/media/public/:link',
    summary: 'A file that a network was told to fetch, for some hours',
    tag,
    access: { kind: 'public' },
    params: z.object({ link: z.string().max(1000) }),
    handle: async ({ world, params, headers }): Promise<Download> => {
      const { key, mime } = openedLink(world, params.link)
      const bytes = await world.files.size(key)
      const of = { type: mime, inline: true, bytes, range: headers.range }
      return rangedDownload(of, (range) => world.files.read(key, range), {
        ...{ 'cache-control': 'private, max-age=3600', 'x-robots-tag': 'noindex, nofollow, noarchive' },
        'cross-origin-resource-policy': 'cross-origin',
      })
    },
  }),
  route({
    method: 'GET',
    path: '/media/reach/:nonce',
    summary: 'Proves that this address leads to this desk',
    tag,
    access: { kind: 'public' },
    params: z.object({ nonce: z.string().regex(/^[0-9a-f]{32}$/) }),
    answer: z.object({ proof: z.string() }),
    handle: async ({ world, params }) => ({ proof: proofOf(world, params.nonce) }),
  }),
  route({
    method: 'GET',
    path: '/api/desk',
    summary: 'What this desk can make of files, and whether networks reach it',
    tag,
    access: { kind: 'session' },
    answer: DeskSeen,
    handle: async ({ world, locale }) => seen(world, await reachOf(world), locale),
  }),
  route({
    method: 'POST',
    path: '/api/desk/reach',
    summary: 'Look from outside whether networks reach this desk',
    tag,
    access: { kind: 'workspace', role: 'owner' },
    ...{ perMinute: 10, callsNetworks: true },
    answer: DeskSeen,
    handle: async ({ world, locale }) => seen(world, await checkReach(world), locale),
  }),
]
