import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import type { ArchivedPost } from '../contract.ts'
import network from './index.ts'

async function read(content: string): Promise<{ name: string; posts: ArchivedPost[] }> {
  const path = join(tmpdir(), `stream-${process.pid}-${Math.random()}.json`)
  await writeFile(path, content)
  try {
    const { account, posts } = await network.archive.read({ path, name: 'stream.json' }, AbortSignal.timeout(5_000))
    return { name: account.name, posts: await Array.fromAsync(posts) }
  } finally {
    await rm(path)
  }
}

const author = {
  uid: '15',
  nick: '',
  first_name: 'Анна',
  last_name: 'Петрова',
  link: 'https://my.mail.ru/mail/anna',
  pic: '',
}

test('an event of an archive keeps its words, pictures, counts and moment', async () => {
  const { name, posts } = await read(
    JSON.stringify([
      {
        ...{ id: 'e1', time: '1262304000', user_text: 'С Новым годом', authors: [author], comments_count: 2 },
        attachments: [
          { object: 'image', url: 'https://content.example/p.jpg' },
          { object: 'text', text: 'и счастья' },
        ],
      },
    ]),
  )
  assert.equal(name, 'Анна Петрова')
  assert.equal(posts[0]?.text, 'С Новым годом\n\nи счастья')
  assert.equal(posts[0]?.at.toISOString(), '2010-01-01T00:00:00.000Z')
  assert.deepEqual(posts[0]?.media, [{ kind: 'image', url: 'https://content.example/p.jpg' }])
  assert.deepEqual(posts[0]?.numbers, { comments: 2 })
})

test('a file without any event is refused', async () => {
  for (const content of ['', '{}', '[]', '[{"id":"x"}]', '{"error":{"error_code":102}}'])
    await assert.rejects(read(content), Refusal)
})
