import { discoveryDescription } from '../families/google-api/discovery.ts'
import { broken, tokenAnswer, tooMany } from '../families/google-api/emulator.ts'
import { bearerOf } from '../families/oauth2/grant-door.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { captionOperations } from './emulator/captions.ts'
import { channelOperations } from './emulator/channels.ts'
import { answerBy, answered, commentOperations, moderationOperations, takeBack } from './emulator/comments.ts'
import { quotas } from './emulator/quotas.ts'
import { reportOperations } from './emulator/reports.ts'
import { type EmulatorOptions, openTube, practiceApp, type Tube } from './emulator/site.ts'
import type { EmChannel } from './emulator/state.ts'
import { uploadOperations } from './emulator/uploads.ts'
import { findingOperations, videoOperations } from './emulator/videos.ts'

export const describedBy = 'google/youtube.v3.json'
const analytics = 'google/youtubeAnalytics.v2.json'

export function tube(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'youtube',
    rates: quotas,
    describe: async () =>
      specs.has(describedBy) && specs.has(analytics)
        ? discoveryDescription([specs.read(describedBy), specs.read(analytics)])
        : undefined,
    mount: (site) => {
      const at = openTube(site, options)
      for (const part of [
        channelOperations,
        videoOperations,
        findingOperations,
        uploadOperations,
        commentOperations,
        moderationOperations,
        captionOperations,
        reportOperations,
      ])
        part(at)
      pages(at)
      return handleOf(at)
    },
  })
}

export default tube()

function pages(at: Tube): void {
  const { site, state, door } = at
  site.page('GET', '/o/oauth2/v2/auth', (request) =>
    door.consent(
      request,
      [...new Set([...state.channels.values()].map((one) => one.account))].map((id) => ({ id, name: id })),
    ),
  )
  site.page('POST', '/token', ({ body }) => {
    const form = body as Record<string, string>
    return tokenAnswer(door.exchange(form), at.now(), form.grant_type === 'authorization_code')
  })
  site.page('POST', '/revoke', ({ body }) => ({
    status: door.revoke((body as Record<string, string>).token ?? '') ? 200 : 400,
    json: {},
  }))
  site.page('POST', '/door/channels', ({ body }) => {
    const { account, title, handle } = body as { account: string; title: string; handle: string }
    return { status: 200, json: { id: newChannel(at, account, title, handle, 'en').id } }
  })
  site.page('GET', '/vi/:id/:size', ({ params }) => {
    const video = state.videos.get(params.id ?? '')
    if (video?.thumbnail) return { status: 200, file: video.thumbnail, headers: { 'content-type': 'image/jpeg' } }
    return { status: 404, body: 'Not found' }
  })
}

function newChannel(at: Tube, account: string, title: string, handle: string, locale: string): EmChannel {
  const name = at.site.random.hex(22)
  const channel = {
    ...{ id: `UC${name}`, uploads: `UU${name}`, account, title, locale },
    ...{ handle: `@${handle}`, at: at.now().toISOString() },
  }
  at.commit({ made: 'channel', channel })
  for (const [index, one] of ['Brewing at home', 'From the farm'].entries())
    at.commit({
      made: 'playlist',
      playlist: { id: `PL${name}${index}`, channel: channel.id, title: one, items: [] },
    })
  return channel
}

function handleOf(at: Tube): LabHandle {
  const { state, door } = at
  return {
    openAccount: async ({ handle, name, locale }) => {
      const known = [...state.channels.values()].some((one) => one.account === handle)
      if (!known) newChannel(at, handle, name, handle, locale ?? 'en')
      return { way: 'oauth', fields: {}, app: practiceApp, consent: { practice_account: handle } }
    },
    accountOf: (request) => door.grantOf(bearerOf(request))?.account,
    expireToken: (request) => door.end(bearerOf(request)),
    tooMany,
    broken,
    comment: async (objectId, text, by) => answerBy(at, objectId, text, by),
    longestComment: 10_000,
    edit: async (id, text) => {
      const comment = state.comments.get(id)
      if (comment) at.commit({ made: 'comment', comment: { ...comment, text } })
    },
    erase: async (id) => takeBack(at, id),
    answered: (id) => answered(at, id),
  }
}
