import { consentPage, renewable, spend } from '../families/graph-api/lab/consent.ts'
import { type Graph, openGround } from '../families/graph-api/lab/ground.ts'
import { askedIn, pageOf, projected, type Told } from '../families/graph-api/lab/project.ts'
import { broken, GraphRefusal, gone, tooMany } from '../families/graph-api/lab/refusals.ts'
import { openStore } from '../families/graph-api/lab/store.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { scopes } from './connect.ts'
import { collectionDescription, describedBy } from './emulator/collection.ts'
import { makeContainer, showContainer, stateOf } from './emulator/containers.ts'
import { answersUnder, countOf, speak } from './emulator/crowd.ts'
import { type AccountRow, type Desk, type EmulatorOptions, numbered, type PostRow, type Rows } from './emulator/rows.ts'
import { accountTold, deliveryOf, postTold } from './emulator/tell.ts'

export { describedBy }

const v = '/v1.0'
const sixtyDays = 60 * 24 * 3_600_000
const names = scopes.map((one) => one.name)
const ok = (json: unknown) => ({ status: 200, json })

export type SpeakerHandle = LabHandle & {
  token: (handle: string) => string
  /** Somebody writes a post with these words. */
  post: (text: string) => string
}

export const speakersOnGraph = (options: EmulatorOptions = {}): LabNetwork =>
  defineLabNetwork({
    id: 'threads-app',
    describe: async () => (specs.has(describedBy) ? collectionDescription() : undefined),
    mount: (site) => {
      const store = openStore<Rows>(site)
      const desk: Desk = { site, store, ground: openGround(site, store), options }
      mountDoors(desk)
      mountReading(desk)
      mountWriting(desk)
      return handleOf(desk)
    },
  })

export default speakersOnGraph()

function mountDoors(desk: Desk): void {
  const { site, store, ground } = desk
  const people = () => store.all('accounts').map(({ id, username }) => ({ id, name: username }))
  consentPage(site, store, ground, '/oauth/authorize', people, names)
  site.on(
    'POST',
    '/oauth/access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'authorization_code') throw new GraphRefusal(100, 'Invalid grant_type')
      const code = spend(store, ground, given)
      const account = store.get('accounts', code.subject)?.username ?? ''
      const { token } = ground.issue({ subject: code.subject, account, scopes: code.scopes, kind: 'short' }, 3_600_000)
      return ok({ access_token: token, user_id: code.subject })
    }),
  )
  const longer = (given: Record<string, string>) => {
    const { subject, account, scopes: granted } = renewable(store, ground, given.access_token)
    const { token } = ground.issue({ subject, account, scopes: granted, kind: 'long' }, sixtyDays)
    return ok({ access_token: token, token_type: 'bearer', expires_in: sixtyDays / 1000 })
  }
  site.on(
    'GET',
    '/access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'th_exchange_token' || given.client_secret !== ground.app().secret)
        throw new GraphRefusal(100, 'Invalid client_secret')
      return longer(given)
    }),
  )
  site.on(
    'GET',
    '/refresh_access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'th_refresh_token') throw new GraphRefusal(100, 'Invalid grant_type')
      return longer(given)
    }),
  )
  site.page('GET', '/files/:id', ({ params }) => {
    const path = store.get('containers', params.id ?? '')?.path
    return path ? { status: 200, file: path } : { status: 404, body: '' }
  })
}

const selfOf = ({ store }: Desk, { token }: Graph): AccountRow => {
  const account = store.get('accounts', token.subject)
  if (!account) throw new GraphRefusal(190, 'The account of this token is gone')
  return account
}

function paged(rows: (Told & { id: string })[], { request }: Graph) {
  const { data, ...paging } = pageOf(rows, request.query, 'https://graph.example/next')
  const asked = askedIn(request.query.fields, 'id')
  return ok({ data: data.map((one) => projected(one, asked)), ...paging })
}

