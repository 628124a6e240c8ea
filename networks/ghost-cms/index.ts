import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import { composing } from './compose.ts'
import { health, keyWay, profile } from './connect.ts'
import { metrics } from './metrics.ts'
import { ownPosts } from './own-posts.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  connect: [keyWay],
  health,
  profile,
  /** Ghost bounds calls of integrations nowhere, hosts do: this is what a small one bears. */
  rates: [{ per: 'account', calls: 100, everyMs: 60_000 }],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  metrics,
})
