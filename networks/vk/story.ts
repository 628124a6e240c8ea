import { NetworkFailure } from '../../kernel/failure.ts'
import { absentSince } from '../absence.ts'
import { optionOf } from '../check-options.ts'
import type {
  AccountAccess,
  Call,
  Found,
  MediaFile,
  PreparedContent,
  RemotePost,
  RemoteRef,
  Step,
} from '../contract.ts'
import { ask, upload, wireOf } from './client.ts'
import { options } from './compose.ts'
import { storyPhoto, storyVideo } from './limits.ts'
import { groupOf, ownerOf } from './media.ts'
import type { Story } from './objects.ts'

const prefix = 'story'
export const isStory = (ref: RemoteRef) => ref.id.startsWith(prefix)
export const storyName = (ref: RemoteRef) => ref.id.slice(prefix.length)

const refOfStory = ({ owner_id, id }: Story): RemoteRef => ({
  id: `${prefix}${owner_id}_${id}`,
  url: `https://vk.com/${prefix}${owner_id}_${id}`,
})

/** A story is uploaded unseen and appears when it is saved. */
export function storySteps(content: PreparedContent, account: AccountAccess): Step[] {
  const file = content.parts[0]?.media[0]
  if (!file) throw new NetworkFailure('rejected', 'a story needs a picture or a video')
  return [
    {
      name: 'media-0-0',
      role: 'prepare',
      again: { way: 'harmless' },
      run: async (call) => ({ data: { result: await uploaded(call, file, content) } }),
    },
    {
      name: 'post',
      role: 'post',
      again: { way: 'look-first' },
      run: async (call, _key, done) => {
        const params = { upload_results: String(done['media-0-0']?.data?.result ?? '') }
        const asked = { method: 'stories.save', params, as: 'either', writes: true } as const
        const [story] = (await ask<{ items: Story[] }>(wireOf(call), asked)).items
        if (!story) throw new NetworkFailure('unknown-outcome', 'VK does not name the story it made')
        return { ref: refOfStory(story) }
      },
      find: (call, _key, _done, since) => findStory(call, account, file.kind, since),
    },
  ]
}

async function uploaded(call: Call, original: MediaFile, content: PreparedContent): Promise<string> {
  const wire = wireOf(call)
  const isVideo = original.kind === 'video'
  const link = String(optionOf(options, content.options, 'storyLink') ?? '').trim()
  const words = String(optionOf(options, content.options, 'storyLinkText'))
  const params = {
    add_to_news: true,
    group_id: groupOf(call.account),
    ...(link ? { link_url: link, link_text: words } : {}),
  }
  const method = isVideo ? 'stories.getVideoUploadServer' : 'stories.getPhotoUploadServer'
  const { upload_url: url } = await ask<{ upload_url: string }>(wire, { method, params, as: 'either' })
  const file = await original.fit(isVideo ? storyVideo : storyPhoto)
  const told = await upload<{ response?: { upload_result?: string } }>(wire, url, isVideo ? 'video_file' : 'file', file)
  const result = told.response?.upload_result
  if (!result) throw new NetworkFailure('rejected', 'VK did not take the file for a story')
  return result
}

/** Stories have no words to know one by: only a single one of this kind made since then is surely it. */
async function findStory(call: Call, account: AccountAccess, kind: string, since: Date): Promise<Found> {
  const type = kind === 'video' ? 'video' : 'photo'
  const stories = (await ownStories(call, account)).filter(
    (one) => one.type === type && one.date * 1000 >= since.getTime() - 1000,
  )
  const [only] = stories
  if (stories.length === 1 && only) return { found: true, result: { ref: refOfStory(only) } }
  if (stories.length > 1) return { found: false, sure: false, note: `${stories.length} stories were made since` }
  return absentSince(call, since)
}

async function ownStories(call: Call, account: AccountAccess): Promise<Story[]> {
  const asked = { method: 'stories.get', params: { owner_id: ownerOf(account) }, as: 'either' } as const
  const { items } = await ask<{ items: { stories?: Story[] }[] }>(wireOf(call), asked)
  return items.flatMap((feed) => feed.stories ?? [])
}

export async function readStory(call: Call, ref: RemoteRef): Promise<RemotePost | 'gone'> {
  const asked = {
    method: 'stories.getById',
    params: { stories: [storyName(ref)], extended: true },
    as: 'either' as const,
  }
  const [story] = (await ask<{ items: Story[] }>(wireOf(call), asked)).items
  if (!story || story.is_deleted || story.is_expired) return 'gone'
  const url = story.photo?.sizes?.at(-1)?.url ?? story.video?.player
  return {
    ref: refOfStory(story),
    text: '',
    at: new Date(story.date * 1000),
    author: { id: String(story.owner_id), handle: call.account.handle },
    media: [{ kind: story.type === 'video' ? 'video' : 'image', ...(url ? { url } : {}) }],
  }
}

export async function removeStory(call: Call, ref: RemoteRef): Promise<'removed' | 'already-gone'> {
  if ((await readStory(call, ref)) === 'gone') return 'already-gone'
  const [owner, id] = storyName(ref).split('_').map(Number)
  await ask(wireOf(call), { method: 'stories.delete', params: { owner_id: owner, story_id: id }, as: 'either' })
  return 'removed'
}