function mountReading(desk: Desk): void {
  const { site, store, ground } = desk
  const told = (graph: Graph, rows: PostRow[]) =>
    paged(
      rows.map((one) => postTold(desk, one, graph.token.subject)),
      graph,
    )
  const own = (graph: Graph) =>
    store
      .all('posts')
      .filter((one) => one.account === selfOf(desk, graph).id)
      .reverse()
  site.on(
    'GET',
    `${v}/me`,
    ground.graph((graph) => ok(projected(accountTold(desk, selfOf(desk, graph)), askedIn(graph.given.fields, 'id')))),
  )
  site.on(
    'GET',
    `${v}/me/threads`,
    ground.graph((graph) =>
      told(
        graph,
        own(graph).filter((one) => !one.replyTo),
      ),
    ),
  )
  site.on(
    'GET',
    `${v}/me/replies`,
    ground.graph((graph) =>
      told(
        graph,
        own(graph).filter((one) => one.replyTo),
      ),
    ),
  )
  site.on(
    'GET',
    `${v}/me/mentions`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_manage_mentions')
      const self = selfOf(desk, graph)
      const named = store
        .all('posts')
        .filter((one) => one.account !== self.id && one.text.includes(`@${self.username}`))
      return told(graph, named.reverse())
    }),
  )
  site.on(
    'GET',
    `${v}/me/threads_publishing_limit`,
    ground.graph((graph) => {
      const since = ground.now().getTime() - 24 * 3_600_000
      const recent = own(graph).filter((one) => !one.replyTo && Date.parse(one.at) > since)
      const config = { quota_total: desk.options.postsADay ?? 250, quota_duration: 86_400 }
      return ok({ data: [{ quota_usage: recent.length, config }] })
    }),
  )
  site.on(
    'GET',
    `${v}/debug_token`,
    ground.graph(({ token }) => ok({ data: { is_valid: true, scopes: token.scopes, user_id: token.subject } })),
  )
  site.on(
    'GET',
    `${v}/me/threads_insights`,
    ground.graph((graph) => ok(accountInsights(graph, selfOf(desk, graph).followers))),
  )
  site.on(
    'GET',
    `${v}/keyword_search`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_keyword_search')
      const word = (graph.given.q ?? '').toLowerCase()
      return told(
        graph,
        store
          .all('posts')
          .filter((one) => one.text.toLowerCase().includes(word))
          .reverse(),
      )
    }),
  )
  site.on(
    'GET',
    `${v}/:id/conversation`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_read_replies')
      const answers = answersUnder(desk, postAt(desk, graph))
      return told(graph, graph.given.reverse === 'false' ? answers : answers.reverse())
    }),
  )
  site.on(
    'GET',
    `${v}/:id/insights`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_manage_insights')
      const post = postAt(desk, graph)
      const replies = answersUnder(desk, post).length
      const values: Record<string, number> = {
        views: 9 + replies * 5,
        likes: countOf(desk, post, 'like'),
        replies,
        reposts: countOf(desk, post, 'reshare'),
        quotes: 0,
        shares: 0,
      }
      const asked = (graph.given.metric ?? '').split(',')
      return ok({
        data: asked.map((name) => ({
          name,
          period: 'lifetime',
          values: [{ value: values[name] ?? 0 }],
          title: name,
          description: name,
          id: `${post.id}/insights/${name}/lifetime`,
        })),
      })
    }),
  )
  site.on(
    'GET',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const container = store.get('containers', id)
      const node = container
        ? { id, status: stateOf(desk, container, graph.request.stillProcessing) }
        : postTold(desk, postAt(desk, graph), graph.token.subject)
      return ok(projected(node, askedIn(graph.given.fields, 'id')))
    }),
  )
}

