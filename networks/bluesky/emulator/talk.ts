import type { JsonObject } from '../../../kernel/json.ts'
import type { Speaker } from '../../lab/network.ts'
import type { Ground } from './ground.ts'
import { sortable } from './names.ts'
import { cidOfRecord, type Held } from './state.ts'

const collection = 'app.bsky.feed.post'
/** So much of it stands at once, the newest. */
const mostHeld = 20_000

/** What people say of their own accord. */
export type Talk = {
  at: (uri: string) => Held | undefined
  all: () => Held[]
  /** Keeps it under a name of its own. */
  keep: (did: string, at: Date, value: JsonObject) => Held
  drop: (uri: string) => boolean
}

export function createTalk(): Talk {
  const said = new Map<string, Held>()
  let last = 0
  return {
    at: (uri) => said.get(uri),
    all: () => [...said.values()],
    keep: (did, at, value) => {
      last += 1
      const micros = BigInt(at.getTime()) * 1000n + BigInt(last % 1000)
      const rkey = sortable(micros * 1024n + BigInt(Math.floor(last / 1000) % 1024))
      const uri = `at://${did}/${collection}/${rkey}`
      const held = { uri, cid: cidOfRecord(value), collection, rkey, value, at: at.toISOString(), n: last }
      said.set(uri, held)
      if (said.size > mostHeld) said.delete(said.keys().next().value ?? '')
      return held
    },
    drop: (uri) => said.delete(uri),
  }
}

export function say(ground: Ground, text: string, by: Speaker & { language?: string } = {}): string {
  const { clock, random, people } = ground.site
  const at = by.at ?? clock.now()
  const person = by.person ?? random.pick(people.all)
  const did = ground.crowd.didOf(person)
  const value: JsonObject = {
    $type: collection,
    text,
    langs: [by.language ?? person.locale],
    createdAt: at.toISOString(),
  }
  const { uri, cid, rkey } = ground.talk.keep(did, at, value)
  ground.told({ what: 'record', did, collection, rkey, cid, value, operation: 'create' })
  return uri
}

/** Somebody takes back what they said, under a post of ours or of their own accord. */
export function erase(ground: Ground, uri: string): void {
  if (!ground.talk.drop(uri)) ground.commit({ made: 'comment-removal', uri })
  ground.told({ what: 'removal', ...placeOf(uri) })
}

export function placeOf(uri: string): { did: string; collection: string; rkey: string } {
  const [, , did = '', inCollection = '', rkey = ''] = uri.split('/')
  return { did, collection: inCollection, rkey }
}
