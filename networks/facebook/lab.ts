import { consentPage, renewable, spend } from '../families/graph-api/lab/consent.ts'
import { hear } from '../families/graph-api/lab/conversations.ts'
import { describedBy as folder, readBook } from '../families/graph-api/lab/graph-book.ts'
import { graphDescription } from '../families/graph-api/lab/graph-description.ts'
import { openGround } from '../families/graph-api/lab/ground.ts'
import { askedIn, projected, type Told } from '../families/graph-api/lab/project.ts'
import { freshKeys, reachInto } from '../families/graph-api/lab/reach.ts'
import { gone } from '../families/graph-api/lab/refusals.ts'
import { openStore } from '../families/graph-api/lab/store.ts'
import { takeBack } from '../families/graph-api/lab/threads.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type LabRequest } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { scopes } from './connect.ts'
import { deliver } from './emulator/deliver.ts'
import { actingPage, type Desk, type EmulatorOptions, numbered } from './emulator/desk.ts'
import { clearEdge, readEdge, writeEdge } from './emulator/edges.ts'
import { talkOf } from './emulator/messages.ts'
import { nodes, overlays } from './emulator/overlays.ts'
import { answerBy, answered, personOf, speakerOf } from './emulator/people.ts'
import { bringOut, editPost, removePost } from './emulator/posts.ts'
import { nodeOf, type PageRow, type PostRow, type Rows } from './emulator/rows.ts'
import { commentTold, pageTold, photoTold, postTold, videoTold } from './emulator/tell.ts'
import { sweep, takeRest, WrongOffset } from './emulator/uploads.ts'

export const describedBy = `${folder}/Page.json`
const v = '/v25.0'

export type PageHandle = LabHandle & {
  /** Another page of the same person. */
  alsoManages: (handle: string, name: string, other: string) => void
  /** The person no longer manages the page. */
  loses: (handle: string) => void
  /** The page is removed from the network. */
  removes: (handle: string) => void
  /** A token of the person, as a system user's is. */
  userToken: (handle: string) => string
  /** Somebody writes a post that names the page. */
  mention: (handle: string, text: string) => string
  /** Somebody recommends the page or does not, or rated it with stars. */
  review: (handle: string, text: string, review: NonNullable<PostRow['review']>) => string
}

export const pagesOnGraph = (options: EmulatorOptions = {}): LabNetwork =>
  defineLabNetwork({
    id: 'facebook',
    /** https://developers.facebook.com/docs/graph-api/overview/rate-limiting (read 2026-11-22), "Business Use Case": of a Page, for each person who took part in it; here for one. */
    rates: [{ per: 'account', calls: 4_800, everyMs: 86_400_000 }],
    describe: async () =>
      specs.has(describedBy)
        ? graphDescription(readBook(nodes, overlays), {
            place: (pattern, { id = '', edge }) => {
              const node = id === 'me' && edge ? 'User' : nodeOf(id)
              return node && pattern.startsWith(v) ? { node, edge } : undefined
            },
            doors: {
              [`GET ${v}/oauth/access_token`]: {
                takes: ['client_id', 'client_secret', 'redirect_uri', 'code', 'grant_type', 'fb_exchange_token'],
                answers: ['access_token', 'token_type', 'expires_in'],
              },
              [`POST /rupload/video-upload${v}/:id`]: { takes: [''], answers: ['success'] },
            },
          })
        : undefined,
    mount: (site) => {
      const store = openStore<Rows>(site)
      const desk: Desk = { site, store, ground: openGround(site, store), options }
      mountDoors(desk)
      mountNodes(desk)
      return handleOf(desk)
    },
  })

export default pagesOnGraph()

function mountDoors(desk: Desk): void {
  const { site, store, ground } = desk
  const people = () => store.all('users').map(({ id, name }) => ({ id, name }))
  consentPage(
    site,
    store,
    ground,
    '/dialog/oauth',
    people,
    scopes.map((one) => one.name),
  )
  site.on(
    'GET',
    `${v}/oauth/access_token`,
    ground.open((_request, given) => {
      const long = given.grant_type === 'fb_exchange_token'
      const from = long ? renewable(store, ground, given.fb_exchange_token) : spend(store, ground, given)
      const lives = long ? 60 * 24 * 3_600_000 : 2 * 3_600_000
      const token = ground.issue({ subject: from.subject, account: '', scopes: from.scopes, kind: 'user' }, lives)
      return { status: 200, json: { access_token: token.token, token_type: 'bearer', expires_in: lives / 1000 } }
    }),
  )
  site.on(
    'POST',
    `/rupload/video-upload${v}/:id`,
    ground.graph(async (graph) => {
      await takeRest(desk, graph.request.params.id ?? '', graph)
      return { status: 200, json: { success: true } }
    }),
  )
  site.page('GET', '/files/:id', ({ params }) => {
    const [id = '', cover] = (params.id ?? '').split('-')
    const video = store.get('videos', id)
    const file = store.get('photos', id)?.path ?? (cover ? video?.cover?.path : video?.path)
    return file ? { status: 200, file } : { status: 404, body: '' }
  })
}

