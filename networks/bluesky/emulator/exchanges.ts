import type { Exchange, Memory, Wish } from './compared.ts'

const posts = 'app.bsky.feed.post'
/** Three different pixels: a server remembers a file that a post once held. */
const pixels = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWPgYmIGAAApABCcmRWkAAAAAElFTkSuQmCC',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWMQYWIGAABHABomfN7pAAAAAElFTkSuQmCC',
]
const post = (text: string, more: object = {}): object => ({
  $type: posts,
  text,
  createdAt: '2026-11-22T10:00:00.000Z',
  ...more,
})

type Put = { rkey: string; record: object; more?: object; collection?: string }
const put =
  ({ rkey, record, more = {}, collection = posts }: Put) =>
  ({ did }: Memory): Wish => ({
    nsid: 'com.atproto.repo.putRecord',
    json: { repo: did, collection, rkey, record, ...more },
  })
const read =
  (rkey: string) =>
  ({ did }: Memory): Wish => ({ nsid: 'com.atproto.repo.getRecord', query: { repo: did, collection: posts, rkey } })
const remove =
  (rkey: string) =>
  ({ did }: Memory): Wish => ({ nsid: 'com.atproto.repo.deleteRecord', json: { repo: did, collection: posts, rkey } })
const pixel = (which: number) => (): Wish => ({
  nsid: 'com.atproto.repo.uploadBlob',
  body: Buffer.from(pixels[which] ?? '', 'base64'),
  type: 'image/png',
})
const upload = pixel(0)
const session = (given: object): Wish => ({
  nsid: 'com.atproto.server.createSession',
  json: given,
  authorization: null,
})

const withImages =
  (rkey: string, count: number, change: (blob: object) => object = (blob) => blob) =>
  (memory: Memory): Wish => {
    const image = { image: change(memory.kept.blob as object), alt: 'a' }
    const embed = { $type: 'app.bsky.embed.images', images: Array.from({ length: count }, () => image) }
    return put({ rkey, record: post('picture', { embed }) })(memory)
  }

