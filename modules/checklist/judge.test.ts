import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { loadWords } from '../../kernel/i18n.ts'
import type { Profile } from '../../networks/contract.ts'
import { items } from './api.ts'
import { judge, shortOf, type Wanted } from './judge.ts'

const wanted: Wanted = {
  ...{
    name: '',
    coreQuery: 'specialty coffee Sofia',
    handle: '',
    link: 'https://north.example/',
    hashtags: ['NorthRoasters'],
  },
  ...{ brandName: 'North', commonHandle: 'north' },
}
const account = { name: 'North coffee', handle: '@north@a.example' }
const whole: Profile = {
  ...{ name: 'North – specialty coffee', handle: '@north@a.example', link: 'https://www.north.example/shop' },
  description: 'Specialty coffee roasted in Sofia every Monday. #northroasters',
  ...{
    picture: { url: 'https://a.example/p.png', width: 800, height: 800 },
    isOpen: true,
    commentsOpen: true,
    stopWords: true,
  },
  ...{ cover: { url: 'https://a.example/c.png', width: 1500, height: 500 }, storefront: true, geotag: true },
}
const verdicts = (profile: Profile, want = wanted) =>
  Object.fromEntries(judge(profile, account, want).map((one) => [one.item, `${one.verdict} ${one.found}`]))

test('a community that is set up as wished is all green, but for what no network tells', () => {
  const { alerts, ...rest } = verdicts(whole)
  deepEqual(alerts, 'look untold')
  deepEqual(
    Object.values(rest),
    Array.from({ length: items.length - 1 }, () => 'good good'),
  )
})

test('each item is red for its own reason', () => {
  const { picture, cover, link, description, firstWords, comments, hashtags, name, handle } = verdicts({
    ...{
      name: 'Best shop',
      handle: 'northsofia',
      description: 'We exist.',
      link: 'https://other.example',
      commentsOpen: false,
    },
    ...{ picture: { url: 'https://a.example/p.png', width: 100, height: 100 }, cover: 'none' },
  })
  deepEqual(
    { picture, cover, link, description, firstWords, comments, hashtags, name, handle },
    {
      ...{ picture: 'bad small', cover: 'bad none', link: 'bad other', description: 'bad short' },
      ...{
        firstWords: 'bad other',
        comments: 'bad off',
        hashtags: 'bad missing',
        name: 'bad other',
        handle: 'bad other',
      },
    },
  )
})

test('of what the network does not tell a person must look', () => {
  const told = verdicts({})
  for (const item of [
    'description',
    'firstWords',
    'link',
    'picture',
    'cover',
    'comments',
    'stopWords',
    'storefront',
    'geotag',
    'hashtags',
  ])
    deepEqual(told[item], 'look untold', item)
  deepEqual(told.handle, 'good good')
})

test('short names are compared without what each network puts around them', () => {
  deepEqual(['@north@a.example', 'north.b.example', 'North'].map(shortOf), ['north', 'north', 'north'])
  deepEqual(['157405297', '127.0.0.1:80/blog', 'a.example/feed', 'ул. Шипка 1', ''].map(shortOf), ['', '', '', '', ''])
})

test('every finding has words in every language', () => {
  const profiles: Profile[] = [
    {},
    whole,
    { picture: 'none', cover: { url: 'https://a.example' }, description: '' },
    { description: 'x', link: '' },
  ]
  for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
    const words = loadWords()(locale)
    for (const profile of profiles)
      for (const want of [wanted, { ...wanted, coreQuery: '', link: '', hashtags: [], commonHandle: '' }])
        for (const { item, found, values } of judge(profile, account, want)) {
          const key = found === 'untold' ? 'checklist.found.untold' : `checklist.found.${item}.${found}`
          deepEqual(words.has(key), true, key)
          words.say(key, values)
          deepEqual(words.has(`checklist.mend.${item}`), true, item)
        }
  }
})

test('a query of short words is looked for as it is', () => {
  const { name } = verdicts({ ...whole, name: 'North – чай' }, { ...wanted, coreQuery: 'чай' })
  deepEqual(name, 'good good')
  deepEqual(verdicts({ ...whole, name: 'North' }, { ...wanted, coreQuery: 'чай' }).name, 'bad noQuery')
})
