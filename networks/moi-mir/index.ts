import { defineNetwork } from '../contract.ts'
import composing from './compose.ts'
import { readStream } from './stream.ts'

/** A network that is closed; what somebody saved is all that is left. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [],
  health: async ({ account }) => ({ name: String(account.facts.name ?? account.handle), ...account }),
  rates: [],
  archive: {
    label: 'moi-mir.archive.label',
    help: 'moi-mir.archive.help',
    steps: [1, 2, 3].map((n) => `moi-mir.archive.step.${n}`),
    accepts: ['.zip', '.json'],
    read: readStream,
  },
})
