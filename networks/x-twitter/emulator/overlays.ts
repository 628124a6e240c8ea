import type { Overlay } from '../../lab/description.ts'

const read = '2026-11-22'

/** Where x/openapi.json 2.167 is stale or laxer than the documentation. */
export const overlays: Overlay[] = [
  {
    at: '/paths/~12~1tweets~1search~1stream~1rules/post/responses/201',
    set: {
      description: 'Rules added',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/UpdateRulesResponse' } } },
    },
    why: 'adding a rule is answered 201; the description names only 200',
    source: 'https://docs.x.com/x-api/posts/filtered-stream/integrate/build-a-rule',
    read,
  },
]
