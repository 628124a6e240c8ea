import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { freshKey, publish } from '../conformance.ts'
import { serverOf } from './channels.ts'
import discord from './index.ts'
import { inDiscord, said } from './testing.ts'

test('only channels the bot may see and write in are offered', () =>
  inDiscord(async ({ account }) => {
    assert.deepEqual(
      serverOf(account.facts).places.map((one) => `${one.kind} ${one.name}`),
      ['text general', 'announcement news', 'forum cupping-notes'],
    )
  }))

test('talk in a channel, a mention and an answer to a post are told apart', () =>
  inDiscord(async ({ call, place, door }) => {
    const { ref } = await publish(discord, call, said('Hello'))
    const { cursor } = await discord.inbox.poll(call, undefined)
    const channel = place('text').id
    await door('say', { channel, text: 'just talking' })
    await door('say', { channel, text: `<@${serverOf(call.account.facts).botId}> are you open?` })
    const { items } = await discord.inbox.poll(call, cursor)
    assert.deepEqual(
      items.map((one) => one.kind),
      ['comment', 'mention'],
    )
    assert.equal(items[1]?.text, '@north_roasters_bot are you open?')
    assert.equal(
      items.every((one) => one.under === undefined),
      true,
    )
    assert.ok(ref)
  }))

test('whoever named the brand can be answered in private, and their private answer is heard', () =>
  inDiscord(async ({ call, lab }) => {
    const { cursor } = await discord.inbox.poll(call, undefined)
    await lab.network('discord').message?.('north_roasters', 'My order is late')
    const { items } = await discord.inbox.poll(call, cursor)
    const mention = items.find((one) => one.kind === 'mention')
    assert.ok(mention && items.some((one) => one.kind === 'message' && one.text === 'My order is late'))
    const step = discord.inbox.replyPrivately?.(mention, 'We are sorry. Which number?', call.account)
    const key = freshKey()
    await step?.run(call, key, {})
    await step?.run(call, key, {})
    assert.equal(lab.ledger.live('discord').filter((one) => one.kind === 'message').length, 1)
  }))

test('a person is silenced for a day and put out of the server, each as often as asked', () =>
  inDiscord(async ({ call, lab, place, door }) => {
    await door('say', { channel: place('text').id, text: 'buy followers' })
    const { items } = await discord.inbox.poll(call, undefined)
    const [spam] = items
    assert.ok(spam)
    const { moderate } = discord
    for (const act of ['mute', 'unmute', 'block', 'unblock', 'unblock', 'delete', 'delete'] as const)
      await moderate[act]?.(call, spam)
    const acts = lab.ledger.entries.map((one) => one.kind)
    assert.deepEqual(acts, ['hide', 'unhide', 'block', 'unblock', 'remove'])
  }))

test('a bot that was put out of its server must be let in again', () =>
  inDiscord(async ({ call, door }) => {
    await door('put-out', { account: 'north_roasters' })
    await assert.rejects(
      discord.health(call),
      (error: unknown) => error instanceof NetworkFailure && error.kind === 'reconnect',
    )
  }))

test('a server the bot is not in is named while connecting', () =>
  inDiscord(async ({ world }) => {
    const [way] = discord.connect
    assert.ok(way?.kind === 'secret')
    const connect = (servers: string) => way.connect({ ...world.fields, servers }, world.context)
    await assert.rejects(
      connect('123456789012345678'),
      (error: unknown) => error instanceof Refusal && error.fields[0]?.code === 'discord.connect.notThere',
    )
    await assert.rejects(
      connect('my server'),
      (error: unknown) => error instanceof Refusal && error.fields[0]?.code === 'discord.connect.badServer',
    )
  }))
