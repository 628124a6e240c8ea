import type { Answered } from '../lab/deeds.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type Speaker } from '../lab/lab.ts'
import { openApiDescription } from '../lab/openapi.ts'
import { specs } from '../lab/specs.ts'
import { aboutOperations } from './emulator/about.ts'
import { accountOperations } from './emulator/accounts.ts'
import { commentBy, statusById } from './emulator/crowd.ts'
import { fileOperations } from './emulator/files.ts'
import { notificationOperations } from './emulator/notifications.ts'
import { overlays } from './emulator/overlays.ts'
import { pages } from './emulator/pages.ts'
import { anyAccount, personAccount } from './emulator/persons.ts'
import { refusal } from './emulator/refusals.ts'
import { type EmulatorOptions, type Instance, openInstance, rateHeaders, tokenOf } from './emulator/server.ts'
import { issue, signInOperations } from './emulator/sign-in.ts'
import { type EmAccount, type EmMedia, type EmStatus, idAt } from './emulator/state.ts'
import { statusOperations } from './emulator/statuses.ts'
import { streamOperations } from './emulator/streams.ts'
import { timelineOperations } from './emulator/timelines.ts'
import { scopes } from './oauth.ts'

/** What tests may do to this instance besides. */
export type MastodonHandle = LabHandle & { forgetApps: () => void; openStreams: () => number }

export const describedBy = 'mastodon/schema.json'

/** An emulated instance; its limits may differ, as those of real ones do. */
export function mastodonInstance(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'mastodon',
    /** Besides those of `createRates`: https://docs.joinmastodon.org/api/rate-limits/ (read 2026-11-22). */
    rates: [
      {
        per: 'account',
        calls: 30,
        everyMs: 1_800_000,
        what: ({ method, path }) => method === 'POST' && path === '/api/v2/media',
      },
      {
        per: 'account',
        calls: 30,
        everyMs: 1_800_000,
        what: ({ method, path }) => method === 'DELETE' && path.startsWith('/api/v1/statuses/'),
      },
    ],
    describe: async () => (specs.has(describedBy) ? openApiDescription(specs.read(describedBy), overlays) : undefined),
    mount: (site) => {
      const instance = openInstance(site, options)
      const parts = [
        statusOperations,
        fileOperations,
        timelineOperations,
        streamOperations,
        notificationOperations,
        accountOperations,
        aboutOperations,
        signInOperations,
        pages,
      ]
      for (const part of parts) part(instance)
      instance.strangers?.tell((what) => {
        for (const { hear } of instance.listeners) hear(what)
      })
      return handleOf(instance)
    },
  })
}

export default mastodonInstance()

function handleOf(instance: Instance): MastodonHandle {
  const { site, state, commit, now } = instance
  return {
    openAccount: async (who) => {
      const account = [...state.accounts.values()].find((one) => one.username === who.handle) ?? register(instance, who)
      if (!state.apps.has(byHand.clientId)) commit({ made: 'app', app: { ...byHand, id: idAt(state, now()) } })
      const app = state.apps.get(byHand.clientId)
      return {
        way: 'token',
        fields: { server: site.url, token: issue(instance, app?.id ?? '', account.id, scopes).access_token },
      }
    },
    accountOf: (request) => state.accounts.get(tokenOf(state, request)?.accountId ?? '')?.username,
    expireToken: (request) => {
      const token = tokenOf(state, request)
      if (token) commit({ did: 'end-token', token: token.token })
    },
    tooMany: (retryAfterS) =>
      refusal(
        429,
        'Too many requests',
        retryAfterS === null ? undefined : rateHeaders(0, new Date(now().getTime() + retryAfterS * 1000), now()),
      ),
    broken: (status) => refusal(status, brokenText[status] ?? 'Something went wrong'),
    comment: async (objectId, text, by) => comment(instance, objectId, text, by),
    longestComment: 450,
    pictures: { comments: 'described', messages: 'described' },
    message: async (handle, text, by) => writePrivately(instance, handle, text, by),
    edit: async (id, text, at) => edit(instance, id, text, at),
    erase: async (id) => commit({ did: 'delete', statusId: id }),
    answered: (id) => answered(instance, id),
    openStreams: () => instance.listeners.size,
    say: async (text, by) => sayOpenly(instance, text, by),
    cutStreams: () => {
      const cut = [...instance.listeners]
      instance.listeners.clear()
      for (const one of cut) one.cut()
      return cut.length
    },
    forgetApps: () => commit({ did: 'forget-apps' }),
  }
}

/** What a person makes under Preferences → Development to get a token by hand. */
const byHand = {
  clientId: 'by-hand',
  clientSecret: 'by-hand',
  name: 'Made by hand',
  website: null,
  redirectUris: ['urn:ietf:wg:oauth:2.0:oob'],
  scopes,
}

