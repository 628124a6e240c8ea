import { hear, messagingOf } from '../families/graph-api/lab/conversations.ts'
import { describedBy as folder, readBook } from '../families/graph-api/lab/graph-book.ts'
import { graphDescription } from '../families/graph-api/lab/graph-description.ts'
import { openGround } from '../families/graph-api/lab/ground.ts'
import { askedIn, projected, type Told } from '../families/graph-api/lab/project.ts'
import { freshKeys, reachInto } from '../families/graph-api/lab/reach.ts'
import { gone } from '../families/graph-api/lab/refusals.ts'
import { openStore } from '../families/graph-api/lab/store.ts'
import { takeBack } from '../families/graph-api/lab/threads.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { directScopes, pageScopes } from './connect.ts'
import { containerTold } from './emulator/containers.ts'
import { acting, allowed, type Desk, type EmulatorOptions, numbered, talkOf } from './emulator/desk.ts'
import { hashtag, pageTold, readEdge, writeEdge } from './emulator/edges.ts'
import { removeMedia } from './emulator/moderating.ts'
import { nodes, overlays } from './emulator/overlays.ts'
import { answerBy, answered, speakerOf } from './emulator/people.ts'
import { type AccountRow, nodeOf, type Rows } from './emulator/rows.ts'
import { doors, signInDoors } from './emulator/sign-in.ts'
import { accountTold, commentTold, mediaTold } from './emulator/tell.ts'

export const describedBy = `${folder}/IGUser.json`
const v = '/v25.0'

export type ProfileHandle = LabHandle & {
  /** A token made by hand in the app's dashboard. */
  token: (handle: string) => string
  /** A token of the account's page that lacks one right. */
  pageToken: (handle: string, without: string) => string
  /** Somebody tags the account in a picture. */
  tag: (handle: string, caption: string) => string
  /** The network could not take a container's file in after all. */
  spoil: (container: string) => void
}

export const profilesOnGraph = (options: EmulatorOptions = {}): LabNetwork =>
  defineLabNetwork({
    id: 'instagram',
    /** https://developers.facebook.com/docs/instagram-platform/content-publishing, …/docs/graph-api/overview/rate-limiting (read 2026-11-22). */
    rates: [
      { per: 'app', calls: 200, everyMs: 3_600_000, forEachAccount: true },
      { per: 'account', calls: 100, everyMs: 86_400_000, what: ({ path }) => path.endsWith('/media_publish') },
      {
        per: 'account',
        calls: 400,
        everyMs: 86_400_000,
        what: ({ method, path }) => method === 'POST' && path.endsWith('/media'),
      },
    ],
    describe: async () => (specs.has(describedBy) ? describe() : undefined),
    mount: (site) => {
      const store = openStore<Rows>(site)
      const desk: Desk = { site, store, ground: openGround(site, store), options }
      signInDoors(desk)
      mountNodes(desk)
      return handleOf(desk)
    },
  })

export default profilesOnGraph()

const describe = () =>
  graphDescription(readBook(nodes, overlays), {
    place: (_pattern, { id = '', edge }) => {
      const node = id === 'me' && (edge === 'accounts' || edge === 'permissions') ? 'User' : nodeOf(id)
      return node ? { node, edge } : undefined
    },
    doors,
  })

function mountNodes(desk: Desk): void {
  const { site, store, ground } = desk
  site.on(
    'GET',
    `${v}/ig_hashtag_search`,
    ground.graph((graph) => hashtag(desk, graph)),
  )
  site.on('GET', `${v}/:id/:edge`, ground.graph(readEdge(desk)))
  site.on('POST', `${v}/:id/:edge`, ground.graph(writeEdge(desk)))
  site.on(
    'DELETE',
    `${v}/:id/:edge`,
    ground.graph((graph) => {
      acting(desk, graph, graph.request.params.id)
      store.drop('subscribed', graph.request.params.id ?? '')
      return { status: 200, json: { success: true } }
    }),
  )
  site.on(
    'GET',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const page = graph.token.kind === 'user' && pageTold(desk, graph, id)
      if (page) return { status: 200, json: projected(page, askedIn(graph.given.fields, 'id')) }
      const account = acting(desk, graph)
      const told = nodeTold(desk, id, account, graph.request.stillProcessing)
      return { status: 200, json: projected(told, askedIn(graph.given.fields, 'id')) }
    }),
  )
  site.on(
    'POST',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const account = acting(desk, graph)
      const [comment, media] = [store.get('comments', id), store.get('media', id)]
      if (!comment && !media) throw gone(id)
      if (comment) {
        allowed(desk, graph, 'manage_comments')
        const hidden = graph.given.hide === 'true'
        const act = { account: account.username, kind: hidden ? ('hide' as const) : ('unhide' as const), objectId: id }
        if (comment.hidden !== hidden) store.put('comments', id, { ...comment, hidden }, act)
      }
      if (media) store.put('media', id, { ...media, commentsOn: graph.given.comment_enabled === 'true' })
      return { status: 200, json: { success: true } }
    }),
  )
  site.on(
    'DELETE',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const account = acting(desk, graph)
      const media = store.get('media', id)
      if (media) removeMedia(desk, graph, media)
      else if (store.get('comments', id))
        store.drop('comments', id, { account: account.username, kind: 'remove', objectId: id })
      else throw gone(id)
      return { status: 200, json: { success: true } }
    }),
  )
  site.page('GET', '/files/:id', ({ params }) => {
    const path = store.get('containers', params.id ?? '')?.path
    return path ? { status: 200, file: path } : { status: 404, body: '' }
  })
}

