import { equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { testWorld } from '../../kernel/testing.ts'
import { signInWithPassword, visitor } from './session.ts'
import { setUp } from './set-up.ts'

const person = { email: 'olga@desk.example', password: 'a long enough password' }
const refused = (status: number) => (error: unknown) => error instanceof Refusal && error.status === status

test('strangers who guess a password from everywhere keep nobody out who comes from where they are known', async (t) => {
  const world = await testWorld({ rooms: ['team'] })
  t.after(world.close)
  await setUp(world, { ...person, name: 'Olga', workspaceName: 'Desk', locale: 'en', zone: 'UTC' })
  const enter = (ip: string, password = person.password) =>
    signInWithPassword(world, { ...person, password }, { headers: visitor({ headers: {}, ip }), ip })
  const [home, homeToday] = ['2001:db8:1:2::7', '2001:db8:1:2::99']
  equal((await enter(home)).length > 0, true)
  for (let guess = 0; guess < 19; guess++) await rejects(enter(`203.0.113.${guess}`, 'a guess'), refused(401))
  await rejects(enter('203.0.113.200'), refused(429))
  ok(await enter(homeToday))
  for (let guess = 0; guess < 10; guess++) await rejects(enter(homeToday, 'a guess'), refused(401))
  await rejects(enter(home, 'a guess'), refused(429))
  world.clock.moveBy(16 * 60_000)
  ok(await enter('203.0.113.200'))
})