const brokenText: Record<number, string> = {
  404: 'Record not found',
  503: 'There was a temporary problem serving your request, please try again',
}

function register({ state, commit, now }: Instance, who: { name: string; handle: string; locale?: string }): EmAccount {
  if (!/^[a-z0-9_]+$/i.test(who.handle))
    throw new Error(`${who.handle} is no user name: letters, numbers and underscores only`)
  const account = {
    id: idAt(state, now()),
    username: who.handle,
    name: who.name,
    locale: who.locale ?? 'en',
    at: now().toISOString(),
    followers: 120,
  }
  commit({ made: 'account', account })
  return account
}

/** Like apps do it, the answer names the account that began the thread and whom it answers. */
function comment(instance: Instance, objectId: string, text: string, by: Speaker = {}): string {
  const under = statusById(instance, objectId)
  const author = anyAccount(instance, under?.accountId ?? '')
  if (!under || !author) throw new Error(`nothing stands at ${objectId}`)
  const first = anyAccount(instance, rootOf(instance, under).accountId) ?? author
  const names = [...new Set([first.username, author.username])].map((name) => `@${name} `).join('')
  return speak(instance, `${names}${text}`, under, by)
}

function rootOf(instance: Instance, status: EmStatus): EmStatus {
  const parent = status.replyTo ? statusById(instance, status.replyTo) : undefined
  return parent ? rootOf(instance, parent) : status
}

function speak(instance: Instance, text: string, under: EmStatus, by: Speaker): string {
  const at = by.at ?? instance.now()
  const who = by.person ?? instance.site.random.pick(instance.site.people.all)
  const id = idAt(instance.state, at)
  const status = commentBy(personAccount(instance, who).id, text, under, id, at, who.locale)
  instance.commit({ made: 'status', status: { ...status, mediaIds: shownBy(instance, status.accountId, by) } })
  return id
}

/** What a person attached to their words, kept once. */
function shownBy({ site, state, commit, now }: Instance, accountId: string, { picture }: Speaker): string[] {
  if (!picture) return []
  const { mime, width, height, alt } = site.people.snapshot()
  const media: EmMedia = {
    ...{ id: '100', accountId, path: site.snapshotPath(), mime, type: 'image', width, height, durationMs: 0 },
    ...{ description: alt, focus: { x: 0, y: 0 }, readyAt: now().toISOString(), sha256: 'torn-bag' },
  }
  if (!state.media.has(media.id)) commit({ made: 'media', media })
  return [media.id]
}

function writePrivately(instance: Instance, handle: string, text: string, by: Speaker = {}): string {
  const account = [...instance.state.accounts.values()].find((one) => one.username === handle)
  if (!account) throw new Error(`nobody is called ${handle}`)
  const at = by.at ?? instance.now()
  const who = by.person ?? instance.site.random.pick(instance.site.people.all)
  const id = idAt(instance.state, at)
  const said = commentBy(personAccount(instance, who).id, `@${handle} ${text}`, alone, id, at, who.locale)
  const mediaIds = shownBy(instance, said.accountId, by)
  instance.commit({ made: 'status', status: { ...said, replyTo: null, mediaIds } })
  return id
}

/** Of their own accord, to everybody. */
function sayOpenly(instance: Instance, text: string, by: Speaker & { language?: string } = {}): string {
  const at = by.at ?? instance.now()
  const who = by.person ?? instance.site.random.pick(instance.site.people.all)
  const id = idAt(instance.state, at)
  const said = commentBy(personAccount(instance, who).id, text, open, id, at, by.language ?? who.locale)
  instance.commit({ made: 'status', status: { ...said, replyTo: null } })
  return id
}

const open = { id: '', spoiler: '', visibility: 'public' as const }
const alone = { id: '', spoiler: '', visibility: 'direct' as const }

/** The names before the words stay as they were. */
function edit({ state, commit }: Instance, statusId: string, words: string, at: Date): void {
  const status = state.statuses.get(statusId)
  if (!status) return
  const names = /^(?:@\S+ )*/.exec(status.text)?.[0] ?? ''
  const { spoiler, sensitive, mediaIds, poll, language } = status
  const to = { text: `${names}${words}`, spoiler, sensitive, mediaIds, poll, at: at.toISOString() }
  commit({ did: 'edit', statusId, to, language })
}

function answered(instance: Instance, objectId: string): Answered | undefined {
  const status = instance.state.statuses.get(objectId)
  const parent = status?.replyTo ? statusById(instance, status.replyTo) : undefined
  const person = parent && instance.site.people.byHandle(anyAccount(instance, parent.accountId)?.username ?? '')
  return person && { id: parent.id, person, text: parent.text, at: new Date(parent.at) }
}
