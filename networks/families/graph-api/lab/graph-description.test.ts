import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabRequest } from '../../../lab/network.ts'
import { specs } from '../../../lab/specs.ts'
import { describedBy, readBook } from './graph-book.ts'
import { graphDescription } from './graph-description.ts'
import { selectionIn } from './selection.ts'

const skip = specs.missing(describedBy)
const asking = (changed: Partial<LabRequest>): LabRequest => ({
  method: 'POST',
  path: '/1/feed',
  params: { id: '1', edge: 'feed' },
  query: {},
  headers: {},
  body: undefined,
  files: [],
  raw: Buffer.alloc(0),
  type: '',
  stillProcessing: false,
  signal: new AbortController().signal,
  ...changed,
})
const described = () =>
  graphDescription(readBook(['Page', 'PagePost', 'Comment'], []), {
    place: (_pattern, { edge }) => ({ node: 'Page', edge }),
  })
const problems = (changed: Partial<LabRequest>) => described().checkRequest('/:id/:edge', asking(changed))

test('an edge or parameter that the description does not name is a problem', { skip }, () => {
  assert.deepEqual(problems({ body: { message: 'hi', published: 'false' } }), [])
  assert.deepEqual(problems({ body: { mesage: 'hi' } }), ['unknown parameter: mesage'])
  assert.match(problems({ params: { id: '1', edge: 'feeds' } })[0] ?? '', /unknown operation/)
  assert.match(problems({ method: 'DELETE' })[0] ?? '', /unknown operation/)
})

test('a value that is not of the described type is a problem', { skip }, () => {
  assert.deepEqual(problems({ body: { published: 'maybe' } }), ['parameter published is not bool'])
  assert.deepEqual(problems({ body: { attached_media: '{"media_fbid":1}' } }), [
    'parameter attached_media is not list<Object>',
  ])
  assert.match(
    problems({ params: { id: '1', edge: 'messages' }, body: { recipient: '{}', messaging_type: 'SHOUT' } })[0] ?? '',
    /is none of/,
  )
  assert.deepEqual(problems({ params: { id: '1', edge: 'messages' }, body: {} }), ['missing parameter: recipient'])
})

test('a field that the node does not have is a problem, however deep it stands', { skip }, () => {
  const reading = (fields: string) => problems({ method: 'GET', query: { fields } })
  assert.deepEqual(reading('id,message,comments.limit(5){id,message}'), [])
  assert.deepEqual(reading('id,mesage'), ['PagePost has no field mesage'])
  assert.deepEqual(reading('comments{id,mesage}'), ['Comment has no field mesage'])
  assert.deepEqual(reading('comments.limits(5){id}'), ['PagePost.comments takes no limits'])
  assert.match(reading('comments{id')[0] ?? '', /not closed/)
})

test('an answer may tell only what was asked for, and refusals have their form', { skip }, () => {
  const told = (json: unknown, status = 200) =>
    described().checkAnswer('/:id/:edge', asking({ method: 'GET', query: { fields: 'id,message' } }), { status, json })
  assert.deepEqual(told({ data: [{ id: '1', message: 'x' }], paging: {} }), [])
  assert.deepEqual(told({ data: [{ id: '1', story: 'x' }] }), ['answer has an unknown field: story'])
  assert.deepEqual(told({ data: [], more: 1 }), ['answer has an unknown field: more'])
  assert.deepEqual(told({ fault: 1 }, 400), ['a refusal must carry an error'])
  assert.deepEqual(told({ error: { message: 'x', type: 'y', code: 1, hint: 'z' } }, 400), [
    'error has an unknown field: hint',
  ])
})

test('fields are read with their arguments and what stands inside', () => {
  assert.deepEqual(selectionIn('id,a.x(1).y(2){b}'), [
    { name: 'id', args: {} },
    { name: 'a', args: { x: '1', y: '2' }, inner: [{ name: 'b', args: {} }] },
  ])
})