function nodeTold(desk: Desk, id: string, account: AccountRow, processing: boolean): Told {
  const media = desk.store.get('media', id)
  const comment = desk.store.get('comments', id)
  if (id === 'me' || id === account.id) return accountTold(desk, account)
  if (media) return mediaTold(desk, media)
  if (comment) return commentTold(desk, comment)
  return containerTold(desk, id, processing)
}

function handleOf(desk: Desk): ProfileHandle {
  const { store, ground, site, options } = desk
  const named = (handle: string): AccountRow => {
    const account = store.all('accounts').find((one) => one.username === handle)
    if (!account) throw new Error(`no account is called ${handle}`)
    return account
  }
  return {
    openAccount: async ({ name, handle, locale = 'en' }) => {
      const account =
        store.all('accounts').find((one) => one.username === handle) ?? addAccount(desk, name, handle, locale)
      const page = options.login === 'page'
      return {
        way: page ? 'page' : 'direct',
        fields: {},
        app: freshKeys(ground),
        consent: { agree: page ? account.user : account.id },
      }
    },
    ...reachInto(ground, 4),
    comment: async (objectId, text, by) => answerBy(desk, objectId, text, by),
    longestComment: 2200,
    pictures: { messages: 'bare' },
    erase: async (id) => takeBack(desk.store, id),
    answered: (id) => answered(desk, id),
    message: async (handle, text, by) => hear(talkOf(desk, named(handle)), speakerOf(desk, text, by), text, by).id,
    delivery: async (id, url) => ground.sign(told(desk, id), url),
    token: (handle) => {
      const { id, username } = named(handle)
      const scopes = directScopes.map((one) => one.name)
      return ground.issue({ subject: id, account: username, scopes, kind: 'long' }, 60 * 24 * 3_600_000).token
    },
    pageToken: (handle, without) => {
      const { page, username } = named(handle)
      const scopes = pageScopes.map((one) => one.name).filter((one) => one !== without)
      return ground.issue({ subject: page, account: username, scopes, kind: 'page' }, null).token
    },
    tag: (handle, caption) => {
      const id = numbered(desk, '18001', 12)
      const usual = {
        container: '',
        kind: 'IMAGE' as const,
        product: 'FEED' as const,
        alt: '',
        children: [],
        commentsOn: true,
        ordinal: 0,
      }
      store.put('media', id, {
        ...usual,
        id,
        account: named(handle).id,
        caption,
        at: site.clock.now().toISOString(),
        by: 'a_friend',
      })
      return id
    },
    spoil: (container) => {
      const row = store.get('containers', container)
      if (row) store.put('containers', container, { ...row, broken: 'Media upload has failed with error code 2207026' })
    },
  }
}

/** https://developers.facebook.com/docs/instagram-platform/webhooks/examples (read 2026-11-22). */
function told(desk: Desk, id: string): object {
  const comment = desk.store.get('comments', id)
  const message = desk.store.get('messages', id)
  if (message)
    return {
      object: 'instagram',
      entry: [{ id: message.place, time: Date.parse(message.at), messaging: [messagingOf(message)] }],
    }
  const media = desk.store.get('media', comment?.media ?? '')
  if (!comment || !media) throw new Error(`there is no ${id} to tell of`)
  const value = {
    id: comment.id,
    from: comment.from,
    text: comment.text,
    media: { id: media.id, media_product_type: media.product },
    ...(comment.parent ? { parent_id: comment.parent } : {}),
  }
  const time = Math.floor(Date.parse(comment.at) / 1000)
  return { object: 'instagram', entry: [{ id: media.account, time, changes: [{ field: 'comments', value }] }] }
}

function addAccount(desk: Desk, name: string, username: string, locale: string): AccountRow {
  const user = numbered(desk, '60', 13)
  desk.store.put('users', user, { id: user, name })
  const page = numbered(desk, '10', 13)
  const id = numbered(desk, '17841', 12)
  return desk.store.put('accounts', id, { id, page, user, username, name, locale, followers: 140 })
}
