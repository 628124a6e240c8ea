import { test } from 'node:test'
import { asksToConnectWhereItMoved, plain } from '../conformance.ts'
import lemmy from './index.ts'
import emulator from './lab.ts'

test('a Lemmy instance that moved to another address: the person is asked to connect there, and the sign-in goes to nobody else', () =>
  asksToConnectWhereItMoved(lemmy, emulator, plain('Hello', { options: { title: 'A question of taste' } })))
