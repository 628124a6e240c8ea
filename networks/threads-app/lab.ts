import { openGround } from '../families/graph-api/lab/ground.ts'
import { freshKeys, reachInto } from '../families/graph-api/lab/reach.ts'
import { openStore } from '../families/graph-api/lab/store.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { scopes } from './connect.ts'
import { collectionDescription, describedBy } from './emulator/collection.ts'
import { speak } from './emulator/crowd.ts'
import { mountDoors } from './emulator/doors.ts'
import { mountReading } from './emulator/reading.ts'
import { type Desk, type EmulatorOptions, numbered, type Rows } from './emulator/rows.ts'
import { deliveryOf } from './emulator/tell.ts'
import { mountWriting } from './emulator/writing.ts'

export { describedBy }

const sixtyDays = 60 * 24 * 3_600_000
const names = scopes.map((one) => one.name)

export type SpeakerHandle = LabHandle & {
  token: (handle: string) => string
  /** Somebody writes a post with these words. */
  post: (text: string) => string
}

export const speakersOnGraph = (options: EmulatorOptions = {}): LabNetwork =>
  defineLabNetwork({
    id: 'threads-app',
    /** https://developers.facebook.com/docs/threads/overview (read 2026-11-22); answers have a thousand of their own, told apart by the emulator. */
    rates: [
      { per: 'account', calls: 1_250, everyMs: 86_400_000, what: ({ path }) => path.endsWith('/threads_publish') },
      { per: 'account', calls: 100, everyMs: 86_400_000, what: ({ method }) => method === 'DELETE' },
      { per: 'account', calls: 4_800, everyMs: 86_400_000 },
    ],
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
      return { way: 'login', fields: {}, app: freshKeys(ground), consent: { agree: id } }
    },
    ...reachInto(ground, 4),
    comment: async (objectId, text, { person, at, picture } = {}) => {
      if (!store.get('posts', objectId)) throw new Error(`nothing stands at ${objectId}`)
      return speak(desk, person?.handle ?? nameOf(text.length), text, objectId, { at: at?.toISOString(), picture }).id
    },
    pictures: { comments: 'described' },
    erase: async (id) => store.drop('posts', id),
    answered: (id) => {
      const before = store.get('posts', store.get('posts', id)?.replyTo ?? '')
      const person = before && site.people.byHandle(before.username)
      return person && { id: before.id, person, text: before.text, at: new Date(before.at) }
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
