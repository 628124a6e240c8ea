import { test } from 'node:test'
import { asksToConnectWhereItMoved, plain } from '../conformance.ts'
import wordpress from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

test('a blog that moved to another address: the person is asked to connect there, and the password goes to nobody else', async () =>
  asksToConnectWhereItMoved(wordpress, emulator, await titled(plain('Hello'))))
