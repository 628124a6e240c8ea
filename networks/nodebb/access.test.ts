import { test } from 'node:test'
import { asksToConnectWhereItMoved, plain } from '../conformance.ts'
import nodebb from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

test('a forum that moved to another address: the person is asked to connect there, and the token goes to nobody else', async () =>
  asksToConnectWhereItMoved(nodebb, emulator, await titled(plain('Hello'))))
