import { test } from 'node:test'
import { asksToConnectWhereItMoved, plain } from '../conformance.ts'
import discord from './index.ts'
import emulator from './lab.ts'

test('a server that sends the bot to another address: the person is asked to connect there, and the bot’s token goes to nobody else', () =>
  asksToConnectWhereItMoved(discord, emulator, plain('Hello')))