function accountInsights({ given }: Graph, followers: number) {
  const day = { period: 'day', title: 'Views', description: 'Views' }
  return {
    data: (given.metric ?? '').split(',').map((name) => {
      if (name === 'views')
        return { name, ...day, values: [{ value: followers * 2 }, { value: followers }], id: 'me/insights/views/day' }
      const value = {
        value: followers,
        breakdowns: given.breakdown
          ? [
              {
                dimension_keys: [given.breakdown],
                results: [{ dimension_values: [given.breakdown === 'country' ? 'BG' : '25-34'], value: followers }],
              },
            ]
          : undefined,
      }
      return {
        name,
        period: 'lifetime',
        title: name,
        description: name,
        total_value: value,
        id: `me/insights/${name}/lifetime`,
      }
    }),
  }
}

function postAt({ store }: Desk, { request }: Graph): PostRow {
  const { id = '' } = request.params
  const post = store.get('posts', id)
  if (!post) throw gone(id)
  return post
}

function mountWriting(desk: Desk): void {
  const { site, store, ground } = desk
  site.on(
    'POST',
    `${v}/me/threads`,
    ground.graph(async (graph) => ok(await makeContainer(desk, selfOf(desk, graph), graph))),
  )
  site.on(
    'POST',
    `${v}/me/threads_publish`,
    ground.graph((graph) => ok(showContainer(desk, selfOf(desk, graph), graph))),
  )
  site.on(
    'POST',
    `${v}/:id/manage_reply`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_manage_replies')
      const post = postAt(desk, graph)
      const before = post.replyTo ? store.get('posts', post.replyTo) : undefined
      if (before?.account !== graph.token.subject || before.replyTo)
        throw new GraphRefusal(100, 'Only top-level replies can be managed')
      const hidden = graph.given.hide === 'true'
      const act = {
        account: selfOf(desk, graph).username,
        kind: hidden ? ('hide' as const) : ('unhide' as const),
        objectId: post.id,
      }
      if (post.hidden !== hidden) store.put('posts', post.id, { ...post, hidden }, act)
      return ok({ success: true })
    }),
  )
  site.on(
    'DELETE',
    `${v}/:id`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_delete')
      const post = postAt(desk, graph)
      if (post.account !== graph.token.subject)
        throw new GraphRefusal(10, 'Application does not have permission for this action')
      store.drop('posts', post.id, { account: post.username, kind: 'remove', objectId: post.id })
      return ok({ success: true, deleted_id: post.id })
    }),
  )
}

function handleOf(desk: Desk): SpeakerHandle {
  const { store, ground, site, options } = desk
  const nameOf = (index: number) => site.people.all[index % site.people.all.length]?.handle ?? 'somebody'
  return {
    openAccount: async ({ name, handle, locale = 'en' }) => {
      const known = store.all('accounts').find((one) => one.username === handle)
      const id = known?.id ?? numbered(desk, '2600')
      if (!known)
        store.put('accounts', id, {
          id,
          username: handle,
          name,
          locale,
          followers: 130,
          geoGating: options.geoGating ?? false,
        })
      const app = ground.app()
      return {
        way: 'login',
        fields: {},
        app: { clientId: app.id, clientSecret: app.secret, verifyToken: app.verifyToken },
        consent: { agree: id },
      }
    },
    accountOf: (request) => ground.tokenOf(request)?.account,
    expireToken: (request) => ground.end(request),
    tooMany: (retryAfterS) => tooMany(4, retryAfterS),
    broken: (status) => broken(status),
    comment: async (objectId, text) => {
      if (!store.get('posts', objectId)) throw new Error(`nothing stands at ${objectId}`)
      return speak(desk, nameOf(text.length), text, objectId).id
    },
    delivery: async (id, url) => {
      const post = store.get('posts', id)
      if (!post) throw new Error(`there is no ${id} to tell of`)
      return ground.sign(deliveryOf(desk, post), url)
    },
    token: (handle) => {
      const subject = store.all('accounts').find((one) => one.username === handle)?.id ?? ''
      return ground.issue({ subject, account: handle, scopes: names, kind: 'long' }, sixtyDays).token
    },
    post: (text) => speak(desk, nameOf(7), text, null).id,
  }
}