/** Every kind of call the connector makes, and the ways it can go wrong. The real server and the emulator must agree on each. */
export const exchanges: Exchange[] = [
  { title: 'the thirty-first sign-in within five minutes', ask: Array.from({ length: 31 }, () => guess), words: true },
  { title: 'a session', ask: [({ handle, password }) => session({ identifier: handle, password })] },
  { title: 'a wrong password', ask: [({ handle }) => session({ identifier: handle, password: 'wrong' })], words: true },
  { title: 'an unknown name', ask: [() => session({ identifier: 'nobody.test', password: 'wrong' })], words: true },
  { title: 'a session without a password', ask: [({ handle }) => session({ identifier: handle })], words: true },
  {
    title: 'no access at all',
    ask: [() => ({ nsid: 'com.atproto.server.getSession', authorization: null })],
    words: true,
  },
  {
    title: 'access that means nothing',
    ask: [() => ({ nsid: 'com.atproto.server.getSession', authorization: 'Bearer abc' })],
    words: true,
  },
  { title: 'one’s own session', ask: [() => ({ nsid: 'com.atproto.server.getSession' })] },
  { title: 'what a server is', ask: [() => ({ nsid: 'com.atproto.server.describeServer' })] },
  {
    title: 'a token for another service',
    ask: [
      () => ({
        nsid: 'com.atproto.server.getServiceAuth',
        query: { aud: 'did:web:video.bsky.app', lxm: 'app.bsky.video.getUploadLimits' },
      }),
    ],
  },
  { title: 'a refreshed session', ask: [refreshed] },
  { title: 'a refresh token used twice within its grace', ask: [refreshed, refreshed] },
  {
    title: 'a refresh with an access token',
    ask: [() => ({ nsid: 'com.atproto.server.refreshSession', post: true })],
    words: true,
  },
  {
    title: 'an answer with a refresh token in place of access',
    ask: [({ refreshJwt }) => ({ nsid: 'com.atproto.server.getSession', authorization: `Bearer ${refreshJwt}` })],
  },
  {
    title: 'a handle of this server',
    ask: [({ handle }) => ({ nsid: 'com.atproto.identity.resolveHandle', query: { handle } })],
  },
  {
    title: 'a handle of nobody',
    ask: [() => ({ nsid: 'com.atproto.identity.resolveHandle', query: { handle: 'nobody.test' } })],
    words: true,
  },
  {
    title: 'a post put where nothing stands',
    ask: [put({ rkey: '3kaaaaaaaaaa2', record: post('one'), more: { swapRecord: null } })],
  },
  { title: 'the same post put again', ask: [twice('3kaaaaaaaaab2'), twice('3kaaaaaaaaab2')] },
  {
    title: 'another post put where one stands',
    ask: [twice('3kaaaaaaaaac2'), put({ rkey: '3kaaaaaaaaac2', record: post('two'), more: { swapRecord: null } })],
    words: true,
  },
  {
    title: 'the same words at another moment put where one stands',
    ask: [
      twice('3kaaaaaaaaad2'),
      put({
        rkey: '3kaaaaaaaaad2',
        record: post('one', { createdAt: '2026-11-22T11:00:00.000Z' }),
        more: { swapRecord: null },
      }),
    ],
  },
  {
    title: 'a post replaced without asking what stands',
    ask: [twice('3kaaaaaaaaae2'), put({ rkey: '3kaaaaaaaaae2', record: post('two') })],
  },
  {
    title: 'a post created under a key that is taken',
    ask: [
      twice('3kaaaaaaaaaf2'),
      ({ did }) => ({
        nsid: 'com.atproto.repo.createRecord',
        json: { repo: did, collection: posts, rkey: '3kaaaaaaaaaf2', record: post('two') },
      }),
    ],
    words: true,
  },
  {
    title: 'a post of 300 characters',
    ask: [put({ rkey: '3kaaaaaaaaag2', record: post('👨‍👩‍👧‍👦'.repeat(20) + 'x'.repeat(280)) })],
  },
  {
    title: 'a post of 301 characters',
    ask: [put({ rkey: '3kaaaaaaaaah2', record: post('x'.repeat(301)) })],
    words: true,
  },
  {
    title: 'a post of few characters and too many bytes',
    ask: [put({ rkey: '3kaaaaaaaaai2', record: post('👨‍👩‍👧‍👦'.repeat(130)) })],
    words: true,
  },
  {
    title: 'a post of combining marks',
    ask: [put({ rkey: '3kaaaaaaaaaj2', record: post('й'.normalize('NFD').repeat(300)) })],
  },
  { title: 'a post under no valid key', ask: [put({ rkey: 'not-a-tid', record: post('x') })], words: true },
  {
    title: 'a post of no moment',
    ask: [put({ rkey: '3kaaaaaaaaak2', record: { $type: posts, text: 'x' } })],
    words: true,
  },
  {
    title: 'a post of an impossible moment',
    ask: [put({ rkey: '3kaaaaaaaaal2', record: post('x', { createdAt: 'yesterday' }) })],
    words: true,
  },
  {
    title: 'a post of nine tags',
    ask: [put({ rkey: '3kaaaaaaaaam2', record: post('x', { tags: [...'abcdefghi'] }) })],
    words: true,
  },
  {
    title: 'a post of four languages',
    ask: [put({ rkey: '3kaaaaaaaaan2', record: post('x', { langs: ['bg', 'uk', 'cs', 'pl'] }) })],
    words: true,
  },
  {
    title: 'an answer that names no root',
    ask: [put({ rkey: '3kaaaaaaaaao2', record: post('x', { reply: {} }) })],
    words: true,
  },
  {
    title: 'a post in somebody else’s place',
    ask: [
      () => ({
        nsid: 'com.atproto.repo.putRecord',
        json: { repo: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', collection: posts, rkey: '3kaaaaaaaaap2', record: post('x') },
      }),
    ],
    words: true,
  },
  {
    title: 'a post without access',
    ask: [(memory) => ({ ...put({ rkey: '3kaaaaaaaaaq2', record: post('x') })(memory), authorization: null })],
    words: true,
  },
  {
    title: 'a post of no collection',
    ask: [({ did }) => ({ nsid: 'com.atproto.repo.putRecord', json: { repo: did } })],
    words: true,
  },
  { title: 'a record that stands', ask: [twice('3kaaaaaaaaar2'), read('3kaaaaaaaaar2')] },
  { title: 'a record that does not stand', ask: [read('3kaaaaaaaaas2')], words: true },
  { title: 'the removal of what stands', ask: [twice('3kaaaaaaaaat2'), remove('3kaaaaaaaaat2')] },
  { title: 'the removal of what is gone', ask: [remove('3kaaaaaaaaau2')] },
  { title: 'a file', ask: [upload] },
  { title: 'a post with a picture', ask: [upload, withImages('3kaaaaaaaaav2', 1)] },
  { title: 'a post with five pictures in the plain embed', ask: [upload, withImages('3kaaaaaaaaaw2', 5)], words: true },
  {
    title: 'a post with a picture nobody sent',
    ask: [
      upload,
      withImages('3kaaaaaaaaax2', 1, (blob) => ({
        ...blob,
        ref: { $link: 'bafkreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm' },
      })),
    ],
    words: true,
  },
  {
    title: 'a picture said to be too big',
    ask: [upload, withImages('3kaaaaaaaaay2', 1, (blob) => ({ ...blob, size: 3_000_000 }))],
    words: true,
  },
  {
    title: 'a picture said to be a text',
    ask: [upload, withImages('3kaaaaaaaaaz2', 1, (blob) => ({ ...blob, mimeType: 'text/plain' }))],
    words: true,
  },
  {
    title: 'a picture said to be of another kind',
    ask: [pixel(1), withImages('3kaaaaaaaab22', 1, (blob) => ({ ...blob, mimeType: 'image/jpeg' }))],
  },
  {
    title: 'a picture said to be of another size',
    ask: [pixel(2), withImages('3kaaaaaaaab32', 1, (blob) => ({ ...blob, size: 71 }))],
  },
  { title: 'a picture without words for it', ask: [upload, withoutAlt], words: true },
  { title: 'a gallery of five', ask: [upload, gallery] },
  { title: 'a gate', ask: [gate] },
  {
    title: 'an account’s description',
    ask: [twice('3kaaaaaaaab42'), ({ did }) => ({ nsid: 'com.atproto.repo.describeRepo', query: { repo: did } })],
  },
  {
    title: 'a list of posts',
    ask: [
      twice('3kaaaaaaaab52'),
      ({ did }) => ({ nsid: 'com.atproto.repo.listRecords', query: { repo: did, collection: posts, limit: '1' } }),
    ],
  },
]

function twice(rkey: string): (memory: Memory) => Wish {
  return put({ rkey, record: post('one'), more: { swapRecord: null } })
}

function refreshed({ refreshJwt }: Memory): Wish {
  return { nsid: 'com.atproto.server.refreshSession', post: true, authorization: `Bearer ${refreshJwt}` }
}

function withoutAlt(memory: Memory): Wish {
  const embed = { $type: 'app.bsky.embed.images', images: [{ image: memory.kept.blob }] }
  return put({ rkey: '3kaaaaaaaab62', record: post('x', { embed }) })(memory)
}

function gallery(memory: Memory): Wish {
  const item = {
    $type: 'app.bsky.embed.gallery#image',
    image: memory.kept.blob,
    alt: 'a',
    aspectRatio: { width: 1, height: 1 },
  }
  const embed = { $type: 'app.bsky.embed.gallery', items: [item, item, item, item, item] }
  return put({ rkey: '3kaaaaaaaab72', record: post('x', { embed }) })(memory)
}

function gate(memory: Memory): Wish {
  const collection = 'app.bsky.feed.threadgate'
  const record = {
    $type: collection,
    post: `at://${memory.did}/${posts}/3kaaaaaaaaaa2`,
    allow: [],
    createdAt: '2026-11-22T10:00:00.000Z',
  }
  return put({ rkey: '3kaaaaaaaaaa2', collection, record })(memory)
}

function guess(): Wish {
  return session({ identifier: 'guessed.test', password: 'a guess' })
}
