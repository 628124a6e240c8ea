import { test } from 'node:test'
import { asksToConnectWhereItMoved, plain } from '../conformance.ts'
import mastodon from './index.ts'
import { mastodonInstance } from './lab.ts'

test('a Mastodon server that moved to another address: the person is asked to connect there, and the token goes to nobody else', () =>
  asksToConnectWhereItMoved(mastodon, mastodonInstance(), plain('Hello')))
