import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabRequest } from '../../lab/network.ts'
import { discoveryDescription } from './discovery.ts'

const shelf = {
  name: 'shelfApi',
  servicePath: '',
  parameters: { fields: { type: 'string', location: 'query' } },
  schemas: {
    Book: {
      type: 'object',
      properties: { id: { type: 'string' }, pages: { type: 'integer', format: 'uint32' }, inner: { $ref: 'Book' } },
    },
  },
  resources: {
    books: {
      methods: {
        insert: {
          id: 'shelf.books.insert',
          httpMethod: 'POST',
          path: 'v1/{+parent}/books',
          flatPath: 'v1/shelves/{shelvesId}/books',
          parameters: {
            parent: { type: 'string', location: 'path', required: true },
            part: { type: 'string', location: 'query', required: true },
            size: { type: 'integer', format: 'uint32', minimum: '1', maximum: '50', location: 'query' },
          },
          request: { $ref: 'Book' },
          response: { $ref: 'Book' },
        },
      },
    },
  },
}

const asked = (changed: Partial<LabRequest>): LabRequest => ({
  method: 'POST',
  path: '/v1/shelves/7/books',
  params: {},
  query: { part: 'id' },
  headers: {},
  type: 'application/json',
  body: { id: 'a', inner: { pages: 3 } },
  files: [],
  raw: Buffer.alloc(0),
  stillProcessing: false,
  signal: new AbortController().signal,
  ...changed,
})

test('what a discovery document names passes, and everything else fails', async () => {
  const { checkRequest, checkAnswer } = await discoveryDescription([shelf])
  const problems = (changed: Partial<LabRequest>) => checkRequest('', asked(changed))
  assert.deepEqual(problems({}), [])
  assert.deepEqual(problems({ query: { part: 'id', fields: 'id', size: '50' } }), [])
  assert.match(problems({ path: '/v1/shelves/7/films' }).join(), /unknown method/)
  assert.match(problems({ method: 'PUT' }).join(), /unknown method/)
  assert.match(problems({ query: {} }).join(), /missing parameter: part/)
  assert.match(problems({ query: { part: 'id', colour: 'red' } }).join(), /unknown parameter: colour/)
  assert.match(problems({ query: { part: 'id', size: '51' } }).join(), /parameter size must be <= 50/)
  assert.match(problems({ query: { part: ['id', 'id'] } }).join(), /once only/)
  assert.match(problems({ body: { name: 'x' } }).join(), /unknown field: name/)
  assert.match(problems({ body: { inner: { pages: -1 } } }).join(), /inner\/pages/)
  assert.deepEqual(checkAnswer('', asked({}), { status: 200, json: { id: 'a' } }), [])
  assert.match(checkAnswer('', asked({}), { status: 200, json: { ID: 'a' } }).join(), /unknown field: ID/)
  assert.match(checkAnswer('', asked({}), { status: 404, json: { fault: 1 } }).join(), /error/)
})
