import { test } from 'node:test'
import { asksToConnectWhereItMoved, plain } from '../conformance.ts'
import ghost from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

test('a publication that moved to another address: the person is asked to connect there, and its key signs nothing for anybody else', async () =>
  asksToConnectWhereItMoved(ghost, emulator, await titled(plain('Hello'))))
