import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import type { ArchivedPost } from '../contract.ts'
import network from './index.ts'

async function read(content: string): Promise<{ name: string; posts: ArchivedPost[] }> {
  const path = join(tmpdir(), `takeout-${process.pid}-${Math.random()}.json`)
  await writeFile(path, content)
  try {
    const { account, posts } = await network.archive.read({ path, name: 'post.json' }, AbortSignal.timeout(5_000))
    return { name: account.name, posts: await Array.fromAsync(posts) }
  } finally {
    await rm(path)
  }
}

const author = { displayName: 'North', resourceName: 'users/77' }
const post = {
  url: 'https://plus.google.com/77/posts/a',
  creationTime: '2012-01-02 03:04:05:-0800',
  author,
  content: '<b>Hi</b>',
}

test('a post of an archive keeps its words, link, pictures, reshared words and its moment in the oldest form', async () => {
  const { name, posts } = await read(
    JSON.stringify({
      ...post,
      link: { title: 'Menu', url: 'https://a.example/menu' },
      media: { url: 'https://lh3.example/v.mp4', contentType: 'video/mp4', description: 'Steam' },
      resharedPost: { content: 'Their words', url: 'https://plus.google.com/1/posts/b' },
      reshares: [{}],
    }),
  )
  assert.equal(name, 'North')
  assert.equal(posts[0]?.text, 'Hi\n\nTheir words\nhttps://plus.google.com/1/posts/b\n\nhttps://a.example/menu')
  assert.equal(posts[0]?.at.toISOString(), '2012-01-02T11:04:05.000Z')
  assert.deepEqual(posts[0]?.media, [{ kind: 'video', url: 'https://lh3.example/v.mp4', alt: 'Steam' }])
  assert.deepEqual(posts[0]?.numbers, { likes: 0, reshares: 1, comments: 0 })
})

test('what is no post of it is passed over, and a file with none is refused', async () => {
  assert.equal((await read(JSON.stringify([post, { url: 1 }, { ...post, creationTime: 'never' }]))).posts.length, 1)
  for (const content of ['', '{}', '[]', '{"url":']) await assert.rejects(read(content), Refusal)
})