function mountNodes(desk: Desk): void {
  const { site, store, ground } = desk
  const write = ground.graph(writeEdge(desk))
  site.on('GET', `${v}/:id/:edge`, ground.graph(readEdge(desk)))
  site.on('POST', `${v}/:id/:edge`, async (request: LabRequest) => {
    try {
      return await write(request)
    } catch (error) {
      if (!(error instanceof WrongOffset)) throw error
      const more = { error_subcode: 1363037, error_data: error.offsets, is_transient: true }
      return { status: 400, json: { error: { message: error.message, type: 'OAuthException', code: 6001, ...more } } }
    }
  })
  site.on('DELETE', `${v}/:id/:edge`, ground.graph(clearEdge(desk)))
  site.on(
    'GET',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      bringOut(desk)
      return {
        status: 200,
        json: projected(nodeTold(desk, id, actingPage(desk, graph)), askedIn(graph.given.fields, 'id')),
      }
    }),
  )
  site.on(
    'POST',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const page = actingPage(desk, graph)
      const comment = store.get('comments', id)
      const post = store.get('posts', store.get('videos', id)?.postId ?? id)
      if (comment) {
        ground.needs(graph, 'pages_manage_engagement')
        const hidden = graph.given.is_hidden === 'true'
        if (comment.hidden !== hidden)
          store.put(
            'comments',
            id,
            { ...comment, hidden },
            { account: page.username, kind: hidden ? 'hide' : 'unhide', objectId: id },
          )
      } else if (post) editPost(desk, post, graph.given.message ?? graph.given.description ?? '')
      else throw gone(id)
      return { status: 200, json: { success: true } }
    }),
  )
  site.on(
    'DELETE',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const page = actingPage(desk, graph)
      if (store.get('comments', id))
        store.drop('comments', id, { account: page.username, kind: 'remove', objectId: id })
      else removePost(desk, store.get('posts', store.get('videos', id)?.postId ?? id), id)
      return { status: 200, json: { success: true } }
    }),
  )
}

function nodeTold(desk: Desk, id: string, page: PageRow): Told {
  const { store } = desk
  if (id === 'me' || id === page.id) return pageTold(desk, page)
  const post = store.get('posts', id)
  const comment = store.get('comments', id)
  const photo = store.get('photos', id)
  const video = store.get('videos', id)
  if (post) return postTold(desk, post)
  if (comment) return commentTold(desk, comment)
  if (photo) return photoTold(photo)
  if (video) return videoTold(video)
  throw gone(id)
}

const names = scopes.map((one) => one.name)

function handleOf(desk: Desk): PageHandle {
  const { store, ground } = desk
  const pageNamed = (handle: string): PageRow => {
    const page = store.all('pages').find((one) => one.username === handle)
    if (!page) throw new Error(`no page is called ${handle}`)
    return page
  }
  return {
    openAccount: async ({ name, handle, locale = 'en' }) => {
      const known = store.all('pages').find((one) => one.username === handle)
      const page = known ?? addPage(desk, name, handle, locale, addUser(desk, name, handle))
      return { way: 'login', fields: {}, app: freshKeys(ground), consent: { agree: page.owner } }
    },
    close: () => sweep(desk),
    ...reachInto(ground, 32),
    comment: async (objectId, text, by) => answerBy(desk, objectId, text, by),
    longestComment: 8000,
    pictures: { comments: 'bare', messages: 'bare' },
    edit: async (id, message) => {
      const said = store.get('comments', id)
      if (said) store.put('comments', id, { ...said, message })
    },
    erase: async (id) => takeBack(desk.store, id),
    answered: (id) => answered(desk, id),
    message: async (handle, text, by) => hear(talkOf(desk, pageNamed(handle)), speakerOf(desk, text, by), text, by).id,
    delivery: async (id, url) => deliver(desk, id, url),
    alsoManages: (handle, name, other) => void addPage(desk, name, other, 'en', pageNamed(handle).owner),
    loses: (handle) => {
      const page = pageNamed(handle)
      store.put('pages', page.id, { ...page, lost: true })
    },
    removes: (handle) => {
      const page = pageNamed(handle)
      store.put('pages', page.id, { ...page, removed: true })
    },
    userToken: (handle) =>
      ground.issue({ subject: pageNamed(handle).owner, account: '', scopes: names, kind: 'user' }, null).token,
    mention: (handle, text) => writtenByOthers(desk, pageNamed(handle), text),
    review: (handle, text, review) => writtenByOthers(desk, pageNamed(handle), text, review),
  }
}

function writtenByOthers(desk: Desk, page: PageRow, message: string, review?: PostRow['review']): string {
  const id = `${page.id}_${numbered(desk, '20')}`
  const empty = { photos: [], video: null, link: null, place: null, scheduled: null, ordinal: 0 }
  desk.store.put('posts', id, {
    ...empty,
    ...{ id, page: page.id, format: 'feed', message, at: desk.ground.now().toISOString(), by: personOf(desk, 3) },
    ...(review ? { review } : {}),
  })
  return id
}

function addUser(desk: Desk, name: string, handle: string): string {
  const id = numbered(desk, '60')
  desk.store.put('users', id, { id, name, handle })
  return id
}

function addPage(desk: Desk, name: string, username: string, locale: string, owner: string): PageRow {
  const id = numbered(desk, '10')
  const words = { about: 'Roasted on Tuesdays. #coffee', website: 'https://roastery.example' }
  return desk.store.put('pages', id, { id, owner, name, username, locale, followers: 120, ...words })
}
