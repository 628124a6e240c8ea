import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { checkContent } from '../check-content.ts'
import { optionFields } from '../check-options.ts'
import type { OptionField } from '../compose.ts'
import type { PreparedContent, Step } from '../contract.ts'
import { dressed, plain, stepsOf as planOf } from './publishing.ts'
import type { Suite } from './suite.ts'

export function declaresWhatItCan({ network, tried }: Suite): void {
  const { composing } = network
  const limits = () => composing.limits(tried().connected.facts)
  const stepsOf = async (content: PreparedContent) =>
    planOf(network, await dressed(network, content), tried().call.account)
  const publishes = network.publish !== undefined
  const roles = (steps: Step[]) => steps.map((step) => step.role)

  test('what it claims to be able to do stands behind it as a function, and the reverse', () => {
    assert.equal(composing.can.editPublished, network.edit !== undefined, 'edit')
    assert.equal(composing.can.removePublished, network.remove !== undefined, 'remove')
    assert.equal(composing.can.publish !== false, publishes, 'publishing')
    assert.equal(composing.can.poll, limits().poll !== undefined, 'polls')
    assert.equal(composing.can.thread, limits().parts.max > 1, 'threads')
    assert.equal(composing.can.card, limits().card === 'own', 'cards')
    assert.equal(composing.can.alt, limits().media.altMax > 0, 'alt texts')
    assert.ok(network.connect.length > 0 && network.rates.length > 0)
  })

  test('the plan of a post has one post, and steps of their own names', { skip: !publishes }, async () => {
    const comment = composing.can.firstComment ? { firstComment: 'First!' } : {}
    const parts = composing.can.thread
      ? [
          { text: 'one', media: [] },
          { text: 'two', media: [] },
        ]
      : [{ text: 'one', media: [] }]
    const content = { ...plain('one', comment), parts }
    const steps = await stepsOf(content)
    assert.equal(roles(steps).filter((role) => role === 'post').length, 1)
    assert.equal(new Set(steps.map((step) => step.name)).size, steps.length)
    assert.equal(roles(steps).includes('thread'), composing.can.thread)
    assert.equal(roles(steps).includes('comment'), composing.can.firstComment)
    const shape = (all: Step[]) => all.map(({ name, role, again }) => ({ name, role, again }))
    const again = await stepsOf(content)
    assert.ok(isDeepStrictEqual(shape(steps), shape(again)), 'the same content gives the same plan')
  })

  const looking = 'a step that is to look before it repeats can look, and one that is harmless leaves nothing to see'
  test(looking, { skip: !publishes }, async () => {
    for (const step of await stepsOf(plain('one', composing.can.firstComment ? { firstComment: 'two' } : {}))) {
      if (step.again.way === 'look-first') assert.ok(step.find, `${step.name} cannot look`)
      if (step.again.way === 'same-key') assert.ok(step.again.forMs > 0)
      if (step.again.way === 'harmless')
        assert.ok(step.role === 'prepare' || step.role === 'finish', `${step.name} is not harmless`)
    }
  })

  test('its settings have defaults that pass its own checks, but for what must be filled', async () => {
    const { facts } = tried().connected
    const fields = optionFields(composing, facts)
    const needed = await dressed(network, plain('A plain text'))
    const options = { ...Object.fromEntries(fields.map((field) => [field.key, field.default])), ...needed.options }
    const findings = checkContent(composing, { ...needed, options }, facts)
    assert.deepEqual(
      findings.filter((one) => one.path.startsWith('options')),
      [],
    )
    assert.equal(new Set(fields.map((field) => field.key)).size, fields.length)
    assert.deepEqual(
      fields.flatMap(({ when }) => (when && !fields.some((field) => field.key === when.key) ? [when.key] : [])),
      [],
      'a field waits for one that is not there',
    )
  })

  test('every word it shows is there in the six languages', () => {
    const folder = new URL(`../${composing.id}/messages/`, import.meta.url)
    const shared = new URL('../messages/', import.meta.url)
    const keys = [
      ...network.connect.flatMap((way) => [
        way.label,
        way.help,
        ...way.fields.flatMap((field) => [field.label, field.help]),
        ...(way.guide ? [...way.guide.steps, way.guide.review] : []),
        ...(way.scopes ?? []).map((scope) => scope.why),
      ]),
      ...(network.app
        ? [
            ...network.app.fields.flatMap((field) => [field.label, field.help]),
            ...network.app.guide.steps,
            network.app.guide.review,
          ]
        : []),
      ...optionFields(composing, tried().connected.facts).flatMap(optionKeys),
      ...limits().text.map((rule) => rule.unit),
    ].filter((key) => key !== undefined)
    for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
      const words = Object.assign(
        {},
        ...[folder, shared].map((place) => readWords(new URL(`${locale}.json`, place))),
      ) as Record<string, string>
      assert.deepEqual(
        keys.filter((key) => !words[key]),
        [],
        `missing in ${locale}`,
      )
    }
  })

  test('a way that leaves the desk says which rights it asks for and why', () => {
    for (const way of network.connect) {
      if (way.kind === 'oauth') assert.ok(way.scopes?.length, `${way.id} explains no right`)
      if (way.needsApp) assert.ok(network.app, `${way.id} needs an app nobody can make`)
    }
    for (const scope of network.connect.flatMap((way) => way.scopes ?? []))
      assert.equal(typeof scope.needed, 'boolean', scope.name)
  })

  test('it has a name, a colour, a sign of its own and the sources of its limits', () => {
    assert.match(composing.color, /^#[0-9a-f]{6}$/i)
    assert.match(composing.sign ?? '', /^M[\d\s.,a-z-]+$/i, 'an SVG path')
    assert.match(composing.id, /^[a-z][a-z0-9-]*$/)
    assert.match(limits().source, /https?:\/\/.*\d{4}-\d{2}-\d{2}/s, 'an address and the day it was read')
  })
}

const optionKeys = (field: OptionField) => [
  field.label,
  field.help,
  ...('choices' in field ? field.choices.flatMap((choice) => (choice.named ? [] : [choice.label])) : []),
]
const readWords = (file: URL): Record<string, string> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
