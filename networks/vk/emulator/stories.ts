import { bad, type Caller, type Desk, type Given, type Method, managed, nameOf, nowOf, Refused } from './desk.ts'
import { placeFor } from './files.ts'
import type { Story } from './rows.ts'
import { storyShape } from './show.ts'

export const stories: Record<string, Method> = {
  'stories.getPhotoUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => storyPlace(desk, given, caller, 'story-photo'),
  },
  'stories.getVideoUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => storyPlace(desk, given, caller, 'story-video'),
  },
  'stories.save': { by: ['user', 'group'], run: saveStory },
  'stories.get': { by: ['user', 'group'], run: getStories },
  'stories.getById': { by: ['user', 'group'], run: getStory },
  'stories.getStats': { by: ['user', 'group'], run: storyStats },
  'stories.delete': { by: ['user', 'group'], run: deleteStory },
}

const linkTexts = [
  'to_store',
  'vote',
  'more',
  'book',
  'order',
  'enroll',
  'fill',
  'signup',
  'buy',
  'ticket',
  'write',
  'open',
  'learn_more',
  'view',
  'go_to',
  'contact',
  'watch',
  'play',
  'install',
  'read',
  'calendar',
]

function storyPlace(desk: Desk, given: Given, caller: Caller, kind: 'story-photo' | 'story-video') {
  const url = given.text('link_url')
  const text = given.text('link_text') ?? ''
  if (url && !(URL.canParse(url) && linkTexts.includes(text))) throw bad('link_text')
  return { upload_url: placeFor(desk, given, caller, { kind, ...(url ? { link: { url, text } } : {}) }), user_ids: [] }
}

function saveStory(desk: Desk, given: Given, caller: Caller) {
  const [key = ''] = given.list('upload_results')
  const place = desk.rows.places.get(key)
  if (!place?.asset || !place.kind.startsWith('story')) throw bad('upload_results')
  const group = managed(desk, caller, place.group)
  const id = desk.tables.nextId()
  const story: Story = {
    owner: -group.id,
    id,
    at: nowOf(desk),
    asset: place.asset,
    ...(place.link ? { link: place.link } : {}),
  }
  desk.tables.commit(
    [
      ['stories', nameOf(story.owner, id), story],
      ['places', key, null],
    ],
    {
      account: group.account,
      kind: 'create',
      objectId: `story${nameOf(story.owner, id)}`,
      fingerprint: place.asset,
    },
  )
  return { count: 1, items: [storyShape(desk, story)] }
}

const living = (desk: Desk) => [...desk.rows.stories.values()].filter((one) => nowOf(desk) - one.at < 86_400)

function getStories(desk: Desk, given: Given) {
  const owner = given.number('owner_id') ?? 0
  const stories = living(desk).filter((one) => one.owner === owner)
  const feed = { type: 'stories', owner_id: owner, stories: stories.map((one) => storyShape(desk, one)) }
  return stories.length > 0 ? { count: 1, items: [feed] } : { count: 0, items: [] }
}

function getStory(desk: Desk, given: Given) {
  const names = given.list('stories')
  const found = living(desk).filter((one) => names.includes(nameOf(one.owner, one.id)))
  return { count: found.length, items: found.map((one) => storyShape(desk, one)), profiles: [], groups: [] }
}

function storyNamed(desk: Desk, given: Given): Story {
  const story = desk.rows.stories.get(nameOf(given.number('owner_id') ?? 0, given.number('story_id') ?? 0))
  if (!story) throw new Refused(1600, 'Story has already expired')
  return story
}

function storyStats(desk: Desk, given: Given, caller: Caller) {
  managed(desk, caller, -storyNamed(desk, given).owner)
  const names = ['answer', 'bans', 'open_link', 'replies', 'shares', 'subscribers', 'views', 'likes']
  return Object.fromEntries(names.map((name) => [name, { state: 'on', count: name === 'views' ? 12 : 0 }]))
}

function deleteStory(desk: Desk, given: Given, caller: Caller) {
  const story = storyNamed(desk, given)
  const group = managed(desk, caller, -story.owner)
  const name = nameOf(story.owner, story.id)
  desk.tables.commit([['stories', name, null]], { account: group.account, kind: 'remove', objectId: `story${name}` })
  return 1
}
